package vehicle

import (
	"cmp"
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/sheet"
)

// span is how long a returned car stands on its stall, as a sheet has it.
type span struct {
	sheet.Row
	car, stall  string
	from, until time.Time
}

// unplanned is until when a car stands that nobody has rented yet.
var unplanned = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// checkStays notes a car that came back twice at a time, and one that came back to a stall on
// which another stands: until that one's next rental or until it comes back again. rows are
// those that the returns were read from.
func checkStays(c *fault.Check, returns []Return, rows []sheet.Row) {
	var stays []span
	for i, r := range returns {
		if car := r.car(); car != "" {
			s := span{rows[i], car, r.stall(), r.ReturnedAt, r.NextRentalAt}
			if s.until.IsZero() {
				s.until = unplanned
			}
			stays = append(stays, s)
		}
	}
	slices.SortStableFunc(stays, func(a, b span) int { return cmp.Or(cmp.Compare(a.car, b.car), a.from.Compare(b.from)) })
	for i := 1; i < len(stays); i++ {
		before, s := &stays[i-1], stays[i]
		if before.car != s.car {
			continue
		}
		if before.from.Equal(s.from) {
			c.Add(s.At()+"plate", "row_twice", fault.Args{"Row": before.Line})
		}
		if before.until.After(s.from) {
			before.until = s.from
		}
	}
	slices.SortStableFunc(stays, func(a, b span) int { return cmp.Or(cmp.Compare(a.stall, b.stall), a.from.Compare(b.from)) })
	var last span // that stands longest on the stall so far
	for _, s := range stays {
		here := s.stall != "" && s.stall == last.stall
		if here && s.car != last.car && last.until.After(s.from) {
			c.Add(s.At()+"stall", "stall_taken", fault.Args{"Row": last.Line})
		}
		if !here || s.until.After(last.until) {
			last = s
		}
	}
}
