package api

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/site"
	"lostfound/internal/staff"
)

// place is a site as anybody may know it: what a traveller needs to say where
// something was lost and at what hour, and to collect it.
type place struct {
	Code     string    `json:"code"`
	Name     string    `json:"name"`
	Kind     site.Kind `json:"kind"`
	TimeZone string    `json:"time_zone"`
	Desk     string    `json:"desk"`
	Hours    string    `json:"hours"`
}

// settings are a site's fields as staff see and set them.
type settings struct {
	place
	Languages    []string `json:"languages"`
	Zones        []string `json:"zones"`
	Connects     []string `json:"connects"`
	DeskOnly     []string `json:"desk_only"` // nil stands for what is usual
	AnswerWithin int      `json:"answer_within,omitempty"`
}

func placeOf(s site.Site) place { return place{s.Code, s.Name, s.Kind, s.TimeZone, s.Desk, s.Hours} }

func settingsOf(s site.Site) settings {
	return settings{placeOf(s), list(s.Languages), list(s.Zones), list(s.Connects), s.DeskOnly, s.AnswerWithin}
}

// sites lists all sites. How a site is divided and connected is for staff.
func (a *api) sites(c *gin.Context) error {
	by, err := a.visitor(c)
	if err != nil {
		return err
	}
	all, err := a.office.Sites(c.Request.Context())
	if err != nil {
		return err
	}
	sites := make([]any, len(all))
	for i, s := range all {
		if by.Ref == "" {
			sites[i] = placeOf(s)
		} else {
			sites[i] = settingsOf(s)
		}
	}
	c.JSON(http.StatusOK, gin.H{"sites": sites})
	return nil
}

func (a *api) putSite(c *gin.Context, by staff.Member) error {
	var in settings
	if err := readJSON(c, &in); err != nil {
		return err
	}
	if in.Code != "" && in.Code != c.Param("code") {
		return fault.Newf(fault.Invalid, "code", "not_the_address", nil)
	}
	s, created, err := a.office.PutSite(c.Request.Context(), by, site.Site{Code: c.Param("code"), Name: in.Name, Kind: in.Kind,
		TimeZone: in.TimeZone, Desk: in.Desk, Hours: in.Hours, Languages: list(in.Languages), Zones: slices.DeleteFunc(list(in.Zones), func(zone string) bool { return zone == "" }), Connects: list(in.Connects), DeskOnly: in.DeskOnly, AnswerWithin: in.AnswerWithin})
	if err != nil {
		return err
	}
	status := http.StatusOK
	if created {
		status = http.StatusCreated
	}
	c.JSON(status, settingsOf(s))
	return nil
}
