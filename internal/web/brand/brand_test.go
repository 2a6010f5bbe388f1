package brand

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func svg(inside string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 50">` + inside + `</svg>`
}

func TestALogoIsTaken(t *testing.T) {
	var square bytes.Buffer
	if err := png.Encode(&square, image.NewGray(image.Rect(0, 0, 90, 90))); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		file          string
		width, height int
	}{
		"a drawing":                   {svg(`<path d="M0 0h9v9z" fill="url(#a)"/>`), 128, 32},
		"one with styles and a title": {svg(`<title>Airport</title><style>.a { fill: url(#b) } </style><g class="a" style="opacity: .5"><use xlink:href="#c"/></g>`), 128, 32},
		"one that is very wide":       {`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0,0,400,50"/>`, 128, 16},
		"one without a viewBox":       {`<svg xmlns="http://www.w3.org/2000/svg" width="64px" height="64"/>`, 32, 32},
		"a photo":                     {square.String(), 32, 32},
	} {
		l, err := parseLogo([]byte(c.file))
		if err != nil || l.width != c.width || l.height != c.height {
			t.Errorf("%s: got %+v, %v, want it %d × %d", name, l, err, c.width, c.height)
		}
	}
}

func TestAHostileLogoIsRefused(t *testing.T) {
	for name, file := range map[string]string{
		"a script":                       svg(`<script>alert(1)</script>`),
		"a script in capitals":           svg(`<SCRIPT>alert(1)</SCRIPT>`),
		"a script of another vocabulary": svg(`<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>`),
		"a handler":                      svg(`<rect onload="alert(1)"/>`),
		"a handler on the root":          `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" onload="alert(1)"/>`,
		"a link to a script":             svg(`<a xlink:href="javascript:alert(1)"><path/></a>`),
		"a link with an entity in it":    svg(`<a href="&#106;avascript:alert(1)"><path/></a>`),
		"a page in the picture":          svg(`<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>`),
		"an image from elsewhere":        svg(`<image href="https://evil.example/pixel.png"/>`),
		"an SVG within":                  svg(`<image href="data:image/svg+xml;base64,PHN2Zz4="/>`),
		"a value that changes":           svg(`<set attributeName="href" to="javascript:alert(1)"/>`),
		"a style from elsewhere":         svg(`<style>@import "https://evil.example/a.css";</style>`),
		"a fill from elsewhere":          svg(`<rect fill="url(https://evil.example/a.svg#b)"/>`),
		"a style spelt in escapes":       svg(`<style>a { background: \75 rl(https://evil.example/) }</style>`),
		"a style sheet beside it":        `<?xml-stylesheet href="https://evil.example/a.css"?>` + svg("")[38:],
		"an entity":                      `<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&a;</svg>`,
		"a page":                         `<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>`,
		"no XML":                         `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path>`,
		"words":                          "logo",
		"nothing":                        "",
		"no size":                        `<svg xmlns="http://www.w3.org/2000/svg"/>`,
		"no shape":                       `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 NaN"/>`,
		"half a PNG":                     "\x89PNG\r\n\x1a\nand no more",
		"a PNG of a million pixels":      "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x0f\x42\x40\x00\x0f\x42\x40\x08\x02\x00\x00\x00\x00\x00\x00\x00",
	} {
		if l, err := parseLogo([]byte(file)); err == nil {
			t.Errorf("%s: got a logo of %d × %d, want it refused", name, l.width, l.height)
		}
	}
}

func TestSettingsAreRefusedWithTheReason(t *testing.T) {
	large := filepath.Join(t.TempDir(), "large.svg")
	if err := os.WriteFile(large, []byte(svg(strings.Repeat(" ", maxBytes))), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ colour, logo, want string }{
		"a colour that is none":        {"teal", "", "accent is no colour"},
		"a colour that can't be read":  {"#ffcc00", "", "accent is too light"},
		"a logo that is not there":     {"", "/nowhere/logo.svg", "logo /nowhere/logo.svg: no such file"},
		"a logo that is far too large": {"", large, "has more than 64 KiB"},
	} {
		if _, err := Open("", c.colour, c.logo); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}

func TestTheHousesMarkIsInItsAccent(t *testing.T) {
	for _, file := range []string{"mark.svg", "tokens.css"} {
		raw, err := os.ReadFile("../../../static/shared/" + file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(raw), houseAccent) {
			t.Errorf("%s does not have the house's accent, %s", file, houseAccent)
		}
	}
}
