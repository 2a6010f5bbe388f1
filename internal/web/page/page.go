// Package page renders what a person sees: a layout around a page's own part, in
// the reader's language. A page and the type it shows belong together, so a
// handler cannot fill a page with something else.
//
// Templates know the functions of funcs.go and nothing of the office.
package page

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"

	"lostfound/internal/locale"
)

// Set is where pages come from: their files, the address of each asset, and the
// languages. It is immutable and safe for concurrent use.
type Set struct {
	Files fs.FS                    // shared/layout.html, traveller/report.html, ...
	Asset func(name string) string // the address of an asset
	Book  *locale.Book
	Brand Brand
}

// Page is a page that shows a T.
type Page[T any] struct {
	set *Set
	in  map[string]*template.Template // by language
	css string
}

// content is what a template sees: the frame's fields, and the page's own as .Page.
type content[T any] struct {
	Frame
	Page T
}

// load parses the page of that file with the layout and the parts that pages
// share: the files of shared/ and of the page's folder that begin with an underscore.
func load[T any](s *Set, file string) (Page[T], error) {
	p := Page[T]{set: s, in: map[string]*template.Template{}}
	folder := path.Dir(file)
	p.css = s.Asset(folder + "/" + folder + ".css")
	if folder == "shared" {
		p.css = s.Asset("shared/door.css")
	}
	patterns := []string{"shared/layout.html", "shared/_*.html", file}
	if parts, err := fs.Glob(s.Files, folder+"/_*.html"); err == nil && folder != "shared" {
		patterns = append(patterns, parts...)
	}
	for _, l := range s.Book.Languages() {
		t, err := template.New("layout.html").Funcs(functions(s, l)).ParseFS(s.Files, patterns...)
		if err != nil {
			return p, fmt.Errorf("page %s: %w", file, err)
		}
		p.in[l.Code] = t
	}
	return p, nil
}

// Write answers with the page. Nothing is sent unless all of it could be made.
func (p Page[T]) Write(w http.ResponseWriter, status int, f Frame, show T) error {
	f.Brand, f.Style = p.set.Brand, p.css
	var out bytes.Buffer
	var err error
	if err = p.in[f.Lang.Code].ExecuteTemplate(&out, "layout.html", content[T]{f, show}); err != nil {
		return fmt.Errorf("render page: %w", err)
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", f.Lang.Code)
	h.Set("Cache-Control", "no-store")
	if f.Blank {
		h.Set("Cache-Control", "private, no-cache")
	}
	if f.Zip {
		h.Set("Content-Encoding", "gzip")
		h.Add("Vary", "Accept-Encoding")
		if out, err = zipped(out); err != nil {
			return fmt.Errorf("compress page: %w", err)
		}
	}
	w.WriteHeader(status)
	if _, err = w.Write(out.Bytes()); err != nil {
		return fmt.Errorf("send page: %w", err)
	}
	return nil
}

func zipped(plain bytes.Buffer) (out bytes.Buffer, err error) {
	z := gzip.NewWriter(&out)
	if _, err = z.Write(plain.Bytes()); err == nil {
		err = z.Close()
	}
	return out, err
}

// Must parses a page. It panics where the page is broken: pages are part of the
// program, and a test renders each.
func Must[T any](s *Set, file string) Page[T] {
	p, err := load[T](s, file)
	if err != nil {
		panic(err)
	}
	return p
}
