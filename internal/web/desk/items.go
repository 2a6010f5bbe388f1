package desk

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/office"
	"lostfound/internal/ref"
	"lostfound/internal/site"
	"lostfound/internal/staff"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// itemsPage is the search of finds.
type itemsPage struct {
	Words, Site, Status string
	Sites               []site.Site
	Statuses            []choice.Option
	Rows                []Row
	Next                string
	Rebuilding          bool
}

// Items searches finds by words, or lists them, the last changed first. A reference
// typed as words leads straight to its record.
func (w *Workplace) Items(c *gin.Context) error {
	words := c.Query("q")
	if id, err := ref.ParseItem(words); err == nil {
		c.Redirect(http.StatusSeeOther, "/desk/items/"+string(id))
		return nil
	}
	if id, err := ref.ParseReport(words); err == nil {
		c.Redirect(http.StatusSeeOther, "/desk/reports/"+string(id))
		return nil
	}
	v := visit.Of(c)
	p := itemsPage{Words: words, Site: c.Query("site"), Status: c.Query("status")}
	list, err := w.office.Items(c.Request.Context(), v.Member, office.ItemQuery{Words: words, Site: p.Site, Status: found.Status(p.Status),
		Cursor: c.Query("after"), Limit: onOnePage})
	if fault.Is(err, fault.Unavailable) {
		p.Rebuilding = true
	} else if err != nil {
		return err
	}
	if p.Sites, err = w.sites(c, staff.SeeItems); err != nil {
		return err
	}
	for _, s := range found.Statuses {
		p.Statuses = append(p.Statuses, choice.Option{Code: string(s), Name: v.Language.Say("status."+string(s), nil)})
	}
	for _, it := range list.Items {
		p.Rows = append(p.Rows, w.findRow(c, it))
	}
	if list.Next != "" {
		p.Next = "/desk/items?" + url.Values{"site": {p.Site}, "status": {p.Status}, "after": {list.Next}}.Encode()
	}
	frame := v.Frame(c, page.Desk)
	frame.Search = false // the page has its own
	return w.items.Write(c.Writer, http.StatusOK, frame, p)
}
