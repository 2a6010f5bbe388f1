package api

import (
	"strings"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/locale"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// secret is what the caller shows: a bearer token, or else the cookie of a session.
func secret(c *gin.Context) (value string, bearer bool) {
	if scheme, token, _ := strings.Cut(c.GetHeader("Authorization"), " "); scheme != "" {
		if !strings.EqualFold(scheme, "Bearer") {
			return "", true
		}
		return strings.TrimSpace(token), true
	}
	cookie, err := c.Cookie(staff.SessionCookie)
	if err != nil {
		return "", false
	}
	return cookie, false
}

// who is the member that asks.
func (a *api) who(c *gin.Context) (staff.Member, error) {
	c.Writer.Header().Add("Vary", "Authorization, Cookie")
	value, _ := secret(c)
	return a.office.Who(c.Request.Context(), value)
}

// visitor is who, where nobody need be signed in: for the public it is nobody, a
// member without a reference. A browser whose session has ended belongs to the
// public again; a bearer token that is void is told.
func (a *api) visitor(c *gin.Context) (staff.Member, error) {
	value, bearer := secret(c)
	if value == "" && !bearer {
		return staff.Member{}, nil
	}
	m, err := a.who(c)
	if fault.Is(err, fault.Unauthenticated) && !bearer {
		return staff.Member{}, nil
	}
	return m, err
}

// fromOwnPages refuses what another site's page sends in the name of whoever reads it.
func (a *api) fromOwnPages(c *gin.Context) {
	if a.ownPages.Check(c.Request) != nil {
		a.fail(c, fault.New(fault.Forbidden, "other_site"))
	}
}

// language is what the caller reads.
func (a *api) language(c *gin.Context) *locale.Language {
	c.Writer.Header().Add("Vary", "Accept-Language")
	return a.book.Negotiate(c.GetHeader("Accept-Language"))
}

// itemRef is the reference of a find in the address. One that is none is as
// missing as one that nobody has.
func itemRef(c *gin.Context, param string) (ref.Item, error) {
	id, err := ref.ParseItem(c.Param(param))
	if err != nil {
		return "", fault.New(fault.Missing, "no_such_record")
	}
	return id, nil
}

// reportRef is itemRef for reports.
func reportRef(c *gin.Context) (ref.Report, error) {
	id, err := ref.ParseReport(c.Param("ref"))
	if err != nil {
		return "", fault.New(fault.Missing, "no_such_record")
	}
	return id, nil
}

// staffRef is itemRef for staff members.
func staffRef(c *gin.Context) (ref.Staff, error) {
	id, err := ref.ParseStaff(c.Param("ref"))
	if err != nil {
		return "", fault.New(fault.Missing, "no_such_record")
	}
	return id, nil
}
