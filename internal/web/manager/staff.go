package manager

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/locale"
	"lostfound/internal/office"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

type staffPage struct {
	Done    string // a moment ago
	Members []person
}

type person struct {
	Ref          ref.Staff
	Name, SignIn string
	Initial      string
	Grants       []string
	Left, Self   bool
}

type newStaffPage struct {
	Form     memberForm
	Roles    []role
	Sites    []choice.Option
	Problems page.Problems
	status   int // of the answer, where it is not OK
}

type memberForm struct{ Name, SignIn, Role, At string }

type role struct{ Code, Name, Hint string }

// Staff lists who works here.
func (w *Workplace) Staff(c *gin.Context) error {
	v := visit.Of(c)
	members, err := w.office.Staff(c.Request.Context(), v.Member)
	if err != nil {
		return err
	}
	p := staffPage{}
	switch c.Query("done") {
	case "added":
		p.Done = v.Language.Say("staff.done_added", nil)
	case "duty":
		p.Done = v.Language.Say("duty.done", nil)
	case "password":
		p.Done = v.Language.Say("staff.done_password", nil)
	}
	for _, m := range members {
		p.Members = append(p.Members, person{m.Ref, m.Name, m.SignIn, page.Initial(m.Name), Grants(c.Request.Context(), w.office, v.Language, m.Grants), !m.LeftAt.IsZero(), m.Ref == v.Member.Ref})
	}
	slices.SortStableFunc(p.Members, func(a, b person) int { // those who left come last
		return map[bool]int{false: 0, true: 1}[a.Left] - map[bool]int{false: 0, true: 1}[b.Left]
	})
	return w.staff.Write(c.Writer, http.StatusOK, v.Frame(c, page.Manager), p)
}

// NewStaff shows the form for somebody who joins.
func (w *Workplace) NewStaff(c *gin.Context) error {
	return w.showNew(c, newStaffPage{Form: memberForm{Role: string(staff.Finder)}})
}

// AddStaff gives somebody an account.
func (w *Workplace) AddStaff(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	v := visit.Of(c)
	p := newStaffPage{Form: memberForm{s.Line("name"), s.Line("sign_in"), s.Line("role"), s.Line("at")}}
	if v.Switched(c, s) {
		return w.showNew(c, p)
	}
	_, err = w.office.AddStaff(c.Request.Context(), v.Member, office.NewMember{SignIn: p.Form.SignIn, Name: p.Form.Name, Password: s.Secret("password"),
		Grants: []staff.Grant{{Site: p.Form.At, Role: staff.Role(p.Form.Role)}}})
	if err != nil {
		if p.Problems, p.status, err = v.Explain(err); err != nil {
			return err
		}
		return w.showNew(c, p)
	}
	c.Redirect(http.StatusSeeOther, "/manager/staff?done=added")
	return nil
}

// Leave closes an account.
func (w *Workplace) Leave(c *gin.Context) error {
	whose, err := ref.ParseStaff(c.Param("ref"))
	if err != nil {
		return fault.New(fault.Missing, "no_such_record")
	}
	if err := w.office.Leave(c.Request.Context(), visit.Of(c).Member, whose); err != nil {
		return err
	}
	c.Redirect(http.StatusSeeOther, "/manager/staff")
	return nil
}

func (w *Workplace) showNew(c *gin.Context, p newStaffPage) error {
	v := visit.Of(c)
	sites, err := w.managed(c)
	if err != nil {
		return err
	}
	for _, s := range sites {
		p.Sites = append(p.Sites, choice.Option{Code: s.Code, Name: s.Name})
	}
	platform := v.Member.May(staff.Platform, "") == nil
	if platform {
		p.Sites = append(p.Sites, choice.Option{Code: staff.AllSites, Name: v.Language.Say("member.all_sites", nil)})
	}
	for _, r := range staff.Roles {
		if r != staff.Admin || platform {
			p.Roles = append(p.Roles, role{string(r), v.Language.Say("role."+string(r), nil), v.Language.Say("role_hint."+string(r), nil)})
		}
	}
	frame := v.Frame(c, page.Manager)
	frame.Form = "member"
	return w.newStaff.Write(c.Writer, cmp.Or(p.status, http.StatusOK), frame, p)
}

// Grants puts what somebody may do into words.
func Grants(ctx context.Context, o *office.Office, l *locale.Language, grants []staff.Grant) []string {
	var out []string
	for _, g := range grants {
		at := g.Site
		if at == staff.AllSites {
			at = l.Say("member.all_sites", nil)
		} else if s, err := o.Site(ctx, g.Site); err == nil {
			at = s.Name // the code will do where the name is not at hand
		}
		out = append(out, l.Say("role."+string(g.Role), nil)+" · "+at)
	}
	return out
}
