package api

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"

	"lostfound/internal/embedded"
	"lostfound/internal/index"
	"lostfound/internal/locale"
	"lostfound/internal/loss"
	"lostfound/internal/mail"
	"lostfound/internal/mail/mailtest"
	"lostfound/internal/notice"
	"lostfound/internal/office"
	"lostfound/internal/staff"
	"lostfound/internal/store"
)

// operator is the platform's own token in tests.
const operator = "operator-token-of-the-tests"

// morning is when the tests happen: AMS has two hours more than UTC.
var morning = time.Date(2026, 10, 2, 6, 0, 0, 0, time.UTC)

// counter is a real office over embedded keepers, with the API in front. Every answer
// it gives is held against the document, and so is every request it accepts.
type counter struct {
	t       *testing.T
	office  *office.Office
	keepers *embedded.Keepers
	mailbox *mailtest.Server // what was written to travellers
	handler http.Handler
	router  routers.Router
	members map[string]staff.Member
}

// colleague is the reference of somebody new at the desk of AMS.
func (c *counter) colleague() string {
	c.t.Helper()
	return string(read[member](c.post("/api/v1/staff", operator, `{"sign_in":"colleague","name":"Lars","password":"a long password","grants":[{"site":"AMS","role":"desk"}]}`).wants(201)).Ref)
}

// staffed lists the members of the tests: at AMS, and a manager at CDG, which has
// nothing to do with AMS.
var staffed = []struct{ name, site string }{
	{"finder", "AMS"}, {"desk", "AMS"}, {"stranger", "CDG"}, {"manager", "AMS"}, {"admin", staff.AllSites},
}

func openCounter(t *testing.T) *counter {
	t.Helper()
	ctx := t.Context()
	keepers, err := embedded.Open(t.TempDir(), embedded.Holder{Command: "test"})
	must(t, err)
	t.Cleanup(func() { keepers.Close() })
	s, err := store.Open(ctx, keepers.S3, embedded.Bucket)
	must(t, err)
	mailbox := mailtest.Start(t)
	carrier, err := mail.New(mailbox.URL, "found@example.org")
	must(t, err)
	book, err := locale.Open()
	must(t, err)
	post := office.Post{By: map[loss.Channel]office.Carrier{loss.Mail: carrier}, Writer: notice.NewWriter(book, "Lost & Found"), Origin: "https://found.example.org"}
	o, err := office.Open(ctx, office.Keepers{Store: s, Index: index.New(keepers.Redis)},
		office.Options{Now: func() time.Time { return morning }, AdminToken: operator, Post: post})
	must(t, err)
	h, err := Handler(o, Options{})
	must(t, err)
	c := &counter{t: t, office: o, keepers: keepers, mailbox: mailbox, handler: h, members: map[string]staff.Member{}}
	doc, err := openapi3.NewLoader().LoadFromData(document)
	must(t, err)
	c.router, err = legacy.NewRouter(doc)
	must(t, err)
	openapi3filter.RegisterBodyDecoder("image/jpeg", openapi3filter.FileBodyDecoder)

	for code, name := range map[string]string{"AMS": "Amsterdam", "CDG": "Paris"} {
		c.put("/api/v1/sites/"+code, operator, `{"name":"`+name+`","kind":"airport","time_zone":"Europe/Paris","zones":["checkpoint 1"]}`).wants(201)
	}
	_, err = o.Rebuild(ctx)
	must(t, err)
	return c
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// token is a fresh bearer token of a member of the tests, who is hired at the first call.
// Nobody's is empty.
func (c *counter) token(who string) string {
	c.t.Helper()
	if who == "nobody" {
		return ""
	}
	by, hired := c.members[who]
	for _, s := range staffed {
		if hired || s.name != who {
			continue
		}
		role := staff.Role(who)
		if who == "stranger" {
			role = staff.Manager
		}
		var err error
		by, err = c.office.AddStaff(c.t.Context(), staff.Operator, office.NewMember{SignIn: who + "@test", Name: who, Password: "password of " + who,
			Grants: []staff.Grant{{Site: s.site, Role: role}}})
		must(c.t, err)
		c.members[who] = by
	}
	secret, err := c.office.IssueBearer(c.t.Context(), by, by.Ref)
	must(c.t, err)
	return secret
}

// answer is what came back.
type answer struct {
	*httptest.ResponseRecorder
	t    *testing.T
	what string
}

func (a answer) wants(status int) answer {
	a.t.Helper()
	if a.Code != status {
		a.t.Fatalf("%s: got %d %.600s, want %d", a.what, a.Code, a.Body, status)
	}
	return a
}

// refused wants an error that names the field and the code.
func (a answer) refused(status int, field, code string) answer {
	a.t.Helper()
	a.wants(status)
	p := read[problem](a)
	if p.Errors[0].Field != field || p.Errors[0].Code != code {
		a.t.Errorf("%s: got %q %s, want %q %s", a.what, p.Errors[0].Field, p.Errors[0].Code, field, code)
	}
	if p.Field != p.Errors[0].Field || p.Detail == "" || p.Detail != p.Errors[0].Detail || strings.HasPrefix(p.Detail, "[") || p.Status != status {
		a.t.Errorf("%s: got %+v", a.what, p)
	}
	return a
}

func read[T any](a answer) T {
	a.t.Helper()
	var v T
	if err := json.Unmarshal(a.Body.Bytes(), &v); err != nil {
		a.t.Fatalf("%s: %v in %.300s", a.what, err, a.Body)
	}
	return v
}

// ask sends a request and holds what comes back against the document.
func (c *counter) ask(r *http.Request, token string) answer {
	c.t.Helper()
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
	}
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r)
	a := answer{w, c.t, r.Method + " " + r.URL.Path}
	c.hold(r, body, a)
	return a
}

