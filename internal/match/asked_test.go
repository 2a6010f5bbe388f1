package match

import (
	"slices"
	"strings"
	"testing"

	"lostfound/internal/found"
)

func TestAskedInWords(t *testing.T) {
	for words, want := range map[string]string{
		"rugzak": "k:backpack 4", "schwarz": "c:black 4", "samsonite": "b:samsonite 4", "ZZH4K9Q7L2": "i:22h4k90712 4",
		"Fantasia": "n:fantasia 4", "MQX 417": "p:m0x417 4", "gate D14": "z:D14 4",
		"rugazk": "k:backpack 2", "regenschrim": "k:umbrella 2", "samsonitte": "b:samsonite 4", "koptelefon": "k:headphones 4", "verz": "x:verz 2", "Janssen": "s:jnsn 1",
	} {
		var got []string
		for _, word := range Asked(words, "nl") {
			for _, s := range word {
				got = append(got, s.Term+" "+string(rune('0'+int(s.Weight))))
			}
		}
		if !slices.Contains(got, want) {
			t.Errorf("%s: got %v, want %s among them", words, got, want)
		}
	}
	for words, want := range map[string]int{"": 0, "  ": 0, "the": 0, "black rucksack with a duck": 3, strings.Repeat("word ", 5000): mostAsked} {
		if got := len(Asked(words, "en")); got != want {
			t.Errorf("%.30q: got %d words, want %d", words, got, want)
		}
	}
}

// carries reports whether each word has a sense among the item's terms.
func carries(words string, it found.Item) bool {
	f := FindOf(it)
	terms := slices.Concat(FindTerms(f), AskedTerms(f.Traits))
	for _, word := range Asked(words, "en") {
		if !slices.ContainsFunc(word, func(s Term) bool { return slices.Contains(terms, s.Term) }) {
			return false
		}
	}
	return true
}

func TestAskedFinds(t *testing.T) {
	bag := found.Item{Details: found.Details{Lang: "nl", Type: "laptoptas", Colours: []string{"zwart"}, Brand: "Deuter", Zone: "gate D14, lounge 1",
		Description: "kaartje op naam van Verzonnen, sticker eend", Plate: "M AB 0123", Serial: "ZZC02XK1JHJG5L"}}
	for words, want := range map[string]bool{
		"laptop bag": true, "black bag": true, "sac noir": true, "schwarze Tasche": true, "duck": true, "Verzonnen": true, "verzonen": true, "Ferzonnen": true, "Vrezonnen": true,
		"deutre bag": true, "D14": true, "lounge": true, "m ab 123": true, "MAB0123": true, "zzco2xk1jhjg5l": true, "02XK1JH": true,
		"red bag": false, "umbrella": false, "Verstappen": false, "M AB 0124": false, "D15": false,
	} {
		if got := carries(words, bag); got != want {
			t.Errorf("%s: found %v, want %v", words, got, want)
		}
	}
}

func TestNamesSoundAlike(t *testing.T) {
	for _, pair := range [][2]string{{"janssen", "jansen"}, {"jnasen", "jansen"}, {"schmidt", "schmitt"}, {"filips", "philips"}, {"visser", "fiser"}} {
		if a, b := sound(pair[0]), sound(pair[1]); a != b || a == "" {
			t.Errorf("%s and %s: got %q and %q, want the same", pair[0], pair[1], a, b)
		}
	}
	for word, want := range map[string]string{"bo": "", "aaaa": "", "b12c45": "", "anna": ""} {
		if got := sound(word); got != want {
			t.Errorf("%s: got %q, want %q", word, got, want)
		}
	}
}
