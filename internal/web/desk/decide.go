package desk

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/loss"
	"lostfound/internal/match"
	"lostfound/internal/office"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// decision is Confirm or Dismiss of the office.
type decision func(ctx context.Context, by staff.Member, id ref.Report, thing int, item ref.Item) (office.Match, error)

// Confirm says that the find is the thing.
func (w *Workplace) Confirm(c *gin.Context) error { return w.decided(c, w.office.Confirm) }

// Dismiss says that it is not.
func (w *Workplace) Dismiss(c *gin.Context) error { return w.decided(c, w.office.Dismiss) }

// decided records a decision and opens the next pair to decide on.
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
		return w.showReport(c, id, on, page.Explain(v.Language, err), nil)
	}
	if err != nil {
		return err
	}
	to, err := w.next(c, id, m)
	if err != nil {
		return err
	}
	c.Redirect(http.StatusSeeOther, to)
	return nil
}

// next is where one decides next: for what was dismissed on another find for the same thing,
// then on whatever else waits. Whoever is served stays with their own report.
func (w *Workplace) next(c *gin.Context, id ref.Report, was office.Match) (string, error) {
	v := visit.Of(c)
	did := "&" + url.Values{"did": {string(id)}, "did_thing": {strconv.Itoa(was.Thing)}, "did_item": {string(was.Item.Ref)}}.Encode()
	if was.State == office.Dismissed {
		matches, err := w.office.Matches(c.Request.Context(), v.Member, id)
		if err != nil && !fault.Is(err, fault.Unavailable) {
			return "", err
		}
		for _, m := range matches {
			if m.State == office.Proposed && m.Strength != match.Weak {
				return compareLink(id, m.Thing, m.Item.Ref) + did, nil
			}
		}
	}
	if !serving(c) {
		waiting, _, err := w.toDecide(c)
		if err != nil {
			return "", err
		}
		i := slices.IndexFunc(waiting, func(p office.Proposal) bool { return p.Item != was.Item.Ref })
		if i >= 0 {
			return compareLink(waiting[i].Report, waiting[i].Thing, waiting[i].Item) + did, nil
		}
	}
	return compareLink(id, was.Thing, was.Item.Ref) + did, nil
}

// done is what was decided a moment ago, and the way back to it.
type done struct {
	Icon, Text, To string
	Contact        string // where the traveller can now be told; empty where there is nothing to tell
}

// done says what the address claims was decided, as far as the records say so too.
func (w *Workplace) done(c *gin.Context) *done {
	id, err := ref.ParseReport(c.Query("did"))
	on := pairOf(c.Query("did_thing"), c.Query("did_item"))
	if err != nil || on.item == "" {
		return nil
	}
	v := visit.Of(c)
	r, err := w.office.Report(c.Request.Context(), v.Member, id)
	if err != nil {
		return nil
	}
	t, err := r.Thing(on.thing)
	if err != nil {
		return nil
	}
	args := map[string]any{"What": ofWhom(v.Language, r, thingName(v.Language, loss.Thing{Details: loss.Details{Type: t.Type, Category: t.Category}}, r.Lang))}
	to := compareLink(id, on.thing, on.item)
	switch {
	case t.Item == on.item:
		return &done{"circle-check", v.Language.Say("match.did_confirm", args), to, contactLink(r)}
	case slices.Contains(t.Dismissed, on.item):
		return &done{"x", v.Language.Say("match.did_dismiss", args), to, ""}
	}
	return nil
}

// besides is what waits for a decision apart from one report.
func (w *Workplace) besides(c *gin.Context, id ref.Report) (list, error) {
	all, _, err := w.toDecide(c)
	if err != nil {
		return list{}, err
	}
	all = slices.DeleteFunc(all, func(p office.Proposal) bool { return p.Report == id })
	rows, err := w.decideRows(c, all, fewBeside)
	return list{rows, len(all)}, err
}

// fewBeside is how much of what waits stands beside a pair.
const fewBeside = 6
