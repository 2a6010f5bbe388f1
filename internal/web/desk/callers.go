package desk

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/gin-gonic/gin"

	"lostfound/internal/caller"
	"lostfound/internal/fault"
	"lostfound/internal/loss"
	"lostfound/internal/office"
	"lostfound/internal/ref"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// callersPage says who may be on the line and what to ask, and nothing of what is missing.
type callersPage struct {
	Words    string
	People   []person
	Answer   string // of the caller, to the question of the one person that is on
	Building bool
	Problems page.Problems
}

// person may be on the line. To puts the question; of the one that is on it is put.
type person struct {
	Ref, Name, To string
	Small         []string
	On            bool
	Checks        []choice.Option
	Check         string
}

// Callers asks what was heard, and shows whom that may be.
func (w *Workplace) Callers(c *gin.Context) error {
	return w.showCallers(c, asked(c.Query("q")), c.Query("who"), callersPage{}, "", http.StatusOK)
}

// CheckCaller notes what a caller answered; where that fits, it leads to the whole story.
func (w *Workplace) CheckCaller(c *gin.Context) error {
	id, err := ref.ParseReport(c.Param("ref"))
	if err != nil {
		return fault.New(fault.Missing, "no_such_record")
	}
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	v, check, p := visit.Of(c), s.Line("check"), callersPage{Answer: s.Line("answer")}
	r, err := w.office.CheckCaller(c.Request.Context(), v.Member, id, caller.Check(check), p.Answer, v.Language.Code)
	if err == nil {
		c.Redirect(http.StatusSeeOther, contactLink(r)+"?"+url.Values{"verified": {"1"}}.Encode())
		return nil
	}
	var status int
	if p.Problems, status, err = v.Explain(err); err != nil {
		return err
	}
	return w.showCallers(c, asked(s.Line("q")), string(id), p, check, status)
}

func (w *Workplace) showCallers(c *gin.Context, words, who string, p callersPage, check string, status int) error {
	v := visit.Of(c)
	p.Words = words
	var people []office.Caller
	if words != "" {
		var err error
		people, err = w.office.Callers(c.Request.Context(), v.Member, words, v.Language.Code)
		if p.Building = fault.Is(err, fault.Unavailable); err != nil && !p.Building {
			return err
		}
	}
	on := max(0, slices.IndexFunc(people, func(o office.Caller) bool { return string(o.Report) == who }))
	for i, o := range people {
		at := v.Language.At(o.FiledAt, v.Now, w.location(c, []string{o.Site}))
		one := person{Ref: string(o.Report), Name: o.Name, On: i == on, Check: check, To: "/desk/callers?" + url.Values{"q": {words}, "who": {string(o.Report)}}.Encode(),
			Small: []string{w.siteName(c, o.Site), v.Language.Say("callers.reported", map[string]any{"When": at.Text})}}
		for _, q := range o.Checks {
			one.Checks = append(one.Checks, choice.Option{Code: string(q), Name: v.Language.Say("check."+string(q), nil)})
		}
		if !slices.ContainsFunc(one.Checks, func(q choice.Option) bool { return q.Code == check }) {
			one.Check = one.Checks[0].Code
		}
		p.People = append(p.People, one)
	}
	frame := v.Frame(c, page.Desk)
	frame.Search = false // the page has its own
	frame.Here = "/desk/callers?" + url.Values{"q": {words}, "who": {who}}.Encode() + "&"
	return w.callers.Write(c.Writer, status, frame, p)
}

// alsoOf are the other reports of the same person, none while the search is put in order.
func (w *Workplace) alsoOf(c *gin.Context, r loss.Report) ([]Row, error) {
	others, err := w.office.SamePerson(c.Request.Context(), visit.Of(c).Member, r)
	if err != nil && !fault.Is(err, fault.Unavailable) {
		return nil, err
	}
	var out []Row
	for _, o := range others {
		row := w.reportRow(c, o)
		row.To = contactLink(o)
		out = append(out, row)
	}
	return out, nil
}
