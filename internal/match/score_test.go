package match

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"lostfound/internal/found"
	"lostfound/internal/loss"
)

func BenchmarkScore(b *testing.B) {
	s := readSet(b, "lostfound")
	near, stock := s.inReach(s.reports[5].loss)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Score(s.reports[i%len(s.reports)].loss, near[i%len(near)].find, stock)
	}
}

func BenchmarkWeigh(b *testing.B) {
	s := readSet(b, "lostfound")
	near, stock := s.inReach(s.reports[5].loss)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Model{}.Weigh(s.reports[i%len(s.reports)].loss, near[i%len(near)].find, stock)
	}
}

func BenchmarkFindOf(b *testing.B) {
	s := readSet(b, "lostfound")
	for i := 0; b.Loop(); i++ {
		FindOf(s.items[i%len(s.items)].notes)
	}
}

func TestRecordOfAnItemIsSmall(t *testing.T) {
	s := readSet(t, "lostfound")
	sum := 0
	for _, it := range s.items {
		raw, err := json.Marshal(it.find)
		if err != nil {
			t.Fatal(err)
		}
		sum += len(raw)
		var back Find
		if err := json.Unmarshal(raw, &back); err != nil {
			t.Fatal(err)
		}
		again, _ := json.Marshal(back)
		if string(again) != string(raw) {
			t.Fatalf("got %s back, want %s", again, raw)
		}
	}
	if mean := sum / len(s.items); mean > 400 {
		t.Errorf("got %d bytes an item, want at most 400", mean)
	} else {
		t.Logf("%d bytes an item", mean)
	}
}

func TestScoreIsAProbabilityWhateverIsSaid(t *testing.T) {
	odd := []string{"", "🧸", "ליסטים שעון", "ساعة", "手机", "a", strings.Repeat("black ", 10_000), "\x00\xff", "İıŞ", "-.,;:!?", "I I I", "ZZ00000", "|", "ribbon:red|"}
	r := rand.New(rand.NewPCG(1, 2))
	pick := func() string { return odd[r.IntN(len(odd))] }
	for range 200 {
		it := found.Item{Details: found.Details{Site: pick(), Zone: pick(), Lang: pick(), Type: pick(), Category: pick(), Colours: []string{pick()}, Brand: pick(),
			Description: pick(), Marks: pick(), Serial: pick(), Plate: pick(), FoundAt: time.Unix(int64(r.IntN(1<<31)), 0)}}
		th := loss.Thing{Details: loss.Details{Type: pick(), Category: pick(), Colours: []string{pick()}, Brand: pick(), Description: pick(),
			Identifiers: loss.Identifiers{Serial: pick(), Plate: pick(), Name: pick(), Phone: pick()}}}
		rep := loss.Report{Sites: []string{pick()}, Place: pick(), Lang: pick(), From: time.Unix(int64(r.IntN(1<<31)), 0)}
		f, l := FindOf(it), LossOf(rep, th)
		got := Score(l, f, Stock{}).Score
		if !(got >= 0 && got <= 1) {
			t.Fatalf("got %v, want a score in 0..1 of %+v and %+v", got, l, f)
		}
		FindTerms(f)
		LossTerms(l)
	}
}

func TestMoreAgreementNeverLowersTheScore(t *testing.T) {
	agreeing := map[string]func(l, f *Traits){
		"detail":  func(l, f *Traits) { l.Details, f.Details = with(l.Details, "giraffe"), with(f.Details, "giraffe") },
		"content": func(l, f *Traits) { l.Holds, f.Holds = with(l.Holds, "thermos"), with(f.Holds, "thermos") },
		"word":    func(l, f *Traits) { l.Words, f.Words = with(l.Words, "zugspitze"), with(f.Words, "zugspitze") },
		"number":  func(l, f *Traits) { l.Numbers, f.Numbers = with(l.Numbers, "4711"), with(f.Numbers, "4711") },
		"serial":  func(l, f *Traits) { l.Serials, f.Serials = with(l.Serials, "22123456"), with(f.Serials, "22123456") },
		"plate":   func(l, f *Traits) { l.Plates, f.Plates = with(l.Plates, "0x123"), with(f.Plates, "0x123") },
		"name": func(l, f *Traits) {
			l.Names, f.Names = with(l.Names, "zauberlehrling"), with(f.Names, "zauberlehrling")
		},
		"place":  func(l, f *Traits) { l.Places, f.Places = with(l.Places, "D77"), with(f.Places, "D77") },
		"brand":  func(l, f *Traits) { l.Brands, f.Brands = with(l.Brands, "bose"), with(f.Brands, "bose") },
		"colour": func(l, f *Traits) { l.Colours, f.Colours = with(l.Colours, "red"), with(f.Colours, "red") },
		"thing":  func(l, f *Traits) { l.Kinds, f.Kinds = with(l.Kinds, "laptop"), with(f.Kinds, "laptop") },
		"part":   func(l, f *Traits) { l.Parts, f.Parts = with(l.Parts, "zip:red"), with(f.Parts, "zip:red") },
	}
	for _, name := range sets {
		neverLowers(t, readSet(t, name), agreeing)
	}
}

func neverLowers(t *testing.T, s set, agreeing map[string]func(l, f *Traits)) {
	t.Helper()
	for name, agree := range agreeing {
		for i, r := range s.reports {
			for _, it := range []item{s.items[(i*7)%len(s.items)], s.items[(i*2)%len(s.items)]} {
				before := Score(r.loss, it.find, Stock{}).Score
				l, f := r.loss, it.find
				agree(&l.Traits, &f.Traits)
				if after := Score(l, f, Stock{}).Score; after < before {
					t.Errorf("%s and %s: got %v with one more %s, want at least %v", r.id, it.id, after, name, before)
				}
			}
		}
	}
}

func with(list []string, more string) []string {
	out := append(slices.Clone(list), more)
	slices.Sort(out)
	return slices.Compact(out)
}

func FuzzScore(f *testing.F) {
	f.Add("rugzak", "zwart", "Deuter", "rode gesp, zonder hoes", "nl", "M-QX 0417", "gate D44")
	f.Fuzz(func(t *testing.T, kind, colour, brand, text, lang, plate, place string) {
		it := found.Item{Details: found.Details{Type: kind, Colours: []string{colour}, Brand: brand, Description: text, Marks: text, Lang: lang, Plate: plate, Zone: place}}
		l := LossOf(loss.Report{Lang: lang, Place: place}, loss.Thing{Details: loss.Details{Type: text, Description: kind, Identifiers: loss.Identifiers{Plate: plate, Serial: plate, Name: text}}})
		if got := Score(l, FindOf(it), Stock{N: 3}).Score; !(got >= 0 && got <= 1) {
			t.Errorf("got %v, want 0..1", got)
		}
		Asked(text, lang)
	})
}
