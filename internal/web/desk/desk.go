// Package desk is the part of the office where finds and reports are brought
// together: what to look at, what is due, the comparison, the call, the hand-over.
package desk

import (
	"github.com/gin-gonic/gin"

	"lostfound/internal/office"
	"lostfound/internal/site"
	"lostfound/internal/staff"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// Workplace serves the pages of the desk.
type Workplace struct {
	office   *office.Office
	day      page.Page[dayPage]
	serving  page.Page[servingPage]
	callers  page.Page[callersPage]
	reports  page.Page[reportsPage]
	report   page.Page[reportPage]
	contact  page.Page[contactPage]
	items    page.Page[itemsPage]
	item     page.Page[itemPage]
	release  page.Page[releasePage]
	receipt  page.Page[receiptPage]
	file     page.Page[filePage]
	filed    page.Page[filedPage]
	passages page.Page[passagesPage]
	devices  page.Page[devicesPage]
	leave    page.Page[leavePage]
	handover page.Page[handoverPage]
}

// New prepares the pages.
func New(o *office.Office, s *page.Set) *Workplace {
	return &Workplace{
		office:   o,
		day:      page.Must[dayPage](s, "desk/day.html"),
		serving:  page.Must[servingPage](s, "desk/serving.html"),
		callers:  page.Must[callersPage](s, "desk/callers.html"),
		reports:  page.Must[reportsPage](s, "desk/reports.html"),
		report:   page.Must[reportPage](s, "desk/report.html"),
		contact:  page.Must[contactPage](s, "desk/contact.html"),
		items:    page.Must[itemsPage](s, "desk/items.html"),
		item:     page.Must[itemPage](s, "desk/item.html"),
		release:  page.Must[releasePage](s, "desk/release.html"),
		receipt:  page.Must[receiptPage](s, "desk/receipt.html"),
		file:     page.Must[filePage](s, "desk/file.html"),
		filed:    page.Must[filedPage](s, "desk/filed.html"),
		passages: page.Must[passagesPage](s, "desk/passages.html"),
		devices:  page.Must[devicesPage](s, "desk/devices.html"),
		leave:    page.Must[leavePage](s, "desk/handover.html"),
		handover: page.Must[handoverPage](s, "desk/note.html"),
	}
}

// onOnePage bounds each list of a page.
const onOnePage = 30

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

// teller says reasons in the reader's language.
func (w *Workplace) teller(c *gin.Context) teller {
	return teller{visit.Of(c).Language, func(code string) string { return w.siteName(c, code) }}
}
