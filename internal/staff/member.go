// Package staff says who works here and what each may do. It is the one place
// where roles are turned into permissions: every operation of the office asks
// Member.May before it does anything.
package staff

import (
	"regexp"
	"strings"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/ref"
)

// Member is a person of the staff, or a program acting for one.
type Member struct {
	ref.Revised
	Ref       ref.Staff `json:"ref"`
	SignIn    string    `json:"sign_in"` // the name to sign in with, folded
	Name      string    `json:"name"`    // as colleagues and travellers read it
	Password  string    `json:"password,omitempty"`
	Grants    []Grant   `json:"grants"`
	Lang      string    `json:"lang,omitempty"`
	Device    *Device   `json:"device,omitempty"` // of a shared tablet; it has no sign-in name and no password
	CreatedAt time.Time `json:"created_at"`
	LeftAt    time.Time `json:"left_at,omitzero"` // signs in no more
	Duty      string    `json:"duty,omitempty"`   // when they work, as package hours reads it, by each site's clock; empty for whenever the desk is open
	Away      []Away    `json:"away,omitempty"`   // when they do not, whatever Duty says
	// Tokens issued before this instant are void: all sessions ended at once.
	TokensSince time.Time `json:"tokens_since,omitzero"`
}

// Grant gives a role at a site, or at every site.
type Grant struct {
	Site string `json:"site"` // a code, or AllSites
	Role Role   `json:"role"`
}

// AllSites in a grant stands for every site.
const AllSites = "*"

var signIn = regexp.MustCompile(`^[\pL\pN][\pL\pN._@+-]{1,99}$`)

// FoldSignIn is the form in which a sign-in name is kept and compared.
func FoldSignIn(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// Check says what is wrong with a member's fields.
func (m Member) Check() error {
	var c fault.Check
	if !signIn.MatchString(m.SignIn) || m.SignIn != FoldSignIn(m.SignIn) {
		c.Add("sign_in", "sign_in_name", nil)
	}
	if m.Name == "" {
		c.Add("name", "required", nil)
	}
	c.Text("name", m.Name, fault.Line)
	if len(m.Grants) == 0 {
		c.Add("grants", "required", nil)
	}
	for _, g := range m.Grants {
		if _, ok := allowed[g.Role]; !ok {
			c.Add("grants", "unknown_role", nil)
		}
	}
	return c.Err()
}

// May returns nil when the member may do the action at the site, and a fault
// otherwise: sign in first, or not with this role. Site is empty for what
// belongs to no site; then a grant for every site is needed.
func (m Member) May(do Action, site string) error {
	if m.Ref == "" {
		return fault.New(fault.Unauthenticated, "sign_in")
	}
	for _, g := range m.Grants {
		if allowed[g.Role][do] && (g.Site == AllSites || g.Site == site && site != "") {
			return nil
		}
	}
	return fault.New(fault.Forbidden, "role")
}

// Sites returns the codes among all at which the member may do the action, in
// the order given.
func (m Member) Sites(do Action, all []string) []string {
	var out []string
	for _, s := range all {
		if m.May(do, s) == nil {
			out = append(out, s)
		}
	}
	return out
}

// MaySomewhere is May for any site: whether the action is part of the member's
// work at all.
func (m Member) MaySomewhere(do Action) error {
	if m.Ref == "" {
		return fault.New(fault.Unauthenticated, "sign_in")
	}
	for _, g := range m.Grants {
		if allowed[g.Role][do] {
			return nil
		}
	}
	return fault.New(fault.Forbidden, "role")
}

// Operator is whoever holds the platform's own bearer token: an admin without a
// person. No member is ever given its reference, which is all zeros.
var Operator = Member{Ref: "S-0000-00", SignIn: "operator", Name: "Operator", Grants: []Grant{{AllSites, Admin}}}
