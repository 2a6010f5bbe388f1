package match

import (
	"testing"
	"time"

	"lostfound/internal/found"
	"lostfound/internal/loss"
)

func TestWhatIsToldTwiceIsSeen(t *testing.T) {
	at := time.Date(2026, 10, 2, 5, 40, 0, 0, time.UTC)
	find := func(kind, colour, text, lang string, at time.Time) Find {
		return FindOf(found.Item{Details: found.Details{Site: "AMS", Zone: "checkpoint 2 lane 4", FoundAt: at, Type: kind, Colours: []string{colour}, Description: text, Lang: lang}})
	}
	backpack := find("rugzak", "zwart", "Deuter rugzak met oranje klimhaak, regenjas", "nl", at)
	for name, c := range map[string]struct {
		other Find
		twin  bool
	}{
		"by the next shift, in another language": {find("backpack", "black", "Deuter, orange climbing hook, rain jacket inside", "en", at.Add(5*time.Hour)), true},
		"the same kind, of another colour":       {find("rugzak", "rood", "Osprey rugzak, leeg", "nl", at), false},
		"what lay in it":                         {find("regenjas", "zwart", "zat in Deuter rugzak met oranje klimhaak", "nl", at), false},
		"the same words a month later":           {find("rugzak", "zwart", "rugzak", "nl", at.AddDate(0, 1, 0)), false},
	} {
		got, back := Model{}.SameFind(backpack, c.other, Stock{}), Model{}.SameFind(c.other, backpack, Stock{})
		if got >= TwinFrom != c.twin || got != back {
			t.Errorf("%s: got %.2f, and %.2f the other way round, want a twin: %v", name, got, back, c.twin)
		}
	}
	lost := func(who, phone, kind, text, lang string) Loss {
		r := loss.Report{Sites: []string{"AMS"}, From: at, To: at.Add(2 * time.Hour), Lang: lang, Contact: loss.Contact{Name: who, Phone: phone}}
		return LossOf(r, loss.Thing{No: 1, Details: loss.Details{Type: kind, Description: text}})
	}
	hers := lost("Anna Jansen", "+31 6 12345678", "cuddly rabbit", "grey rabbit with long ears, worn, smells of milk", "en")
	for name, c := range map[string]struct {
		other Loss
		twin  bool
	}{
		"her husband, in Dutch":  {lost("Piet Jansen", "06-12345678", "knuffel", "grijs konijn met lange oren", "nl"), true},
		"another child's rabbit": {lost("Marie Dupont", "", "doudou lapin", "lapin gris", "fr"), false},
		"the same person's coat": {lost("Anna Jansen", "+31 6 12345678", "coat", "long grey coat", "en"), false},
	} {
		got, back := Model{}.SameLoss(hers, c.other, Stock{}), Model{}.SameLoss(c.other, hers, Stock{})
		if got >= TwinFrom != c.twin || got != back {
			t.Errorf("%s: got %.2f, and %.2f the other way round, want a twin: %v", name, got, back, c.twin)
		}
	}
}

func TestFewDifferentRecordsLookLikeTwins(t *testing.T) {
	s := readSet(t, "lostfound")
	stock, losses := Stock{DF: map[string]int{}}, Stock{DF: map[string]int{}}
	for _, it := range s.items {
		stock.N++
		for _, term := range FindTerms(it.find) {
			stock.DF[term]++
		}
	}
	for _, r := range s.reports {
		losses.N++
		for _, term := range LossTerms(r.loss) {
			losses.DF[term.Term]++
		}
	}
	pairs, twins := 0, 0
	for i, a := range s.items {
		for _, b := range s.items[:i] {
			if a.find.Site != b.find.Site || a.find.At.Sub(b.find.At).Abs() > 48*time.Hour {
				continue
			}
			pairs++
			if (Model{}).SameFind(a.find, b.find, stock) >= TwinFrom {
				twins++
			}
		}
	}
	if pairs < 5000 || twins > 6 {
		t.Errorf("finds: got %d twins in %d pairs, want at most 6 in more than 5,000", twins, pairs)
	}
	for i, a := range s.reports {
		for _, b := range s.reports[:i] {
			if got := (Model{}).SameLoss(a.loss, b.loss, losses); got >= TwinFrom {
				t.Errorf("reports %s and %s: got %.2f, want less than %.2f", a.id, b.id, got, TwinFrom)
			}
		}
	}
}
