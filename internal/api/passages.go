package api

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/office"
	"lostfound/internal/ref"
	"lostfound/internal/site"
	"lostfound/internal/staff"
)

// keeping is for how many hours a site keeps passages, and what was decided about it, the
// newest first.
type keeping struct {
	Hours   int        `json:"hours"`
	History []decision `json:"history"`
}

type decision struct {
	At     time.Time `json:"at"`
	By     ref.Staff `json:"by"`
	Hours  int       `json:"hours"`
	Reason string    `json:"reason"`
}

func keepingOf(s site.Site) keeping {
	k := keeping{int(s.KeepsPassages() / time.Hour), []decision{}}
	for _, d := range s.Passages {
		k.History = append([]decision{decision(d)}, k.History...)
	}
	return k
}

func (a *api) passageKeeping(c *gin.Context, by staff.Member) error {
	s, err := a.office.Site(c.Request.Context(), c.Param("code"))
	if err != nil {
		return err
	}
	if err := by.May(staff.ManageSite, s.Code); err != nil {
		return err
	}
	c.JSON(http.StatusOK, keepingOf(s))
	return nil
}

func (a *api) keepPassages(c *gin.Context, by staff.Member) error {
	var in struct {
		Hours  int    `json:"hours"`
		Reason string `json:"reason"`
	}
	if err := readJSON(c, &in); err != nil {
		return err
	}
	s, err := a.office.KeepPassages(c.Request.Context(), by, c.Param("code"), in.Hours, in.Reason)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, keepingOf(s))
	return nil
}

// takePassages takes a list of who went through, as CSV or JSON.
func (a *api) takePassages(c *gin.Context, by staff.Member) error {
	raw, err := readBody(c, "text/csv", "application/json")
	if err != nil {
		return err
	}
	kind, _, err := bodyKind(c)
	if err != nil {
		return err
	}
	n, err := a.office.TakePassages(c.Request.Context(), by, c.Param("code"), raw, kind == "application/json")
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, gin.H{"passages": n})
	return nil
}

// takePass takes a scanned boarding pass, and answers with what was kept of it.
func (a *api) takePass(c *gin.Context, by staff.Member) error {
	var in office.Scan
	if err := readJSON(c, &in); err != nil {
		return err
	}
	p, err := a.office.TakePass(c.Request.Context(), by, c.Param("code"), in)
	if err != nil {
		return err
	}
	c.JSON(http.StatusCreated, p)
	return nil
}
