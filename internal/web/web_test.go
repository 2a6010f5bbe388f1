package web

import (
	"bytes"
	"encoding/base64"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"golang.org/x/net/html"

	"lostfound/internal/embedded"
	"lostfound/internal/found"
	"lostfound/internal/index"
	"lostfound/internal/locale"
	"lostfound/internal/loss"
	"lostfound/internal/mail"
	"lostfound/internal/mail/mailtest"
	"lostfound/internal/notice"
	"lostfound/internal/office"
	"lostfound/internal/site"
	"lostfound/internal/staff"
	"lostfound/internal/store"
)

// noon is when the tests take place.
var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

// password is everybody's.
const password = "correct horse"

// opened is an office at work: an airport with somebody in each role, a find that is
// like a loss, and one that was confirmed.
type opened struct {
	*office.Office
	keepers  office.Keepers
	pages    http.Handler
	post     office.Post
	mailbox  *mailtest.Server // what was written to travellers
	logged   *bytes.Buffer
	sessions map[string]string // by sign-in name
	laptop   found.Item        // with a photo
	ring     found.Item        // two people needed; confirmed for ringLost
	lost     office.Thanks     // of a laptop, with a photo
	ringLost office.Thanks
	link     string // that enrols a device, and was not used
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// empty is an office nobody has set up.
func empty(t *testing.T) *opened {
	t.Helper()
	k, err := embedded.Open(t.TempDir(), embedded.Holder{Command: "test"})
	must(t, err)
	t.Cleanup(func() { must(t, k.Close()) })
	return emptyOn(t, k, k.Redis)
}

// emptyOn is one on that Redis.
func emptyOn(t *testing.T, k *embedded.Keepers, rdb redis.UniversalClient) *opened {
	t.Helper()
	s, err := store.Open(t.Context(), k.S3, embedded.Bucket)
	must(t, err)
	w := &opened{keepers: office.Keepers{Store: s, Index: index.New(rdb)}, logged: &bytes.Buffer{}, sessions: map[string]string{}}
	t.Cleanup(w.keepers.Index.Hush)
	w.mailbox = mailtest.Start(t)
	carrier, err := mail.New(w.mailbox.URL, "found@example.org")
	must(t, err)
	book, err := locale.Open()
	must(t, err)
	w.post = office.Post{By: map[loss.Channel]office.Carrier{loss.Mail: carrier}, Writer: notice.NewWriter(book, "Lost & Found"), Origin: "https://found.example.org"}
	w.Office, err = office.Open(t.Context(), w.keepers, office.Options{Now: func() time.Time { return noon }, Post: w.post})
	must(t, err)
	_, err = w.Rebuild(t.Context())
	must(t, err)
	w.pages, err = Handler(w.Office, Options{Log: slog.New(slog.NewTextHandler(w.logged, nil))})
	must(t, err)
	return w
}

func atWork(t *testing.T) *opened {
	t.Helper()
	w := empty(t)
	w.fill(t)
	return w
}

// fill sets the office up and lets the day begin.
func (w *opened) fill(t *testing.T) {
	t.Helper()
	ams := site.Site{Code: "AMS", Name: "Schiphol", Kind: site.Airport, TimeZone: "Europe/Amsterdam", Languages: []string{"nl"}, Zones: []string{"gate D14"}, Desk: "Arrivals 2", Hours: "06:00-22:00"}
	admin, err := w.SetUp(t.Context(), w.SetUpCode(), office.NewMember{SignIn: "admin", Name: "Alex", Password: password}, ams)
	must(t, err)
	var finder staff.Member
	for name, role := range map[string]staff.Role{"finder": staff.Finder, "desk": staff.Desk, "manager": staff.Manager} {
		m, err := w.AddStaff(t.Context(), admin, office.NewMember{SignIn: name, Name: "Kim", Password: password, Grants: []staff.Grant{{Site: "AMS", Role: role}}})
		must(t, err)
		w.hand(t, name, m)
		if role == staff.Finder {
			finder = m
		}
	}
	w.hand(t, "admin", admin)
	photo := []office.Upload{{Field: "photo", Data: pixel}}
	w.laptop, _, err = w.TakeIn(t.Context(), finder, found.Details{Site: "AMS", Zone: "gate D14", FoundAt: noon.Add(-time.Hour), Lang: "nl", Type: "laptop", Colours: []string{"zilver"},
		Description: "MacBook, sticker eend", Serial: "C02XK0AAJGH5", Handling: found.Handling{ColdUntil: noon.Add(time.Hour), ClearedBy: "EOD", NotStored: true}}, photo, "")
	must(t, err)
	w.ring, _, err = w.TakeIn(t.Context(), admin, found.Details{Site: "AMS", FoundAt: noon.Add(-2 * time.Hour), Lang: "nl", Type: "ring", Handling: found.Handling{TwoPeople: true}}, nil, "")
	must(t, err)
	report := func(d loss.Details, photos ...office.Upload) office.Thanks {
		thanks, _, err := w.File(t.Context(), nil, loss.Statement{Sites: []string{"AMS"}, Place: "gate D14", From: noon.Add(-2 * time.Hour), To: noon.Add(-time.Hour), Lang: "en",
			Contact: loss.Contact{Name: "Anna", Email: "anna@example.org"}, NeededBy: noon.Add(time.Hour), Things: []loss.Details{d}}, [][]office.Upload{photos}, "")
		must(t, err)
		return thanks
	}
	w.lost = report(loss.Details{Type: "laptop", Colours: []string{"silver"}, Description: "a duck on the lid", Identifiers: loss.Identifiers{Serial: "C02XK0AAJGH5"}}, photo...)
	w.ringLost = report(loss.Details{Type: "wedding ring"})
	_, w.link, err = w.AddDevice(t.Context(), admin, "AMS", "gate D14")
	must(t, err)
	_, err = w.Confirm(t.Context(), admin, w.ringLost.Report.Ref, 1, w.ring.Ref)
	must(t, err)
}

// hand gives a member a session.
func (w *opened) hand(t *testing.T, name string, m staff.Member) {
	t.Helper()
	secret, err := w.IssueBearer(t.Context(), staff.Operator, m.Ref)
	must(t, err)
	w.sessions[name] = secret
}

// pixel is the smallest photo.
var pixel, _ = base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC")

// visitor is a browser: somebody's session, or nobody's, and a language.
type visitor struct {
	*opened
	session, lang string
}

func (w *opened) as(name, lang string) visitor { return visitor{w, w.sessions[name], lang} }

// get asks for a page.
func (v visitor) get(path string) *httptest.ResponseRecorder { return v.send("GET", path, nil, "") }

// post sends a plain form.
func (v visitor) post(path string, fields url.Values) *httptest.ResponseRecorder {
	return v.send("POST", path, strings.NewReader(fields.Encode()), "application/x-www-form-urlencoded")
}

// upload sends a form with a photo in the named field.
func (v visitor) upload(path string, fields url.Values, photo string) *httptest.ResponseRecorder {
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for name, values := range fields {
		for _, value := range values {
			m.WriteField(name, value)
		}
	}
	part, _ := m.CreateFormFile(photo, "photo.png")
	part.Write(pixel)
	m.Close()
	return v.send("POST", path, &body, m.FormDataContentType())
}

func (v visitor) send(method, path string, body io.Reader, kind string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, body)
	r.Header.Set("Accept-Language", v.lang)
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	if v.session != "" {
		r.AddCookie(&http.Cookie{Name: staff.SessionCookie, Value: v.session})
	}
	w := httptest.NewRecorder()
	v.pages.ServeHTTP(w, r)
	return w
}

// nodes returns the elements of those names in a page, in order.
func nodes(t *testing.T, page string, names ...string) []*html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	must(t, err)
	var out []*html.Node
	for n := range root.Descendants() {
		for _, name := range names {
			if n.Type == html.ElementNode && n.Data == name {
				out = append(out, n)
			}
		}
	}
	return out
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

func text(n *html.Node) string {
	var out strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			out.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(out.String())
}
