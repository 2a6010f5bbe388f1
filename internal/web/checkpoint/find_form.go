package checkpoint

import (
	"net/http"
	"net/url"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/locale"
	"lostfound/internal/ref"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/form"
)

// findForm is what was typed about a find.
type findForm struct {
	Key                                 string
	Kept                                []string // IDs of photos that lie with the office already
	Category, Type                      string
	Colours                             choice.Codes
	Site, Zone                          string
	Description, Marks                  string
	Brand, Serial, Plate, Tray, FoundAt string
	Finder                              string
	Inside                              string
	TwoPeople, NotStored                bool
	ColdUntil, ClearedBy, With, WithRef string
}

// Particular reports whether something is in the part that is folded away.
func (f findForm) Particular() bool {
	return f.Marks+f.Brand+f.Serial+f.Plate+f.Tray+f.FoundAt+f.Inside != ""
}

// Special is Particular for the part about handling.
func (f findForm) Special() bool {
	return f.TwoPeople || f.NotStored || f.ColdUntil+f.ClearedBy+f.With+f.WithRef != ""
}

func read(s form.Sent) findForm {
	return findForm{Key: s.Line("key"), Kept: s.All("kept"), Category: s.Line("category"), Type: s.Line("item_type"), Colours: s.All("colours"),
		Site: s.Line("site"), Zone: s.Line("zone"), Description: s.Text("description"), Marks: s.Text("marks"),
		Brand: s.Line("brand"), Serial: s.Line("serial"), Plate: s.Line("plate"), Tray: s.Line("tray"), Finder: s.Line("finder"), FoundAt: s.Line("found_at"), Inside: s.Line("inside"),
		TwoPeople: s.On("handling.two_people"), NotStored: s.On("handling.must_not_be_stored"),
		ColdUntil: s.Line("handling.keep_cold_until"), ClearedBy: s.Line("handling.cleared_by"),
		With: s.Line("handling.already_with"), WithRef: s.Line("handling.already_with_ref")}
}

// details is what the form says, found now unless it says when.
func (f findForm) details(l *locale.Language, now time.Time, in *time.Location) (found.Details, error) {
	var c fault.Check
	d := found.Details{Site: f.Site, Zone: f.Zone, Lang: l.Code, Type: f.Type, Category: f.Category, Colours: choice.ColourWords(l, f.Colours),
		Brand: f.Brand, Description: f.Description, Marks: f.Marks, Serial: f.Serial, Plate: f.Plate, Tray: f.Tray, Finder: f.Finder,
		FoundAt: form.Time(&c, "found_at", f.FoundAt, in),
		Handling: found.Handling{ClearedBy: f.ClearedBy, ColdUntil: form.Time(&c, "handling.keep_cold_until", f.ColdUntil, in),
			NotStored: f.NotStored, With: f.With, WithRef: f.WithRef, TwoPeople: f.TwoPeople}}
	if f.FoundAt == "" {
		d.FoundAt = now
	}
	if f.ClearedBy != "" {
		d.Handling.ClearedAt = now
	}
	if f.Inside != "" {
		inside, err := ref.ParseItem(f.Inside)
		if err != nil {
			c.Add("inside", "unknown_item", nil)
		}
		d.Inside = inside
	}
	return d, c.Err()
}

// postCookie remembers where a device stands: a site and a zone, as a query.
const postCookie = "lf_post"

func post(r *http.Request) (site, zone string) {
	c, err := r.Cookie(postCookie)
	if err != nil {
		return "", ""
	}
	q, err := url.ParseQuery(c.Value)
	if err != nil {
		return "", ""
	}
	return q.Get("site"), q.Get("zone")
}

func remember(w http.ResponseWriter, site, zone string, secure bool) {
	http.SetCookie(w, &http.Cookie{Name: postCookie, Value: url.Values{"site": {site}, "zone": {zone}}.Encode(), Path: "/checkpoint",
		MaxAge: 30 * 24 * 3600, HttpOnly: true, Secure: secure, SameSite: http.SameSiteLaxMode})
}
