package match

import (
	"slices"
	"testing"
	"time"

	"lostfound/internal/found"
	"lostfound/internal/loss"
)

func itemOf(d found.Details) Find { return FindOf(found.Item{Details: d}) }

func lossOf(r loss.Report, d loss.Details) Loss { return LossOf(r, loss.Thing{No: 1, Details: d}) }

func TestPlatesAreOneHoweverTheyAreWritten(t *testing.T) {
	for _, c := range [][2]string{{"M-QX 0417", "MQX 417"}, {"QX-131-D", "qx131d"}, {"B-OB 15", "bob15"}, {"AB 123 CD", "AB-123-CD"}, {"M-ÄB 123", "MAEB123"}, {"АК 1234 ВЕ", "AK1234BE"}} {
		var a, b Traits
		a.addPlate(c[0])
		b.addPlate(c[1])
		if !slices.ContainsFunc(a.Plates, func(p string) bool { return slices.Contains(b.Plates, p) }) {
			t.Errorf("%s and %s: got %v and %v, want one in both", c[0], c[1], a.Plates, b.Plates)
		}
	}
}

func TestNamesOnThingsAreReadInAnyOrder(t *testing.T) {
	for marks, want := range map[string]string{"op naam M. Fantasia": "fantasia", "apotheeksticker Verzonnen, K.": "verzonnen", "étiq. nom E. Mustermann": "mustermann",
		"DUMMY Dora": "dummy", "nazwisko Zmyślona": "zmyslona", "label P. Exemple, Lyon": "exemple"} {
		f := itemOf(found.Details{Marks: marks, Lang: "nl"})
		if !slices.Contains(f.Names, want) {
			t.Errorf("%s: got names %v, want %s among them", marks, f.Names, want)
		}
	}
}

func TestInitials(t *testing.T) {
	l := lossOf(loss.Report{}, loss.Details{Identifiers: loss.Identifiers{Name: "Ugo Esempio"}})
	for _, marks := range []string{"Monogramm U.E.", "UE op handvat", "initiales E. U."} {
		f := itemOf(found.Details{Marks: marks})
		if !slices.Contains(f.Letters, l.Letters[0]) {
			t.Errorf("%s: got %v, want %s among them", marks, f.Letters, l.Letters[0])
		}
	}
}

func TestPlaces(t *testing.T) {
	for place, want := range map[string][]string{
		"gate D44":                       {"D", "D44", "gate"},
		"T2F porte F28":                  {"F", "F28", "T2", "T2F", "gate"},
		"gate D forty-something":         {"D", "gate"},
		"Paris 2E boarding area":         {"E", "T2", "T2E", "gate"},
		"checkpoint 2 lane 4":            {"#2", "#4", "security"},
		"Stall B12, unter Beifahrersitz": {"B", "B12", "passenger_side"},
	} {
		f := itemOf(found.Details{Zone: place, Lang: "en"})
		for _, w := range want {
			if !slices.Contains(f.Places, w) {
				t.Errorf("%s: got %v, want %s among it", place, f.Places, w)
			}
		}
	}
}

func TestReach(t *testing.T) {
	at := time.Date(2026, 10, 2, 8, 0, 0, 0, time.UTC)
	l := Loss{From: at, To: at.Add(time.Hour)}
	from, until := Reach(l, at.Add(24*time.Hour))
	if want := at.Add(-48 * time.Hour); !from.Equal(want) {
		t.Errorf("got reach from %v, want two days before the loss: %v", from, want)
	}
	if until.Before(at.Add(24 * time.Hour)) {
		t.Errorf("got reach until %v, want now and a little more", until)
	}
	from, until = Reach(l, at.AddDate(1, 0, 0))
	if got, want := until.Sub(from), 90*24*time.Hour; got != want {
		t.Errorf("a year later: got a reach of %v, want %v", got, want)
	}
	f := Find{At: at.Add(72 * time.Hour)}
	if from, until := ReachBack(f); at.Before(from) || at.After(until) {
		t.Errorf("got reach back %v to %v, want the loss of three days before in it", from, until)
	}
}

