package desk

import (
	"net/http"
	"slices"

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

type (
	// filePage is a report written down for the person at the counter or on the line.
	filePage struct{ Form lossform.Form }
	// filedPage is what to say and to hand over afterwards.
	filedPage struct{ Ref, Say, Link, FullLink string }
)

// NewReport shows the empty form.
func (w *Workplace) NewReport(c *gin.Context) error {
	return w.showFile(c, lossform.Empty("/desk/file", 1), http.StatusOK)
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
	v := visit.Of(c)
	switch {
	case v.Switched(c, s):
		return w.showFile(c, f, http.StatusOK)
	case s.Line("do") == "another":
		f.AddThing()
		return w.showFile(c, f, http.StatusOK)
	}
	id, err := w.take(c, v, f)
	if err != nil {
		f.Renew(err)
		var status int
		if f.Problems, status, err = v.Explain(err); err != nil {
			return err
		}
		return w.showFile(c, f, status)
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

// Filed shows what to tell the person, and the link to give along.
func (w *Workplace) Filed(c *gin.Context) error {
	v := visit.Of(c)
	r, err := w.office.Report(c.Request.Context(), v.Member, ref.Report(c.Param("ref")))
	if err != nil {
		return err
	}
	p := filedPage{Ref: string(r.Ref), Link: w.office.Link(r)}
	p.FullLink = v.Absolute(p.Link)
	p.Say = v.Language.Say("filed.say", map[string]any{"When": v.Language.Before(r.UpdateDue, v.Now, w.location(c, r.Sites)).Text})
	return w.filed.Write(c.Writer, http.StatusOK, v.Frame(c, page.Desk), p)
}

func (w *Workplace) showFile(c *gin.Context, f lossform.Form, status int) error {
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
	return w.file.Write(c.Writer, status, frame, filePage{f})
}
