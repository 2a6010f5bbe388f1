package match

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"lostfound/internal/lexicon"
	"lostfound/internal/vehicle"
)

// foldID makes what was copied from a label comparable: letters and digits only, with
// lookalikes as one.
func foldID(s string) string {
	return lexicon.Copied(strings.Join(lexicon.Words(s), ""))
}

func (t *Traits) addSerial(s string) {
	if s = foldID(s); len(s) >= 4 && len(s) <= 64 {
		t.Serials = append(t.Serials, s)
	}
}

// addPlate notes a number plate in all the ways in which it may be meant.
func (t *Traits) addPlate(s string) { t.Plates = append(t.Plates, Plates(s)...) }

// Plates are the ways in which a number plate may be meant, in a form that can be compared.
func Plates(s string) []string {
	var out []string
	for _, reading := range (vehicle.Plate{Text: s}).Readings() {
		out = append(out, lexicon.Copied(reading))
	}
	return out
}

// phoneDigits is how much of a telephone number is compared: without country and trunk codes.
const phoneDigits = 8

func (t *Traits) addPhone(s string) {
	digits := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
	if len(digits) >= phoneDigits {
		t.Phones = append(t.Phones, digits[len(digits)-phoneDigits:])
	}
}

// addName notes a person's name, given as such.
func (t *Traits) addName(name string) {
	words := lexicon.Words(name)
	for _, w := range words {
		if len(w) >= 2 {
			t.Names = append(t.Names, w)
		}
	}
	if len(words) >= 2 {
		t.Letters = append(t.Letters, initials(words[0], words[len(words)-1]))
	}
}

func initials(words ...string) string {
	var first []string
	for _, w := range words {
		for _, r := range w {
			first = append(first, string(r))
			break
		}
	}
	slices.Sort(first)
	return strings.Join(first, "")
}

var (
	monogram = regexp.MustCompile(`(?:^|[^\p{L}])(\p{Lu})(?:\.\s?)?(\p{Lu})\.?(?:$|[^\p{L}.])`)
	signed   = regexp.MustCompile(`(?:^|[^\p{L}])(\p{Lu})\.\s?(\p{Lu}[\p{L}'-]{2,})|(\p{Lu}[\p{L}'-]{2,}),?\s(\p{Lu})\.`)
	called   = regexp.MustCompile(`(?:^|[^\p{L}])(?i:naam|name|nom|prénom|nome|nombre|nazwisko|imię|navn|namn|adı|soyadı|nimi|jméno)\s*:?\s+(?:\p{Lu}\.\s?)?(\p{Lu}[\p{L}'-]{2,})`)
	phone    = regexp.MustCompile(`\+?\d[\d ()./-]{7,}\d`)
)

// readNames notes the names, initials and telephone numbers that stand on a thing.
func (t *Traits) readNames(text string) {
	for _, m := range monogram.FindAllStringSubmatch(text, 8) {
		t.Letters = append(t.Letters, initials(lexicon.Fold(m[1]), lexicon.Fold(m[2])))
	}
	for _, m := range signed.FindAllStringSubmatch(text, 8) {
		t.Names = append(t.Names, lexicon.Fold(m[2]+m[3]))
		if m[2] != "" {
			t.Letters = append(t.Letters, initials(lexicon.Fold(m[1]), lexicon.Fold(m[2])))
		} else {
			t.Letters = append(t.Letters, initials(lexicon.Fold(m[3]), lexicon.Fold(m[4])))
		}
	}
	for _, m := range called.FindAllStringSubmatch(text, 8) {
		t.Names = append(t.Names, lexicon.Fold(m[1]))
	}
	for _, m := range phone.FindAllString(text, 8) {
		t.addPhone(m)
	}
}
