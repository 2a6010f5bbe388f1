package desk

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/locale"
	"lostfound/internal/loss"
	"lostfound/internal/match"
	"lostfound/internal/office"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/web/choice"
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
	Late       string // how late we are with word for the traveller
	Travels    string
	Contact    string // where the call card is; empty where it is all over
	Others     []Row  // finds that may be it, best first
	Unlikely   []Row
	Queue      list // what else waits for a decision
	Rivals     []rival
	Twins      []rival // reports that may tell of the same loss
	Lost       record
	Found      *record
	Why        *why
	Ask        string // what to ask, where several finds fit nearly alike
	About      []fact
	History    []line
	Letters    letters
	Decide     *decide
	Done       *done
	Problems   page.Problems
	Rebuilding bool // the search answers again in a moment
	Serving    bool
	MayLook    bool    // at who went through a checkpoint
	Looked     *looked // what that showed
}

// rival is another record beside the one shown, by its reference.
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
	return w.showReport(c, id, pairOf(c.Query("thing"), c.Query("item")), nil, nil)
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

func (w *Workplace) showReport(c *gin.Context, id ref.Report, want pair, problems page.Problems, l *looked) error {
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
	in := w.location(c, r.Sites)
	p := reportPage{Ref: string(r.Ref), About: w.about(c, r), History: w.history(c, r.History, in), Letters: w.letters(c, r, in), Done: w.done(c), Problems: problems,
		Rebuilding: rebuilding, Serving: serving(c), Travels: travelsOn(v, r, in), MayLook: w.mayLook(c, r.Sites...), Looked: l}
	if r.Status == loss.Open {
		p.Contact = contactLink(r)
	}
	if r.Status == loss.Open && !p.Serving {
		p.Late = lateness(v.Language, v.Now.Sub(r.UpdateDue))
	}
	shown := toShow(matches, want)
	p.Others, p.Unlikely = w.others(c, r, matches, shown)
	t := r.Things[0]
	if shown >= 0 {
		m := matches[shown]
		if one, err := r.Thing(m.Thing); err == nil {
			t = *one
		}
		find := w.find(c, m.Item)
		p.Found, p.Why = &find, w.teller(c).explain(m.Result, saidOf(r, t), notedOf(m.Item))
		p.Chip, p.Decide, p.Title = matchChip(v.Language, m), decisions(m), title(v, r, t, m.State)
		if p.Decide.Confirm {
			if p.Rivals, err = w.rivals(c, m, r.Ref); err != nil {
				return err
			}
		}
	} else {
		p.Chip, p.Title = reportChip(v.Language, r.Status), ofWhom(v.Language, r, thingName(v.Language, t, r.Lang))
	}
	p.Ask = question(v.Language, r, t, matches)
	if p.Twins, err = w.twinLosses(c, r); err != nil {
		return err
	}
	p.Lost = w.missing(c, r, t)
	if !p.Serving {
		if p.Queue, err = w.besides(c, r.Ref); err != nil {
			return err
		}
	}
	status := http.StatusOK
	if len(problems) > 0 {
		status = http.StatusConflict
	}
	frame := v.Frame(c, page.Desk)
	frame.Here = "/desk/reports/" + p.Ref + "?"
	return w.report.Write(c.Writer, status, frame, p)
}

// toShow is the place of the pair that was asked for, or else of the confirmed one or the
// best; -1 where there is none.
func toShow(matches []office.Match, want pair) int {
	asked := slices.IndexFunc(matches, func(m office.Match) bool {
		return m.Item.Ref == want.item && (want.thing == 0 || m.Thing == want.thing)
	})
	if asked >= 0 {
		return asked
	}
	return slices.IndexFunc(matches, func(m office.Match) bool {
		return m.State == office.Confirmed || m.State == office.Proposed && m.Strength != match.Weak
	})
}

// others lists the finds that are or may be the report's things, and apart from them a few
// unlikely ones. The one that is shown stands among the former, whatever it is.
func (w *Workplace) others(c *gin.Context, r loss.Report, matches []office.Match, shown int) (likely, unlikely []Row) {
	for i, m := range matches {
		row := w.findRow(c, m.Item)
		row.Key = fmt.Sprintf("%s.%d", m.Item.Ref, m.Thing)
		row.To, row.Current, row.Chip = compareLink(r.Ref, m.Thing, m.Item.Ref), i == shown, matchChip(visit.Of(c).Language, m)
		switch weak := m.State == office.Dismissed || m.State == office.Proposed && m.Strength == match.Weak; {
		case !weak || i == shown:
			likely = append(likely, row)
		case m.State == office.Dismissed || len(unlikely) < fewWeak:
			unlikely = append(unlikely, row)
		}
	}
	return likely, unlikely
}

func (w *Workplace) rivals(c *gin.Context, m office.Match, than ref.Report) ([]rival, error) {
	all, err := w.office.Rivals(c.Request.Context(), visit.Of(c).Member, m.Item, than)
	var out []rival
	for _, o := range all {
		out = append(out, rival{string(o.Report), compareLink(o.Report, o.Thing, o.Item)})
	}
	return out, err
}

// title asks the question that is to be decided, or says what was, by the person's
// name where we know it.
func title(v *visit.Visit, r loss.Report, t loss.Thing, state office.MatchState) string {
	args := map[string]any{"What": called(v.Language, choice.SayKind(v.Language, t.Type, t.Category, r.Lang), nil, "")}
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

// question is what to ask the owner, empty where nothing needs to be asked.
func question(l *locale.Language, r loss.Report, t loss.Thing, matches []office.Match) string {
	q := office.Question(r, t, matches)
	if q == "" {
		return ""
	}
	return l.Say("question."+string(q), nil)
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
