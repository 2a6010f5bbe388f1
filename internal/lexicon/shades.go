package lexicon

import "slices"

// Colours are those that people are offered to pick from, in that order. All others are
// shades of these.
var Colours = []string{"black", "grey", "white", "silver", "gold", "beige", "brown", "red", "pink", "orange", "yellow", "green", "blue", "purple", "multicolour"}

// ShadeOf returns which of Colours a colour is a shade of, or else is taken for; none where it is no
// colour, or like none.
func ShadeOf(code string) []string {
	if slices.Contains(Colours, code) {
		return []string{code}
	}
	c, known := Lookup(code)
	if !known || c.Group != Colour {
		return nil
	}
	for _, like := range [][]string{c.Wider, c.Near} {
		like = slices.DeleteFunc(slices.Clone(like), func(code string) bool { return !slices.Contains(Colours, code) })
		if len(like) > 0 {
			return like
		}
	}
	return nil
}
