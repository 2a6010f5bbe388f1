package desk

import (
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/locale"
	"lostfound/internal/office"
	"lostfound/internal/passage"
	"lostfound/internal/ref"
	"lostfound/internal/site"
	"lostfound/internal/staff"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// around is how far the time of a passage may lie from the one that is asked for.
const around = 30 * time.Minute

// wayfarer is somebody who went through a lane, and what speaks for them.
type wayfarer struct {
	Name   string
	Travel string // flight, seat, destination
	Lane   string
	At     locale.Moment
	Why    string
	Finds  []card // made at that lane then
}

// passagesPage looks somebody up who went through a checkpoint. What is typed is sent in the
// body, as addresses carry no names.
type passagesPage struct {
	Form     passageForm
	Sites    []choice.Option // that keep passages
	Asked    bool
	People   []wayfarer
	Problems page.Problems
	status   int // of the answer, where it is not OK
}

type passageForm struct{ Site, Name, Flight, Seat, Lane, At string }

// Passages shows the empty form.
func (w *Workplace) Passages(c *gin.Context) error { return w.showPassages(c, passagesPage{}) }

// FindPassages shows who fits, and what was found where they went through.
func (w *Workplace) FindPassages(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	v := visit.Of(c)
	p := passagesPage{Form: passageForm{s.Line("site"), s.Line("name"), s.Line("flight"), s.Line("seat"), s.Line("lane"), s.Line("at")}}
	if v.Switched(c, s) {
		return w.showPassages(c, p)
	}
	people, err := w.lookUp(c, p.Form)
	if err != nil {
		if p.Problems, p.status, err = v.Explain(err); err != nil {
			return err
		}
		return w.showPassages(c, p)
	}
	p.Asked, p.People = true, people
	return w.showPassages(c, p)
}

func (w *Workplace) lookUp(c *gin.Context, f passageForm) ([]wayfarer, error) {
	ctx, v, in := c.Request.Context(), visit.Of(c), w.location(c, []string{f.Site})
	var check fault.Check
	asked := passage.Asked{Name: f.Name, Flight: f.Flight, Seat: f.Seat, Lane: f.Lane}
	if at := form.Time(&check, "at", f.At, in); !at.IsZero() {
		asked.From, asked.To = at.Add(-around), at.Add(around)
	}
	if f.Name+f.Flight+f.Seat+f.Lane+f.At == "" {
		check.Add("name", "ask_something", nil)
	}
	if err := check.Err(); err != nil {
		return nil, err
	}
	owners, err := w.office.FindPassages(ctx, v.Member, f.Site, asked)
	if err != nil {
		return nil, err
	}
	people := wayfarers(v, owners, in)
	for i, o := range owners {
		if people[i].Finds, err = w.findsOf(c, office.Way{Site: f.Site, Owner: o}); err != nil {
			return nil, err
		}
	}
	return people, nil
}

func (w *Workplace) showPassages(c *gin.Context, p passagesPage) error {
	keeping, err := w.keeping(c)
	if err != nil {
		return err
	}
	for _, s := range keeping {
		p.Sites = append(p.Sites, choice.Option{Code: s.Code, Name: s.Name})
	}
	if p.Form.Site == "" && len(keeping) > 0 {
		p.Form.Site = keeping[0].Code
	}
	frame := visit.Of(c).Frame(c, page.Desk)
	frame.Form = "passages"
	return w.passages.Write(c.Writer, max(p.status, http.StatusOK), frame, p)
}

// keeping are the sites of the member's reports that keep passages.
func (w *Workplace) keeping(c *gin.Context) ([]site.Site, error) {
	all, err := w.sites(c, staff.SeeReports)
	var out []site.Site
	for _, s := range all {
		if s.KeepsPassages() > 0 {
			out = append(out, s)
		}
	}
	return out, err
}

// mayLook reports whether the member may see who went through at any of the sites.
func (w *Workplace) mayLook(c *gin.Context, codes ...string) bool {
	for _, code := range codes {
		s, err := w.office.Site(c.Request.Context(), code)
		if err == nil && s.KeepsPassages() > 0 && visit.Of(c).Member.May(staff.SeeReports, code) == nil {
			return true
		}
	}
	return false
}

// Owners shows a find with those who may have left it. It is posted, as each look is noted.
func (w *Workplace) Owners(c *gin.Context) error {
	it, err := w.itemOf(c)
	if err != nil {
		return err
	}
	v := visit.Of(c)
	owners, err := w.office.LikelyOwners(c.Request.Context(), v.Member, it.Ref)
	if err != nil {
		return err
	}
	if it, err = w.office.Item(c.Request.Context(), v.Member, it.Ref); err != nil {
		return err
	}
	return w.showItem(c, it, &looked{People: wayfarers(v, owners, w.location(c, []string{it.Site}))})
}

// Way shows a report with the lane that its traveller came through.
func (w *Workplace) Way(c *gin.Context) error {
	id, err := ref.ParseReport(c.Param("ref"))
	if err != nil {
		return fault.New(fault.Missing, "no_such_record")
	}
	v := visit.Of(c)
	ways, err := w.office.WaysOf(c.Request.Context(), v.Member, id)
	if err != nil {
		return err
	}
	l := looked{}
	for _, way := range ways {
		p := wayfarerOf(v, way.Owner, w.location(c, []string{way.Site}))
		if p.Finds, err = w.findsOf(c, way); err != nil {
			return err
		}
		l.People = append(l.People, p)
	}
	return w.showReport(c, id, pair{}, nil, &l)
}

// findsOf are the finds at the lane and time of a passage; none while the search can't answer.
func (w *Workplace) findsOf(c *gin.Context, way office.Way) ([]card, error) {
	finds, err := w.office.FindsOfPassage(c.Request.Context(), visit.Of(c).Member, way.Site, way.Passage)
	if err != nil && !fault.Is(err, fault.Unavailable) {
		return nil, err
	}
	var out []card
	for _, it := range finds {
		out = append(out, w.card(c, it))
	}
	return out, nil
}

// looked is what a look at the passages showed; nil where nobody looked.
type looked struct{ People []wayfarer }

func wayfarers(v *visit.Visit, owners []passage.Owner, in *time.Location) []wayfarer {
	out := make([]wayfarer, len(owners))
	for i, o := range owners {
		out[i] = wayfarerOf(v, o, in)
	}
	return out
}

func wayfarerOf(v *visit.Visit, o passage.Owner, in *time.Location) wayfarer {
	var travel []string
	for _, part := range []string{o.Flight, o.Seat, o.To} {
		if part != "" {
			travel = append(travel, part)
		}
	}
	var why []string
	for _, r := range o.Reasons {
		why = append(why, sayReason(v.Language, r))
	}
	return wayfarer{Name: o.Surname, Travel: strings.Join(travel, " · "), Lane: o.Lane, At: v.Language.At(o.At, v.Now, in), Why: strings.Join(why, ", ")}
}

func sayReason(l *locale.Language, r passage.Reason) string {
	switch {
	case r.Code == passage.Minutes && r.Minutes < 0:
		return l.Say("passage.after", map[string]any{"Count": -r.Minutes})
	case r.Code == passage.Minutes:
		return l.Say("passage.before", map[string]any{"Count": r.Minutes})
	}
	return l.Say("passage."+string(r.Code), nil)
}
