package vehicle

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"lostfound/internal/lexicon"
)

// Plate is a number plate as somebody wrote it down.
type Plate struct {
	Text    string `json:"plate"`
	Country string `json:"country,omitempty"` // its sign, as D; empty where nobody said
}

// Likeness is how far two plates may be one.
type Likeness int

// The degrees of likeness.
const (
	Different Likeness = iota
	Close              // one character wrong, some that look alike, or the same in another country
	Same
)

// Lengths of a plate.
const (
	shortest = 3   // letters and digits
	longest  = 16  // of the same
	telling  = 5   // of them, so that one wrong leaves enough
	written  = 100 // bytes, with all that stands between them
)

// Readings are the plates that may be meant, folded. Two plates are the same where one of
// their readings is. What can be no plate has none.
//
// Blanks, dashes and zeros that begin a number count for nothing; O is 0, and I is 1: which of
// them begins a number, the formats of the country say. Umlauts are read with the e that some
// write for them and without. Letters of other alphabets are those that they look like: abroad,
// the 1968 Vienna Convention on Road Traffic (Annex 2) wants plates in Latin capitals.
func (p Plate) Readings() []string {
	if len(p.Text) > written {
		return nil
	}
	var out []string
	for _, text := range spellings(p.Text) {
		if n := len([]rune(text)); n < shortest || n > longest {
			continue
		}
		for _, meant := range append(corrected(text, p.Country), text) {
			out = append(out, oneForI(withoutZeros(meant)))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Compare says how far two plates may be one. A country that is given for one of them is
// taken to be that of both.
func (p Plate) Compare(other Plate) Likeness {
	here, there := Sign(p.Country), Sign(other.Country)
	if here == "" {
		p.Country = there
	}
	if there == "" {
		other.Country = here
	}
	like := Different
	for _, a := range p.Readings() {
		for _, b := range other.Readings() {
			like = max(like, compare(a, b))
		}
	}
	if here != there && here != "" && there != "" {
		return min(like, Close)
	}
	return like
}

func compare(a, b string) Likeness {
	if a == b {
		return Same
	}
	a, b = lexicon.Copied(a), lexicon.Copied(b)
	if a == b || len(a) >= telling && len(b) >= telling && lexicon.Edits(a, b, 1) == 1 {
		return Close
	}
	return Different
}

// umlauts are written with an e beside them where a keyboard has none, or without.
var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue")

// spellings are the letters and digits of a plate, folded, once with and once without the e
// of its umlauts.
func spellings(text string) []string {
	lower := strings.ToLower(norm.NFC.String(text))
	out := []string{signs(lower)}
	if spelt := umlauts.Replace(lower); spelt != lower {
		out = append(out, signs(spelt))
	}
	return out
}

// signs are the letters and digits of a text, in Latin where they look like that.
func signs(text string) string {
	return strings.Map(func(r rune) rune {
		if latin, ok := looksLike[r]; ok {
			return latin
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, lexicon.Fold(text))
}

// looksLike are Cyrillic and Greek letters whose capitals are drawn like Latin ones.
var looksLike = pair("авекмнорстухіјѕ", "abekmhopctyxijs", "αβεζηικμνορτυχ", "abezhikmnoptyx")

func pair(lists ...string) map[rune]rune {
	out := map[rune]rune{}
	for i := 0; i < len(lists); i += 2 {
		latin := []rune(lists[i+1])
		for k, r := range []rune(lists[i]) {
			out[r] = latin[k]
		}
	}
	return out
}

// withoutZeros leaves out the zeros that begin a number.
func withoutZeros(text string) string {
	var b strings.Builder
	inside := false // a number that has begun
	for i, r := range text {
		last := i == len(text)-1 || !unicode.IsDigit(rune(text[i+1]))
		if r == '0' && !inside && !last {
			continue
		}
		inside = unicode.IsDigit(r)
		b.WriteRune(r)
	}
	return b.String()
}

// oneForI makes one of O and 0, and of I and 1.
var oneForI = strings.NewReplacer("o", "0", "i", "1").Replace
