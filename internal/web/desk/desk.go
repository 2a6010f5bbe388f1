// Package desk is the part of the office where finds and reports are brought
// together: what to look at, what is due, the comparison, the hand-over.
package desk

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/office"
	"lostfound/internal/site"
	"lostfound/internal/staff"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// Workplace serves the pages of the desk.
type Workplace struct {
	office  *office.Office
	day     page.Page[dayPage]
	reports page.Page[reportsPage]
	report  page.Page[reportPage]
	items   page.Page[itemsPage]
	item    page.Page[itemPage]
	release page.Page[releasePage]
	receipt page.Page[receiptPage]
	file    page.Page[filePage]
	filed   page.Page[filedPage]
}

// New prepares the pages.
func New(o *office.Office, s *page.Set) *Workplace {
	return &Workplace{
		office:  o,
		day:     page.Must[dayPage](s, "desk/day.html"),
		reports: page.Must[reportsPage](s, "desk/reports.html"),
		report:  page.Must[reportPage](s, "desk/report.html"),
		items:   page.Must[itemsPage](s, "desk/items.html"),
		item:    page.Must[itemPage](s, "desk/item.html"),
		release: page.Must[releasePage](s, "desk/release.html"),
		receipt: page.Must[receiptPage](s, "desk/receipt.html"),
		file:    page.Must[filePage](s, "desk/file.html"),
		filed:   page.Must[filedPage](s, "desk/filed.html"),
	}
}

// dayPage is the desk's day: what to look at, best fit first, and what is due, in
// order of time.
type dayPage struct {
	Look, Due  []Row
	Rebuilding bool
}

// onOnePage bounds each list of the day.
const onOnePage = 30

// Day shows what needs the desk.
func (w *Workplace) Day(c *gin.Context) error {
	sites, err := w.sites(c, staff.SeeReports)
	if err != nil {
		return err
	}
	var p dayPage
	var look []office.Proposal
	var due []office.DueUpdate
	for _, s := range sites {
		l, err := w.office.ToLookAt(c.Request.Context(), visit.Of(c).Member, s.Code)
		if fault.Is(err, fault.Unavailable) {
			p.Rebuilding = true
			continue
		}
		if err != nil {
			return err
		}
		d, err := w.office.Due(c.Request.Context(), visit.Of(c).Member, s.Code)
		if err != nil {
			return err
		}
		look, due = append(look, l...), append(due, d...)
	}
	if p.Look, err = w.lookRows(c, look); err != nil {
		return err
	}
	if p.Due, err = w.dueRows(c, due); err != nil {
		return err
	}
	return w.day.Write(c.Writer, http.StatusOK, visit.Of(c).Frame(c, page.Desk), p)
}

// lookRows shows proposals, each once even where two of the member's sites have it.
func (w *Workplace) lookRows(c *gin.Context, all []office.Proposal) ([]Row, error) {
	slices.SortStableFunc(all, func(a, b office.Proposal) int { return cmp.Compare(b.Score, a.Score) })
	v := visit.Of(c)
	seen := map[office.Proposal]bool{}
	var out []Row
	for _, p := range all {
		if seen[p] || len(out) == onOnePage {
			continue
		}
		seen[p] = true
		r, err := w.office.Report(c.Request.Context(), v.Member, p.Report)
		if fault.Is(err, fault.Missing) {
			continue // erased in between
		}
		if err != nil {
			return nil, err
		}
		it, err := w.office.Item(c.Request.Context(), v.Member, p.Item)
		if fault.Is(err, fault.Missing) {
			continue
		}
		if err != nil {
			return nil, err
		}
		t, err := r.Thing(p.Thing)
		if err != nil {
			continue
		}
		row := w.findRow(c, it)
		row.Title = thingName(v.Language, *t)
		row.To = compareLink(r.Ref, p.Thing, it.Ref)
		row.Small = append([]string{v.Language.Say("desk.found", map[string]any{"What": findName(v.Language, it)})}, row.Small...)
		row.Chip = strengthChip(v.Language, p.Strength)
		out = append(out, row)
	}
	return out, nil
}

func (w *Workplace) dueRows(c *gin.Context, all []office.DueUpdate) ([]Row, error) {
	slices.SortStableFunc(all, func(a, b office.DueUpdate) int { return a.At.Compare(b.At) })
	v := visit.Of(c)
	seen := map[office.DueUpdate]bool{}
	var out []Row
	for _, d := range all {
		if seen[d] || len(out) == onOnePage {
			continue
		}
		seen[d] = true
		r, err := w.office.Report(c.Request.Context(), v.Member, d.Report)
		if fault.Is(err, fault.Missing) {
			continue
		}
		if err != nil {
			return nil, err
		}
		row := w.lossRow(c, r)
		row.Chip = dueChip(v, d.At, w.location(c, r.Sites))
		out = append(out, row)
	}
	return out, nil
}

// sites returns the sites at which the member may do the action.
func (w *Workplace) sites(c *gin.Context, do staff.Action) ([]site.Site, error) {
	all, err := w.office.Sites(c.Request.Context())
	if err != nil {
		return nil, err
	}
	var out []site.Site
	for _, s := range all {
		if visit.Of(c).Member.May(do, s.Code) == nil {
			out = append(out, s)
		}
	}
	return out, nil
}
