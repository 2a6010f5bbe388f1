package desk

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/loss"
	"lostfound/internal/match"
	"lostfound/internal/office"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
	"lostfound/internal/web/photos"
	"lostfound/internal/web/visit"
)

// fewWeak is how many unlikely finds are listed.
const fewWeak = 3

// reportPage is a report beside one find.
type reportPage struct {
	Ref, Title string
	Chip       *Chip
	Others     []Row // finds that may be it, best first
	Rivals     []rival
	Lost       record
	Found      *record
	Why        *why
	About      []fact
	History    []line
	Decide     *decide
	Problems   page.Problems
	Rebuilding bool // the search answers again in a moment
}

// rival is another missing thing that the find shown may be.
type rival struct{ Ref, To string }

// decide is what can be decided about the pair shown.
type decide struct {
	Thing                     int
	Item                      ref.Item
	Confirm, Dismiss, Release bool
}

// Report shows a report beside the find that was asked for, or beside the best one.
func (w *Workplace) Report(c *gin.Context) error {
	id, err := ref.ParseReport(c.Param("ref"))
	if err != nil {
		return fault.New(fault.Missing, "no_such_record")
	}
	return w.showReport(c, id, pairOf(c.Query("thing"), c.Query("item")), nil)
}

// pair is the thing and the find that are compared; zero where it was not said which.
type pair struct {
	thing int
	item  ref.Item
}

func pairOf(thing, item string) pair {
	n, _ := strconv.Atoi(thing)
	it, err := ref.ParseItem(item)
	if err != nil {
		it = ""
	}
	return pair{n, it}
}

// Confirm says that the find is the thing.
func (w *Workplace) Confirm(c *gin.Context) error { return w.decided(c, w.office.Confirm) }

// Dismiss says that it is not; the next best find is shown.
func (w *Workplace) Dismiss(c *gin.Context) error { return w.decided(c, w.office.Dismiss) }

func (w *Workplace) decided(c *gin.Context, do decision) error {
	id, err := ref.ParseReport(c.Param("ref"))
	if err != nil {
		return fault.New(fault.Missing, "no_such_record")
	}
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	v, on := visit.Of(c), pairOf(s.Line("thing"), s.Line("item"))
	m, err := do(c.Request.Context(), v.Member, id, on.thing, on.item)
	if fault.Is(err, fault.Conflict) { // somebody was faster: show what is true now, and say so
		return w.showReport(c, id, on, page.Explain(v.Language, err))
	}
	if err != nil {
		return err
	}
	to := "/desk/reports/" + string(id)
	if m.State == office.Confirmed {
		to = compareLink(id, m.Thing, m.Item.Ref)
	}
	c.Redirect(http.StatusSeeOther, to)
	return nil
}

func (w *Workplace) showReport(c *gin.Context, id ref.Report, want pair, problems page.Problems) error {
	v := visit.Of(c)
	r, err := w.office.Report(c.Request.Context(), v.Member, id)
	if err != nil {
		return err
	}
	matches, err := w.office.Matches(c.Request.Context(), v.Member, id)
	rebuilding := fault.Is(err, fault.Unavailable)
	if err != nil && !rebuilding {
		return err
	}
	p := reportPage{Rebuilding: rebuilding, Ref: string(r.Ref), About: w.about(c, r), History: w.history(c, r.History, w.location(c, r.Sites)), Problems: problems}
	shown := slices.IndexFunc(matches, func(m office.Match) bool {
		return m.Item.Ref == want.item && (want.thing == 0 || m.Thing == want.thing)
	})
	if shown < 0 {
		shown = slices.IndexFunc(matches, func(m office.Match) bool {
			return m.State == office.Confirmed || m.State == office.Proposed && m.Strength != match.Weak
		})
	}
	weak := 0
	for i, m := range matches {
		if m.State == office.Proposed && m.Strength == match.Weak {
			if weak++; weak > fewWeak && i != shown {
				continue
			}
		}
		row := w.findRow(c, m.Item)
		row.To, row.Current, row.Chip = compareLink(r.Ref, m.Thing, m.Item.Ref), i == shown, matchChip(v.Language, m)
		p.Others = append(p.Others, row)
	}
	t := r.Things[0]
	if shown >= 0 {
		m := matches[shown]
		if one, err := r.Thing(m.Thing); err == nil {
			t = *one
		}
		find := w.find(c, m.Item)
		p.Found, p.Why = &find, explain(v.Language, m.Result, func(code string) string { return w.siteName(c, code) })
		p.Chip, p.Decide = matchChip(v.Language, m), decisions(m)
		p.Title = title(v, r, t, m.State)
		if p.Decide.Confirm {
			rivals, err := w.office.Rivals(c.Request.Context(), v.Member, m.Item, r.Ref)
			if err != nil {
				return err
			}
			for _, o := range rivals {
				p.Rivals = append(p.Rivals, rival{string(o.Report), compareLink(o.Report, o.Thing, o.Item)})
			}
		}
	} else {
		p.Chip, p.Title = reportChip(v.Language, r.Status), thingName(v.Language, t)
	}
	p.Lost = w.missing(c, r, t)
	status := http.StatusOK
	if len(problems) > 0 {
		status = http.StatusConflict
	}
	frame := v.Frame(c, page.Desk)
	frame.Here = "/desk/reports/" + p.Ref + "?"
	return w.report.Write(c.Writer, status, frame, p)
}

// title asks the question that is to be decided, or says what was, by the person's
// name where we know it.
func title(v *visit.Visit, r loss.Report, t loss.Thing, state office.MatchState) string {
	args := map[string]any{"What": called(v.Language, t.Type, t.Category, nil, "")}
	anonymous, named := "match.question", "match.question_of"
	if state == office.Confirmed {
		anonymous, named = "match.settled", "match.settled_of"
	}
	if r.Contact.Name == "" {
		return v.Language.Say(anonymous, args)
	}
	args["Who"] = r.Contact.Name
	return v.Language.Say(named, args)
}

func decisions(m office.Match) *decide {
	return &decide{Thing: m.Thing, Item: m.Item.Ref,
		Confirm: m.State == office.Proposed,
		Dismiss: m.State != office.Dismissed && m.Item.Handed == nil,
		Release: m.State == office.Confirmed && m.Item.Handed == nil}
}

// ReportPhoto serves a photo of a report.
func (w *Workplace) ReportPhoto(c *gin.Context) error {
	o, err := w.office.ReportPhoto(c.Request.Context(), visit.Of(c).Member, ref.Report(c.Param("ref")), c.Param("id"), picture.Size(c.Param("size")))
	if err != nil {
		return err
	}
	return photos.Serve(c, o)
}
