package desk

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
	"lostfound/internal/web/photos"
	"lostfound/internal/web/visit"
)

// itemPage is one find, with the hand-over.
type itemPage struct {
	record
	Title      string
	Chip       *Chip
	Handling   []demand
	For        ref.Report
	Handed     []fact
	History    []line
	MayRelease bool
	TwoPeople  bool
	Colleagues []choice.Option // who can be the second person; empty where the member may not see the staff
	Release    found.Recipient
	Problems   page.Problems
}

// demand is something the find demands of those who keep it.
type demand struct {
	Icon, Text string
	Urgent     bool // time runs out
}

// Item shows a find.
func (w *Workplace) Item(c *gin.Context) error {
	id, err := ref.ParseItem(c.Param("ref"))
	if err != nil {
		return fault.New(fault.Missing, "no_such_record")
	}
	return w.showItem(c, id, found.Recipient{}, nil, http.StatusOK)
}

// Release hands a find over.
func (w *Workplace) Release(c *gin.Context) error {
	id, err := ref.ParseItem(c.Param("ref"))
	if err != nil {
		return fault.New(fault.Missing, "no_such_record")
	}
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	v := visit.Of(c)
	to := found.Recipient{Name: s.Line("name"), IDKind: s.Line("id_kind"), Note: s.Text("note"), Witness: ref.Staff(s.Line("witness"))}
	if witness, err := ref.ParseStaff(s.Line("witness")); err == nil {
		to.Witness = witness
	}
	_, err = w.office.Release(c.Request.Context(), v.Member, id, to)
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		return w.showItem(c, id, to, page.Explain(v.Language, err), page.Status(err))
	}
	if err != nil {
		return err
	}
	c.Redirect(http.StatusSeeOther, "/desk/items/"+string(id))
	return nil
}

func (w *Workplace) showItem(c *gin.Context, id ref.Item, to found.Recipient, problems page.Problems, status int) error {
	v := visit.Of(c)
	it, err := w.office.Item(c.Request.Context(), v.Member, id)
	if err != nil {
		return err
	}
	in := w.location(c, []string{it.Site})
	p := itemPage{record: w.find(c, it), Title: findName(v.Language, it), Chip: itemChip(v.Language, it.Status), Handling: demands(v, it, in),
		History: w.history(c, it.History, in), TwoPeople: it.Handling.TwoPeople, Release: to, Problems: problems,
		MayRelease: it.Handed == nil && it.Handling.With == "" && v.Member.May(staff.Release, it.Site) == nil}
	if it.For != nil {
		p.For = it.For.Report
	}
	if p.TwoPeople && p.MayRelease && v.Member.MaySomewhere(staff.ManageStaff) == nil {
		if p.Colleagues, err = w.colleagues(c, it.Site); err != nil {
			return err
		}
	}
	if h := it.Handed; h != nil {
		f := facts{l: v.Language}
		f.plain("release.name", h.To.Name)
		f.plain("release.id_kind", h.To.IDKind)
		f.plain("release.note", h.To.Note)
		f.plain("release.witness", w.name(c, h.To.Witness))
		f.plain("release.by", w.name(c, h.By))
		f.at("release.at", v.Language.At(h.At, v.Now, in))
		p.Handed = f.all
	}
	frame := v.Frame(c, page.Desk)
	frame.Here = "/desk/items/" + p.Ref + "?"
	return w.item.Write(c.Writer, status, frame, p)
}

// colleagues are those who can witness a hand-over at the site.
func (w *Workplace) colleagues(c *gin.Context, site string) ([]choice.Option, error) {
	by := visit.Of(c).Member
	all, err := w.office.Staff(c.Request.Context(), by)
	if err != nil {
		return nil, err
	}
	var out []choice.Option
	for _, m := range all {
		if m.Ref != by.Ref && m.LeftAt.IsZero() && m.May(staff.TakeIn, site) == nil {
			out = append(out, choice.Option{Code: string(m.Ref), Name: m.Name})
		}
	}
	return out, nil
}

func demands(v *visit.Visit, it found.Item, in *time.Location) []demand {
	h := it.Handling
	var out []demand
	add := func(icon, key string, args map[string]any) {
		out = append(out, demand{icon, v.Language.Say(key, args), icon == "snowflake"})
	}
	if h.TwoPeople {
		add("users", "demand.two_people", nil)
	}
	if !h.ColdUntil.IsZero() {
		add("snowflake", "demand.cold", map[string]any{"When": v.Language.At(h.ColdUntil, v.Now, in).Text})
	}
	if h.NotStored {
		add("alert-triangle", "demand.not_stored", nil)
	}
	if h.ClearedBy != "" {
		add("circle-check", "demand.cleared", map[string]any{"By": h.ClearedBy})
	}
	if h.With != "" {
		add("building", "demand.with", map[string]any{"With": h.With, "Ref": h.WithRef})
	}
	return out
}

// ItemPhoto serves a photo of a find.
func (w *Workplace) ItemPhoto(c *gin.Context) error {
	o, err := w.office.Photo(c.Request.Context(), visit.Of(c).Member, ref.Item(c.Param("ref")), c.Param("id"), picture.Size(c.Param("size")))
	if err != nil {
		return err
	}
	return photos.Serve(c, o)
}
