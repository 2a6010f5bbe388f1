package desk

import (
	"slices"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/web/visit"
)

// fillUnanswered puts what nobody on a rental lot answered in time before all that is due: the
// car may go out again.
func (w *Workplace) fillUnanswered(c *gin.Context, p *dayPage) error {
	v := visit.Of(c)
	all, err := w.office.Unanswered(c.Request.Context(), v.Member)
	if fault.Is(err, fault.Unavailable) {
		p.Building = true
		return nil
	}
	if err != nil {
		return err
	}
	var rows []Row
	for _, a := range all[:min(len(all), onOnePage)] {
		row := w.lossRow(c, a.Report)
		row.Key += " " + a.Request.Site // the report may be due as well
		row.Late = v.Language.Say("day.unanswered", nil)
		asked := v.Language.Ago(a.Request.AskedAt, v.Now, w.location(c, []string{a.Request.Site}))
		row.Small = []string{w.siteName(c, a.Request.Site), v.Language.Say("day.asked", map[string]any{"When": asked.Text})}
		rows = append(rows, row)
	}
	p.Due.Rows = slices.Concat(rows, p.Due.Rows)
	p.Due.Count += len(all)
	return nil
}
