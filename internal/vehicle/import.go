package vehicle

import (
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/sheet"
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
// on; rows of blanks count for nothing. A sheet may also be JSON: {"rows": [{"plate": "M-QX 417"}]}.
func Vehicles(raw []byte) ([]Vehicle, error) {
	var c fault.Check
	var out []Vehicle
	seen := map[string]int{} // the row of each car
	for _, r := range sheet.Read(&c, raw, ofVehicles, "plate") {
		v := vehicleOf(r)
		v.check(&c, r.At())
		car := v.car()
		if before, twice := seen[car]; twice {
			c.Add(r.At()+"plate", "row_twice", fault.Args{"Row": before})
		} else if car != "" {
			seen[car] = r.Line
		}
		out = append(out, v)
	}
	if err := sheet.Refusal(c); err != nil {
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
	var rows []sheet.Row
	for _, r := range sheet.Read(&c, raw, ofReturns, "plate", "returned_at") {
		back := Return{Vehicle: vehicleOf(r), Agreement: Agreement{r.Cell("agreement"), key.Renter(r.Cell("renter"))}, Stall: r.Cell("stall")}
		var returned, next bool
		back.ReturnedAt, returned = r.Time(&c, "returned_at", in)
		back.NextRentalAt, next = r.Time(&c, "next_rental_at", in)
		if !returned || !next {
			back.Vehicle.check(&c, r.At())
			continue
		}
		back.check(&c, r.At(), now)
		out, rows = append(out, back), append(rows, r)
	}
	checkStays(&c, out, rows)
	if err := sheet.Refusal(c); err != nil {
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

func vehicleOf(r sheet.Row) Vehicle {
	return Vehicle{Plate{r.Cell("plate"), Sign(r.Cell("country"))}, r.Cell("company"), r.Cell("model"), r.Cell("colour")}
}
