package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letters that decomposition leaves whole.
var letters = strings.NewReplacer("ß", "ss", "ø", "o", "æ", "ae", "œ", "oe", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i", "ŀ", "l", "ŋ", "n", "ς", "σ")

// Fold makes spellings alike: lower case, no accents, ligatures written out.
func Fold(s string) string {
	ascii := true
	for i := range len(s) {
		if s[i] >= 0x80 || 'A' <= s[i] && s[i] <= 'Z' {
			ascii = false
			break
		}
	}
	if ascii {
		return s
	}
	s = norm.NFKD.String(strings.ToLower(s))
	var b strings.Builder
	for _, r := range s {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return letters.Replace(b.String())
}

// maxWords is how much of a text is read. Travellers write 30 words on average.
const maxWords = 800

// Words splits a text into folded words: runs of letters and digits, where three or
// more letters followed by digits are two (iPhone14). At most 800 are returned.
func Words(text string) []string {
	tokens := tokenise(text)
	out := make([]string, len(tokens))
	for i, t := range tokens {
		out[i] = t.text
	}
	return out
}

// token is a word of a text. first says that it does not continue what stands before it:
// there is a break in the sentence between.
type token struct {
	text  string
	first bool
	caps  bool // began with a capital
	loud  bool // all letters are capitals, at least three
}

func tokenise(text string) []token {
	if len(text) > 20*maxWords {
		text = strings.ToValidUTF8(text[:20*maxWords], "")
	}
	var out []token
	first := true
	begin, letters, digits := -1, 0, 0 // of the word we are in
	end := func(at int) {
		if begin >= 0 && len(out) < maxWords {
			word := text[begin:at]
			r, _ := utf8.DecodeRuneInString(word)
			loud := letters >= 3 && strings.ToUpper(word) == word && strings.ToLower(word) != word
			if folded := Fold(word); folded != "" { // not a mark without a letter
				out = append(out, token{folded, first, unicode.IsUpper(r), loud})
				first = false
			}
		}
		begin, letters, digits = -1, 0, 0
	}
	for at, r := range text {
		digit := unicode.IsDigit(r)
		switch {
		case digit || unicode.IsLetter(r) || unicode.Is(unicode.M, r):
			if digit && letters >= 3 && digits == 0 {
				end(at)
			}
			if begin < 0 {
				begin = at
			}
			if digit {
				digits++
			} else {
				letters++
			}
		default:
			end(at)
			if strings.ContainsRune(",;:!?()\n\"/", r) || r == '.' && endsSentence(text[at+1:]) {
				first = true
			}
		}
	}
	end(len(text))
	return out
}

// endsSentence tells a full stop from the dot of an abbreviation by what follows.
func endsSentence(rest string) bool {
	after := strings.TrimLeft(rest, " ")
	if after == "" {
		return true
	}
	return len(after) < len(rest) && unicode.IsUpper([]rune(after)[0])
}

// primary is the language of a tag without region, with Norwegian as one.
func primary(lang string) string {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	if lang == "nb" || lang == "nn" {
		return "no"
	}
	return lang
}
