package desk

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/loss"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// reportsPage lists open reports.
type reportsPage struct {
	Words, Site string
	Sites       []tab
	Rows        []Row
	Next        string
	Building    bool
}

type tab struct {
	Name, To string
	Current  bool
}

// Reports lists the open reports of the member's sites, or of one: those that words fit, or
// all, the last changed first. A reference typed as words leads straight to its record.
func (w *Workplace) Reports(c *gin.Context) error {
	words := asked(c.Query("q"))
	if id, err := ref.ParseReport(words); err == nil {
		c.Redirect(http.StatusSeeOther, "/desk/reports/"+string(id))
		return nil
	}
	if id, err := ref.ParseItem(words); err == nil {
		c.Redirect(http.StatusSeeOther, "/desk/items/"+string(id))
		return nil
	}
	v := visit.Of(c)
	p := reportsPage{Words: words, Site: c.Query("site")}
	list, err := w.office.FindReports(c.Request.Context(), v.Member, words, v.Language.Code, p.Site, c.Query("after"), onOnePage)
	if fault.Is(err, fault.Unavailable) {
		p.Building = true
	} else if err != nil {
		return err
	}
	sites, err := w.sites(c, staff.SeeReports)
	if err != nil {
		return err
	}
	to := func(site, after string) string {
		q := url.Values{}
		for name, value := range map[string]string{"q": words, "site": site, "after": after} {
			if value != "" {
				q.Set(name, value)
			}
		}
		return "/desk/reports?" + q.Encode()
	}
	p.Sites = []tab{{v.Language.Say("desk.all_sites", nil), to("", ""), p.Site == ""}}
	for _, s := range sites {
		p.Sites = append(p.Sites, tab{s.Name, to(s.Code, ""), p.Site == s.Code})
	}
	for _, r := range list.Reports {
		p.Rows = append(p.Rows, w.reportRow(c, r))
	}
	if list.Next != "" {
		p.Next = to(p.Site, list.Next)
	}
	frame := v.Frame(c, page.Desk)
	frame.Search = false // the page has its own
	return w.reports.Write(c.Writer, http.StatusOK, frame, p)
}

// reportRow is a report with where it stands.
func (w *Workplace) reportRow(c *gin.Context, r loss.Report) Row {
	v, in := visit.Of(c), w.location(c, r.Sites)
	row := w.lossRow(c, r)
	row.Small = append([]string{string(r.Ref)}, row.Small...)
	row.Chip = reportChip(v.Language, r.Status)
	for _, t := range r.Things {
		if r.Status == loss.Open && t.Item != "" && !t.Returned {
			row.Chip = &Chip{"found", v.Language.Say("reports.here", nil)}
		}
	}
	if r.Status != loss.Open || serving(c) {
		return row
	}
	if row.Late = lateness(v.Language, v.Now.Sub(r.UpdateDue)); row.Late == "" {
		row.Small = append(row.Small, v.Language.Say("reports.hears", map[string]any{"When": v.Language.Before(r.UpdateDue, v.Now, in).Text}))
	}
	return row
}
