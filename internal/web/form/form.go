// Package form reads what a browser sends.
package form

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/office"
)

// inMemory is how much of an upload is held in memory; the rest waits in
// temporary files, which net/http removes.
const inMemory = 16 << 20

// Sent is a form as it was sent.
type Sent struct {
	values url.Values
	files  map[string][]*multipart.FileHeader
}

// Read reads the form. A body over the server's limit is a fault; one that is no
// form is one too.
func Read(c *gin.Context) (Sent, error) {
	err := c.Request.ParseMultipartForm(inMemory)
	if errors.Is(err, http.ErrNotMultipart) {
		err = nil // ParseForm, which it begins with, has read a plain form
	}
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return Sent{}, fault.Newf(fault.TooLarge, "", "body_too_large", fault.Args{"Max": tooLarge.Limit >> 20})
	}
	if fault.Of(err) != nil {
		return Sent{}, err // the body was refused
	}
	if err != nil {
		return Sent{}, fault.New(fault.Invalid, "broken_form")
	}
	s := Sent{values: c.Request.PostForm}
	if m := c.Request.MultipartForm; m != nil {
		s.files = m.File
	}
	return s, nil
}

// Line is a field on one line, trimmed.
func (s Sent) Line(name string) string { return strings.TrimSpace(s.values.Get(name)) }

// Text is a field of several lines, with the line ends of Unix.
func (s Sent) Text(name string) string { return strings.ReplaceAll(s.Line(name), "\r\n", "\n") }

// Secret is a field as it was typed, for passwords.
func (s Sent) Secret(name string) string { return s.values.Get(name) }

// All is every value of a field: the boxes that were ticked.
func (s Sent) All(name string) []string { return s.values[name] }

// On reports whether a single box was ticked.
func (s Sent) On(name string) bool { return s.values.Get(name) != "" }

// Moment is the form in which browsers send a local date and time.
const Moment = "2006-01-02T15:04"

// Time reads a field of local date and time in a zone. What can't be read is noted
// in the check; an empty field is the zero time.
func Time(c *fault.Check, field, value string, in *time.Location) time.Time {
	if value == "" {
		return time.Time{}
	}
	for _, layout := range []string{Moment, "2006-01-02T15:04:05", "2006-01-02 15:04"} {
		if t, err := time.ParseInLocation(layout, value, in); err == nil {
			return t
		}
	}
	c.Add(field, "not_a_time", nil)
	return time.Time{}
}

// File is the first file of a field, empty where none was chosen.
func (s Sent) File(field string) ([]byte, error) {
	if len(s.files[field]) == 0 {
		return nil, nil
	}
	data, err := read(s.files[field][0])
	if err != nil {
		return nil, fmt.Errorf("read upload: %w", err)
	}
	return data, nil
}

// Photos reads the files of a field. At most max and one are read, so that too many
// are noticed but not held.
func (s Sent) Photos(field string, max int) ([]office.Upload, error) {
	var out []office.Upload
	for _, h := range s.files[field] {
		if h.Size == 0 || len(out) > max { // an empty one is what browsers send for no choice
			continue
		}
		data, err := read(h)
		if err != nil {
			return nil, fmt.Errorf("read upload: %w", err)
		}
		out = append(out, office.Upload{Field: field, Data: data})
	}
	return out, nil
}

func read(h *multipart.FileHeader) ([]byte, error) {
	f, err := h.Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}
