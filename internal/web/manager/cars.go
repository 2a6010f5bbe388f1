package manager

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/site"
	"lostfound/internal/staff"
	"lostfound/internal/vehicle"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// carsPage is what a rental lot knows of its cars, and where a sheet of more is handed in.
type carsPage struct {
	Site         site.Site
	Fleet, Stays int
	Days         int      // a stay is kept
	Returns      bool     // which sheet is chosen: of cars that came back, or of the fleet
	Taken        int      // rows of the sheet just handed in
	Problems     []string // of a sheet of which nothing was taken, each with its row and column
	status       int
}

// Cars shows a rental lot's cars in numbers.
func (w *Workplace) Cars(c *gin.Context) error {
	taken, err := strconv.Atoi(c.Query("taken"))
	if err != nil {
		taken = 0 // nothing was handed in just now
	}
	return w.showCars(c, carsPage{Returns: true, Taken: taken})
}

// ImportCars takes a sheet, whole or not at all.
func (w *Workplace) ImportCars(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	v := visit.Of(c)
	p := carsPage{Returns: s.Line("of") != "vehicles"}
	if v.Switched(c, s) {
		return w.showCars(c, p)
	}
	sheet, err := s.File("sheet")
	if err != nil {
		return err
	}
	take := w.office.ImportVehicles
	if p.Returns {
		take = w.office.ImportReturns
	}
	rows, err := take(c.Request.Context(), v.Member, c.Param("code"), sheet)
	if fault.Is(err, fault.Invalid) {
		for _, wrong := range page.Explain(v.Language, err) {
			if wrong.Field == "" {
				p.Problems = append(p.Problems, wrong.Text)
				continue
			}
			p.Problems = append(p.Problems, v.Language.Say("cars.wrong", map[string]any{"At": wrong.Field, "What": wrong.Text}))
		}
		p.status = page.Status(err)
		return w.showCars(c, p)
	}
	if err != nil {
		return err
	}
	c.Redirect(http.StatusSeeOther, "/manager/sites/"+url.PathEscape(c.Param("code"))+"/cars?taken="+strconv.Itoa(rows))
	return nil
}

func (w *Workplace) showCars(c *gin.Context, p carsPage) error {
	v := visit.Of(c)
	code := c.Param("code")
	if err := v.Member.May(staff.ManageSite, code); err != nil {
		return err
	}
	lot, err := w.office.Lot(c.Request.Context(), v.Member, code)
	if err != nil {
		return err
	}
	if p.Site, err = w.office.Site(c.Request.Context(), code); err != nil {
		return err
	}
	p.Fleet, p.Stays, p.Days = len(lot.Vehicles), len(lot.Standing(v.Now)), int(vehicle.KeepStays.Hours()/24)
	frame := v.Frame(c, page.Manager)
	frame.Form = "cars"
	return w.cars.Write(c.Writer, cmp.Or(p.status, http.StatusOK), frame, p)
}
