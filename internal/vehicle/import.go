package vehicle

import (
	"slices"
	"time"

	"lostfound/internal/fault"
)

// The columns of a sheet, in any order.
var (
	ofVehicles = []string{"plate", "country", "company", "model", "colour"}
	ofReturns  = append(slices.Clone(ofVehicles), "agreement", "renter", "stall", "returned_at", "next_rental_at")
)

// Vehicles reads a sheet of cars, with commas, semicolons or tabs between its cells (RFC 4180)
// and the names of its columns in the first row: plate, country, company, model, colour, of
// which only plate must be there. It is taken whole or, with a fault.Invalid that names row and
// column of everything wrong (row 3, plate), not at all. A row is known by the line it begins
// on; rows of blanks count for nothing.
func Vehicles(raw []byte) ([]Vehicle, error) {
	var c fault.Check
	var out []Vehicle
	for _, r := range readSheet(&c, raw, ofVehicles, "plate") {
		v := r.vehicle()
		v.check(&c, r.at())
		out = append(out, v)
	}
	if err := c.Err(); err != nil {
		return nil, err
	}
	return out, nil
}

// Returns reads a sheet of cars that came back, as Vehicles does. It has the columns of that
// one and agreement, renter, stall, returned_at, which must be there too, and next_rental_at.
// Times without an offset are of the lot's own clock. References to renters are made
// unreadable at once. Two cars that stand on one stall at a time are refused.
func Returns(raw []byte, key Key, in *time.Location, now time.Time) ([]Return, error) {
	var c fault.Check
	var out []Return
	var rows []row
	for _, r := range readSheet(&c, raw, ofReturns, "plate", "returned_at") {
		back := Return{Vehicle: r.vehicle(), Agreement: Agreement{r.cell("agreement"), key.Renter(r.cell("renter"))}, Stall: r.cell("stall")}
		var returned, next bool
		back.ReturnedAt, returned = r.time(&c, "returned_at", in)
		back.NextRentalAt, next = r.time(&c, "next_rental_at", in)
		if !returned || !next {
			back.Vehicle.check(&c, r.at())
			continue
		}
		back.check(&c, r.at(), now)
		out, rows = append(out, back), append(rows, r)
	}
	checkStays(&c, out, rows)
	if err := c.Err(); err != nil {
		return nil, err
	}
	return out, nil
}

func (r row) vehicle() Vehicle {
	return Vehicle{Plate{r.cell("plate"), Sign(r.cell("country"))}, r.cell("company"), r.cell("model"), r.cell("colour")}
}
