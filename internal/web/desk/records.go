package desk

import (
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/found"
	"lostfound/internal/history"
	"lostfound/internal/locale"
	"lostfound/internal/loss"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/visit"
)

// record is one side of a comparison, or a find on its own page.
type record struct {
	Ref     string
	Picture string // its kind, where there is no photo
	Alt     string
	Photos  []photo
	Facts   []fact
}

type photo struct {
	View, Thumb   string
	Width, Height int
}

// fact is a line of a record: a text or an instant.
type fact struct {
	Label, Text string
	Lang        string // of the text, where it may differ from the page's
	At          locale.Moment
}

// facts gathers what there is to say; empty texts and instants are left out.
type facts struct {
	l    *locale.Language
	lang string
	all  []fact
}

func (f *facts) text(key, text string) {
	if text != "" {
		f.all = append(f.all, fact{Label: f.l.Say(key, nil), Text: text, Lang: f.lang})
	}
}

func (f *facts) plain(key, text string) {
	if text != "" {
		f.all = append(f.all, fact{Label: f.l.Say(key, nil), Text: text})
	}
}

func (f *facts) at(key string, m locale.Moment) {
	if !m.IsZero() {
		f.all = append(f.all, fact{Label: f.l.Say(key, nil), At: m})
	}
}

func photosOf(shelf, owner string, all []picture.Picture) []photo {
	out := make([]photo, len(all))
	for i, p := range all {
		out[i] = photo{photoLink(shelf, owner, p, picture.View), photoLink(shelf, owner, p, picture.Thumb), p.Width, p.Height}
	}
	return out
}

// find is a find as the desk sees it.
func (w *Workplace) find(c *gin.Context, it found.Item) record {
	v, in := visit.Of(c), w.location(c, []string{it.Site})
	f := facts{l: v.Language, lang: it.Lang}
	f.at("fact.found_at", v.Language.At(it.FoundAt, v.Now, in))
	f.plain("fact.where", strings.Trim(w.siteName(c, it.Site)+", "+it.Zone, ", "))
	kind := choice.SayKind(v.Language, it.Type, it.Category, it.Lang)
	f.plain("fact.category", kind)
	f.text("fact.type", unlike(it.Type, kind))
	f.plain("fact.colours", strings.Join(choice.SayColours(v.Language, it.Colours, it.Lang), ", "))
	f.plain("fact.brand", it.Brand)
	f.text("fact.note", it.Description)
	f.text("fact.marks", it.Marks)
	f.plain("fact.serial", it.Serial)
	f.plain("fact.plate", it.Plate)
	f.plain("fact.tray", it.Tray)
	f.plain("fact.finder", it.Finder)
	f.plain("fact.inside", string(it.Inside))
	return record{Ref: string(it.Ref), Picture: choice.Picture(it.Category), Alt: v.Language.Say("photo.found", nil),
		Photos: photosOf("items", string(it.Ref), it.Pictures), Facts: f.all}
}

// missing is one missing thing as the desk sees it.
func (w *Workplace) missing(c *gin.Context, r loss.Report, t loss.Thing) record {
	v, in := visit.Of(c), w.location(c, r.Sites)
	f := facts{l: v.Language, lang: r.Lang}
	f.plain("fact.lost", v.Language.Window(r.From, r.To, v.Now, in))
	f.text("fact.place", r.Place)
	kind := choice.SayKind(v.Language, t.Type, t.Category, r.Lang)
	f.plain("fact.category", kind)
	f.text("fact.type", unlike(t.Type, kind))
	f.plain("fact.colours", strings.Join(choice.SayColours(v.Language, t.Colours, r.Lang), ", "))
	f.plain("fact.brand", t.Brand)
	f.text("fact.says", t.Description)
	f.plain("fact.name_on_it", t.Identifiers.Name)
	f.plain("fact.serial", t.Identifiers.Serial)
	f.plain("fact.phone_of_it", t.Identifiers.Phone)
	f.plain("fact.plate", t.Identifiers.Plate)
	return record{Ref: string(r.Ref), Picture: choice.Picture(t.Category), Alt: v.Language.Say("photo.lost", nil),
		Photos: photosOf("reports", string(r.Ref), t.Pictures), Facts: f.all}
}

// unlike leaves a word out where the kind beside it says the same.
func unlike(word, kind string) string {
	if strings.EqualFold(word, kind) {
		return ""
	}
	return word
}

// about is the report itself: who told us and how to reach them.
func (w *Workplace) about(c *gin.Context, r loss.Report) []fact {
	v, in := visit.Of(c), w.location(c, r.Sites)
	var sites []string
	for _, s := range r.Sites {
		sites = append(sites, w.siteName(c, s))
	}
	f := facts{l: v.Language}
	f.plain("fact.name", r.Contact.Name)
	f.plain("fact.on_behalf_of", r.OnBehalfOf)
	f.plain("fact.email", r.Contact.Email)
	f.plain("fact.phone", r.Contact.Phone)
	f.plain("fact.filed_by", v.Language.Say("filer."+string(r.FiledBy), nil))
	f.plain("fact.sites", strings.Join(sites, ", "))
	f.at("fact.reported", v.Language.At(r.FiledAt, v.Now, in))
	f.at("fact.needed_by", v.Language.At(r.NeededBy, v.Now, in))
	f.plain("fact.flight", strings.Trim(r.Flight+", "+r.Seat, ", "))
	for _, p := range r.Promises {
		if p.Open() {
			f.plain("fact.promised", promised(v, p, w.office.Name(c.Request.Context(), p.Owner), in))
		}
	}
	f.plain("fact.link", v.Absolute(w.office.Link(r)))
	return f.all
}

// line is an entry of the history, the newest first.
type line struct {
	Text string
	At   locale.Moment
	By   string
}

func (w *Workplace) history(c *gin.Context, log history.Log, in *time.Location) []line {
	v := visit.Of(c)
	out := make([]line, 0, len(log))
	for i := len(log) - 1; i >= 0; i-- {
		e := log[i]
		text := v.Language.Say("history."+string(e.What), nil)
		switch {
		case e.What == history.Contacted:
			text = v.Language.Say("way."+e.How, nil)
		case e.What == history.Promised && e.How == "call_moved":
			text = v.Language.Say("history.moved", nil)
		case e.What == history.Searched:
			text += " · " + v.Language.Say("answer."+e.How, nil)
		}
		if other := otherRecord(e); other != "" {
			text += " · " + other
		}
		out = append(out, line{text, v.Language.At(e.At, v.Now, in), w.name(c, e.By)})
	}
	return out
}

func otherRecord(e history.Entry) string {
	if e.Item != "" {
		return string(e.Item)
	}
	return string(e.Report)
}

// name is a colleague's name, or the reference where the name is gone.
func (w *Workplace) name(c *gin.Context, s ref.Staff) string {
	if name := w.office.Name(c.Request.Context(), s); name != "" {
		return name
	}
	return string(s)
}
