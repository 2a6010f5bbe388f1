package vehicle

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// lot is what came back on one day.
var lot = []Return{
	{Vehicle{Plate{"M-QX 417", "D"}, "Alpen Rent", "VW Golf Variant", "Weiß"}, Agreement{"RA-7701", "anna"}, "11", at(24, 17, 30), time.Time{}},
	{Vehicle{Plate{"M-QX 418", "D"}, "Alpen Rent", "VW Golf", "blau metallic"}, Agreement{"RA-8800", "ben"}, "12", at(24, 18, 0), time.Time{}},
	{Vehicle{Plate{"M-AB 90", "D"}, "City Cars", "Opel Corsa", "silber"}, Agreement{"5512", "cleo"}, "13", at(24, 8, 0), time.Time{}},
	{Vehicle{Plate{"12-ABC-3", "NL"}, "City Cars", "Opel Astra", "gris foncé"}, Agreement{"5513", ""}, "14", at(25, 8, 15), time.Time{}},
	{Vehicle{Plate: Plate{Text: "K-NN 5"}}, Agreement{}, "15", at(25, 9, 0), time.Time{}},
}

func TestCandidates(t *testing.T) {
	cases := []struct {
		name   string
		sought Sought
		want   []string // plates, the likeliest first
	}{
		{"nothing known: what came back last comes first", Sought{}, []string{"K-NN 5", "12-ABC-3", "M-QX 418", "M-QX 417", "M-AB 90"}},
		{"the plate, its neighbour close behind", Sought{Plate: Plate{Text: "mqx 0417"}}, []string{"M-QX 417", "M-QX 418"}},
		{"the agreement with an O for the 0", Sought{Agreement: "ra 77O1"}, []string{"M-QX 417", "K-NN 5"}},
		{"the plate of the car before this one, but model, colour and hour right", Sought{Plate: Plate{Text: "HH-ZZ 1"}, Model: "Golf", Company: "alpenrent", Colour: "bleu", Lang: "fr", From: at(24, 17, 45)},
			[]string{"M-QX 418", "M-QX 417"}},
		{"a white Golf", Sought{Model: "Golf", Colour: "white", Lang: "en"}, []string{"M-QX 417", "M-QX 418", "K-NN 5"}},
		{"a Golf of the evening", Sought{Model: "volkswagen golf", From: at(24, 18, 0), To: at(24, 20, 0)}, []string{"M-QX 418", "M-QX 417", "K-NN 5"}},
		{"an Opel, without its model: the one of that hour first", Sought{Model: "Opel", From: at(25, 8, 0)}, []string{"12-ABC-3", "K-NN 5", "M-AB 90"}},
		{"a model misspelt", Sought{Model: "Opel Corza"}, []string{"M-AB 90", "12-ABC-3", "K-NN 5"}},
		{"a grey car, silver for some", Sought{Colour: "grijs", Lang: "nl"}, []string{"12-ABC-3", "M-AB 90", "K-NN 5"}},
		{"a key dropped at night and booked in the morning", Sought{To: at(24, 22, 0), Company: "City Cars"}, []string{"12-ABC-3", "K-NN 5"}},
		{"the renter is known", Sought{Renter: "ben"}, []string{"M-QX 418", "K-NN 5", "12-ABC-3"}},
		{"a colleague returned it: another renter is nothing against it", Sought{Renter: "dora", ByColleague: true, Model: "Corsa"}, []string{"M-AB 90", "K-NN 5"}},
		{"a colleague returned it: the time is a guess", Sought{ByColleague: true, Model: "Corsa", From: at(24, 20, 0)}, []string{"M-AB 90", "K-NN 5"}},
		{"a colour nobody knows", Sought{Model: "Corsa", Colour: "qwxyz"}, []string{"M-AB 90", "K-NN 5"}},
	}
	for _, c := range cases {
		var got []string
		for _, found := range c.sought.Candidates(lot, "de") {
			got = append(got, found.Text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestReasonsAreTold(t *testing.T) {
	s := Sought{Plate: Plate{Text: "M-QX 419"}, Agreement: "RA-8800", Renter: "ben", Company: "City Cars", Model: "Audi", Colour: "navy", Lang: "en", From: at(24, 20, 0), To: at(24, 21, 0)}
	found := s.Candidates(lot, "de")
	if len(found) == 0 {
		t.Fatal("got no candidate")
	}
	var got []string
	for _, r := range found[0].Reasons {
		got = append(got, fmt.Sprint(r.Kind, " ", r.Fit))
	}
	if want := "plate near, agreement same, renter same, company other, model other, colour near, returned_at near"; strings.Join(got, ", ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, ", "), want)
	}
	for _, c := range found {
		if c.Text == "K-NN 5" && !slices.Equal(c.Reasons, []Reason{{ByPlate, Other}, {ByTime, Near}}) {
			t.Errorf("a car of which little is known: got %v, want its plate and time only", c.Reasons)
		}
	}
}

// Saying right what was said wrong or not at all never takes points from a car.
func TestMoreThatFitsNeverHurts(t *testing.T) {
	for _, r := range lot[:4] {
		right := map[Kind]func(*Sought){
			ByPlate: func(s *Sought) { s.Plate = r.Plate }, ByAgreement: func(s *Sought) { s.Agreement = r.Number }, ByRenter: func(s *Sought) { s.Renter = r.Renter },
			ByCompany: func(s *Sought) { s.Company = r.Company }, ByModel: func(s *Sought) { s.Model = r.Model },
			ByColour: func(s *Sought) { s.Colour, s.Lang = r.Colour, "de" }, ByTime: func(s *Sought) { s.From, s.To = r.ReturnedAt, r.ReturnedAt },
		}
		wrong := Sought{Plate: Plate{Text: "ZZ-ZZ 9"}, Agreement: "999", Renter: "zoe", Company: "Zed", Model: "Zoe", Colour: "rosa", Lang: "de", From: at(20, 0, 0)}
		for _, from := range []Sought{{}, wrong} {
			before := pointsOf(from, r)
			for _, kind := range Kinds {
				right[kind](&from)
				after := pointsOf(from, r)
				if after < before {
					t.Errorf("%s, %s said right: got %d points, want %d at least", r.Text, kind, after, before)
				}
				before = after
			}
			if best := from.Candidates(lot, "de"); best[0].Text != r.Text {
				t.Errorf("%s, all said right: got %s first", r.Text, best[0].Text)
			}
		}
	}
}

// pointsOf are those of a return, or -1 where it is no candidate.
func pointsOf(s Sought, r Return) int {
	if found := s.Candidates([]Return{r}, "de"); len(found) > 0 {
		return found[0].Points
	}
	return -1
}

func FuzzCandidates(f *testing.F) {
	f.Add("M-QX 417", "RA-1", "Golf", "white", "en", int64(0), true)
	f.Fuzz(func(t *testing.T, plate, agreement, model, colour, lang string, from int64, colleague bool) {
		s := Sought{Plate: Plate{Text: plate}, Agreement: agreement, Model: model, Colour: colour, Lang: lang, From: time.Unix(from%(1<<33), 0), ByColleague: colleague}
		got := s.Candidates(lot, "de")
		for i, c := range got {
			if c.Points < 0 || i > 0 && c.Points > got[i-1].Points {
				t.Errorf("got %d points in place %d of %+v", c.Points, i, got)
			}
		}
	})
}

// BenchmarkCandidates ranks the 200 cars of a lot.
func BenchmarkCandidates(b *testing.B) {
	var full []Return
	for i := range 200 {
		r := lot[i%len(lot)]
		r.Text = fmt.Sprintf("M-QX %d", i)
		full = append(full, r)
	}
	s := Sought{Plate: Plate{Text: "M-QX 417"}, Company: "Alpen Rent", Model: "VW Golf", Colour: "donkerblauw", Lang: "nl", From: at(24, 18, 0)}
	for b.Loop() {
		s.Candidates(full, "de")
	}
}

func TestCarsWorthALook(t *testing.T) {
	var l Lot
	l.Arrive(lot, at(25, 12, 0))
	for _, c := range []struct {
		name   string
		sought Sought
		want   []string
		out    bool
	}{
		{"its plate: no other", Sought{Plate: Plate{Text: "M-QX 417"}}, []string{"M-QX 417"}, false},
		{"a white Golf", Sought{Model: "Golf", Colour: "white", Lang: "en"}, []string{"M-QX 417"}, false},
		{"a Golf", Sought{Model: "Golf"}, []string{"M-QX 418", "M-QX 417"}, false},
		{"nothing known", Sought{}, nil, false},
		{"a plate never seen here", Sought{Plate: Plate{Text: "HH-ZZ 1"}}, nil, false},
	} {
		here, out := l.Suspects(c.sought, "de", at(25, 12, 0))
		var got []string
		for _, s := range here {
			got = append(got, s.Text)
		}
		if !slices.Equal(got, c.want) || out != c.out {
			t.Errorf("%s: got %q, out %v, want %q, out %v", c.name, got, out, c.want, c.out)
		}
	}
	l.Stays[0].NextRentalAt = at(25, 9, 0)
	if here, out := l.Suspects(Sought{Plate: Plate{Text: "M-QX 417"}}, "de", at(25, 12, 0)); len(here) > 0 || !out {
		t.Errorf("a car rented out again: got %v, out %v, want it out", here, out)
	}
}
