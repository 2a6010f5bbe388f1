package web

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lostfound/internal/web/brand"
)

func TestTheOperatorsNameColourAndMark(t *testing.T) {
	w := atWork(t)
	file := filepath.Join(t.TempDir(), "logo.svg")
	must(t, os.WriteFile(file, []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"><path d="M0 0h3v1z"/></svg>`), 0o600))
	b, err := brand.Open("Fundbüro <Nord>", "#004a99", file)
	must(t, err)
	w.pages, err = Handler(w.Office, Options{Brand: b})
	must(t, err)
	body := w.as("", "de").get("/").Body.String()
	if want := "· Fundbüro &lt;Nord&gt;</title>"; !strings.Contains(body, want) {
		t.Errorf("title: does not end in %s", want)
	}
	logo := ""
	for _, i := range nodes(t, body, "img") {
		logo = attr(i, "src")
		if attr(i, "width") != "96" || attr(i, "height") != "32" || !has(i, "alt") {
			t.Errorf("logo: got %v, want 96 × 32 and without words", i.Attr)
		}
	}
	var sheets []string
	for _, l := range nodes(t, body, "link") {
		if attr(l, "rel") == "stylesheet" && attr(l, "media") == "" {
			sheets = append(sheets, attr(l, "href"))
		}
	}
	colours := sheets[len(sheets)-1] // after all that it changes
	for path, want := range map[string]string{logo: "image/svg+xml", colours: "text/css"} {
		got := w.as("", "de").get(path)
		if got.Code != http.StatusOK || !strings.HasPrefix(got.Header().Get("Content-Type"), want) {
			t.Errorf("%s: got status %d, %s, want %s", path, got.Code, got.Header().Get("Content-Type"), want)
		}
		if got := got.Header().Get("Content-Security-Policy"); got != picturePolicy {
			t.Errorf("%s: got policy %q, want %q", path, got, picturePolicy)
		}
	}
	if got := w.as("", "de").get(colours).Body.String(); !strings.Contains(got, "--accent: #004a99;") {
		t.Errorf("colours: got %s, want the accent among them", got)
	}
}

func TestAnotherBrandIsAnotherAddress(t *testing.T) {
	plain, err := openAssets(brand.Brand{})
	must(t, err)
	blue, err := brand.Open("", "#004a99", "")
	must(t, err)
	coloured, err := openAssets(blue)
	must(t, err)
	if plain.digest == coloured.digest {
		t.Errorf("got digest %s for both, want others: browsers keep what lies under one", plain.digest)
	}
}

// Languages read from the right: none is shipped yet, and pages are ready for one.
func TestAPageReadFromTheRight(t *testing.T) {
	w := atWork(t)
	h, err := open(w.Office, Options{})
	must(t, err)
	for _, l := range h.book.Languages() {
		l.Dir = "rtl"
	}
	w.pages, err = h.handler()
	must(t, err)
	for _, p := range w.everyPage(t) {
		body := w.as(p.who, "en").get(p.path).Body.String()
		if !strings.Contains(body, `<html lang="en" dir="rtl">`) {
			t.Errorf("%s: is not read from the right", p.path)
		}
	}
}

// A style sheet that speaks of left and right is wrong for half of the world's scripts.
func TestStyleSheetsKnowNoLeftAndRight(t *testing.T) {
	sheets, err := filepath.Glob("../../static/*/*.css")
	must(t, err)
	for _, file := range sheets {
		raw, err := os.ReadFile(file)
		must(t, err)
		for n, line := range strings.Split(string(raw), "\n") {
			for _, side := range []string{"left:", "right:", "-left", "-right", ": left", ": right"} {
				if strings.Contains(line, side) {
					t.Errorf("%s:%d says %q; say start or end", file, n+1, side)
				}
			}
		}
	}
}
