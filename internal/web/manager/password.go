package manager

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/ref"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

type passwordPage struct {
	Ref          ref.Staff
	Name, SignIn string
	Problems     page.Problems
}

// AskPassword shows the form for a new password of a member who forgot the own.
func (w *Workplace) AskPassword(c *gin.Context) error { return w.writePassword(c, http.StatusOK, nil) }

// ResetPassword gives a member a new password.
func (w *Workplace) ResetPassword(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	v := visit.Of(c)
	whose, err := ref.ParseStaff(c.Param("ref"))
	if err != nil {
		return fault.New(fault.Missing, "no_such_record")
	}
	if err := w.office.ResetPassword(c.Request.Context(), v.Member, whose, s.Secret("password")); err != nil {
		problems, status, err := v.Explain(err)
		if err != nil {
			return err
		}
		return w.writePassword(c, status, problems)
	}
	c.Redirect(http.StatusSeeOther, "/manager/staff?done=password")
	return nil
}

func (w *Workplace) writePassword(c *gin.Context, status int, problems page.Problems) error {
	v := visit.Of(c)
	members, err := w.office.Staff(c.Request.Context(), v.Member)
	if err != nil {
		return err
	}
	for _, m := range members {
		if string(m.Ref) == c.Param("ref") && m.LeftAt.IsZero() {
			return w.password.Write(c.Writer, status, v.Frame(c, page.Manager), passwordPage{m.Ref, m.Name, m.SignIn, problems})
		}
	}
	return fault.New(fault.Missing, "no_such_record")
}
