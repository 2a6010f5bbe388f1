package web

import (
	"cmp"
	"net/http"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/office"
	"lostfound/internal/site"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
	"lostfound/internal/web/siteform"
	"lostfound/internal/web/visit"
)

// setUpPage makes the first admin and the first site. New has the site's part ask
// for its code.
type setUpPage struct {
	Code, Name, SignIn string
	New                bool
	Form               siteform.Form
	Problems           page.Problems
	status             int // of the answer, where it is not OK
}

func (h *house) showSetUp(c *gin.Context) error {
	l := visit.Of(c).Language
	first := site.Site{Kind: site.Airport, Languages: []string{l.Code}}
	return h.writeSetUp(c, setUpPage{New: true, Form: siteform.Of(first, l)})
}

func (h *house) doSetUp(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	v := visit.Of(c)
	p := setUpPage{Code: s.Line("set_up_code"), Name: s.Line("name"), SignIn: s.Line("sign_in"), New: true, Form: siteform.Read(s, v.Language)}
	if v.Switched(c, s) {
		return h.writeSetUp(c, p)
	}
	first := p.Form.Site()
	err = siteform.Fields(first.Check())
	if err == nil {
		_, err = h.office.SetUp(c.Request.Context(), p.Code, office.NewMember{SignIn: p.SignIn, Name: p.Name, Password: s.Secret("password"), Lang: v.Language.Code}, first)
	}
	if err != nil {
		if p.Problems, p.status, err = v.Explain(codeField(err)); err != nil {
			return err
		}
		return h.writeSetUp(c, p)
	}
	c.Redirect(http.StatusSeeOther, "/sign-in?opened=1")
	return nil
}

// codeField tells the set-up code from the site's.
func codeField(err error) error {
	if f := fault.Of(err); f != nil {
		for i, p := range f.Problems {
			if p.Code == "wrong_set_up_code" {
				f.Problems[i].Field = "set_up_code"
			}
		}
	}
	return err
}

func (h *house) writeSetUp(c *gin.Context, p setUpPage) error {
	needs, err := h.office.NeedsSetUp(c.Request.Context())
	if err != nil {
		return err
	}
	if !needs {
		return fault.New(fault.Conflict, "already_set_up")
	}
	frame := visit.Of(c).Frame(c, page.Door)
	frame.Form = "setup"
	return h.setUp.Write(c.Writer, cmp.Or(p.status, http.StatusOK), frame, p)
}
