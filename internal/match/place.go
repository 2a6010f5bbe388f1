package match

import (
	"regexp"
	"strings"
	"unicode"

	"lostfound/internal/lexicon"
)

var (
	gate     = regexp.MustCompile(`^[A-Z]\d{1,3}$`)
	terminal = regexp.MustCompile(`^[Tt]?(\d)([A-Z])?$`)
)

// readPlace notes where in a site: kinds of place by code; gates as D44 and D; terminals as
// T2 and T2F; other numbers as #17.
func (t *Traits) readPlace(text, lang string) {
	for _, w := range lexicon.Read(text, lang) {
		for _, code := range w.Codes {
			if groupOf(code) == lexicon.Place {
				t.Places = append(t.Places, code)
			}
		}
	}
	for _, spot := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		upper := strings.ToUpper(spot)
		m := terminal.FindStringSubmatch(upper)
		switch {
		case m != nil && (m[2] != "" || upper[0] == 'T'):
			t.Places = append(t.Places, "T"+m[1])
			if m[2] != "" {
				t.Places = append(t.Places, "T"+m[1]+m[2], m[2])
			}
		case gate.MatchString(upper):
			t.Places = append(t.Places, upper, upper[:1])
		case isNumber(spot) && len(spot) <= 3:
			t.Places = append(t.Places, "#"+spot)
		case len(spot) == 1 && spot == upper && spot >= "A" && spot <= "Z":
			t.Places = append(t.Places, spot)
		}
	}
}

// exactness is how much a gate, a number, a terminal or a pier narrows a place down.
func exactness(spot string) float64 {
	switch {
	case spot[0] == '#':
		return 0.7
	case len(spot) == 2 && spot[0] == 'T': // T2
		return 0.2
	case gate.MatchString(spot):
		return 1
	}
	return 0.5 // T2F, F
}
