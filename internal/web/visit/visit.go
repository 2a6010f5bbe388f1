// Package visit is one request to the office: who comes, in which language, and
// at what time.
package visit

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/locale"
	"lostfound/internal/staff"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
)

// Visit is what is known of a request before its handler runs.
type Visit struct {
	Language *locale.Language
	Book     *locale.Book
	Member   staff.Member // zero for a traveller
	Revoked  bool         // a device that was shut out
	Lot      bool         // whether the member works on a rental lot
	Now      time.Time
	Secure   bool   // over TLS, here or before the load balancer
	Root     string // where people reach the office: scheme and host
}

// Key is where gin keeps the visit.
const Key = "visit"

// Begin notes the visit of a request.
func Begin(c *gin.Context, v *Visit) { c.Set(Key, v) }

// Of returns the visit of a request.
func Of(c *gin.Context) *Visit { return c.MustGet(Key).(*Visit) }

// Frame is what stands around the page at that workplace.
func (v *Visit) Frame(c *gin.Context, place string) page.Frame {
	f := page.Frame{Lang: v.Language, Languages: v.Book.Languages(), Place: place, Here: here(c.Request)}
	if v.Member.Device == nil {
		f.Member = v.Member.Name
	}
	if v.Member.Ref == "" {
		// What staff see is never compressed: its length would tell of it, beside words that
		// another site may put into the address.
		f.Zip = strings.Contains(c.GetHeader("Accept-Encoding"), "gzip")
		return f
	}
	if place == page.Traveller {
		return f // as travellers see it
	}
	f.Search = v.Member.MaySomewhere(staff.SeeItems) == nil
	path := c.Request.URL.Path
	for _, l := range []struct {
		to, key, icon string
		needs         staff.Action
		at            bool
	}{
		{"/desk", "places.desk", "inbox", staff.SeeReports, path == "/desk" || path == "/desk/file"},
		{"/desk/reports", "places.reports", "list", staff.SeeReports, strings.HasPrefix(path, "/desk/reports") || strings.HasPrefix(path, "/desk/callers")},
		{"/desk/items", "places.items", "package", staff.SeeItems, strings.HasPrefix(path, "/desk/items")},
		{"/lot", "places.lot", "car", staff.TakeIn, place == page.Lot},
		{"/checkpoint", "places.checkpoint", "camera", staff.TakeIn, place == page.Checkpoint},
		{"/manager", "places.manager", "building", staff.ManageSite, place == page.Manager},
	} {
		if v.Member.MaySomewhere(l.needs) == nil && (v.Lot || l.to != "/lot") {
			f.Links = append(f.Links, page.Link{To: l.to, Key: l.key, Icon: l.icon, Current: l.at})
		}
	}
	return f
}

// here is the request's address without a language, ready for one more parameter.
func here(r *http.Request) string {
	q := url.Values{}
	if r.Method == http.MethodGet {
		q = r.URL.Query()
	}
	q.Del("lang")
	if len(q) == 0 {
		return r.URL.EscapedPath() + "?"
	}
	return r.URL.EscapedPath() + "?" + q.Encode() + "&"
}

// Absolute is a path as an address that can be written on a card.
func (v *Visit) Absolute(path string) string { return strings.TrimSuffix(v.Root, "/") + path }

// Explain puts what is wrong with a form into words, and says with which status it is
// shown again. What the form can't put right is returned as it came.
func (v *Visit) Explain(err error) (page.Problems, int, error) {
	switch f := fault.Of(err); {
	case f == nil:
		return nil, 0, err
	case f.Kind == fault.Invalid, f.Kind == fault.TooMany, f.Kind == fault.TooLarge && f.Problems[0].Field != "":
		return page.Explain(v.Language, err), page.Status(err), nil
	}
	return nil, 0, err
}

// languageCookie remembers the chosen language for a year.
const languageCookie = "lf_lang"

// ChosenLanguage is the language chosen before, or empty.
func ChosenLanguage(r *http.Request) string {
	c, err := r.Cookie(languageCookie)
	if err != nil {
		return ""
	}
	return c.Value
}

// Speak changes the language, for this answer and those to come. One that is not
// shipped changes nothing.
func (v *Visit) Speak(c *gin.Context, code string) {
	l, shipped := v.Book.Language(code)
	if !shipped {
		return
	}
	v.Language = l
	http.SetCookie(c.Writer, &http.Cookie{Name: languageCookie, Value: code, Path: "/", MaxAge: 365 * 24 * 3600,
		HttpOnly: true, Secure: v.Secure, SameSite: http.SameSiteLaxMode})
}

// Switched reports whether the form was sent by a button of the language menu, and
// if so changes the language: the form is then shown again as it is.
func (v *Visit) Switched(c *gin.Context, s form.Sent) bool {
	code := s.Line("speak")
	if code != "" {
		v.Speak(c, code)
	}
	return code != ""
}
