package vehicle

import (
	"slices"
	"strings"
	"time"

	"lostfound/internal/lexicon"
)

// How far a return may lie from the time that is remembered. Who hands the key in knows the
// hour; the desk may book it only the next morning. Who did not hand it in guesses.
const (
	remembered = 30 * time.Minute
	before     = 2 * time.Hour
	booked     = 14 * time.Hour
	guessed    = 24 * time.Hour
)

// returned compares when a car came back.
func (s Sought) returned(at time.Time) Fit {
	from, to := s.window()
	if from.IsZero() {
		return ""
	}
	early, late := before, booked
	if s.ByColleague {
		early, late = guessed, guessed
	}
	switch {
	case !at.Before(from.Add(-remembered)) && !at.After(to.Add(remembered)):
		return Fits
	case !at.Before(from.Add(-early)) && !at.After(to.Add(late)):
		return Near
	}
	return Other
}

// window is within which the car was returned: an instant where only one end is known, zero
// where none is.
func (s Sought) window() (from, to time.Time) {
	from, to = s.From, s.To
	if from.IsZero() {
		from = to
	}
	if to.IsZero() {
		to = from
	}
	return from, to
}

// off is how far a return lies from the time that was said.
func (s Sought) off(at time.Time) time.Duration {
	from, to := s.window()
	if from.IsZero() {
		return 0
	}
	return max(from.Sub(at), at.Sub(to), 0)
}

// alike compares names of companies or models: they fit where all words of one are in the
// other, as Golf in VW Golf Variant, and are near where one is.
func alike(a, b string) Fit {
	few, many := lexicon.Words(a), lexicon.Words(b)
	if len(few) > len(many) {
		few, many = many, few
	}
	if len(few) == 0 {
		return ""
	}
	if strings.Join(few, "") == strings.Join(many, "") {
		return Fits
	}
	shared := 0
	for _, w := range few {
		if slices.ContainsFunc(many, func(m string) bool { return m == w || misspelt(m, w) }) {
			shared++
		}
	}
	switch shared {
	case len(few):
		return Fits
	case 0:
		return Other
	}
	return Near
}

// misspelt reports whether two words differ by one character of at least five.
func misspelt(a, b string) bool {
	return min(len(a), len(b)) >= telling && lexicon.Edits(a, b, 1) <= 1
}

// colour compares colours in two languages: they are near where one is a shade of the other or
// taken for it.
func (s Sought) colour(of, lang string) Fit {
	a, b := coloursIn(s.Colour, s.Lang), coloursIn(of, lang)
	if len(a) == 0 || len(b) == 0 {
		return ""
	}
	best := 0.0
	for _, x := range a {
		for _, y := range b {
			best = max(best, lexicon.Like(x, y), shade(x, y))
		}
	}
	switch {
	case best == lexicon.Same:
		return Fits
	case best >= lexicon.Siblings:
		return Near
	}
	return Other
}

func shade(a, b string) float64 {
	if slices.ContainsFunc(lexicon.ShadeOf(a), func(of string) bool { return slices.Contains(lexicon.ShadeOf(b), of) }) {
		return lexicon.Neighbour
	}
	return 0
}

// coloursIn are the codes of the colours that a text names. Not every fleet's program speaks
// the language of its lot, so each word is read for itself as well.
func coloursIn(text, lang string) []string {
	words := lexicon.Read(text, lang)
	for _, w := range lexicon.Words(text) {
		words = append(words, lexicon.Read(w, "")...)
	}
	var out []string
	for _, w := range words {
		for _, code := range w.Codes {
			if lexicon.GroupOf(code) == lexicon.Colour && code != "dark" && code != "light" {
				out = append(out, code)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
