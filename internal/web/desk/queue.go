package desk

import (
	"cmp"
	"slices"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/loss"
	"lostfound/internal/match"
	"lostfound/internal/office"
	"lostfound/internal/staff"
	"lostfound/internal/web/visit"
)

// toDecide is all that waits for a decision at the member's sites, best fit first, each pair
// once. rebuilding says that the index knows more in a moment.
func (w *Workplace) toDecide(c *gin.Context) (all []office.Proposal, rebuilding bool, err error) {
	sites, err := w.sites(c, staff.SeeReports)
	if err != nil {
		return nil, false, err
	}
	for _, s := range sites {
		listed, err := w.office.ToLookAt(c.Request.Context(), visit.Of(c).Member, s.Code)
		if fault.Is(err, fault.Unavailable) {
			rebuilding = true
			continue
		}
		if err != nil {
			return nil, false, err
		}
		all = append(all, listed...)
	}
	slices.SortFunc(all, func(a, b office.Proposal) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Report, b.Report), a.Thing-b.Thing)
	})
	return slices.Compact(all), rebuilding, nil
}

// pending is a proposal with its records.
type pending struct {
	office.Proposal
	report loss.Report
	thing  loss.Thing
	find   found.Item
}

// open reads the records of a proposal, and reports whether they are all there.
func (w *Workplace) open(c *gin.Context, p office.Proposal) (out pending, there bool, err error) {
	v := visit.Of(c)
	out.Proposal = p
	if out.report, err = w.office.Report(c.Request.Context(), v.Member, p.Report); err == nil {
		out.find, err = w.office.Item(c.Request.Context(), v.Member, p.Item)
	}
	if fault.Is(err, fault.Missing) { // erased in between
		return out, false, nil
	}
	if err != nil {
		return out, false, err
	}
	t, err := out.report.Thing(p.Thing)
	if err != nil {
		return out, false, nil
	}
	out.thing = *t
	return out, true, nil
}

// decideRows shows proposals, at most so many.
func (w *Workplace) decideRows(c *gin.Context, all []office.Proposal, most int) ([]Row, error) {
	var out []Row
	for _, p := range all {
		if len(out) == most {
			break
		}
		one, there, err := w.open(c, p)
		if err != nil {
			return nil, err
		}
		if there {
			out = append(out, w.decideRow(c, one))
		}
	}
	return out, nil
}

func (w *Workplace) decideRow(c *gin.Context, p pending) Row {
	v := visit.Of(c)
	row := w.findRow(c, p.find)
	row.Key = string(p.Report) + "." + string(p.Item)
	row.To = compareLink(p.Report, p.Thing, p.Item)
	row.Title = ofWhom(v.Language, p.report, thingName(v.Language, p.thing, p.report.Lang))
	row.Why = w.teller(c).strongest(match.Score(match.LossOf(p.report, p.thing), match.FindOf(p.find), match.Stock{}))
	row.Beside = thingPhoto(p.report, p.thing)
	row.Chip = strengthChip(v.Language, p.Strength)
	return row
}
