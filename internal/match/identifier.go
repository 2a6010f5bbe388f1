package match

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"lostfound/internal/lexicon"
)

// lookalikes are characters that people take for each other when they copy a number.
var lookalikes = strings.NewReplacer("o", "0", "q", "0", "i", "1", "l", "1", "s", "5", "b", "8", "z", "2")

// foldID makes what was copied from a label comparable: letters and digits only, with
// lookalikes as one.
func foldID(s string) string {
	return lookalikes.Replace(strings.Join(lexicon.Words(s), ""))
}

func (t *Traits) addSerial(s string) {
	if s = foldID(s); len(s) >= 4 && len(s) <= 64 {
		t.Serials = append(t.Serials, s)
	}
}

var runs = regexp.MustCompile(`\p{L}+|\d+`)

// addPlate notes a number plate. Separators, and zeros that begin a number, are written by
// some and left out by others: M-QX 0417, MQX 417.
func (t *Traits) addPlate(s string) {
	var plate strings.Builder
	for _, run := range runs.FindAllString(lexicon.Fold(s), 8) {
		if trimmed := strings.TrimLeft(run, "0"); trimmed != "" {
			run = trimmed
		}
		plate.WriteString(lookalikes.Replace(run))
	}
	if p := plate.String(); len(p) >= 3 && len(p) <= 16 {
		t.Plates = append(t.Plates, p)
	}
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

// distance is the number of characters that must be changed, put in, left out or swapped
// with their neighbour to make one text of the other, at most limit+1.
func distance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var two, one, row [66]int
	if len(a) > 64 || len(b) > 64 {
		return limit + 1
	}
	for j := range len(b) + 1 {
		one[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := one[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			row[j] = min(change, one[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], two[j-2]+1)
			}
		}
		two, one = one, row
	}
	return min(one[len(b)], limit+1)
}
