package lexicon

import (
	"slices"
	"strings"
)

// BrandOf returns the code of the brand that a maker's name means, misspelt or not, or
// "" where it is not known.
func BrandOf(name string) string {
	l, words := shelf(), Words(name)
	for n := len(words); n > 0; n-- {
		for _, s := range slices.Concat(l.exact[strings.Join(words[:n], " ")], l.exact[strings.Join(words[:n], "")]) {
			if c := &l.concepts[s.concept]; c.Group == Brand {
				return c.Code
			}
		}
	}
	return l.misspelt(strings.Join(words, ""))
}

// leastMisspelt is how long a brand must be for one wrong letter to be forgiven.
const leastMisspelt = 5

// misspelt finds the one brand whose name is a letter off.
func (l *lexicon) misspelt(word string) string {
	if len(word) < leastMisspelt || len(word) > longestOne {
		return ""
	}
	found := ""
	for i := range l.concepts {
		c := &l.concepts[i]
		if c.Group != Brand {
			continue
		}
		for _, name := range c.names[""] {
			if name = strings.Join(Words(name), ""); len(name) >= leastMisspelt && oneSlip([]rune(word), []rune(name)) {
				if found != "" && found != c.Code {
					return ""
				}
				found = c.Code
			}
		}
	}
	return found
}
