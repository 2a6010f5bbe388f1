package demo

import (
	"context"
	"encoding/csv"
	"fmt"
	"strings"
	"time"

	"lostfound/internal/office"
	"lostfound/internal/staff"
)

// car is a made-up car that came back: how long ago, and in how long it is rented out again.
type car struct {
	ago, next                                       time.Duration // next 0: nobody has rented it yet
	plate, country, model, colour, stall, agreement string
}

// cars are what came back to the lot over the last day. No such plates were given out.
var cars = []car{
	{25 * m, 95 * m, "ZZ-417-K", "NL", "Volkswagen Golf Variant", "grau", "A05", "NR-20417"},
	{40 * m, 50 * m, "ZZ-903-B", "NL", "Opel Corsa", "weiß", "A06", "NR-20418"},
	{65 * m, 4 * h, "M AB 0123", "D", "Ford Mondeo", "schwarz", "112", "NR-20410"}, // in which a laptop bag was found
	{70 * m, 20 * h, "ZZ-118-D", "NL", "Volvo V60", "grau", "A07", "NR-20421"},
	{2 * h, 0, "QX-ZZ 77", "D", "VW Passat", "schwarz", "B11", "NR-20399"},
	{3 * h, 5 * h, "ZZ-552-R", "NL", "Renault Clio", "rot", "B12", "NR-20402"},
	{5 * h, 0, "ZZ-610-H", "NL", "Fiat 500", "blau", "B14", "NR-20377"},
	{9 * h, 26 * h, "1-ZZZ-034", "B", "Peugeot 308", "weiß", "C02", "NR-20350"},
}

// park tells the lot of its cars.
func park(ctx context.Context, o *office.Office, by staff.Member, now time.Time) error {
	var sheet strings.Builder
	out := csv.NewWriter(&sheet)
	rows := [][]string{{"plate", "country", "model", "colour", "stall", "agreement", "returned_at", "next_rental_at"}}
	for _, c := range cars {
		next := ""
		if c.next > 0 {
			next = now.Add(c.next).Format(time.RFC3339)
		}
		rows = append(rows, []string{c.plate, c.country, c.model, c.colour, c.stall, c.agreement, now.Add(-c.ago).Format(time.RFC3339), next})
	}
	if err := out.WriteAll(rows); err != nil {
		return fmt.Errorf("demo cars: %w", err)
	}
	if _, err := o.ImportReturns(ctx, by, Lot, []byte(sheet.String())); err != nil {
		return fmt.Errorf("demo cars: %w", err)
	}
	return nil
}
