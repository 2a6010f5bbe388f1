package lot

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"lostfound/internal/locale"
	"lostfound/internal/site"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// List shows the stalls in their order, to print: the tablet may lie in the hut.
func (w *Workplace) List(c *gin.Context) error {
	v := visit.Of(c)
	p := boardPage{}
	var err error
	if p.At, err = w.office.Site(c.Request.Context(), c.Param("code")); err != nil {
		return err
	}
	if err := w.fill(c, &p); err != nil {
		return err
	}
	return w.list.Write(c.Writer, http.StatusOK, v.Frame(c, page.Lot), listOf(p, v))
}

// listPage is the lot on paper.
type listPage struct {
	At   site.Site
	Now  locale.Moment
	Rows []row
}

// row is a stall: its car, and what is missing in it.
type row struct {
	car
	Missing []string
}

// listOf orders what a board shows by stall, the cars to search with what is missing in them.
func listOf(p boardPage, v *visit.Visit) listPage {
	out := listPage{At: p.At, Now: v.Language.Dated(v.Now, p.At.Location())}
	rows := map[int]*row{}
	for _, one := range p.Cars {
		rows[one.No] = &row{car: one}
	}
	for _, asked := range p.Asked {
		var names []string
		for _, t := range asked.Things {
			names = append(names, strings.Join(strings.Fields(t.Name+" "+t.Colours), " "))
		}
		cars := asked.Cars
		if len(cars) == 0 {
			cars = []car{{Plate: asked.Said}}
		}
		for i, one := range cars {
			key := cmp.Or(one.No, -len(rows)-i-1) // a car that the lot does not know has a row of its own
			if rows[key] == nil {
				rows[key] = &row{car: one}
			}
			rows[key].Missing = append(rows[key].Missing, names...)
		}
	}
	for _, r := range rows {
		out.Rows = append(out.Rows, *r)
	}
	slices.SortFunc(out.Rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(len(a.Stall), len(b.Stall)), strings.Compare(a.Stall, b.Stall), strings.Compare(a.Plate, b.Plate), cmp.Compare(a.No, b.No))
	})
	return out
}
