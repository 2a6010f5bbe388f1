package desk

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"lostfound/internal/found"
	"lostfound/internal/lexicon"
	"lostfound/internal/loss"
	"lostfound/internal/match"
)

// quote is what a person wrote, word for word.
type quote struct{ Text, Lang string }

// longestQuote is how much of a sentence is quoted, in characters.
const longestQuote = 90

// said is what one side of a pair was told in words, in pieces short enough to quote.
type said struct {
	lang   string
	pieces []piece
	place  string
	serial string
	plate  string
	name   string // on the thing, as the traveller tells it
}

// piece is a few words and what they speak of.
type piece struct {
	text  string
	words []lexicon.Word
}

func (s *said) tell(texts ...string) {
	for _, text := range texts {
		for _, clause := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".,;:!?()\n", r) }) {
			if clause = strings.TrimSpace(clause); clause != "" {
				s.pieces = append(s.pieces, piece{clause, lexicon.Read(clause, s.lang)})
			}
		}
	}
}

func saidOf(r loss.Report, t loss.Thing) said {
	s := said{lang: r.Lang, place: r.Place, serial: t.Identifiers.Serial, plate: t.Identifiers.Plate, name: t.Identifiers.Name}
	s.tell(append([]string{t.Type}, t.Colours...)...)
	s.tell(t.Brand, t.Description)
	if s.name == "" {
		s.name = r.Contact.Name
	}
	return s
}

func notedOf(it found.Item) said {
	s := said{lang: it.Lang, place: it.Zone, serial: it.Serial, plate: it.Plate}
	s.tell(append([]string{it.Type}, it.Colours...)...)
	s.tell(it.Brand, it.Description, it.Marks)
	return s
}

// quotes are what the traveller and the finder wrote that a reason rests on; empty where it
// rests on no words of theirs.
func quotes(r match.Reason, lost, noted said) (wrote, note quote) {
	pair := func(a, b string) (quote, quote) { return lost.as(a), noted.as(b) }
	switch r.Kind {
	case match.ByPlace:
		return pair(lost.place, noted.place)
	case match.BySerial:
		return pair(lost.serial, noted.serial)
	case match.ByPlate:
		return pair(lost.plate, noted.plate)
	case match.ByName:
		return pair(lost.name, noted.naming(lost.name))
	case match.ByNumber:
		return pair(lost.speaking(r.Args["Number"]), noted.speaking(r.Args["Number"]))
	case match.ByPart:
		part, one, other := r.Args["Part"], r.Args["Loss"], r.Args["Find"]
		return pair(cmp.Or(lost.speaking(part, one), lost.speaking(one)), cmp.Or(noted.speaking(part, other), noted.speaking(other)))
	case match.ByThing, match.ByColour, match.ByBrand, match.ByDetail, match.ByWord:
		one, other := r.Args["Loss"], r.Args["Find"]
		if one == "" {
			one = other // the one denies what the other says
		} else if other == "" {
			other = one
		}
		return pair(lost.speaking(one), noted.speaking(other))
	}
	return quote{}, quote{}
}

func (s said) as(text string) quote {
	if utf8.RuneCountInString(text) > longestQuote {
		text = string([]rune(text)[:longestQuote-1]) + "…"
	}
	return quote{text, s.lang}
}

// speaking is the first piece that speaks of all the terms: codes of the lexicon, or words as
// it folds them.
func (s said) speaking(terms ...string) string {
	for _, p := range s.pieces {
		if !slices.ContainsFunc(terms, func(term string) bool { return term == "" || !p.speaksOf(term) }) {
			return p.text
		}
	}
	return ""
}

func (p piece) speaksOf(term string) bool {
	return slices.ContainsFunc(p.words, func(w lexicon.Word) bool {
		for meaning := range strings.SplitSeq(term, "|") { // an ambiguous word has several
			if slices.Contains(w.Codes, meaning) {
				return true
			}
		}
		return strings.ReplaceAll(w.Text, " ", "") == term
	})
}

// naming is the first piece with a word of the name in it.
func (s said) naming(name string) string {
	words := lexicon.Words(name)
	for _, p := range s.pieces {
		for _, w := range lexicon.Words(p.text) {
			if len(w) > 2 && slices.Contains(words, w) {
				return p.text
			}
		}
	}
	return ""
}
