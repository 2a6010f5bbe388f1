package lexicon

import (
	"slices"
	"unicode/utf8"
)

// leastSpelt is how long a word must be for a slip in it to be seen: shorter ones are one
// slip away from too many others.
const leastSpelt = 5

// Misspelt returns the codes that a word may mean whose writer slipped once: a character
// is wrong, missing or too many, or two have changed places. Names in the language (BCP 47, may be
// empty) go before those in others. A word the lexicon knows is not misspelt.
func Misspelt(word, lang string) []string {
	l := shelf()
	if word = Fold(word); utf8.RuneCountInString(word) < leastSpelt || len(l.exact[word]) > 0 {
		return nil
	}
	runes := []rune(word)
	var own, other []sense
	for name, senses := range l.exact {
		if len(name) < leastSpelt-1 || len(name)+4 < len(word) || len(name) > len(word)+4 || !oneSlip(runes, []rune(name)) {
			continue
		}
		own = append(own, in(senses, primary(lang))...)
		other = append(other, senses...)
	}
	if len(own) > 0 {
		return l.codesOf(own)
	}
	return l.codesOf(other)
}

// oneSlip reports whether a character is wrong, missing, too many or swapped with the next, or none is.
func oneSlip(a, b []rune) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	switch len(a) - len(b) {
	case 1:
		return slices.Equal(a[i+1:], b[i:])
	case 0:
		swapped := i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && slices.Equal(a[i+2:], b[i+2:])
		return i == len(a) || swapped || slices.Equal(a[i+1:], b[i+1:])
	}
	return false
}
