package caller

import (
	"strings"

	"lostfound/internal/lexicon"
)

// nameWords are the words of a name, folded and in Latin letters.
func nameWords(name string) []string {
	var out []string
	for _, w := range lexicon.Words(name) {
		if bare, article := strings.CutPrefix(w, "ال"); article && len(bare) > 2*len("ا") {
			w = bare // which others write apart, or as the letter that follows
		}
		if w = latin.Replace(w); w != "" {
			out = append(out, w)
		}
	}
	return out[:min(len(out), mostWords)]
}

// mostWords bounds a name, and so the cost of a comparison.
const mostWords = 8

// latin writes folded Cyrillic, Greek and Arabic letters as a Latin passport would, roughly: what
// is left to choose, the ear evens out.
var latin = strings.NewReplacer(
	"а", "a", "б", "b", "в", "v", "г", "g", "ґ", "g", "д", "d", "е", "e", "є", "ye", "ж", "zh", "з", "z", "и", "i", "і", "i", "к", "k", "л", "l", "м", "m",
	"н", "n", "о", "o", "п", "p", "р", "r", "с", "s", "т", "t", "у", "u", "ф", "f", "х", "kh", "ц", "ts", "ч", "ch", "ш", "sh", "щ", "shch", "ъ", "", "ы", "y",
	"ь", "", "э", "e", "ю", "yu", "я", "ya", "ђ", "dj", "ј", "j", "љ", "lj", "њ", "nj", "ћ", "c", "џ", "dz",
	"α", "a", "β", "v", "γ", "g", "δ", "d", "ε", "e", "ζ", "z", "η", "i", "θ", "th", "ι", "i", "κ", "k", "λ", "l", "μπ", "b", "μ", "m", "ντ", "nt", "ν", "n", "ξ", "x",
	"ου", "ou", "ο", "o", "π", "p", "ρ", "r", "σ", "s", "τ", "t", "υ", "y", "φ", "f", "χ", "ch", "ψ", "ps", "ω", "o",
	"ا", "a", "ب", "b", "ت", "t", "ث", "th", "ج", "j", "ح", "h", "خ", "kh", "د", "d", "ذ", "dh", "ر", "r", "ز", "z", "س", "s", "ش", "sh", "ص", "s", "ض", "d", "ط", "t",
	"ظ", "z", "ع", "a", "غ", "gh", "ف", "f", "ق", "q", "ك", "k", "ل", "l", "م", "m", "ن", "n", "ه", "h", "و", "u", "ي", "i", "ى", "a", "ة", "a", "ء", "",
	"پ", "p", "چ", "ch", "گ", "g", "ژ", "zh", "ی", "i", "ک", "k",
)

// spoken evens out how languages write one sound. What is left are letters and two marks: S for
// all that hisses broadly, H for a ch, which is a k, a sh or nothing to another ear.
var spoken = strings.NewReplacer(
	"shch", "S", "tsch", "S", "dsch", "j", "sch", "S", "tch", "S", "dzh", "j", "krz", "kS", "prz", "pS", "trz", "tS", "sh", "S", "cz", "S", "sz", "S", "zh", "S", "dj", "j",
	"eaux", "o", "eau", "o", "ault", "o", "aud", "o", "aux", "o", "au", "o", "cois", "soa", "oi", "oa", "oy", "oi",
	"ch", "H", "kh", "H", "ph", "f", "bh", "v", "mh", "v", "gh", "g", "th", "t", "dh", "d", "ck", "k", "que", "k", "qu", "k", "q", "k", "x", "ks", "tz", "s", "ts", "s", "ce", "se", "ci", "si",
	"cy", "si", "c", "k", "w", "v", "ou", "u", "oo", "u", "ee", "i", "ie", "i", "ij", "ei", "ey", "ei", "ai", "ei", "y", "i",
)

// heard is a word as it sounds: spoken, without doubled letters.
func heard(word string) string {
	word = spoken.Replace(word)
	out := make([]byte, 0, len(word))
	for i := range len(word) {
		if i == 0 || word[i] != word[i-1] {
			out = append(out, word[i])
		}
	}
	return string(out)
}

// classes are letters that are taken for each other, by the first of each.
var classes = strings.NewReplacer("b", "p", "d", "t", "g", "k", "v", "f", "z", "s", "S", "s")

// echoes are what a word sounds like at the other end of a bad line: consonants by class, and one mark
// for what begins without one. A ch gives several.
func echoes(word string) []string {
	h := heard(word)
	var out []string
	for _, ch := range []string{"", "k", "s"} {
		var e strings.Builder
		for i, r := range classes.Replace(strings.ReplaceAll(h, "H", ch)) {
			switch {
			case strings.ContainsRune("aeiouhj", r):
				if i == 0 {
					e.WriteByte('a')
				}
			case !strings.HasSuffix(e.String(), string(r)):
				e.WriteRune(r)
			}
		}
		if e.Len() >= 2 {
			out = append(out, e.String())
		}
		if !strings.Contains(h, "H") {
			break
		}
	}
	return out
}
