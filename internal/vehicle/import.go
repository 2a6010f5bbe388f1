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
	seen := map[string]int{} // the row of each car
	for _, r := range readSheet(&c, raw, ofVehicles, "plate") {
		v := r.vehicle()
		v.check(&c, r.at())
		car := v.car()
		if before, twice := seen[car]; twice {
			c.Add(r.at()+"plate", "row_twice", fault.Args{"Row": before})
		} else if car != "" {
			seen[car] = r.line
		}
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

// car is the same for all rows of a car in a sheet, whose program writes a plate in one way;
// empty where there is no plate.
func (v Vehicle) car() string {
	readings := v.Readings()
	if len(readings) == 0 {
		return ""
	}
	return Sign(v.Country) + " " + readings[0]
}

func (r row) vehicle() Vehicle {
	return Vehicle{Plate{r.cell("plate"), Sign(r.cell("country"))}, r.cell("company"), r.cell("model"), r.cell("colour")}
}
