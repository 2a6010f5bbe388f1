package api

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"regexp"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/office"
	"lostfound/internal/photo"
	"lostfound/internal/slip"
)

// Limits of what is read, in bytes, beside photo.MaxBytes.
const (
	maxRequest = 100 << 20
	maxJSON    = 1 << 20
)

// readJSON reads a body that is one JSON object.
func readJSON(c *gin.Context, into any) error {
	raw, err := readBody(c, "application/json")
	if err != nil {
		return err
	}
	return slip.Read(raw, into)
}

// readBody reads a body of JSON, of one of the media types.
func readBody(c *gin.Context, kinds ...string) ([]byte, error) {
	kind, _, err := bodyKind(c)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(kinds, kind) {
		return nil, fault.Newf(mediaType, "Content-Type", "media_type", nil)
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxJSON)
	return readAll(c.Request.Body)
}

// readRecord reads a record as a JSON body, or as a multipart form of the record,
// in the part of that name, and its photos. A record has things, at most that
// many, and photos holds the uploads of each.
func readRecord(c *gin.Context, part string, things int, into any) (photos [][]office.Upload, err error) {
	kind, boundary, err := bodyKind(c)
	if err != nil {
		return nil, err
	}
	if kind != "multipart/form-data" {
		return nil, readJSON(c, into)
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxRequest)
	f := sheaf{part: part, photos: make([][]office.Upload, things)}
	if err := f.read(multipart.NewReader(c.Request.Body, boundary)); err != nil {
		return nil, err
	}
	if err := slip.Read(f.record, into); err != nil {
		return nil, err
	}
	for things > 0 && len(f.photos[things-1]) == 0 {
		things--
	}
	return f.photos[:things], nil
}

// sheaf is a multipart form on its way in: a record, and photos.
type sheaf struct {
	part   string
	record []byte // nil until its part came
	photos [][]office.Upload
	count  int
}

func (s *sheaf) read(from *multipart.Reader) error {
	for {
		p, err := from.NextPart()
		if err == io.EOF { // the closing boundary; a body that breaks off wraps it
			break
		}
		if err != nil {
			return broken(err)
		}
		if err := s.take(p); err != nil {
			return err
		}
	}
	if s.record == nil {
		return fault.Newf(fault.Invalid, s.part, "required", nil)
	}
	return nil
}

func (s *sheaf) take(p *multipart.Part) error {
	name := p.FormName()
	if name == s.part {
		if s.record != nil {
			return fault.Newf(fault.Invalid, name, "part_twice", nil)
		}
		raw, err := readPart(p, name, "body_too_large", maxJSON)
		s.record = raw
		return err
	}
	thing, known := thingOf(name)
	if !known || thing >= len(s.photos) {
		return fault.Newf(fault.Invalid, name, "unknown_field", nil)
	}
	if s.count++; s.count > found.MaxPictures {
		return fault.Newf(fault.Invalid, "photo", "too_many", fault.Args{"Max": found.MaxPictures})
	}
	field := fmt.Sprintf("%s[%d]", name, len(s.photos[thing]))
	raw, err := readPart(p, field, "photo_too_large_bytes", photo.MaxBytes)
	s.photos[thing] = append(s.photos[thing], office.Upload{Field: field, Data: raw})
	return err
}

var photoOfThing = regexp.MustCompile(`^things\[(0|[1-9][0-9]?)\]\.photo$`)

// thingOf reads the name of a part with a photo: photo for the first thing or the
// only one, things[1].photo for the second. Things are counted from 0.
func thingOf(name string) (int, bool) {
	if name == "photo" {
		return 0, true
	}
	m := photoOfThing.FindStringSubmatch(name)
	if m == nil {
		return 0, false
	}
	n, err := strconv.Atoi(m[1])
	return n, err == nil
}

func readPart(p io.Reader, field, code string, most int64) ([]byte, error) {
	raw, err := readAll(io.LimitReader(p, most+1))
	if err == nil && int64(len(raw)) > most {
		return nil, fault.Newf(fault.TooLarge, field, code, fault.Args{"Max": most >> 20})
	}
	return raw, err
}

// readAll reads to the end. The answer is never nil.
func readAll(from io.Reader) ([]byte, error) {
	raw, err := io.ReadAll(from)
	if err != nil {
		return nil, broken(err)
	}
	return raw, nil
}

// broken tells a body over its limit, or one that was refused, from one that did not arrive
// whole.
func broken(err error) error {
	if over := new(http.MaxBytesError); errors.As(err, &over) || fault.Of(err) != nil {
		return err
	}
	return fault.New(fault.Invalid, "broken_form")
}

// bodyKind is the media type of the body, and the boundary of a multipart form.
func bodyKind(c *gin.Context) (kind, boundary string, err error) {
	kind, params, err := mime.ParseMediaType(c.GetHeader("Content-Type"))
	if err != nil || c.GetHeader("Content-Encoding") != "" || kind == "multipart/form-data" && params["boundary"] == "" {
		return "", "", fault.Newf(mediaType, "Content-Type", "media_type", nil)
	}
	return kind, params["boundary"], nil
}
