// Package traveller is the part of the office that faces whoever lost something:
// telling us, and following what is done, by a private link and without an account.
//
// Travellers never read of matches, candidates or scores; they read whether we have
// their thing, what happens next, and by when.
package traveller

import (
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/loss"
	"lostfound/internal/office"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/form"
	"lostfound/internal/web/lossform"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// Workplace serves the travellers' pages.
type Workplace struct {
	office *office.Office
	start  page.Page[startPage]
	found  page.Page[foundPage]
	report page.Page[reportPage]
	status page.Page[statusPage]
	erase  page.Page[erasePage]
	erased page.Page[struct{}]
	stop   page.Page[stopPage]
}

type (
	startPage  struct{ Site string }
	foundPage  struct{ Desks []desk }
	reportPage struct {
		Form lossform.Form
		Days int // that a report is kept
	}
	erasePage struct{ Link string }
)

// New prepares the pages.
func New(o *office.Office, s *page.Set) *Workplace {
	return &Workplace{
		office: o,
		start:  page.Must[startPage](s, "traveller/start.html"),
		found:  page.Must[foundPage](s, "traveller/found.html"),
		report: page.Must[reportPage](s, "traveller/report.html"),
		status: page.Must[statusPage](s, "traveller/status.html"),
		erase:  page.Must[erasePage](s, "traveller/erase.html"),
		erased: page.Must[struct{}](s, "traveller/erased.html"),
		stop:   page.Must[stopPage](s, "traveller/stop.html"),
	}
}

// Start is the first page of all.
func (w *Workplace) Start(c *gin.Context) error {
	needs, err := w.office.NeedsSetUp(c.Request.Context())
	if err != nil {
		return err
	}
	if needs {
		c.Redirect(http.StatusSeeOther, "/setup")
		return nil
	}
	return w.start.Write(c.Writer, http.StatusOK, visit.Of(c).Frame(c, page.Traveller), startPage{w.knownSite(c)})
}

// Found says what to do with something found.
func (w *Workplace) Found(c *gin.Context) error {
	sites, err := w.office.Sites(c.Request.Context())
	if err != nil {
		return err
	}
	v := visit.Of(c)
	var p foundPage
	for _, s := range sites {
		p.Desks = append(p.Desks, desk{s.Name, s.Desk, choice.Opening(v.Language, s, v.Now)})
	}
	return w.found.Write(c.Writer, http.StatusOK, v.Frame(c, page.Traveller), p)
}

// NewReport shows the empty form, for as many things as a draft on the phone has.
func (w *Workplace) NewReport(c *gin.Context) error {
	things, _ := strconv.Atoi(c.Query("things"))
	f := lossform.Empty("/report", things)
	if s := w.knownSite(c); s != "" {
		f.Sites = []string{s}
	}
	return w.showForm(c, f, http.StatusOK)
}

// File takes the report, or shows the form again: with one more thing, in another
// language, or with what is wrong.
func (w *Workplace) File(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	f, err := lossform.Read(s, "/report")
	if err != nil {
		return err
	}
	f.FiledBy = "" // only staff say that they filed it
	v := visit.Of(c)
	switch {
	case v.Switched(c, s):
		return w.showForm(c, f, http.StatusOK)
	case s.Line("do") == "another":
		f.AddThing()
		return w.showForm(c, f, http.StatusOK)
	}
	thanks, err := w.file(c, f)
	if err != nil {
		f.Renew(err)
		var status int
		if f.Problems, status, err = v.Explain(err); err != nil {
			return err
		}
		return w.showForm(c, f, status)
	}
	to := thanks.Link + "?new=1"
	if thanks.Similar {
		to = thanks.Link + "?new=similar"
	}
	c.Redirect(http.StatusSeeOther, to)
	return nil
}

func (w *Workplace) file(c *gin.Context, f lossform.Form) (office.Thanks, error) {
	if err := w.office.ThrottleReport(c.Request.Context(), c.ClientIP()); err != nil {
		return office.Thanks{}, err
	}
	s, err := f.Statement(visit.Of(c).Language, w.zone(c, f.Sites))
	if err != nil {
		return office.Thanks{}, err
	}
	thanks, _, err := w.office.File(c.Request.Context(), nil, s, f.Photos, f.Key)
	return thanks, err
}

func (w *Workplace) showForm(c *gin.Context, f lossform.Form, status int) error {
	v := visit.Of(c)
	sites, err := w.office.Sites(c.Request.Context())
	if err != nil {
		return err
	}
	if len(sites) == 1 && len(f.Sites) == 0 {
		f.Sites = []string{sites[0].Code}
	}
	f.Choices = lossform.Choices{Things: choice.Things(v.Language), Colours: choice.Colours(v.Language), Sites: sites}
	if err := f.KeepPhotos(c.Request.Context(), w.office, nil, v.Language); err != nil {
		return err
	}
	frame := v.Frame(c, page.Traveller)
	frame.Form, frame.Blank = "report", c.Request.Method == http.MethodGet
	return w.report.Write(c.Writer, status, frame, reportPage{f, int(loss.KeepData / (24 * time.Hour))})
}

// knownSite is the site named in the address, as by a poster at the place.
func (w *Workplace) knownSite(c *gin.Context) string {
	if _, err := w.office.Site(c.Request.Context(), c.Query("site")); err != nil {
		return ""
	}
	return c.Query("site")
}

// zone is the time zone of the first site that exists.
func (w *Workplace) zone(c *gin.Context, codes []string) *time.Location {
	for _, code := range codes {
		if s, err := w.office.Site(c.Request.Context(), code); err == nil {
			return s.Location()
		} else if !fault.Is(err, fault.Missing) {
			break
		}
	}
	return time.UTC
}
