package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"lostfound/internal/staff"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// enrolPage asks whether this is the tablet that a link is for.
type enrolPage struct{ Place, Site, Token string }

// askEnrol shows what a link lets in. Opening it uses nothing up: programs that look at links
// beforehand do that too.
func (h *house) askEnrol(c *gin.Context) error {
	m, err := h.office.Enrolled(c.Request.Context(), c.Param("token"))
	if err != nil {
		return err
	}
	at, err := h.office.Site(c.Request.Context(), m.At())
	if err != nil {
		return err
	}
	frame := visit.Of(c).Frame(c, page.Door)
	frame.Private = true
	return h.enrolling.Write(c.Writer, http.StatusOK, frame, enrolPage{m.Name, at.Name, c.Param("token")})
}

// enrol lets this tablet in, in place of whoever was signed in on it.
func (h *house) enrol(c *gin.Context) error {
	secret, _, err := h.office.Enrol(c.Request.Context(), c.Param("token"))
	if err != nil {
		return err
	}
	h.setSession(c, secret, staff.Tablet.Lifetime())
	c.Redirect(http.StatusSeeOther, "/checkpoint")
	return nil
}
