package brand

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"strconv"
	"strings"
)

// What a logo may be.
const (
	maxBytes = 64 << 10
	maxSide  = 2048 // pixels of a PNG
)

// Its size on a page, in CSS pixels.
const (
	tall = 32
	wide = 128
)

// Logo is a picture that nothing can be hidden in: pages show it as an image, never as a
// part of themselves, and what could act if it is opened alone is refused.
type Logo struct {
	kind          string // svg or png
	data          []byte
	width, height int // on the page
}

func (l *Logo) name() string { return Folder + "logo." + l.kind }

func readLogo(path string) (*Logo, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, errors.Unwrap(err) // it would repeat the path
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxBytes+1))
	if err != nil {
		return nil, errors.Unwrap(err)
	}
	if len(data) > maxBytes {
		return nil, fmt.Errorf("has more than %d KiB", maxBytes>>10)
	}
	return parseLogo(data)
}

func parseLogo(data []byte) (*Logo, error) {
	l := &Logo{kind: "svg", data: data}
	var w, h float64
	var err error
	if bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")) {
		l.kind = "png"
		w, h, err = sizePNG(data)
	} else {
		w, h, err = sizeSVG(data)
	}
	if err != nil {
		return nil, err
	}
	scale := min(tall/h, wide/w)
	l.width, l.height = max(1, int(w*scale+.5)), max(1, int(h*scale+.5))
	return l, nil
}

func sizePNG(data []byte) (w, h float64, err error) {
	c, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return 0, 0, errors.New("is no PNG that can be read")
	}
	if c.Width > maxSide || c.Height > maxSide || c.Width < 1 || c.Height < 1 {
		return 0, 0, fmt.Errorf("has more than %d pixels a side", maxSide)
	}
	if _, err := png.Decode(bytes.NewReader(data)); err != nil {
		return 0, 0, errors.New("is no PNG that can be read")
	}
	return float64(c.Width), float64(c.Height), nil
}

// active are the elements of an SVG that do something or bring something in from
// elsewhere.
var active = map[string]bool{
	"script": true, "handler": true, "listener": true, "foreignobject": true, "iframe": true, "object": true, "embed": true, "audio": true, "video": true,
	"animate": true, "animatemotion": true, "animatetransform": true, "animatecolor": true, "set": true, "discard": true,
}

// sizeSVG checks an SVG and returns its size, or that of its viewBox.
func sizeSVG(data []byte) (w, h float64, err error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	seen := false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return 0, 0, errors.New("is neither a PNG nor a well-formed SVG")
		}
		switch token := token.(type) {
		case xml.Directive:
			return 0, 0, errors.New("has a document type, which a logo needs not")
		case xml.ProcInst:
			if token.Target != "xml" {
				return 0, 0, fmt.Errorf("has an instruction <?%s?>", token.Target)
			}
		case xml.CharData:
			if reaches(string(token)) {
				return 0, 0, errors.New("has styles that fetch something")
			}
		case xml.StartElement:
			if !seen {
				if token.Name.Local != "svg" || token.Name.Space != "http://www.w3.org/2000/svg" {
					return 0, 0, errors.New("is neither a PNG nor an SVG")
				}
				seen = true
				w, h = sizeOf(token)
			}
			if err := harmless(token); err != nil {
				return 0, 0, err
			}
		}
	}
	if !seen {
		return 0, 0, errors.New("is neither a PNG nor an SVG")
	}
	if !(w > 0 && h > 0 && w < 1e6 && h < 1e6) {
		return 0, 0, errors.New("has no viewBox that says how wide and high it is")
	}
	return w, h, nil
}

func harmless(e xml.StartElement) error {
	if active[strings.ToLower(e.Name.Local)] {
		return fmt.Errorf("has an element <%s>", e.Name.Local)
	}
	for _, a := range e.Attr {
		name := strings.ToLower(a.Name.Local)
		switch {
		case strings.HasPrefix(name, "on"):
			return fmt.Errorf("has an attribute %s", a.Name.Local)
		case name == "href" || name == "src":
			if to := strings.TrimSpace(a.Value); !strings.HasPrefix(to, "#") && !strings.HasPrefix(to, "data:image/png;") && !strings.HasPrefix(to, "data:image/jpeg;") {
				return fmt.Errorf("refers to %.40q", a.Value)
			}
		case a.Name.Space != "xmlns" && name != "xmlns" && reaches(a.Value):
			return fmt.Errorf("has an attribute %s that fetches something", a.Name.Local)
		}
	}
	return nil
}

// reaches reports whether a style brings in something from outside the file. Escapes of
// CSS can spell anything, so there may be none.
func reaches(style string) bool {
	s := strings.ToLower(style)
	if strings.Contains(s, "@import") || strings.Contains(s, "javascript:") || strings.Contains(s, `\`) {
		return true
	}
	for _, rest := range strings.Split(s, "url(")[1:] {
		if !strings.HasPrefix(strings.TrimLeft(rest, " \t\r\n\"'"), "#") {
			return true
		}
	}
	return false
}

// sizeOf is what width and height say in pixels, or else the viewBox.
func sizeOf(svg xml.StartElement) (w, h float64) {
	var box []string
	for _, a := range svg.Attr {
		switch a.Name.Local {
		case "width":
			w, _ = strconv.ParseFloat(strings.TrimSuffix(a.Value, "px"), 64) // 100% and 3cm say nothing of the shape
		case "height":
			h, _ = strconv.ParseFloat(strings.TrimSuffix(a.Value, "px"), 64)
		case "viewBox":
			box = strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' })
		}
	}
	if len(box) == 4 {
		w, _ = strconv.ParseFloat(box[2], 64)
		h, _ = strconv.ParseFloat(box[3], 64)
	}
	return w, h
}
