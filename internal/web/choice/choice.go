// Package choice is what people pick from by picture and colour, where others
// would make them type.
package choice

import (
	"slices"

	"lostfound/internal/lexicon"
	"lostfound/internal/locale"
)

// Option is one of several that can be picked.
type Option struct{ Code, Name string }

// Codes is what was picked.
type Codes []string

// Has reports whether the code was picked.
func (c Codes) Has(code string) bool { return slices.Contains(c, code) }

// colours that people are offered, each a swatch of shared/forms.css.
var colours = lexicon.Colours

// Colours returns the colours to pick from.
func Colours(l *locale.Language) []Option {
	out := make([]Option, len(colours))
	for i, c := range colours {
		out[i] = Option{c, l.Say("colour."+c, nil)}
	}
	return out
}

// ColourWords turns picked colours into words of the language, which is how records
// keep them. What is no colour of ours stays as it is.
func ColourWords(l *locale.Language, picked Codes) []string {
	var out []string
	for _, c := range picked {
		if slices.Contains(colours, c) {
			c = l.Say("colour."+c, nil)
		}
		out = append(out, c)
	}
	return out
}