func TestAReportOfOneEndOfTheWindow(t *testing.T) {
	at := time.Date(2026, 10, 2, 8, 0, 0, 0, time.UTC)
	for _, r := range []loss.Report{{From: at}, {To: at}} {
		if l := lossOf(r, loss.Details{}); !l.From.Equal(at) || !l.To.Equal(at) {
			t.Errorf("got %v to %v, want both ends at %v", l.From, l.To, at)
		}
	}
}

func TestWhatTellsAndWhatContradicts(t *testing.T) {
	at := time.Date(2026, 10, 2, 8, 0, 0, 0, time.UTC)
	report := loss.Report{Sites: []string{"AMS"}, Place: "gate D44", From: at, To: at.Add(time.Hour), Lang: "en"}
	at = at.Add(2 * time.Hour)
	for _, c := range []struct {
		name string
		lost loss.Details
		more found.Details // what is added to the matching note
		kind Kind
		for_ bool
	}{
		{"the serial with a wrong character", loss.Details{Identifiers: loss.Identifiers{Serial: "ZZH4K9Q7L2"}}, found.Details{Serial: "ZZ-H4K9O7L3"}, BySerial, true},
		{"another serial", loss.Details{Identifiers: loss.Identifiers{Serial: "ZZH4K9Q7L2"}}, found.Details{Serial: "ZZPF0T3XAA"}, BySerial, false},
		{"the name on the tag", loss.Details{Identifiers: loss.Identifiers{Name: "Karin Verzonnen"}}, found.Details{Marks: "label Verzonnen, K."}, ByName, true},
		{"another name", loss.Details{Identifiers: loss.Identifiers{Name: "Karin Verzonnen"}}, found.Details{Marks: "op naam J. Ejemplo"}, ByName, false},
		{"the same brand, misspelt", loss.Details{Brand: "samsonit"}, found.Details{Brand: "Samsonite"}, ByBrand, true},
		{"another brand", loss.Details{Brand: "Delsey"}, found.Details{Brand: "Samsonite"}, ByBrand, false},
		{"a neighbouring colour", loss.Details{Colours: []string{"black"}}, found.Details{Colours: []string{"donkerblauw"}}, ByColour, true},
		{"another colour", loss.Details{Colours: []string{"white"}}, found.Details{Colours: []string{"rood"}}, ByColour, false},
		{"a ribbon of the same colour", loss.Details{Description: "red ribbon"}, found.Details{Description: "rood lint"}, ByPart, true},
		{"a ribbon of another colour", loss.Details{Description: "red ribbon"}, found.Details{Description: "geel lint"}, ByPart, false},
		{"a cover that it has not", loss.Details{Description: "in a phone case"}, found.Details{Description: "zonder hoes"}, ByDetail, false},
		{"intact against cracked", loss.Details{Description: "perfect condition"}, found.Details{Description: "gebarsten"}, ByDetail, false},
		{"a telephone number", loss.Details{Identifiers: loss.Identifiers{Phone: "+31 6 12345678"}}, found.Details{Marks: "tel 06 12345678"}, ByPhone, true},
		{"a plate", loss.Details{Identifiers: loss.Identifiers{Plate: "MQX 417"}}, found.Details{Plate: "M-QX 0417"}, ByPlate, true},
	} {
		c.lost.Type = "suitcase"
		c.more.Type, c.more.Lang, c.more.Site, c.more.Zone, c.more.FoundAt = "koffer", "nl", "AMS", "gate D44", at
		got := Score(lossOf(report, c.lost), itemOf(c.more), Stock{})
		i := slices.IndexFunc(got.Reasons, func(r Reason) bool { return r.Kind == c.kind })
		if i < 0 {
			t.Errorf("%s: got no reason %s in %+v", c.name, c.kind, got.Reasons)
			continue
		}
		if points := got.Reasons[i].Points; points > 0 != c.for_ {
			t.Errorf("%s: got %.2f points, want for it: %v", c.name, points, c.for_)
		}
	}
}

