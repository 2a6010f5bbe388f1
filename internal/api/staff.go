package api

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/office"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// member is a staff member as the API shows them.
type member struct {
	Ref       ref.Staff     `json:"ref"`
	SignIn    string        `json:"sign_in"`
	Name      string        `json:"name"`
	Lang      string        `json:"lang"`
	Grants    []staff.Grant `json:"grants"`
	CreatedAt time.Time     `json:"created_at"`
	LeftAt    time.Time     `json:"left_at,omitzero"`
	roster
}

// roster is when a member works.
type roster struct {
	Duty string       `json:"duty"`
	Away []staff.Away `json:"away"`
}

// token is a secret that speaks for a member. It is shown this once.
type token struct {
	Token  string    `json:"token"`
	Until  time.Time `json:"until"`
	Member *member   `json:"member,omitempty"`
}

func memberOf(m staff.Member) member {
	return member{m.Ref, m.SignIn, m.Name, m.Lang, list(m.Grants), m.CreatedAt, m.LeftAt, roster{m.Duty, list(m.Away)}}
}

// signIn opens a session for a program. Its token is shown as a bearer token is.
func (a *api) signIn(c *gin.Context) error {
	var in struct {
		SignIn   string `json:"sign_in"`
		Password string `json:"password"`
	}
	if err := readJSON(c, &in); err != nil {
		return err
	}
	secret, m, err := a.office.SignIn(c.Request.Context(), in.SignIn, in.Password, c.ClientIP())
	if err != nil {
		return err
	}
	shown := memberOf(m)
	c.JSON(http.StatusCreated, token{secret, a.office.Now().Add(staff.Session.Lifetime()), &shown})
	return nil
}

// signOut ends the session or the token that the caller shows.
func (a *api) signOut(c *gin.Context, _ staff.Member) error {
	value, _ := secret(c)
	if err := a.office.SignOut(c.Request.Context(), value); err != nil {
		return err
	}
	c.Status(http.StatusNoContent)
	return nil
}

func (a *api) addStaff(c *gin.Context, by staff.Member) error {
	var in office.NewMember
	if err := readJSON(c, &in); err != nil {
		return err
	}
	m, err := a.office.AddStaff(c.Request.Context(), by, in)
	if err != nil {
		return err
	}
	c.JSON(http.StatusCreated, memberOf(m))
	return nil
}

func (a *api) staff(c *gin.Context, by staff.Member) error {
	all, err := a.office.Staff(c.Request.Context(), by)
	if err != nil {
		return err
	}
	members := make([]member, len(all))
	for i, m := range all {
		members[i] = memberOf(m)
	}
	c.JSON(http.StatusOK, gin.H{"staff": members})
	return nil
}

func (a *api) leave(c *gin.Context, by staff.Member) error {
	whose, err := staffRef(c)
	if err != nil {
		return err
	}
	if err := a.office.Leave(c.Request.Context(), by, whose); err != nil {
		return err
	}
	c.Status(http.StatusNoContent)
	return nil
}

func (a *api) setDuty(c *gin.Context, by staff.Member) error {
	whose, err := staffRef(c)
	if err != nil {
		return err
	}
	var in roster
	if err := readJSON(c, &in); err != nil {
		return err
	}
	m, err := a.office.SetDuty(c.Request.Context(), by, whose, in.Duty, in.Away)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, memberOf(m))
	return nil
}

func (a *api) issueBearer(c *gin.Context, by staff.Member) error {
	whose, err := staffRef(c)
	if err != nil {
		return err
	}
	secret, err := a.office.IssueBearer(c.Request.Context(), by, whose)
	if err != nil {
		return err
	}
	c.JSON(http.StatusCreated, token{Token: secret, Until: a.office.Now().Add(staff.Bearer.Lifetime())})
	return nil
}

func (a *api) endSessions(c *gin.Context, by staff.Member) error {
	whose, err := staffRef(c)
	if err != nil {
		return err
	}
	if err := a.office.EndSessions(c.Request.Context(), by, whose); err != nil {
		return err
	}
	c.Status(http.StatusNoContent)
	return nil
}
