package desk

import (
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
	"lostfound/internal/web/page"
	"lostfound/internal/web/photos"
	"lostfound/internal/web/visit"
)

// itemPage is one find, and what can be done next.
type itemPage struct {
	record
	Title      string
	Chip       *Chip
	Handling   []demand
	Stay       []fact      // of the rental car that it was in
	For        *reportRow  // the report it was confirmed for
	Near       []reportRow // reports of missing things that it may be
	Twins      []rival     // finds that may be the same item
	Inside     *card       // what it lay in
	Contents   []card      // what lay in it
	Claims     []line      // what those who came back for it said
	Handed     []fact
	History    []line
	MayRelease bool
	MayLook    bool    // at who went through its lane
	Looked     *looked // what that showed
}

// reportRow is a report beside a find.
type reportRow struct {
	Ref, To, Title string
	Chip           *Chip
}

// demand is something the find demands of those who keep it.
type demand struct {
	Icon, Text string
	Urgent     bool // time runs out
}

// Item shows a find.
func (w *Workplace) Item(c *gin.Context) error {
	it, err := w.itemOf(c)
	if err != nil {
		return err
	}
	return w.showItem(c, it, nil)
}

func (w *Workplace) showItem(c *gin.Context, it found.Item, l *looked) error {
	v, in := visit.Of(c), w.location(c, []string{it.Site})
	p := itemPage{record: w.bare(c, it), Title: findName(v.Language, it), Chip: itemChip(v.Language, it.Status), Handling: demands(v, it, in),
		History: w.history(c, it.History, in), MayRelease: w.mayRelease(c, it), MayLook: it.Handed == nil && w.mayLook(c, it.Site), Looked: l}
	var err error
	for _, one := range it.Claims {
		said := one.Said
		if one.Unlocked {
			said = strings.TrimSpace(v.Language.Say("back.was_unlocked", nil) + " " + said)
		}
		p.Claims = append(p.Claims, line{At: v.Language.At(one.At, v.Now, in), Text: said, By: w.office.Name(c.Request.Context(), one.By)})
	}
	if it.Handed != nil {
		p.Handed = w.handed(c, it, v.Language.At(it.Handed.At, v.Now, in))
		if agreed := it.Handed.To.Agreed; agreed != "" {
			p.Handed = append(p.Handed, fact{Label: v.Language.Say("item.agreed", nil), Text: v.Language.Say("item_agreed."+string(agreed), nil)})
		}
	}
	if p.Stay, err = w.stayOf(c, it, in); err != nil {
		return err
	}
	if p.For, p.Near, err = w.reportsOf(c, it); err != nil {
		return err
	}
	if p.Twins, err = w.twinFinds(c, it); err != nil {
		return err
	}
	if it.Inside != "" {
		around, err := w.office.Item(c.Request.Context(), v.Member, it.Inside)
		switch {
		case err == nil:
			in := w.card(c, around)
			p.Inside = &in
		case !fault.Is(err, fault.Missing):
			return err
		}
	}
	contents, err := w.office.Contents(c.Request.Context(), v.Member, it)
	if err != nil && !fault.Is(err, fault.Unavailable) { // the search answers again in a moment
		return err
	}
	for _, one := range contents {
		p.Contents = append(p.Contents, w.card(c, one))
	}
	frame := v.Frame(c, page.Desk)
	frame.Here = "/desk/items/" + string(it.Ref) + "?"
	return w.item.Write(c.Writer, http.StatusOK, frame, p)
}

// itemOf reads the find that the address names.
func (w *Workplace) itemOf(c *gin.Context) (found.Item, error) {
	id, err := ref.ParseItem(c.Param("ref"))
	if err != nil {
		return found.Item{}, fault.New(fault.Missing, "no_such_record")
	}
	return w.office.Item(c.Request.Context(), visit.Of(c).Member, id)
}

// stayOf says when the rental car that a find was in came back, and under which agreement.
func (w *Workplace) stayOf(c *gin.Context, it found.Item, in *time.Location) ([]fact, error) {
	v := visit.Of(c)
	s, known, err := w.office.StayOf(c.Request.Context(), v.Member, it)
	if err != nil || !known {
		return nil, err
	}
	f := facts{l: v.Language}
	f.plain("fact.agreement", s.Number)
	returned := v.Language.At(s.ReturnedAt, v.Now, in)
	if s.Stall == "" {
		f.at("fact.returned", returned)
	} else {
		f.plain("fact.returned", v.Language.Say("fact.on_stall", map[string]any{"When": returned.Text, "Stall": s.Stall}))
	}
	f.plain("fact.car", strings.Join(strings.Fields(s.Company+" "+s.Model+" "+s.Colour), " "))
	return f.all, nil
}

// bare is the find without what it lay in, which is shown by itself.
func (w *Workplace) bare(c *gin.Context, it found.Item) record {
	it.Inside = ""
	return w.find(c, it)
}

// mayRelease reports whether the find can be handed over here, and by the member.
func (w *Workplace) mayRelease(c *gin.Context, it found.Item) bool {
	return it.Handed == nil && it.Handling.With == "" && visit.Of(c).Member.May(staff.Release, it.Site) == nil
}

// reportsOf are the report that a find was confirmed for, or those it may belong to.
func (w *Workplace) reportsOf(c *gin.Context, it found.Item) (own *reportRow, near []reportRow, err error) {
	v := visit.Of(c)
	if it.For != nil {
		own = &reportRow{Ref: string(it.For.Report), To: compareLink(it.For.Report, it.For.Thing, it.Ref)}
		r, err := w.office.Report(c.Request.Context(), v.Member, it.For.Report)
		if err == nil {
			own.Title = w.lossRow(c, r).Title
		}
		if fault.Is(err, fault.Missing) || fault.Is(err, fault.Forbidden) {
			err = nil // erased since, or of a site that is not the member's
		}
		return own, nil, err
	}
	if it.Status != found.InStore {
		return nil, nil, nil
	}
	rivals, err := w.office.Rivals(c.Request.Context(), v.Member, it, "")
	if err != nil && !fault.Is(err, fault.Unavailable) {
		return nil, nil, err
	}
	for _, p := range rivals {
		r, err := w.office.Report(c.Request.Context(), v.Member, p.Report)
		if fault.Is(err, fault.Missing) {
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		if t, err := r.Thing(p.Thing); err == nil {
			near = append(near, reportRow{string(p.Report), compareLink(p.Report, p.Thing, p.Item), thingName(v.Language, *t, r.Lang), strengthChip(v.Language, p.Strength)})
		}
	}
	return nil, near, nil
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