func TestTheBagIsFoundByWhatIsInIt(t *testing.T) {
	l := lossOf(loss.Report{Lang: "en"}, loss.Details{Type: "laptop", Description: "in a brown leather satchel with two buckles"})
	bag := itemOf(found.Details{Type: "boekentas", Colours: []string{"bruin"}, Description: "bruine leren boekentas, 2 gespen", Lang: "nl"})
	other := itemOf(found.Details{Type: "paraplu", Colours: []string{"bruin"}, Lang: "nl"})
	if a, b := Score(l, bag, Stock{}).Score, Score(l, other, Stock{}).Score; a <= b {
		t.Errorf("got %v for the bag and %v for an umbrella, want more for the bag", a, b)
	}
}

func TestWithoutLeanings(t *testing.T) {
	at := time.Date(2026, 10, 2, 8, 0, 0, 0, time.UTC)
	l := lossOf(loss.Report{Sites: []string{"AMS"}, From: at, Place: "gate D4"}, loss.Details{Type: "phone"})
	near := itemOf(found.Details{Site: "AMS", FoundAt: at.Add(time.Hour), Type: "phone", Zone: "gate D4"})
	far := itemOf(found.Details{Site: "CDG", FoundAt: at.AddDate(0, 1, 0), Type: "phone"})
	if a, b := Score(l, near, Stock{}).Score, Score(l, far, Stock{}).Score; a <= b {
		t.Errorf("got %v near and %v far, want more for the near", a, b)
	}
	l = l.withoutLeanings()
	if a, b := Score(l, near, Stock{}).Score, Score(l, far, Stock{}).Score; a != b {
		t.Errorf("without leanings: got %v near and %v far, want the same", a, b)
	}
}

func TestWeighIsTheScore(t *testing.T) {
	s := readSet(t, "lostfound")
	for i, r := range s.reports {
		it := s.items[i]
		if a, b := (Model{}).Weigh(r.loss, it.find, Stock{}), Score(r.loss, it.find, Stock{}).Score; a != b {
			t.Errorf("got %v, want %v", a, b)
		}
	}
}

func TestWordsOfTwoLanguagesAreKnownAgain(t *testing.T) {
	for _, c := range []struct {
		a, b string
		like bool
	}{
		{"harp", "harppu", true},
		{"acustica", "akustik", true},
		{"livs", "liv", true},
		{"hypothetix", "hypothetyx", true},
		{"oma", "omar", false},
		{"nasa", "nasal", true},
		{"engadin", "england", false},
		{"ab", "abs", false},
	} {
		if got := likeWords(c.a, c.b) > 0; got != c.like {
			t.Errorf("%s and %s: got %v, want %v", c.a, c.b, got, c.like)
		}
		if a, b := likeWords(c.a, c.b), likeWords(c.b, c.a); a != b {
			t.Errorf("%s and %s: got %v, and %v the other way", c.a, c.b, a, b)
		}
	}
}

func TestTwoStickersAreNotOne(t *testing.T) {
	l := lossOf(loss.Report{Lang: "en"}, loss.Details{Type: "laptop", Description: "sticker of a moomin on the lid"})
	same := itemOf(found.Details{Lang: "fi", Type: "kannettava", Description: "tarra, muumi"})
	other := itemOf(found.Details{Lang: "fi", Type: "kannettava", Description: "tarra, norsu"})
	if a, b := Score(l, same, Stock{}).Score, Score(l, other, Stock{}).Score; a <= b {
		t.Errorf("got %v with the moomin and %v with an elephant, want more for the moomin", a, b)
	}
	if !otherwise(&l.Traits, &other.Traits) || otherwise(&l.Traits, &same.Traits) {
		t.Error("got the pictures wrong, want those of the elephant to be others")
	}
}

func TestRarityDoesNotCountTheFindItself(t *testing.T) {
	few, many := Stock{N: 20, DF: map[string]int{"d:giraffe": 1}}, Stock{N: 200, DF: map[string]int{"d:giraffe": 1}}
	if a, b := few.rarity("d:giraffe", usualDetail), many.rarity("d:giraffe", usualDetail); b-a > 1.5 {
		t.Errorf("got %.1f among few and %.1f among many, want them near", a, b)
	}
	if got, want := few.rarity("d:giraffe", usualDetail), few.rarity("d:elephant", usualDetail); got > want+0.5 {
		t.Errorf("got %.1f, want no more than of what nothing is known: %.1f", got, want)
	}
}
