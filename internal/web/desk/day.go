package desk

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/office"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// dayPage is the desk's day: what cannot wait, for whoever looks and for the desk, in order of time;
// what to decide, best fit first; what came in.
type dayPage struct {
	Notes    []noteRow // of those who went home
	Mine     list
	Due      list
	Decide   list
	Lost     []Row
	Found    []Row
	Later    int // promises that can wait
	Building bool
	Noted    string // what was noted a moment ago
}

// list is a part of the day. Count is all there is, of which Rows may be the first.
type list struct {
	Rows  []Row
	Count int
}

// newest is how many of the last reports and finds the day shows.
const newest = 6

// Day shows what needs the desk, or, while somebody is served, only what that takes.
func (w *Workplace) Day(c *gin.Context) error {
	if switchServing(c) {
		return nil
	}
	if serving(c) {
		return w.showServing(c)
	}
	p := dayPage{Noted: w.noted(c)}
	var err error
	if p.Notes, err = w.noteRows(c); err != nil {
		return err
	}
	if err := w.fillDue(c, &p); err != nil {
		return err
	}
	unreached, err := w.unreachedRows(c)
	if err != nil {
		return err
	}
	p.Due.Count += len(unreached)
	p.Due.Rows = append(unreached, p.Due.Rows...)
	if err := w.fillUnanswered(c, &p); err != nil {
		return err
	}
	waiting, building, err := w.toDecide(c)
	if err != nil {
		return err
	}
	p.Building, p.Decide.Count = p.Building || building, len(waiting)
	if p.Decide.Rows, err = w.decideRows(c, waiting, onOnePage); err != nil {
		return err
	}
	if err := w.fillNew(c, &p); err != nil {
		return err
	}
	return w.day.Write(c.Writer, http.StatusOK, visit.Of(c).Frame(c, page.Desk), p)
}

// fillNew adds the last reports and finds.
func (w *Workplace) fillNew(c *gin.Context, p *dayPage) error {
	v := visit.Of(c)
	reports, err := w.office.Reports(c.Request.Context(), v.Member, "", "", newest)
	if err == nil {
		for _, r := range reports.Reports {
			p.Lost = append(p.Lost, w.lossRow(c, r))
		}
		var finds office.ItemPage
		finds, err = w.office.Items(c.Request.Context(), v.Member, office.ItemQuery{Pick: office.Facets{Statuses: []found.Status{found.InStore}}, Limit: newest})
		for _, it := range finds.Items {
			row := w.findRow(c, it)
			row.Chip = nil // they are all in store
			p.Found = append(p.Found, row)
		}
	}
	if fault.Is(err, fault.Unavailable) {
		p.Building = true
		return nil
	}
	return err
}
