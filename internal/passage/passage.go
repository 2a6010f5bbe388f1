// Package passage is who went through a checkpoint: on which lane, when, with which tray and
// bound for which flight, as access gates, tray systems and scanned passes tell it. It ties a
// find to those who may have left it there, and a traveller's flight to a lane and a time.
//
// Everything here is a pure value: no clock, no store. A passage has no place for a booking
// reference, a ticket or a frequent-flyer number, and what it holds is kept for hours.
package passage

import (
	"regexp"
	"strings"
	"time"

	"lostfound/internal/boardingpass"
	"lostfound/internal/fault"
	"lostfound/internal/lexicon"
)

// Passage is one person going through once. All but Lane and At may be unknown, as long as
// something says who it was: a surname, or a flight and a seat.
type Passage struct {
	Surname string    `json:"surname,omitempty"`
	Flight  string    `json:"flight,omitempty"` // carrier and number: KL1795
	Date    string    `json:"date,omitempty"`   // of departure, 2026-11-25
	Seat    string    `json:"seat,omitempty"`
	To      string    `json:"to,omitempty"` // airport, three letters
	Lane    string    `json:"lane"`
	At      time.Time `json:"at"`
	Tray    string    `json:"tray,omitempty"`
}

// Ahead is how far the clock of a gate may run ahead of ours.
const Ahead = 10 * time.Minute

var airport = regexp.MustCompile(`^[A-Z]{3}$`)

// OfPass is the passage of a scanned pass on a lane: of its leg from the airport where it has
// one, or else of its first.
func OfPass(p boardingpass.Pass, airport, lane, tray string, at time.Time) Passage {
	leg, ok := p.LegFrom(airport)
	if !ok && len(p.Legs) > 0 {
		leg = p.Legs[0]
	}
	out := Passage{Surname: p.Surname, Flight: leg.Flight(), Seat: leg.Seat, To: leg.To, Lane: lane, At: at, Tray: tray}
	if !leg.Date.IsZero() {
		out.Date = leg.Date.Format(time.DateOnly)
	}
	return out
}

// Check says what is wrong with a passage that is to be kept for so long.
func (p Passage) Check(now time.Time, keep time.Duration) error {
	var c fault.Check
	p.check(&c, "", now, keep)
	return c.Err()
}

// Over reports whether the time is up for which a passage is kept.
func (p Passage) Over(now time.Time, keep time.Duration) bool { return !p.At.Add(keep).After(now) }

// check notes problems under the names of the fields, each with what goes before it.
func (p Passage) check(c *fault.Check, at string, now time.Time, keep time.Duration) {
	if lexicon.Fold(p.Surname) == "" && (p.Flight == "" || p.Seat == "") {
		c.Add(at+"surname", "say_who", nil)
	}
	c.Text(at+"surname", p.Surname, fault.Line)
	c.Text(at+"flight", p.Flight, fault.Line)
	c.Text(at+"seat", p.Seat, fault.Line)
	c.Text(at+"lane", p.Lane, fault.Line)
	c.Text(at+"tray", p.Tray, fault.Line)
	if p.Flight != "" && foldFlight(p.Flight) == "" {
		c.Add(at+"flight", "no_flight", nil)
	}
	if _, err := time.Parse(time.DateOnly, p.Date); p.Date != "" && err != nil {
		c.Add(at+"date", "not_a_day", nil)
	}
	if p.To != "" && !airport.MatchString(strings.ToUpper(p.To)) {
		c.Add(at+"to", "no_airport", nil)
	}
	if len(lexicon.Words(p.Lane)) == 0 {
		c.Add(at+"lane", "required", nil)
	}
	switch {
	case p.At.IsZero():
		c.Add(at+"at", "required", nil)
	case p.At.After(now.Add(Ahead)):
		c.Add(at+"at", "in_the_future", nil)
	case p.Over(now, keep):
		c.Add(at+"at", "passage_over", fault.Args{"Hours": int(keep / time.Hour)})
	}
}
