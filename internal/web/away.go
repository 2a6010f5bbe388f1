package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"lostfound/internal/web/dutyform"
	"lostfound/internal/web/form"
	"lostfound/internal/web/visit"
)

// setAway says when the member is away.
func (h *house) setAway(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	v, ctx := visit.Of(c), c.Request.Context()
	me, err := h.office.Roster(ctx, v.Member, v.Member.Ref)
	if err != nil {
		return err
	}
	f, away, err := dutyform.Read(s, h.office.ZoneOf(ctx, me))
	if err == nil {
		_, err = h.office.SetDuty(ctx, v.Member, me.Ref, me.Duty, away)
	}
	if err != nil {
		var status int
		if f.Problems, status, err = v.Explain(err); err != nil {
			return err
		}
		return h.writeAccount(c, status, nil, &f)
	}
	c.Redirect(http.StatusSeeOther, "/account?away=1")
	return nil
}
