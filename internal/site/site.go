// Package site describes the places the office serves: an airport, a station, a
// rental lot, with its zones, its languages and the sites it is connected to.
package site

import (
	"cmp"
	"regexp"
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/hours"
	"lostfound/internal/ref"
)

// Kind is the kind of place; it decides which workplaces a site has.
type Kind string

// The kinds of site.
const (
	Airport   Kind = "airport"
	Station   Kind = "station"
	RentalLot Kind = "rental_lot"
)

// Kinds lists all kinds, in the order in which people are offered them.
var Kinds = []Kind{Airport, Station, RentalLot}

// Site is one place. Code is its name in addresses and records (AMS, MUC-RENT).
type Site struct {
	ref.Revised
	Code      string          `json:"code"`
	Name      string          `json:"name"`
	Kind      Kind            `json:"kind"`
	TimeZone  string          `json:"time_zone"`          // IANA name
	Languages []string        `json:"languages"`          // of the desk, first is the default
	Zones     []string        `json:"zones"`              // suggested; a zone in an item is free text
	Connects  []string        `json:"connects"`           // sites people pass through on the same journey
	Desk      string          `json:"desk"`               // where people find its desk, on one line; may be empty
	Hours     string          `json:"hours"`              // when that is open, as package hours reads it; empty where nobody said
	DeskOnly  []string        `json:"desk_only"`          // groups of the lexicon that are never handed back on the spot; nil: usualDeskOnly
	Passages  []PassageSwitch `json:"passages,omitempty"` // the last holds; only ever added to
	// AnswerWithin is how many minutes the people on a rental lot have to answer a request to look
	// into a car, before the desk helps; UsualAnswer where it is 0.
	AnswerWithin int       `json:"answer_within,omitempty"`
	CreatedAt    time.Time `json:"created_at"`
	ChangedAt    time.Time `json:"changed_at"`
}

var (
	code     = regexp.MustCompile(`^[A-Z0-9]([A-Z0-9_-]{0,30}[A-Z0-9])?$`)
	language = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
)

// maxGroups bounds the groups that a site leaves to its desk.
const maxGroups = 50

// Minutes to answer a request to look into a car.
const (
	UsualAnswer   = 15
	LongestAnswer = 12 * 60
)

// maxHours bounds the opening hours, in characters.
const maxHours = 1_000

// usualDeskOnly are the groups that only a desk hands over where a site says nothing: worth much, or
// proof of who somebody is.
var usualDeskOnly = []string{"document", "card", "jewellery"}

// AtDeskOnly reports whether things of the group are never handed back on the spot.
func (s Site) AtDeskOnly(group string) bool {
	if s.DeskOnly == nil {
		return slices.Contains(usualDeskOnly, group)
	}
	return slices.Contains(s.DeskOnly, group)
}

// IsCode reports whether s has the form of a site's code: 1 to 32 capital letters,
// digits, inner dashes and underscores.
func IsCode(s string) bool { return code.MatchString(s) }

// IsLanguage reports whether s has the form of a BCP 47 language tag.
func IsLanguage(s string) bool { return len(s) <= 35 && language.MatchString(s) }

// Check says what is wrong with a site's fields.
func (s Site) Check() error {
	var c fault.Check
	if !IsCode(s.Code) {
		c.Add("code", "site_code", nil)
	}
	if s.Name == "" {
		c.Add("name", "required", nil)
	}
	c.Text("name", s.Name, fault.Line)
	c.Text("desk", s.Desk, fault.Line)
	c.Text("hours", s.Hours, maxHours)
	if _, err := hours.Parse(s.Hours); err != nil {
		wrong := fault.Of(err).Problems[0]
		c.Add("hours", wrong.Code, wrong.Args)
	}
	if s.AnswerWithin < 0 || s.AnswerWithin > LongestAnswer {
		c.Add("answer_within", "minutes_out_of_range", fault.Args{"Max": LongestAnswer})
	}
	if !slices.Contains(Kinds, s.Kind) {
		c.Add("kind", "unknown_kind", nil)
	}
	if _, err := time.LoadLocation(s.TimeZone); err != nil || s.TimeZone == "" || s.TimeZone == "Local" {
		c.Add("time_zone", "unknown_time_zone", nil)
	}
	if len(s.DeskOnly) > maxGroups {
		c.Add("desk_only", "too_many", fault.Args{"Max": maxGroups})
	}
	for _, l := range s.Languages {
		if !IsLanguage(l) {
			c.Add("languages", "unknown_language", nil)
		}
	}
	if len(s.Zones) > 500 {
		c.Add("zones", "too_many", fault.Args{"Max": 500})
	}
	for _, z := range s.Zones {
		c.Text("zones", z, fault.Line)
	}
	if len(s.Connects) > 500 {
		c.Add("connects", "too_many", fault.Args{"Max": 500})
	}
	for _, other := range s.Connects {
		if !IsCode(other) || other == s.Code {
			c.Add("connects", "site_code", nil)
		}
	}
	return c.Err()
}

// Patience is how long the people on a rental lot have to answer.
func (s Site) Patience() time.Duration {
	return time.Duration(cmp.Or(s.AnswerWithin, UsualAnswer)) * time.Minute
}

// Opening is when the site's desk is open, in its own time zone.
func (s Site) Opening() hours.Hours {
	h, _ := hours.Parse(s.Hours) // what a site holds was checked
	return h
}

// Location is the site's time zone; UTC where it is unknown.
func (s Site) Location() *time.Location {
	if l, err := time.LoadLocation(s.TimeZone); err == nil {
		return l
	}
	return time.UTC
}
