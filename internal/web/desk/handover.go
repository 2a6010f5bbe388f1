package desk

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/handover"
	"lostfound/internal/locale"
	"lostfound/internal/office"
	"lostfound/internal/ref"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// leavePage is what somebody leaves who goes home.
type leavePage struct {
	Passed   []Row
	Back     string // when they are back
	Text     string
	Problems page.Problems
}

// handoverPage is a note that was left.
type handoverPage struct {
	Ref       ref.Handover
	By        string
	At        locale.Moment
	Back      string
	Text      string
	Passed    []Row
	Known     []string // who read it, and who knows
	Questions []noteQuestion
	Mine      bool // the reader's own
	Knows     bool
	Asked     string // what was typed
	Problems  page.Problems
}

// noteQuestion is a question with its answer.
type noteQuestion struct {
	No           int
	By           string
	Text, Answer string
}

// Leave shows what going home now would mean.
func (w *Workplace) Leave(c *gin.Context) error { return w.showLeave(c, leavePage{}, http.StatusOK) }

// GoHome passes on what the member keeps, and leads to the note.
func (w *Workplace) GoHome(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	v, p := visit.Of(c), leavePage{Text: s.Text("text")}
	n, err := w.office.GoHome(c.Request.Context(), v.Member, p.Text)
	if err != nil {
		var status int
		if p.Problems, status, err = v.Explain(err); err != nil {
			return err
		}
		return w.showLeave(c, p, status)
	}
	c.Redirect(http.StatusSeeOther, handoverLink(n))
	return nil
}

func (w *Workplace) showLeave(c *gin.Context, p leavePage, status int) error {
	v := visit.Of(c)
	l, err := w.office.Leaving(c.Request.Context(), v.Member)
	if err != nil {
		return err
	}
	p.Back = v.Language.At(l.Until, v.Now, w.office.ZoneOf(c.Request.Context(), v.Member)).Text
	if p.Passed, err = w.passedRows(c, l.Passed); err != nil {
		return err
	}
	frame := v.Frame(c, page.Desk)
	frame.Here = "/desk/handover?"
	return w.leave.Write(c.Writer, status, frame, p)
}

// passedRows shows who keeps what was somebody's to keep.
func (w *Workplace) passedRows(c *gin.Context, passed []handover.Passed) ([]Row, error) {
	var due []office.DueUpdate
	to := map[string]ref.Staff{}
	for _, p := range passed {
		due = append(due, office.DueUpdate{Report: p.Report})
		to[string(p.Report)] = p.To
	}
	rows, err := w.dueRows(c, due)
	for i := range rows {
		l := visit.Of(c).Language
		if who := w.office.Name(c.Request.Context(), to[rows[i].Key]); who != "" {
			rows[i].Why = l.Say("handover.to", map[string]any{"Who": who})
		} else {
			rows[i].Late = l.Say("day.nobodys", nil)
		}
	}
	return rows, err
}

// Handover shows a note, and notes that it was read.
func (w *Workplace) Handover(c *gin.Context) error {
	id, err := ref.ParseHandover(c.Param("ref"))
	if err != nil {
		return fault.New(fault.Missing, "no_such_record")
	}
	n, err := w.office.ReadHandover(c.Request.Context(), visit.Of(c).Member, id)
	if err != nil {
		return err
	}
	return w.showHandover(c, n, handoverPage{}, http.StatusOK)
}

// Reply acknowledges a note, asks about it or answers what was asked.
func (w *Workplace) Reply(c *gin.Context) error {
	id, err := ref.ParseHandover(c.Param("ref"))
	if err != nil {
		return fault.New(fault.Missing, "no_such_record")
	}
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	v, ctx := visit.Of(c), c.Request.Context()
	no, notNumber := strconv.Atoi(s.Line("no"))
	switch {
	case s.On("know"):
		_, err = w.office.Acknowledge(ctx, v.Member, id)
	case notNumber == nil:
		_, err = w.office.AnswerAbout(ctx, v.Member, id, no, s.Text("answer"))
	default:
		_, err = w.office.AskAbout(ctx, v.Member, id, s.Text("question"))
	}
	if err != nil {
		problems, status, err := v.Explain(err)
		if err != nil {
			return err
		}
		n, err := w.office.Handover(ctx, v.Member, id)
		if err != nil {
			return err
		}
		return w.showHandover(c, n, handoverPage{Asked: s.Text("question"), Problems: problems}, status)
	}
	to := "/desk/handovers/" + string(id)
	if s.On("know") {
		to = "/desk"
	}
	c.Redirect(http.StatusSeeOther, to)
	return nil
}

func (w *Workplace) showHandover(c *gin.Context, n handover.Note, p handoverPage, status int) error {
	v, ctx := visit.Of(c), c.Request.Context()
	in := w.location(c, n.Sites)
	p.Ref, p.By, p.At, p.Text = n.Ref, w.office.Name(ctx, n.By), v.Language.At(n.At, v.Now, in), n.Text
	p.Back = v.Language.At(n.Until, v.Now, in).Text
	p.Mine, p.Knows = n.By == v.Member.Ref, n.Knows(v.Member.Ref)
	var err error
	if p.Passed, err = w.passedRows(c, n.Passed); err != nil {
		return err
	}
	for _, m := range n.Marks {
		key := "handover.read_by"
		if !m.KnowAt.IsZero() {
			key = "handover.known_by"
		}
		p.Known = append(p.Known, v.Language.Say(key, map[string]any{"Who": w.office.Name(ctx, m.By)}))
	}
	for i, q := range n.Questions {
		p.Questions = append(p.Questions, noteQuestion{i, w.office.Name(ctx, q.By), q.Text, q.Answer})
	}
	frame := v.Frame(c, page.Desk)
	frame.Here = handoverLink(n) + "?"
	return w.handover.Write(c.Writer, status, frame, p)
}

func handoverLink(n handover.Note) string { return "/desk/handovers/" + string(n.Ref) }

// noteRows are the notes that concern the member, for the day.
func (w *Workplace) noteRows(c *gin.Context) ([]noteRow, error) {
	v := visit.Of(c)
	notes, err := w.office.Handovers(c.Request.Context(), v.Member)
	if fault.Is(err, fault.Forbidden) || fault.Is(err, fault.Unavailable) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []noteRow
	for _, n := range notes[:min(len(notes), onOnePage)] {
		row := noteRow{To: handoverLink(n), Text: firstLine(n.Text), Questioned: n.By == v.Member.Ref}
		row.Title = v.Language.Say("handover.left_by", map[string]any{"Who": w.office.Name(c.Request.Context(), n.By)})
		if row.Questioned {
			row.Title = v.Language.Say("handover.asked", nil)
		}
		row.At = v.Language.Ago(n.At, v.Now, w.location(c, n.Sites))
		out = append(out, row)
	}
	return out, nil
}

// noteRow is a note in the day.
type noteRow struct {
	To, Title, Text string
	At              locale.Moment
	Questioned      bool
}

// firstLine is the beginning of a text, for a list.
func firstLine(text string) string {
	for i, r := range text {
		if r == '\n' || i > 120 {
			return text[:i] + "…"
		}
	}
	return text
}
