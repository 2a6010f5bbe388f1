// Package loss holds the rules of a loss report: one person's loss of one or
// several things, each of which is looked for on its own.
//
// Everything here is a pure value: no clock, no store.
package loss

import (
	"fmt"
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/history"
	"lostfound/internal/picture"
	"lostfound/internal/promise"
	"lostfound/internal/ref"
	"lostfound/internal/searchrequest"
	"lostfound/internal/site"
)

// Limits of a report.
const (
	MaxThings   = 20
	MaxSites    = 10
	MaxPictures = 8 // of the whole report
	MaxColours  = 8
	MaxWindow   = 366 * 24 * time.Hour
	KeepData    = 180 * 24 * time.Hour // after the last change, then the report is erased
)

// Statement is what a traveller says: where and when, how to be reached, and
// what is missing.
type Statement struct {
	Sites      []string  `json:"sites"`              // codes; the first keeps the report
	Place      string    `json:"place"`              // in words
	From       time.Time `json:"lost_from,omitzero"` // window of the loss; one end alone is fine,
	To         time.Time `json:"lost_to,omitzero"`   // and so is none where a place in words is given
	Lang       string    `json:"lang"`               // of the words, BCP 47
	Contact    Contact   `json:"contact"`            // all optional
	FiledBy    Filer     `json:"filed_by"`           //
	OnBehalfOf string    `json:"on_behalf_of"`       // whose thing it is, when not the filer's
	NeededBy   time.Time `json:"needed_by,omitzero"` // departure, end of stay
	Flight     string    `json:"flight,omitempty"`   // as on the boarding pass: KL1795
	Seat       string    `json:"seat,omitempty"`     //
	Car        Car       `json:"car,omitzero"`       // that the things may be in
	Things     []Details `json:"things"`             //
}

// Contact is how the traveller can be reached. The phone may be what is lost.
type Contact struct {
	Name  string `json:"name"`
	Email string `json:"email"`
	Phone string `json:"phone"`
}

// Filer is who told us.
type Filer string

// The filers. Self is meant where nothing is said.
const (
	Self    Filer = "self"
	Helper  Filer = "helper"  // a friend, a colleague, a guide
	Counter Filer = "counter" // staff, the person stands before them
	Phone   Filer = "phone"   // staff, the person is on the line
)

// Filers lists all filers.
var Filers = []Filer{Self, Helper, Counter, Phone}

// Details is what the traveller says of one thing.
type Details struct {
	Type        string      `json:"item_type"` // a free word in the report's language
	Category    string      `json:"category"`  // a code of the lexicon
	Colours     []string    `json:"colours"`
	Brand       string      `json:"brand"`
	Description string      `json:"description"`
	Identifiers Identifiers `json:"identifiers"`
}

// Identifiers are what sets one thing apart from its like. Compared, never shown.
type Identifiers struct {
	Serial string `json:"serial"`
	Plate  string `json:"plate"` // of the car it may be in, or its own
	Name   string `json:"name"`  // on a tag, a label, a card
	Phone  string `json:"phone"` // on a tag, or of the lost phone
}

// Thing is one missing thing of a report and what was decided about it.
type Thing struct {
	No int `json:"no"` // from 1, never reused
	Details
	Pictures  []picture.Picture `json:"pictures"`
	Item      ref.Item          `json:"item,omitempty"`      // the find it was confirmed to be
	Returned  bool              `json:"returned,omitempty"`  // and which was handed over
	Dismissed []ref.Item        `json:"dismissed,omitempty"` // finds a person said it is not
}

// Report is the document of a loss report.
type Report struct {
	ref.Revised
	Ref        ref.Report              `json:"ref"`
	Sites      []string                `json:"sites"`
	Place      string                  `json:"place"`
	From       time.Time               `json:"lost_from,omitzero"`
	To         time.Time               `json:"lost_to,omitzero"`
	Lang       string                  `json:"lang"`
	Contact    Contact                 `json:"contact"`
	FiledBy    Filer                   `json:"filed_by"`
	TakenBy    ref.Staff               `json:"taken_by,omitempty"` // the staff member, where one filed it
	OnBehalfOf string                  `json:"on_behalf_of"`
	NeededBy   time.Time               `json:"needed_by,omitzero"`
	Flight     string                  `json:"flight,omitempty"`
	Seat       string                  `json:"seat,omitempty"`
	Car        Car                     `json:"car,omitzero"`
	Things     []Thing                 `json:"things"`
	Status     Status                  `json:"status"`
	Link       int                     `json:"link"` // serial of the private link; a new one voids the old
	Request    string                  `json:"request,omitempty"`
	Messages   []Message               `json:"messages,omitempty"`  // what the traveller is owed, oldest first
	StoppedAt  time.Time               `json:"stopped_at,omitzero"` // since when the traveller wants no messages
	Promises   []promise.Promise       `json:"promises"`            // those made last, the newest at the end
	UpdateDue  time.Time               `json:"update_due"`          // the traveller hears from us by then: the end of the first that is open
	FiledAt    time.Time               `json:"filed_at"`
	ChangedAt  time.Time               `json:"changed_at"`
	EraseAfter time.Time               `json:"erase_after"`
	Searches   []searchrequest.Request `json:"searches,omitempty"` // one a rental lot
	History    history.Log             `json:"history"`
}

// Status is where a report stands.
type Status string

