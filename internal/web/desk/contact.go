package desk

import (
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/history"
	"lostfound/internal/loss"
	"lostfound/internal/match"
	"lostfound/internal/office"
	"lostfound/internal/promise"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// contactPage is the whole story, to be read before one dials, and the place to note how
// it went.
type contactPage struct {
	Ref, Who string
	Verified bool   // the caller answered what was asked, a moment ago
	Late     string // how late we are, empty while the promise can be kept
	Travels  string
	Phone    string
	Tel      template.URL
	Email    string
	MailTo   template.URL
	Language string // of the traveller's words
	Story    []fact
	Things   []missingThing
	Also     []Row // other reports of the same person
	Here     []Row // finds that are theirs
	Look     []Row // finds that may be, and nobody has looked at
	History  []line
	MayNote  bool
	Ways     []choice.Option
	Nexts    []choice.Option // when they hear from us again, beside what is usual
	Usual    string
	Least    string // for the browser: no earlier than this
	Next     string
	Other    string
	Owes     bool   // a word on being late
	Answer   string // which they read
	Call     callForm
	Problems page.Problems
}

// missingThing is a thing with what its owner says of it.
type missingThing struct {
	Name, Picture, Photo string
	Says                 quote
	Ask                  string // see reportPage
}

func contactLink(r loss.Report) string { return "/desk/reports/" + string(r.Ref) + "/contact" }

// Contact shows the story of a report to whoever is about to call.
func (w *Workplace) Contact(c *gin.Context) error {
	id, err := ref.ParseReport(c.Param("ref"))
	if err != nil {
		return fault.New(fault.Missing, "no_such_record")
	}
	return w.showContact(c, id, contactPage{}, http.StatusOK)
}

func (w *Workplace) showContact(c *gin.Context, id ref.Report, p contactPage, status int) error {
	v := visit.Of(c)
	r, err := w.office.Report(c.Request.Context(), v.Member, id)
	if err != nil {
		return err
	}
	in := w.location(c, r.Sites)
	p.Ref, p.Who, p.Travels = string(r.Ref), r.Contact.Name, travelsOn(v, r, in)
	if r.Status == loss.Open && !serving(c) {
		p.Late = lateness(v.Language, v.Now.Sub(r.UpdateDue))
	}
	p.Owes = slices.ContainsFunc(r.Promises, func(o promise.Promise) bool { return o.Late(v.Now) })
	p.Phone, p.Tel = r.Contact.Phone, dial(r.Contact.Phone)
	p.Email = r.Contact.Email
	if p.Email != "" {
		p.MailTo = template.URL("mailto:" + url.PathEscape(p.Email) + "?subject=" + url.PathEscape(p.Ref))
	}
	p.Language = r.Lang
	if l, shipped := v.Book.Language(r.Lang); shipped {
		p.Language = l.Name
	}
	p.Story = w.story(c, r, in)
	for _, t := range r.Things {
		p.Things = append(p.Things, missingThing{thingName(v.Language, t, r.Lang), choice.Picture(t.Category), thingPhoto(r, t), quote{t.Description, r.Lang}, ""})
	}
	if err := w.findsFor(c, r, &p); err != nil {
		return err
	}
	if p.Also, err = w.alsoOf(c, r); err != nil {
		return err
	}
	if last, there := r.History.Last(history.Verified); there && c.Query("verified") != "" {
		p.Verified = last.By == v.Member.Ref && v.Now.Sub(last.At) < justNow
	}
	p.History = w.history(c, r.History, in)
	p.MayNote = v.Member.MaySomewhere(staff.Decide) == nil
	for _, way := range loss.Ways {
		p.Ways = append(p.Ways, choice.Option{Code: string(way), Name: v.Language.Say("way."+string(way), nil)})
	}
	if r.Status == loss.Open {
		desk, err := w.office.Desk(c.Request.Context(), r.Sites[0])
		if err != nil {
			return err
		}
		p.Usual = v.Language.Before(desk.Usual(v.Now, r.NeededBy, loss.FirstUpdate), v.Now, in).Text
		p.Nexts = slices.DeleteFunc(nexts(v, in), func(o choice.Option) bool { return o.Name == p.Usual })
		p.Least = v.Now.In(in).Format(form.Moment)
		if err := w.offerCall(c, r, &p.Call, in); err != nil {
			return err
		}
	}
	frame := v.Frame(c, page.Desk)
	frame.Here = contactLink(r) + "?"
	return w.contact.Write(c.Writer, status, frame, p)
}

// story is who, where, when and what we promised.
func (w *Workplace) story(c *gin.Context, r loss.Report, in *time.Location) []fact {
	v := visit.Of(c)
	var sites []string
	for _, s := range r.Sites {
		sites = append(sites, w.siteName(c, s))
	}
	f := facts{l: v.Language, lang: r.Lang}
	f.plain("fact.on_behalf_of", r.OnBehalfOf)
	f.plain("fact.lost", v.Language.Window(r.From, r.To, v.Now, in))
	f.plain("fact.sites", strings.Join(sites, ", "))
	f.text("fact.place", r.Place)
	f.at("fact.reported", v.Language.At(r.FiledAt, v.Now, in))
	f.plain("fact.filed_by", v.Language.Say("filer."+string(r.FiledBy), nil))
	f.at("fact.needed_by", v.Language.At(r.NeededBy, v.Now, in))
	if last, there := r.History.Last(history.Contacted); there {
		f.plain("fact.last_contact", v.Language.At(last.At, v.Now, in).Text+" · "+v.Language.Say("way."+last.How, nil))
	}
	for _, p := range r.Promises {
		if p.Open() {
			f.plain("fact.promised", promised(v, p, w.office.Name(c.Request.Context(), p.Owner), in))
			f.text("fact.about", p.About)
		}
	}
	return f.all
}

// findsFor adds the finds that are the traveller's, and those that somebody should look at
// before anything is said.
func (w *Workplace) findsFor(c *gin.Context, r loss.Report, p *contactPage) error {
	v := visit.Of(c)
	matches, err := w.office.Matches(c.Request.Context(), v.Member, r.Ref)
	if err != nil && !fault.Is(err, fault.Unavailable) {
		return err
	}
	for _, m := range matches {
		row := w.findRow(c, m.Item)
		row.To = compareLink(r.Ref, m.Thing, m.Item.Ref)
		switch {
		case m.State == office.Confirmed:
			p.Here = append(p.Here, row)
		case m.State == office.Proposed && m.Strength != match.Weak && len(p.Look) < 3:
			row.Chip = strengthChip(v.Language, m.Strength)
			p.Look = append(p.Look, row)
		}
	}
	for i, t := range r.Things {
		p.Things[i].Ask = question(v.Language, r, t, matches)
	}
	return nil
}

// nexts are the next hours by which a traveller may be promised word: in about an hour, at
// the end of the day, tomorrow at noon.
func nexts(v *visit.Visit, in *time.Location) []choice.Option {
	now := v.Now.In(in)
	at := func(days, hour int) time.Time {
		return time.Date(now.Year(), now.Month(), now.Day()+days, hour, 0, 0, 0, in)
	}
	var out []choice.Option
	for _, t := range []time.Time{at(0, now.Hour()+2), at(0, 17), at(1, 12)} {
		o := choice.Option{Code: t.Format(form.Moment), Name: v.Language.Before(t, v.Now, in).Text}
		if t.After(now) && !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	return out
}

// dial is a telephone number as a link, which some of what people write around it is no part of.
func dial(phone string) template.URL {
	var out strings.Builder
	for i, r := range phone {
		if r >= '0' && r <= '9' || r == '+' && i == 0 {
			out.WriteRune(r)
		}
	}
	if out.Len() < 3 {
		return ""
	}
	return template.URL("tel:" + out.String())
}
