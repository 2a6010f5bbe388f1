package loss

import (
	"slices"
	"testing"
	"time"

	"lostfound/internal/history"
	"lostfound/internal/searchrequest"
	"lostfound/internal/vehicle"
)

func TestWhatWasAskedOfALotStaysWritten(t *testing.T) {
	asked := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	minutes := func(n int) time.Time { return asked.Add(time.Duration(n) * time.Minute) }
	car := []searchrequest.Car{{Stay: 1, ReturnedAt: asked.Add(-time.Hour)}}
	r := Report{Status: Open, Car: Car{Model: "Golf"}, Things: []Thing{{No: 1}}}
	const patience = 15 * time.Minute
	for range 2 {
		r.AskLot("MUC-RENT", car, false, patience, asked)
	}
	for range 2 {
		if err := r.AnswerSearch("MUC-RENT", searchrequest.Answer{Kind: searchrequest.Nothing, Stay: 1, By: "S-5D1N-0W"}, car, minutes(1)); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if err := r.TakeBackAnswer("MUC-RENT", 1, minutes(2)); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		r.EscalateSearch("MUC-RENT", minutes(15))
	}
	r.LookAgain("MUC-RENT", nil, false, patience, asked.Add(searchrequest.AskFor+time.Minute))
	var got []string
	for _, e := range r.History {
		got = append(got, string(e.What)+" "+e.How)
		if e.By != "" {
			t.Errorf("%s: got it signed by %s, want nobody named", e.What, e.By)
		}
	}
	want := []string{string(history.AskedLot) + " asked", string(history.Searched) + " looked_nothing", string(history.Searched) + " taken_back",
		string(history.AskedDesk) + " ", string(history.AskedLot) + " given_up"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWhichCarAReportSpeaksOf(t *testing.T) {
	for name, c := range map[string]struct {
		report Report
		want   vehicle.Sought
		names  bool
	}{
		"none": {Report{Status: Open, Things: []Thing{{No: 1}}}, vehicle.Sought{}, false},
		"the plate of a thing still looked for": {Report{Status: Open, Things: []Thing{{No: 1, Item: "F-7K3Q-9M", Details: Details{Identifiers: Identifiers{Plate: "A-A 1"}}}, {No: 2, Details: Details{Identifiers: Identifiers{Plate: "B-B 2"}}}}},
			vehicle.Sought{Plate: vehicle.Plate{Text: "B-B 2"}}, true},
		"only that a colleague returned it": {Report{Status: Open, Car: Car{ByColleague: true}}, vehicle.Sought{ByColleague: true}, true},
	} {
		if got, names := c.report.SoughtCar(); got != c.want || names != c.names {
			t.Errorf("%s: got %+v, %v, want %+v, %v", name, got, names, c.want, c.names)
		}
	}
}
