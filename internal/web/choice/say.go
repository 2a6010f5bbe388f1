package choice

import (
	"slices"
	"strings"

	"lostfound/internal/lexicon"
	"lostfound/internal/locale"
)

// SayKind is what a thing is called in the reader's language: its owner's or finder's word
// where that is the reader's own, and else what the lexicon calls it, whatever language the word
// is in. What the lexicon does not know stays the word it is; empty where nothing is said.
func SayKind(l *locale.Language, word, category, lang string) string {
	if word != "" && own(l, lang) {
		return word
	}
	var codes []string
	for _, w := range lexicon.Read(word, lang) {
		for _, code := range w.Codes {
			if lexicon.GroupOf(code).Thing() && !w.Not {
				codes = append(codes, code)
			}
		}
	}
	switch _, known := lexicon.Lookup(category); {
	case known && (len(codes) != 1 || slices.Contains(codes, category)):
		return Name(l, category)
	case len(codes) > 0:
		return Name(l, codes[0])
	}
	return word
}

// SayColours are colours in the reader's language, whatever language they were said in. A
// word that the lexicon does not know stays as it is.
func SayColours(l *locale.Language, words []string, lang string) []string {
	out := make([]string, len(words))
	for i, word := range words {
		out[i] = sayColour(l, word, lang)
	}
	return out
}

func sayColour(l *locale.Language, word, lang string) string {
	if slices.Contains(colours, word) {
		return l.Say("colour."+word, nil)
	}
	if own(l, lang) {
		return word
	}
	var names []string
	for _, w := range lexicon.Read(word, lang) {
		i := slices.IndexFunc(w.Codes, func(code string) bool {
			g := lexicon.GroupOf(code)
			return g == lexicon.Colour || g == lexicon.Pattern || g == lexicon.Material
		})
		if i < 0 {
			return word
		}
		names = append(names, Name(l, w.Codes[i]))
	}
	if len(names) == 0 {
		return word
	}
	return strings.Join(names, " ")
}

// own reports whether texts in that language are in the reader's.
func own(l *locale.Language, lang string) bool {
	primary, _, _ := strings.Cut(lang, "-")
	return primary == l.Code
}
