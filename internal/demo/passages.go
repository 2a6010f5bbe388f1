package demo

import (
	"context"
	"fmt"
	"strings"
	"time"

	"lostfound/internal/office"
	"lostfound/internal/staff"
)

// keepHours is for how many hours the airport keeps passages.
const keepHours = 24

// passages are who went through the lanes where something was found: how long ago, and the
// other cells of a row.
var passages = []struct {
	ago  time.Duration
	rest string
}{
	{58 * m, "INVENTED,AF1241,4A,CDG,security 2 lane 4,T-0110"},
	{47 * m, "BIDON,AF1241,17C,CDG,security 2 lane 4,T-0113"},
	{44 * m, "NOWHERE,KL1795,12F,MUC,security 2 lane 4,T-0131"},
	{41 * m, "OBVIOUS,KL1795,14A,MUC,security 2 lane 5,T-0207"},
	{31 * m, "FICTICIO,TP671,22D,LIS,security 2 lane 4,T-0140"},
	{125 * m, "PLATZHALTER,LH989,9B,FRA,security 2 lane 6,T-0302"},
}

// pass lets people go through the airport's checkpoint, where nobody did so before.
func pass(ctx context.Context, o *office.Office, now time.Time) error {
	s, err := o.Site(ctx, airport)
	if err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	if s.KeepsPassages() == 0 {
		if _, err := o.KeepPassages(ctx, staff.Operator, airport, keepHours, "Laptops stay in the trays every day, and their owners fly within the hour."); err != nil {
			return fmt.Errorf("demo: %w", err)
		}
	}
	var csv strings.Builder
	csv.WriteString("at,surname,flight,seat,to,lane,tray\n")
	for _, p := range passages {
		if o.Now().Sub(now.Add(-p.ago)) >= keepHours*time.Hour {
			continue // the demonstration began another day
		}
		fmt.Fprintf(&csv, "%s,%s\n", now.Add(-p.ago).Format(time.RFC3339), p.rest)
	}
	if _, err := o.TakePassages(ctx, staff.Operator, airport, []byte(csv.String()), false); err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	return nil
}
