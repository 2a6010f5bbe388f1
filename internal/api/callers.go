package api

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/caller"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// possibleCaller is who may be on the line, and what to ask before anything is told.
type possibleCaller struct {
	Report  ref.Report     `json:"report"`
	Name    string         `json:"name"`
	Site    string         `json:"site"`
	FiledAt time.Time      `json:"filed_at"`
	Checks  []caller.Check `json:"checks"`
}

// callers lists the people that what was heard may belong to.
func (a *api) callers(c *gin.Context, by staff.Member) error {
	people, err := a.office.Callers(c.Request.Context(), by, c.Query("q"), c.Query("lang"))
	if err != nil {
		return err
	}
	out := make([]possibleCaller, len(people))
	for i, p := range people {
		out[i] = possibleCaller(p)
	}
	c.JSON(http.StatusOK, gin.H{"callers": out})
	return nil
}

// checkCaller compares what a caller answered; where it fits, it tells all that the person reported.
func (a *api) checkCaller(c *gin.Context, by staff.Member) error {
	id, err := reportRef(c)
	if err != nil {
		return err
	}
	var said struct {
		Check  caller.Check `json:"check"`
		Answer string       `json:"answer"`
		Lang   string       `json:"lang"`
	}
	if err := readJSON(c, &said); err != nil {
		return err
	}
	r, err := a.office.CheckCaller(c.Request.Context(), by, id, said.Check, said.Answer, said.Lang)
	if err != nil {
		return err
	}
	others, err := a.office.SamePerson(c.Request.Context(), by, r)
	if err != nil {
		return err
	}
	out := make([]report, len(others))
	for i, o := range others {
		out[i] = reportOf(o)
	}
	c.JSON(http.StatusOK, gin.H{"report": reportOf(r), "others": out})
	return nil
}
