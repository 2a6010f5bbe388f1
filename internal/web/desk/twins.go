package desk

import (
	"slices"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/loss"
	"lostfound/internal/web/visit"
)

// twinFinds are finds that may be the same item, registered twice: none while the search is put in
// order.
func (w *Workplace) twinFinds(c *gin.Context, it found.Item) ([]rival, error) {
	twins, err := w.office.TwinFinds(c.Request.Context(), visit.Of(c).Member, it)
	var out []rival
	for _, t := range twins {
		out = append(out, rival{string(t.Item), "/desk/items/" + string(t.Item)})
	}
	if fault.Is(err, fault.Unavailable) {
		err = nil
	}
	return out, err
}

// twinLosses are reports that may tell of the same loss; see twinFinds.
func (w *Workplace) twinLosses(c *gin.Context, r loss.Report) ([]rival, error) {
	twins, err := w.office.TwinLosses(c.Request.Context(), visit.Of(c).Member, r)
	var out []rival
	for _, t := range twins {
		if one := (rival{string(t.Report), "/desk/reports/" + string(t.Report)}); !slices.Contains(out, one) {
			out = append(out, one)
		}
	}
	if fault.Is(err, fault.Unavailable) {
		err = nil
	}
	return out, err
}
