package manager

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/ref"
	"lostfound/internal/web/dutyform"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

type dutyPage struct {
	Ref  ref.Staff
	Name string
	Form dutyform.Form
}

// Duty shows when a member works.
func (w *Workplace) Duty(c *gin.Context) error { return w.writeDuty(c, http.StatusOK, nil) }

// SetDuty says when a member works.
func (w *Workplace) SetDuty(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	whose, err := ref.ParseStaff(c.Param("ref"))
	if err != nil {
		return fault.New(fault.Missing, "no_such_record")
	}
	v := visit.Of(c)
	m, err := w.office.Roster(c.Request.Context(), v.Member, whose)
	if err != nil {
		return err
	}
	f, away, err := dutyform.Read(s, w.office.ZoneOf(c.Request.Context(), m))
	if err == nil {
		_, err = w.office.SetDuty(c.Request.Context(), v.Member, whose, f.Duty, away)
	}
	if err != nil {
		var status int
		if f.Problems, status, err = v.Explain(err); err != nil {
			return err
		}
		return w.writeDuty(c, status, &f)
	}
	c.Redirect(http.StatusSeeOther, "/manager/staff?done=duty")
	return nil
}

// writeDuty shows what was typed, or what is known where that is nil.
func (w *Workplace) writeDuty(c *gin.Context, status int, typed *dutyform.Form) error {
	v := visit.Of(c)
	whose, err := ref.ParseStaff(c.Param("ref"))
	if err != nil {
		return fault.New(fault.Missing, "no_such_record")
	}
	m, err := w.office.Roster(c.Request.Context(), v.Member, whose)
	if err != nil {
		return err
	}
	p := dutyPage{m.Ref, m.Name, dutyform.Of(m, w.office.ZoneOf(c.Request.Context(), m))}
	if typed != nil {
		p.Form = *typed
	}
	return w.duty.Write(c.Writer, status, v.Frame(c, page.Manager), p)
}
