// Package manager is the part of the office for whoever runs it: how it stands, its
// sites and its staff.
package manager

import (
	"cmp"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/office"
	"lostfound/internal/site"
	"lostfound/internal/staff"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
	"lostfound/internal/web/siteform"
	"lostfound/internal/web/visit"
)

// Workplace serves the manager's pages.
type Workplace struct {
	office   *office.Office
	overview page.Page[overviewPage]
	site     page.Page[sitePage]
	cars     page.Page[carsPage]
	staff    page.Page[staffPage]
	newStaff page.Page[newStaffPage]
	password page.Page[passwordPage]
	passages page.Page[passagesPage]
	duty     page.Page[dutyPage]
}

// New prepares the pages.
func New(o *office.Office, s *page.Set) *Workplace {
	return &Workplace{
		office:   o,
		overview: page.Must[overviewPage](s, "manager/overview.html"),
		site:     page.Must[sitePage](s, "manager/site.html"),
		cars:     page.Must[carsPage](s, "manager/cars.html"),
		staff:    page.Must[staffPage](s, "manager/staff.html"),
		newStaff: page.Must[newStaffPage](s, "manager/new_staff.html"),
		password: page.Must[passwordPage](s, "manager/password.html"),
		passages: page.Must[passagesPage](s, "manager/passages.html"),
		duty:     page.Must[dutyPage](s, "manager/duty.html"),
	}
}

type sitePage struct {
	New, Saved bool
	Form       siteform.Form
	Problems   page.Problems
	status     int // of the answer, where it is not OK
}

// managed returns the sites whose settings the member may change.
func (w *Workplace) managed(c *gin.Context) ([]site.Site, error) {
	all, err := w.office.Sites(c.Request.Context())
	if err != nil {
		return nil, err
	}
	var out []site.Site
	for _, s := range all {
		if visit.Of(c).Member.May(staff.ManageSite, s.Code) == nil {
			out = append(out, s)
		}
	}
	return out, nil
}

// Site shows one site's settings.
func (w *Workplace) Site(c *gin.Context) error {
	v := visit.Of(c)
	s, err := w.office.Site(c.Request.Context(), c.Param("code"))
	if err != nil {
		return err
	}
	if err := v.Member.May(staff.ManageSite, s.Code); err != nil {
		return err
	}
	return w.show(c, sitePage{Form: siteform.Of(s, v.Language), Saved: c.Query("saved") != ""})
}

// SaveSite saves one site's settings.
func (w *Workplace) SaveSite(c *gin.Context) error {
	return w.save(c, false)
}

// NewSite shows an empty site.
func (w *Workplace) NewSite(c *gin.Context) error {
	l := visit.Of(c).Language
	return w.show(c, sitePage{New: true, Form: siteform.Of(site.Site{Kind: site.Airport, Languages: []string{l.Code}}, l)})
}

// AddSite makes a site.
func (w *Workplace) AddSite(c *gin.Context) error {
	return w.save(c, true)
}

func (w *Workplace) save(c *gin.Context, fresh bool) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	v := visit.Of(c)
	p := sitePage{New: fresh, Form: siteform.Read(s, v.Language)}
	if !fresh {
		p.Form.Code = c.Param("code")
	}
	if v.Switched(c, s) {
		return w.show(c, p)
	}
	err = w.put(c, p)
	if fault.Is(err, fault.Stale) {
		now, readErr := w.office.Site(c.Request.Context(), p.Form.Code)
		if readErr != nil {
			return readErr
		}
		p.Form.Rev = now.Rev // whoever has read that it changed may save all the same
		p.Problems, p.status = page.Explain(v.Language, err), page.Status(err)
		return w.show(c, p)
	}
	if err != nil {
		if p.Problems, p.status, err = v.Explain(siteform.Fields(err)); err != nil {
			return err
		}
		return w.show(c, p)
	}
	c.Redirect(http.StatusSeeOther, "/manager/sites/"+strings.ToUpper(p.Form.Code)+"?saved=1")
	return nil
}

// put saves the site, but never replaces one that is meant to be new.
func (w *Workplace) put(c *gin.Context, p sitePage) error {
	s := p.Form.Site()
	_, err := w.office.Site(c.Request.Context(), s.Code)
	switch {
	case p.New && err == nil:
		return fault.Newf(fault.Invalid, "code", "site_taken", nil)
	case !p.New && err != nil:
		return err
	}
	_, _, err = w.office.PutSite(c.Request.Context(), visit.Of(c).Member, s)
	return err
}

func (w *Workplace) show(c *gin.Context, p sitePage) error {
	frame := visit.Of(c).Frame(c, page.Manager)
	frame.Form = "site"
	return w.site.Write(c.Writer, cmp.Or(p.status, http.StatusOK), frame, p)
}
