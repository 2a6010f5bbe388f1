package desk

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"lostfound/internal/staff"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// reportsPage lists open reports.
type reportsPage struct {
	Sites []tab
	Rows  []Row
	Next  string
}

type tab struct {
	Name, To string
	Current  bool
}

// Reports lists the open reports of the member's sites, or of one.
func (w *Workplace) Reports(c *gin.Context) error {
	v := visit.Of(c)
	at := c.Query("site")
	list, err := w.office.Reports(c.Request.Context(), v.Member, at, c.Query("after"), onOnePage)
	if err != nil {
		return err
	}
	sites, err := w.sites(c, staff.SeeReports)
	if err != nil {
		return err
	}
	p := reportsPage{Sites: []tab{{v.Language.Say("desk.all_sites", nil), "/desk/reports", at == ""}}}
	for _, s := range sites {
		p.Sites = append(p.Sites, tab{s.Name, "/desk/reports?" + url.Values{"site": {s.Code}}.Encode(), at == s.Code})
	}
	for _, r := range list.Reports {
		row := w.lossRow(c, r)
		row.Chip = dueChip(v, r.UpdateDue, w.location(c, r.Sites))
		p.Rows = append(p.Rows, row)
	}
	if list.Next != "" {
		p.Next = "/desk/reports?" + url.Values{"site": {at}, "after": {list.Next}}.Encode()
	}
	return w.reports.Write(c.Writer, http.StatusOK, v.Frame(c, page.Desk), p)
}
