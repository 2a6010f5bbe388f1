package passage

import (
	"regexp"
	"slices"
	"strings"

	"lostfound/internal/lexicon"
)

// Fit is how two sides agree; empty where they do not, or one says nothing.
type Fit string

// The fits.
const (
	Same Fit = "same"
	Near Fit = "near"
)

// onPass is how many characters of a name a boarding pass has room for (IATA Resolution 792,
// item 11), given name and oblique included.
const onPass = 20

// spelt are letters that passes and passports write as two (ICAO Doc 9303-3, section 6).
var spelt = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ø", "oe", "å", "aa", "æ", "ae", "ñ", "nn")

// lettered are letters that those write in two, as some write them in one.
var lettered = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u", "aa", "a")

// readings are the ways in which a name may be written without accents, each as its words.
func readings(name string) [][]string {
	name = strings.NewReplacer("'", "", "’", "", "/", " ").Replace(strings.ToLower(name))
	out := [][]string{lexicon.Words(name)}
	if also := lexicon.Words(spelt.Replace(name)); !slices.Equal(also, out[0]) {
		out = append(out, also)
	}
	return out
}

// Named compares a surname as gates and passes write it, in capitals, without accents or blanks
// and maybe cut short, with a name as people give it: with given names, in any order.
func Named(surname, name string) Fit {
	best := Fit("")
	for _, s := range readings(surname) {
		for _, n := range readings(name) {
			switch named(s, n) {
			case Same:
				return Same
			case Near:
				best = Near
			}
		}
	}
	return best
}

// named compares the words of a surname with those of a name.
func named(surname, name []string) Fit {
	whole := strings.Join(surname, "")
	if whole == "" || len(name) == 0 {
		return ""
	}
	if among(surname, name) || runOf(name, func(run string) bool { return run == whole }) {
		return Same
	}
	const telling = 5             // fewer letters in common say little
	cut := len(whole) >= onPass-3 // with the oblique and a letter or two of the given name
	switch {
	case cut && runOf(name, func(run string) bool { return strings.HasPrefix(run, whole) }):
		return Same
	case len(whole) >= telling && runOf(name, func(run string) bool {
		return len(run) >= telling && (strings.HasPrefix(whole, run) || strings.HasPrefix(run, whole))
	}):
		return Near
	case len(whole) >= telling && runOf(name, func(run string) bool {
		return lexicon.Edits(run, whole, 1) <= 1 || lettered.Replace(run) == lettered.Replace(whole)
	}):
		return Near
	case slices.ContainsFunc(surname, func(w string) bool { return len(w) >= telling && slices.Contains(name, w) }):
		return Near
	}
	return ""
}

// among reports whether all words are in the others, in any order.
func among(words, others []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(others, w) })
}

// runOf reports whether words that follow each other, written as one, are as asked.
func runOf(words []string, fits func(string) bool) bool {
	for i := range words {
		run := ""
		for _, w := range words[i:] {
			if run += w; fits(run) {
				return true
			}
		}
	}
	return false
}

// flight is a carrier of two or three characters, not all digits, and up to four digits with a
// letter that may follow.
var flight = regexp.MustCompile(`^([A-Z]{3}|[A-Z][A-Z0-9]|[0-9][A-Z])0*([0-9]{1,4}[A-Z]?)$`)

// foldFlight writes a flight in one way, without blanks and zeros in front of its number; empty
// where it is none.
func foldFlight(s string) string {
	m := flight.FindStringSubmatch(signs(s))
	if m == nil {
		return ""
	}
	return m[1] + m[2]
}

// foldSeat writes a seat in one way: 1A for 001a.
func foldSeat(s string) string { return strings.TrimLeft(signs(s), "0") }

// signs are the capital letters and digits of a text.
func signs(s string) string {
	return strings.ToUpper(strings.Join(lexicon.Words(s), ""))
}

// foldTray writes a tray in one way: t77 for T-0077.
func foldTray(s string) string { return strings.Join(labelWords(s), "") }

// FoldLane writes the name of a lane in one way.
func FoldLane(s string) string { return strings.Join(labelWords(s), " ") }

// Lanes compares the names of lanes. They are near where one ends as the other does and is
// shorter: lane 4 in security 2, lane 4.
func Lanes(a, b string) Fit {
	short, long := labelWords(a), labelWords(b)
	if len(short) > len(long) {
		short, long = long, short
	}
	switch {
	case len(short) == 0:
		return ""
	case strings.Join(short, "") == strings.Join(long, ""):
		return Same
	case slices.Equal(short, long[len(long)-len(short):]):
		return Near
	}
	return ""
}

// labelWords are the words of what is written on a lane or a tray, its numbers without zeros in front and apart from
// letters.
func labelWords(name string) []string {
	return number.FindAllString(zeros.ReplaceAllString(strings.Join(lexicon.Words(name), " "), "$1"), -1)
}

var (
	number = regexp.MustCompile(`[0-9]+|[^0-9 ]+`)
	zeros  = regexp.MustCompile(`\b0+([0-9])`)
)
