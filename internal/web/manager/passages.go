package manager

import (
	"cmp"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/locale"
	"lostfound/internal/site"
	"lostfound/internal/staff"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// passagesPage is for how long a site keeps who went through its checkpoints, and why.
type passagesPage struct {
	Code, Name    string
	Saved         bool
	Hours, Reason string
	Most          int
	History       []passageSwitch // the newest first
	Problems      page.Problems
	status        int // of the answer, where it is not OK
}

type passageSwitch struct {
	Kept, Reason, By string
	At               locale.Moment
}

// Passages shows what was decided.
func (w *Workplace) Passages(c *gin.Context) error {
	s, err := w.siteOf(c)
	if err != nil {
		return err
	}
	return w.showPassages(c, s, passagesPage{Saved: c.Query("saved") != "", Hours: strconv.Itoa(int(s.KeepsPassages() / time.Hour))})
}

// KeepPassages decides for how long passages are kept.
func (w *Workplace) KeepPassages(c *gin.Context) error {
	s, err := w.siteOf(c)
	if err != nil {
		return err
	}
	sent, err := form.Read(c)
	if err != nil {
		return err
	}
	v := visit.Of(c)
	p := passagesPage{Hours: sent.Line("hours"), Reason: sent.Text("reason")}
	if v.Switched(c, sent) {
		return w.showPassages(c, s, p)
	}
	hours, err := strconv.Atoi(p.Hours)
	if err != nil {
		hours = -1 // which is refused beside its field
	}
	if _, err = w.office.KeepPassages(c.Request.Context(), v.Member, s.Code, hours, p.Reason); err != nil {
		if p.Problems, p.status, err = v.Explain(err); err != nil {
			return err
		}
		return w.showPassages(c, s, p)
	}
	c.Redirect(http.StatusSeeOther, "/manager/sites/"+s.Code+"/passages?saved=1")
	return nil
}

// siteOf is the site in the address, which the member manages.
func (w *Workplace) siteOf(c *gin.Context) (site.Site, error) {
	if err := visit.Of(c).Member.May(staff.ManageSite, c.Param("code")); err != nil {
		return site.Site{}, err
	}
	return w.office.Site(c.Request.Context(), c.Param("code"))
}

func (w *Workplace) showPassages(c *gin.Context, s site.Site, p passagesPage) error {
	v := visit.Of(c)
	p.Code, p.Name, p.Most = s.Code, s.Name, site.MostPassageHours
	for _, d := range s.Passages {
		line := passageSwitch{Kept: v.Language.Say("passages.off", nil), Reason: d.Reason, At: v.Language.At(d.At, v.Now, s.Location()),
			By: cmp.Or(w.office.Name(c.Request.Context(), d.By), string(d.By))}
		if d.Hours > 0 {
			line.Kept = v.Language.Say("passages.kept", map[string]any{"Count": d.Hours})
		}
		p.History = append([]passageSwitch{line}, p.History...)
	}
	frame := v.Frame(c, page.Manager)
	frame.Form = "passages"
	return w.passages.Write(c.Writer, cmp.Or(p.status, http.StatusOK), frame, p)
}