// The statuses.
const (
	Open      Status = "open"      // something is still looked for
	Settled   Status = "settled"   // every thing is back
	Withdrawn Status = "withdrawn" // the traveller looks no more
)

// Statuses lists all statuses.
var Statuses = []Status{Open, Settled, Withdrawn}

// Check says what is wrong with a statement. pictures counts the photos of each thing.
func (s Statement) Check(pictures []int, now time.Time) error {
	var c fault.Check
	switch {
	case len(s.Sites) == 0:
		c.Add("sites", "required", nil)
	case len(s.Sites) > MaxSites:
		c.Add("sites", "too_many", fault.Args{"Max": MaxSites})
	}
	s.checkTimes(&c, now)
	c.Text("place", s.Place, fault.Page)
	if s.Lang != "" && !site.IsLanguage(s.Lang) {
		c.Add("lang", "unknown_language", nil)
	}
	c.Text("contact.name", s.Contact.Name, fault.Line)
	c.Text("contact.email", s.Contact.Email, fault.Line)
	c.Text("contact.phone", s.Contact.Phone, fault.Line)
	if s.FiledBy != "" && !slices.Contains(Filers, s.FiledBy) {
		c.Add("filed_by", "unknown_filer", nil)
	}
	c.Text("on_behalf_of", s.OnBehalfOf, fault.Line)
	c.Text("flight", s.Flight, fault.Line)
	c.Text("seat", s.Seat, fault.Line)
	s.Car.check(&c)
	switch {
	case len(s.Things) == 0:
		c.Add("things", "say_what_it_is", nil)
	case len(s.Things) > MaxThings:
		c.Add("things", "too_many", fault.Args{"Max": MaxThings})
		return c.Err()
	}
	total := 0
	for i, d := range s.Things {
		n := 0
		if i < len(pictures) {
			n = pictures[i]
		}
		total += n
		d.check(&c, fmt.Sprintf("things[%d].", i), n)
	}
	if total > MaxPictures {
		c.Add("photo", "too_many", fault.Args{"Max": MaxPictures})
	}
	return c.Err()
}

func (s Statement) checkTimes(c *fault.Check, now time.Time) {
	if s.From.IsZero() && s.To.IsZero() {
		c.Add("lost_from", "required", nil)
		return
	}
	if !s.From.IsZero() && !s.To.IsZero() {
		if s.To.Before(s.From) {
			c.Add("lost_to", "ends_before_it_begins", nil)
		} else if s.To.Sub(s.From) > MaxWindow {
			c.Add("lost_to", "window_too_long", nil)
		}
	}
	for field, at := range map[string]time.Time{"lost_from": s.From, "lost_to": s.To} {
		if !at.IsZero() && at.Before(now.Add(-10*MaxWindow)) {
			c.Add(field, "too_long_ago", nil)
		}
	}
	if s.From.After(now.Add(24 * time.Hour)) { // a day, as travellers mistake zones and dates
		c.Add("lost_from", "in_the_future", nil)
	}
	if !s.NeededBy.IsZero() && s.NeededBy.Before(s.From) {
		c.Add("needed_by", "ends_before_it_begins", nil)
	}
}

func (d Details) check(c *fault.Check, at string, pictures int) {
	if d.Type == "" && d.Category == "" && d.Description == "" && pictures == 0 {
		c.Add(at+"item_type", "say_what_it_is", nil)
	}
	if len(d.Colours) > MaxColours {
		c.Add(at+"colours", "too_many", fault.Args{"Max": MaxColours})
	}
	for i, colour := range d.Colours {
		c.Text(fmt.Sprintf("%scolours[%d]", at, i), colour, fault.Line)
	}
	c.Text(at+"item_type", d.Type, fault.Line)
	c.Text(at+"brand", d.Brand, fault.Line)
	c.Text(at+"description", d.Description, fault.Page)
	c.Text(at+"identifiers.serial", d.Identifiers.Serial, fault.Line)
	c.Text(at+"identifiers.plate", d.Identifiers.Plate, fault.Line)
	c.Text(at+"identifiers.name", d.Identifiers.Name, fault.Line)
	c.Text(at+"identifiers.phone", d.Identifiers.Phone, fault.Line)
}

// File makes the record of a report. pictures holds the photos of each thing, in order; desk is that
// of the site that keeps it.
func File(id ref.Report, s Statement, pictures [][]picture.Picture, by ref.Staff, now time.Time, desk promise.Desk) Report {
	r := Report{Ref: id, Sites: slices.Clone(s.Sites), Place: s.Place, From: s.From, To: s.To, Lang: s.Lang, Contact: s.Contact, FiledBy: s.FiledBy,
		TakenBy: by, OnBehalfOf: s.OnBehalfOf, NeededBy: s.NeededBy, Flight: s.Flight, Seat: s.Seat, Car: s.Car, Status: Open, Link: 1,
		FiledAt: now, ChangedAt: now, EraseAfter: now.Add(KeepData)}
	if r.FiledBy == "" {
		r.FiledBy = Self
	}
	for i, d := range s.Things {
		t := Thing{No: i + 1, Details: d}
		if i < len(pictures) {
			t.Pictures = pictures[i]
		}
		r.Things = append(r.Things, t)
	}
	r.owe(now, by, desk.With(by))
	r.History.Add(history.Entry{At: now, What: history.Reported, By: by})
	return r
}
