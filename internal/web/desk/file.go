package desk

import (
	"net/http"
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/loss"
	"lostfound/internal/ref"
	"lostfound/internal/site"
	"lostfound/internal/staff"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/form"
	"lostfound/internal/web/lossform"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// filePage is a report written down for the person at the counter or on the line.
type filePage struct {
	Form lossform.Form
	When string // today or yesterday, where the time is not written out
}

// NewReport shows the empty form.
func (w *Workplace) NewReport(c *gin.Context) error {
	return w.showFile(c, lossform.Empty("/desk/file", 1), "", http.StatusOK)
}

// File takes a report down.
func (w *Workplace) File(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	f, err := lossform.Read(s, "/desk/file")
	if err != nil {
		return err
	}
	if f.FiledBy == "" {
		f.FiledBy = string(loss.Counter)
	}
	v, when := visit.Of(c), s.Line("when")
	switch {
	case v.Switched(c, s):
		return w.showFile(c, f, when, http.StatusOK)
	case s.Line("do") == "another":
		f.AddThing()
		return w.showFile(c, f, when, http.StatusOK)
	}
	id, err := w.take(c, v, dated(f, when, v.Now, w.location(c, f.Sites)))
	if err != nil {
		f.Renew(err)
		var status int
		if f.Problems, status, err = v.Explain(err); err != nil {
			return err
		}
		return w.showFile(c, f, when, status)
	}
	c.Redirect(http.StatusSeeOther, "/desk/filed/"+string(id))
	return nil
}

func (w *Workplace) take(c *gin.Context, v *visit.Visit, f lossform.Form) (ref.Report, error) {
	if len(f.Sites) > 0 && v.Member.May(staff.FileReport, f.Sites[0]) != nil {
		return "", fault.Newf(fault.Invalid, "sites", "own_site_first", nil)
	}
	s, err := f.Statement(v.Language, w.location(c, f.Sites))
	if err != nil {
		return "", err
	}
	thanks, _, err := w.office.File(c.Request.Context(), &v.Member, s, f.Photos, f.Key)
	return thanks.Report.Ref, err
}

// dated is the form with the day written out, in the zone of the first site, unless the time is.
func dated(f lossform.Form, when string, now time.Time, in *time.Location) lossform.Form {
	if f.From != "" || f.To != "" {
		return f
	}
	now = now.In(in)
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, in)
	switch when {
	case "today":
		f.From, f.To = midnight.Format(form.Moment), now.Format(form.Moment)
	case "yesterday":
		f.From, f.To = midnight.AddDate(0, 0, -1).Format(form.Moment), midnight.Format(form.Moment)
	}
	return f
}

func (w *Workplace) showFile(c *gin.Context, f lossform.Form, when string, status int) error {
	v := visit.Of(c)
	sites, err := w.office.Sites(c.Request.Context())
	if err != nil {
		return err
	}
	// The first site of a report keeps it: those of the member come first.
	elsewhere := func(s site.Site) int {
		if v.Member.May(staff.FileReport, s.Code) == nil {
			return 0
		}
		return 1
	}
	sites = slices.Clone(sites)
	slices.SortStableFunc(sites, func(a, b site.Site) int { return elsewhere(a) - elsewhere(b) })
	if len(sites) > 0 && len(f.Sites) == 0 && status == http.StatusOK {
		f.Sites = []string{sites[0].Code}
	}
	f.Choices = lossform.Choices{Things: choice.Things(v.Language), Colours: choice.Colours(v.Language), Sites: sites}
	if err := f.KeepPhotos(c.Request.Context(), w.office, &v.Member, v.Language); err != nil {
		return err
	}
	frame := v.Frame(c, page.Desk)
	frame.Form, frame.Blank = "report", c.Request.Method == http.MethodGet
	return w.file.Write(c.Writer, status, frame, filePage{f, when})
}
