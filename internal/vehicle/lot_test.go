package vehicle

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/sheet"
)

func back(plate, stall string, at, next time.Time) Return {
	return Return{Vehicle: Vehicle{Plate: Plate{Text: plate}}, Stall: stall, ReturnedAt: at, NextRentalAt: next}
}

func plates(stays []Stay) []string {
	var out []string
	for _, s := range stays {
		out = append(out, s.Text)
	}
	return out
}

func TestCarsThatStandHere(t *testing.T) {
	never := time.Time{}
	for _, c := range []struct {
		name  string
		comes [][]Return // sheet after sheet
		want  []string
	}{
		{"the one that leaves first comes first", [][]Return{{back("A-A 1", "1", at(25, 8, 0), never), back("A-A 2", "2", at(25, 9, 0), at(25, 18, 0)), back("A-A 3", "3", at(25, 7, 0), never)}}, []string{"A-A 2", "A-A 3", "A-A 1"}},
		{"one that is out again", [][]Return{{back("A-A 1", "1", at(25, 8, 0), at(25, 13, 0))}}, nil},
		{"one that came back again stands once", [][]Return{{back("A-A 1", "1", at(24, 8, 0), never)}, {back("a a1", "9", at(25, 8, 0), never)}}, []string{"a a1"}},
		{"one on whose stall another stands since", [][]Return{{back("A-A 1", "a 1", at(24, 8, 0), never)}, {back("A-A 2", "A 1", at(25, 8, 0), never)}}, []string{"A-A 2"}},
		{"two without a stall", [][]Return{{back("A-A 1", "", at(24, 8, 0), never), back("A-A 2", "", at(24, 9, 0), never)}}, []string{"A-A 1", "A-A 2"}},
		{"a row sent again", [][]Return{{back("A-A 1", "1", at(24, 8, 0), never)}, {back("A-A 1", "2", at(24, 8, 0), never)}}, []string{"A-A 1"}},
		{"one that came too long ago", [][]Return{{back("A-A 1", "1", now.Add(-KeepStays), never)}}, nil},
	} {
		var l Lot
		for _, sheet := range c.comes {
			l.Arrive(sheet, now)
		}
		if got := plates(l.Standing(now)); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestARowSentAgainCorrectsAndKeepsWhatWasDone(t *testing.T) {
	var l Lot
	l.Fleet([]Vehicle{{Plate: Plate{Text: "A-A 1"}, Model: "Polo"}, {Plate: Plate{Text: "A-A 2"}, Model: "Golf"}})
	l.Fleet([]Vehicle{{Plate: Plate{Text: "A-A 1"}, Model: "Golf", Colour: "red"}})
	l.Arrive([]Return{back("A-A 1", "1", at(25, 8, 0), time.Time{})}, now)
	l.Stays[0].Done(now)
	l.Arrive([]Return{back("A-A 1", "7", at(25, 8, 0), time.Time{})}, now)
	if len(l.Vehicles) != 2 || len(l.Stays) != 1 {
		t.Fatalf("got %d cars and %d stays, want 2 and 1", len(l.Vehicles), len(l.Stays))
	}
	if s := l.Stays[0]; s.No != 1 || s.Stall != "7" || s.Model != "Golf" || s.Colour != "red" || !s.DoneAt.Equal(now) {
		t.Errorf("got %+v, want stay 1 on stall 7, a red Golf, done", s)
	}
}

func TestDoneIsTakenBackForAWhile(t *testing.T) {
	var s Stay
	s.Done(now)
	s.Done(now.Add(time.Minute))
	if !s.DoneAt.Equal(now) {
		t.Errorf("said twice: got %v, want %v", s.DoneAt, now)
	}
	if err := s.NotDone(now.Add(UndoDone + 1)); !fault.Is(err, fault.Conflict) || s.DoneAt.IsZero() {
		t.Errorf("too late: got %v, %v, want a conflict", err, s.DoneAt)
	}
	if err := s.NotDone(now.Add(UndoDone)); err != nil || !s.DoneAt.IsZero() {
		t.Errorf("in time: got %v, %v, want it taken back", err, s.DoneAt)
	}
}

func TestAFindBelongsToTheLastReturnBeforeIt(t *testing.T) {
	var l Lot
	l.Arrive([]Return{back("M-ÄB 10", "1", at(24, 8, 0), time.Time{}), back("M-ÄB 10", "2", at(25, 8, 0), time.Time{}), back("M-ÄB 11", "3", at(25, 9, 0), time.Time{})}, now)
	for _, c := range []struct {
		plate string
		at    time.Time
		want  int
	}{{"maeb10", at(25, 10, 0), 2}, {"M ÄB 1O", at(24, 20, 0), 1}, {"M-ÄB 10", at(24, 7, 0), 0}, {"M-ÄB 12", at(25, 10, 0), 0}, {"", at(25, 10, 0), 0}} {
		got, ok := l.StayOf(Plate{Text: c.plate}, c.at)
		if got.No != c.want || ok != (c.want != 0) {
			t.Errorf("%s found at %v: got stay %d, %v, want %d", c.plate, c.at, got.No, ok, c.want)
		}
	}
}

func TestASheetOfJSON(t *testing.T) {
	got, err := Returns([]byte(` {"rows": [{"plate": "M-QX 417", "returned_at": "2026-11-25T10:00:00+01:00", "stall": "A05", "renter": "C-1"}]}`), key, munich, now)
	if err != nil || len(got) != 1 || got[0].Stall != "A05" || !got[0].ReturnedAt.Equal(at(25, 9, 0)) || got[0].Renter != key.Renter("C-1") {
		t.Errorf("got %+v, %v, want one return", got, err)
	}
	for sheet, want := range map[string]string{
		`{"rows": [{"plate": "M-QX 417", "returned_at": "soon"}]}`:                                            "row 1, returned_at: not_a_time",
		`{"rows": [{"returned_at": "2026-11-25 10:00"}]}`:                                                     "row 1, plate: required",
		`{"rows": [{"plate": "M-QX 1", "returned_at": "2026-11-25 10:00"}, {"plate": "M-QX 1", "tray": ""}]}`: `row 2, "tray": unknown_column`,
		`{"rows": {}}`: "rows: ",
		`{"cars": []}`: "cars: unknown_field",
	} {
		if got, err := Returns([]byte(sheet), key, munich, now); !fault.Is(err, fault.Invalid) || got != nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, %v, want %s", sheet, got, err, want)
		}
	}
}

func TestManyProblemsAreCutShort(t *testing.T) {
	raw := []byte("plate\n")
	for range sheet.MostProblems + 7 {
		raw = fmt.Appendln(raw, "--")
	}
	_, err := Vehicles(raw)
	f := fault.Of(err)
	if f == nil || len(f.Problems) != sheet.MostProblems+1 || f.Problems[sheet.MostProblems].Code != "and_more" || f.Problems[sheet.MostProblems].Args["More"] != 7 {
		t.Errorf("got %v, want %d problems and 7 more", err, sheet.MostProblems)
	}
}

// busy is a lot to which 400 cars a day came back for as long as stays are kept.
func busy() Lot {
	var l Lot
	var returns []Return
	for day := range int(KeepStays.Hours() / 24) {
		for i := range 400 {
			r := back(fmt.Sprintf("M-QX %d", 1+i+day*37%200), fmt.Sprint(i), now.Add(-time.Duration(day)*24*time.Hour-time.Duration(i)*time.Minute), time.Time{})
			r.Model, r.Colour, r.Number = "VW Golf", "blau", fmt.Sprintf("RA-%d-%d", day, i)
			if day > 0 {
				r.NextRentalAt = r.ReturnedAt.Add(20 * time.Hour)
			}
			returns = append(returns, r)
		}
	}
	l.Arrive(returns, now)
	return l
}

// BenchmarkSuspects looks for one car on a busy lot.
func BenchmarkSuspects(b *testing.B) {
	l := busy()
	s := Sought{Plate: Plate{Text: "M-QX 17"}, Model: "Golf", Colour: "bleu", Lang: "fr", From: now.Add(-time.Hour)}
	b.ReportMetric(float64(len(l.Stays)), "stays")
	for b.Loop() {
		l.Suspects(s, "de", now)
	}
}

// BenchmarkStanding lists the cars of a busy lot.
func BenchmarkStanding(b *testing.B) {
	l := busy()
	for b.Loop() {
		l.Standing(now)
	}
}
