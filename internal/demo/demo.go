// Package demo is a made-up day at an airport and the rental lot beside it, so
// that whoever starts the program for the first time sees an office at work. Every
// person in it is invented and every photo was drawn.
package demo

import (
	"context"
	"fmt"
	"time"

	"lostfound/internal/demo/pictures"
	"lostfound/internal/found"
	"lostfound/internal/office"
	"lostfound/internal/site"
	"lostfound/internal/staff"
)

// The demonstration's sites.
const (
	airport = "NZA"
	Lot     = "NZA-RENT"
)

// Password is everybody's in the demonstration.
const Password = "lost and found"

var sites = []site.Site{
	{Code: airport, Name: "Noordzee Airport", Kind: site.Airport, TimeZone: "Europe/Amsterdam", Languages: []string{"nl", "en"}, Connects: []string{Lot},
		Desk: "Lost property, Arrivals 2, between doors 4 and 5", Hours: "06:00-22:00", Zones: []string{"security 1", "security 2", "lounge 1", "play corner, lounge 1", "arrivals hall", "baggage hall", "train platform 3"}},
	{Code: Lot, Name: "Noordzee Airport car return", Kind: site.RentalLot, TimeZone: "Europe/Amsterdam", Languages: []string{"de", "en"}, Connects: []string{airport},
		Desk: "Return hall, counter 3", Hours: "07:00-21:00", Zones: []string{"return lane", "wash hall", "stalls 1 to 60", "stalls 61 to 120"}},
}

var people = []office.NewMember{
	{SignIn: "admin", Name: "Alex", Lang: "en", Grants: []staff.Grant{{Site: staff.AllSites, Role: staff.Admin}}},
	{SignIn: "samira", Name: "Samira", Lang: "nl", Grants: []staff.Grant{{Site: airport, Role: staff.Manager}}},
	{SignIn: "ingrid", Name: "Ingrid", Lang: "nl", Grants: []staff.Grant{{Site: airport, Role: staff.Desk}, {Site: Lot, Role: staff.Desk}}},
	{SignIn: "karim", Name: "Karim", Lang: "nl", Grants: []staff.Grant{{Site: airport, Role: staff.Finder}}},
	{SignIn: "ayse", Name: "Ayşe", Lang: "de", Grants: []staff.Grant{{Site: Lot, Role: staff.Finder}}},
}

// Guide is where to look first.
type Guide struct {
	Traveller string // path of a traveller's private page
	Stop      string // path at which that traveller's messages end, as their letters would name it
}

// Fill makes the day that ends at now. Doing it again with the same now adds nothing,
// so that a start that was stopped half-way can go on.
func Fill(ctx context.Context, o *office.Office, now time.Time) (Guide, error) {
	by := staff.Operator
	for _, s := range sites {
		if _, _, err := o.PutSite(ctx, by, s); err != nil {
			return Guide{}, fmt.Errorf("demo: %w", err)
		}
	}
	finder, err := hire(ctx, o)
	if err != nil {
		return Guide{}, err
	}
	if err := park(ctx, o, finder, now); err != nil {
		return Guide{}, err
	}
	for i := len(finds) - 1; i >= 0; i-- {
		f := finds[i]
		f.FoundAt = now.Add(-f.ago)
		it, _, err := o.TakeIn(ctx, finder, f.Details, drawing(f.drawing), fmt.Sprintf("demo find %d", i))
		if err == nil && f.givenTo != "" && it.Status == found.InStore {
			_, err = o.Release(ctx, finder, it.Ref, found.Recipient{Name: f.givenTo, Agreed: found.Aloud})
		}
		if err != nil {
			return Guide{}, fmt.Errorf("demo find %d: %w", i, err)
		}
	}
	if err := pass(ctx, o, now); err != nil {
		return Guide{}, err
	}
	var guide Guide
	for i, r := range reports {
		r.From, r.To = now.Add(-r.from), now.Add(-r.to)
		if r.needed > 0 {
			r.NeededBy = now.Add(r.needed)
		}
		t, _, err := o.File(ctx, &finder, r.Statement, [][]office.Upload{drawing(r.drawing)}, fmt.Sprintf("demo report %d", i))
		if err != nil {
			return Guide{}, fmt.Errorf("demo report %d: %w", i, err)
		}
		if guide.Traveller == "" {
			guide.Traveller, guide.Stop = t.Link, o.StopLink(t.Report)
		}
	}
	return guide, nil
}

// hire makes the people where they are not there yet, and returns one who may do
// everything that the demonstration does.
func hire(ctx context.Context, o *office.Office) (staff.Member, error) {
	here, err := o.Staff(ctx, staff.Operator)
	if err != nil {
		return staff.Member{}, fmt.Errorf("demo: %w", err)
	}
	known := map[string]staff.Member{}
	for _, m := range here {
		known[m.SignIn] = m
	}
	for _, p := range people {
		if _, there := known[p.SignIn]; there {
			continue
		}
		p.Password = Password
		m, err := o.AddStaff(ctx, staff.Operator, p)
		if err != nil {
			return m, fmt.Errorf("demo: add %s: %w", p.SignIn, err)
		}
		known[p.SignIn] = m
	}
	return known["admin"], nil
}

func drawing(name string) []office.Upload {
	if name == "" {
		return nil
	}
	data, err := pictures.Files.ReadFile(name + ".jpg")
	if err != nil {
		panic("demo: no drawing " + name) // the test draws on every one
	}
	return []office.Upload{{Field: "photo[0]", Data: data}}
}