func (c *counter) hold(r *http.Request, body []byte, a answer) {
	c.t.Helper()
	route, params, err := c.router.FindRoute(r)
	if err != nil {
		if a.Code < 400 {
			c.t.Errorf("%s: got %d, but the document has no such address: %v", a.what, a.Code, err)
		}
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	in := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route,
		Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, IncludeResponseStatus: true}}
	if a.Code < 300 {
		if err := openapi3filter.ValidateRequest(context.Background(), in); err != nil {
			c.t.Errorf("%s: accepted, but the document does not allow it: %v", a.what, err)
		}
	}
	out := &openapi3filter.ResponseValidationInput{RequestValidationInput: in, Status: a.Code, Header: a.Header(), Options: in.Options}
	out.SetBodyBytes(a.Body.Bytes())
	if err := openapi3filter.ValidateResponse(context.Background(), out); err != nil {
		c.t.Errorf("%s: got %d, which the document does not describe: %v", a.what, a.Code, err)
	}
}

func (c *counter) send(method, path, token, body string) answer {
	c.t.Helper()
	return c.ask(withBody(method, path, body), token)
}

func (c *counter) get(path, token string) answer {
	c.t.Helper()
	return c.send("GET", path, token, "")
}

func (c *counter) post(path, token, body string) answer {
	c.t.Helper()
	return c.send("POST", path, token, body)
}

func (c *counter) put(path, token, body string) answer {
	c.t.Helper()
	return c.send("PUT", path, token, body)
}

func withBody(method, path, body string) *http.Request {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	if body == "" {
		r = httptest.NewRequest(method, path, nil)
	}
	if method != "GET" {
		r.Header.Set("Content-Type", "application/json")
	}
	if method == "PATCH" {
		r.Header.Set("If-Match", "*")
	}
	return r
}

// part is a part of a multipart form; one with a file name is a file.
type part struct {
	name, file string
	data       []byte
}

func multiForm(path string, parts ...part) *http.Request {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, p := range parts {
		h := textproto.MIMEHeader{"Content-Disposition": {`form-data; name="` + p.name + `"`}, "Content-Type": {"application/json"}}
		if p.file != "" {
			h = textproto.MIMEHeader{"Content-Disposition": {`form-data; name="` + p.name + `"; filename="` + p.file + `"`}, "Content-Type": {"image/jpeg"}}
		}
		out, _ := w.CreatePart(h)
		out.Write(p.data)
	}
	w.Close()
	r := httptest.NewRequest("POST", path, &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return r
}

// jpegOf draws a photo; another shade is another photo.
func jpegOf(t *testing.T, shade uint8) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 400, 300))
	for i := range img.Pix {
		img.Pix[i] = uint8(i/400) + shade
	}
	img.SetGray(3, 3, color.Gray{255})
	var out bytes.Buffer
	must(t, jpeg.Encode(&out, img, nil))
	return out.Bytes()
}

const (
	aFind = `{"site":"AMS","zone":"checkpoint 2","found_at":"2026-10-02T07:40:00+02:00","lang":"nl","item_type":"rugzak","colours":["zwart"],"brand":"Deuter","marks":"oranje klimhaak","serial":"DT-4711-X9"}`
	aLoss = `{"sites":["AMS"],"place":"gate","lost_from":"2026-10-02T07:00:00+02:00","lost_to":"2026-10-02T07:50:00+02:00","lang":"en","contact":{"email":"a@example.org"},"item_type":"backpack","colours":["black"],"brand":"Deuter","identifiers":{"serial":"DT4711X9"}}`
)

// takeIn registers a find as the operator and returns it.
func (c *counter) takeIn() item {
	c.t.Helper()
	return read[item](c.post("/api/v1/items", operator, aFind).wants(201))
}

// lose files a traveller's report through the operator, so that no limit counts it.
func (c *counter) lose() thanks {
	c.t.Helper()
	return read[thanks](c.post("/api/v1/reports", operator, aLoss).wants(201))
}
