package office

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"lostfound/internal/fault"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// NewMember is what is said of somebody who joins.
type NewMember struct {
	SignIn   string        `json:"sign_in"`
	Name     string        `json:"name"`
	Password string        `json:"password"`
	Lang     string        `json:"lang"`
	Grants   []staff.Grant `json:"grants"`
}

// nameClaim says whose a sign-in name is.
type nameClaim struct {
	ref.Revised
	Member ref.Staff `json:"member"`
}

// AddStaff gives somebody an account. A manager may do so for the own site and up
// to the own role; admins are made by admins.
func (o *Office) AddStaff(ctx context.Context, by staff.Member, n NewMember) (staff.Member, error) {
	if err := by.MaySomewhere(staff.ManageStaff); err != nil {
		return staff.Member{}, err
	}
	m, err := o.newMember(ctx, n)
	if err != nil {
		return m, err
	}
	for _, g := range m.Grants {
		if err := mayManage(by, g); err != nil {
			return m, err
		}
		if g.Site != staff.AllSites {
			if _, err := o.Site(ctx, g.Site); fault.Is(err, fault.Missing) {
				return m, fault.Newf(fault.Invalid, "grants", "unknown_site", fault.Args{"Site": g.Site})
			} else if err != nil {
				return m, err
			}
		}
	}
	if err := o.hire(ctx, &m); err != nil {
		return m, err
	}
	o.spreadSites(ctx)
	o.passOnFor(ctx, m)
	return m, o.noteAdmin(ctx, m)
}

func (o *Office) newMember(ctx context.Context, n NewMember) (staff.Member, error) {
	m := staff.Member{Ref: ref.NewStaff(), SignIn: staff.FoldSignIn(n.SignIn), Name: strings.TrimSpace(n.Name), Lang: n.Lang, Grants: n.Grants, CreatedAt: o.now()}
	if err := m.Check(); err != nil {
		return m, err
	}
	var err error
	if waited := o.hash(ctx, func() { m.Password, err = staff.HashPassword(n.Password) }); waited != nil {
		err = waited
	}
	return m, err
}

// hire saves the member and claims the name. A member whose name could not be
// claimed is removed again; one left behind by a crash can't sign in.
func (o *Office) hire(ctx context.Context, m *staff.Member) error {
	if err := o.members.Create(ctx, string(m.Ref), m); err != nil {
		return fmt.Errorf("add %s: %w", m.Ref, err)
	}
	err := o.names.Create(ctx, ref.Digest(m.SignIn), &nameClaim{Member: m.Ref})
	if fault.Is(err, fault.Conflict) {
		if err := o.members.Delete(ctx, string(m.Ref)); err != nil {
			return fmt.Errorf("add %s: %w", m.Ref, err)
		}
		return fault.Newf(fault.Invalid, "sign_in", "sign_in_taken", nil)
	}
	if err != nil {
		return fmt.Errorf("claim name of %s: %w", m.Ref, err)
	}
	m.Password = ""
	return nil
}

func (o *Office) memberNamed(ctx context.Context, signIn string) (staff.Member, error) {
	claim, err := o.names.Get(ctx, ref.Digest(signIn))
	if err != nil {
		return staff.Member{}, err
	}
	return o.members.Get(ctx, string(claim.Member))
}

// mayManage reports whether by may give or take a grant: with the right to manage
// staff where it holds, and admins only by admins.
func mayManage(by staff.Member, g staff.Grant) error {
	do := staff.ManageStaff
	if g.Role == staff.Admin || g.Site == staff.AllSites {
		do = staff.Platform
	}
	site := g.Site
	if site == staff.AllSites {
		site = ""
	}
	return by.May(do, site)
}

// Staff returns the people by may manage, by name, without their passwords.
func (o *Office) Staff(ctx context.Context, by staff.Member) ([]staff.Member, error) {
	if err := by.MaySomewhere(staff.ManageStaff); err != nil {
		return nil, err
	}
	out := []staff.Member{}
	for m, err := range o.members.All(ctx) {
		if err != nil {
			return nil, fmt.Errorf("read staff: %w", err)
		}
		if m.Device == nil && manages(by, m) == nil {
			m.Password = ""
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b staff.Member) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(string(a.Ref), string(b.Ref)))
	})
	return out, nil
}

func manages(by, m staff.Member) error {
	for _, g := range m.Grants {
		if err := mayManage(by, g); err != nil {
			return err
		}
	}
	return nil
}

// Leave closes an account: its sessions and tokens end at once, and what the member was to keep
// passes on. What the member did stays in the records.
func (o *Office) Leave(ctx context.Context, by staff.Member, whose ref.Staff) error {
	if by.Ref == whose { // so that there is always an admin left
		return fault.New(fault.Conflict, "leave_oneself")
	}
	m, err := o.changeMember(ctx, by, whose, func(m *staff.Member) error { m.LeftAt = o.now(); return nil })
	if err == nil {
		o.passOnFor(ctx, m)
	}
	return err
}

// EndSessions voids all sessions and tokens of a member; everybody may end the own.
func (o *Office) EndSessions(ctx context.Context, by staff.Member, whose ref.Staff) error {
	_, err := o.changeMember(ctx, by, whose, func(m *staff.Member) error { m.TokensSince = o.now(); return nil })
	return err
}

// changeMember returns the member as changed, without the password.
func (o *Office) changeMember(ctx context.Context, by staff.Member, whose ref.Staff, change func(*staff.Member) error) (staff.Member, error) {
	if _, err := o.managed(ctx, by, whose); err != nil {
		return staff.Member{}, err
	}
	m, err := o.members.Update(ctx, string(whose), change)
	m.Password = ""
	if err != nil {
		return m, fmt.Errorf("change %s: %w", whose, err)
	}
	o.forget(ctx, "member:"+string(whose))
	o.spreadSites(ctx)
	return m, nil
}

// IssueBearer makes a bearer token for a program that acts for the member: for
// oneself, or by an admin. The secret is shown this once.
func (o *Office) IssueBearer(ctx context.Context, by staff.Member, whose ref.Staff) (string, error) {
	m, err := o.managed(ctx, by, whose)
	if err == nil && by.Ref != whose {
		err = by.May(staff.Platform, "")
	}
	if err != nil {
		return "", err
	}
	return o.issue(ctx, m, staff.Bearer)
}

// managed returns the member if it is by, or one that by manages.
func (o *Office) managed(ctx context.Context, by staff.Member, whose ref.Staff) (staff.Member, error) {
	self := by.Ref == whose && whose != "" && by.Device == nil // a tablet gives itself nothing
	if !self {
		if err := by.MaySomewhere(staff.ManageStaff); err != nil {
			return staff.Member{}, err
		}
	}
	m, err := o.members.Get(ctx, string(whose))
	if err != nil {
		return m, fmt.Errorf("member %s: %w", whose, err)
	}
	if !self && manages(by, m) != nil {
		return staff.Member{}, fault.New(fault.Missing, "no_such_record")
	}
	return m, nil
}

// Name is how colleagues read a member's name; empty for one who is unknown.
func (o *Office) Name(ctx context.Context, id ref.Staff) string {
	if id == "" || id == staff.Operator.Ref {
		return ""
	}
	m, err := cached(ctx, o, "member:"+string(id), func() (staff.Member, error) {
		m, err := o.members.Get(ctx, string(id))
		m.Password = ""
		return m, err
	})
	if err != nil {
		return ""
	}
	return m.Name
}
