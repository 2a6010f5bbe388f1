// Package vehicle is the rental lot: the cars of a fleet, which of them came back when and
// where they stand, how their plates are compared, and which may be the one that somebody
// left a thing in.
//
// Everything here is a pure value: no clock, no store. Of who rented a car it holds nothing
// that can be read.
package vehicle

import (
	"regexp"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/lexicon"
)

// Vehicle is a car of a fleet. All but its plate may be unknown.
type Vehicle struct {
	Plate
	Company string `json:"company,omitempty"` // that rents it out
	Model   string `json:"model,omitempty"`
	Colour  string `json:"colour,omitempty"` // in any language
}

// Agreement is the contract under which a car was out.
type Agreement struct {
	Number string `json:"agreement,omitempty"`
	Renter Renter `json:"renter,omitempty"`
}

// Return is a car that came back to a lot.
type Return struct {
	Vehicle
	Agreement
	Stall        string    `json:"stall,omitempty"`
	ReturnedAt   time.Time `json:"returned_at"`
	NextRentalAt time.Time `json:"next_rental_at,omitzero"` // zero where none is planned
}

// Check says what is wrong with a vehicle.
func (v Vehicle) Check() error {
	var c fault.Check
	v.check(&c, "")
	return c.Err()
}

// Check says what is wrong with a return.
func (r Return) Check(now time.Time) error {
	var c fault.Check
	r.check(&c, "", now)
	return c.Err()
}

var country = regexp.MustCompile(`^[A-Z]{1,3}$`)

// check notes problems under the names of the fields, each with what goes before it.
func (v Vehicle) check(c *fault.Check, at string) {
	c.Text(at+"plate", v.Text, fault.Line)
	switch {
	case v.Text == "":
		c.Add(at+"plate", "required", nil)
	case len(v.Readings()) == 0:
		c.Add(at+"plate", "no_plate", nil)
	}
	if v.Country != "" && !country.MatchString(Sign(v.Country)) {
		c.Add(at+"country", "no_country", nil)
	}
	c.Text(at+"company", v.Company, fault.Line)
	c.Text(at+"model", v.Model, fault.Line)
	c.Text(at+"colour", v.Colour, fault.Line)
}

func (r Return) check(c *fault.Check, at string, now time.Time) {
	r.Vehicle.check(c, at)
	c.Text(at+"agreement", r.Number, fault.Line)
	c.Text(at+"stall", r.Stall, fault.Line)
	switch {
	case r.ReturnedAt.IsZero():
		c.Add(at+"returned_at", "required", nil)
	case r.ReturnedAt.After(now):
		c.Add(at+"returned_at", "in_the_future", nil)
	case r.ReturnedAt.Before(now.Add(-KeepStays)):
		c.Add(at+"returned_at", "too_long_ago", nil)
	case !r.NextRentalAt.IsZero() && r.NextRentalAt.Before(r.ReturnedAt):
		c.Add(at+"next_rental_at", "ends_before_it_begins", nil)
	}
}

// stall is the same for all spellings of a stall.
func (r Return) stall() string { return lexicon.Fold(r.Stall) }
