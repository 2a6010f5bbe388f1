package caller

import (
	"regexp"
	"slices"
	"strings"

	"lostfound/internal/lexicon"
	"lostfound/internal/match"
)

// Heard is what was understood of a caller, by what it may be. One thing heard may be several: a
// number may end a telephone's, or be a flight's.
type Heard struct {
	Words  []string // of names, folded, in Latin letters; initials too
	Digits []string // of telephones; of whole numbers without the zeros that begin them
	Codes  []string // capitals and digits: of references and flights, parts of them too
	Plates []string // folded
	Mails  []string // folded: whole, or the part before or behind the @
	Kinds  []string // things that were named, codes of the lexicon

	spans []span // of the words
}

// How much is listened to.
const (
	mostSaid    = 14  // words
	longestSaid = 200 // characters
)

// Listen reads what was typed while somebody spoke, most likely in the language.
func Listen(said, lang string) Heard {
	var h Heard
	if runes := []rune(said); len(runes) > longestSaid {
		said = string(runes[:longestSaid])
	}
	tokens := strings.FieldsFunc(arabicDigits(said), func(r rune) bool { return strings.ContainsRune(" ,;:\t\n\u00a0", r) })
	tokens = spokenMail(tokens[:min(len(tokens), mostSaid)])
	signs := callSigns(tokens)
	var run []string // tokens that may be one number or code
	for i, t := range tokens {
		bare := bareCode(t)
		switch {
		case strings.Contains(t, "@") || mailish.MatchString(t):
			h.addRun(run)
			run = nil
			h.Mails = append(h.Mails, strings.Trim(lexicon.Fold(t), "."))
		case signs[i] != "":
			run = append(run, signs[i])
		case len(bare) == 1 || strings.ContainsAny(bare, "0123456789"):
			run = append(run, t)
		default:
			h.addRun(run)
			run = nil
			h.Words = append(h.Words, nameWords(t)...)
			if bare != "" && (len(bare) <= 3 || !strings.ContainsAny(bare, "AEIOUY")) { // KL 1234, M-QX 417, BTPM
				run = []string{t}
			}
		}
	}
	h.addRun(run)
	for _, w := range lexicon.Read(said, lang) {
		for _, code := range w.Codes {
			if lexicon.GroupOf(code).Thing() && !slices.Contains(h.Kinds, code) {
				h.Kinds = append(h.Kinds, code)
			}
		}
	}
	h.Words = h.Words[:min(len(h.Words), mostWords)]
	h.spans = spans(h.Words)
	return h
}

// addRun notes tokens that were said one after the other: each, and all as one.
func (h *Heard) addRun(tokens []string) {
	if len(tokens) == 0 {
		return
	}
	number := "" // of the tokens so far that are digits alone, one after the other
	for _, t := range tokens {
		bare := bareCode(t)
		if strings.Trim(bare, "0123456789") == "" {
			number += bare
			h.addDigits(bare)
		} else {
			h.addDigits(number)
			number = ""
		}
		if len(bare) == 1 && len(tokens) < fewestCharacters && number == "" {
			h.Words = append(h.Words, strings.ToLower(bare)) // an initial
		}
		h.addCode(bare)
	}
	h.addDigits(number)
	whole := strings.Join(tokens, " ")
	h.addCode(bareCode(strings.ReplaceAll(whole, " ", "")))
	if strings.ContainsAny(whole, "0123456789") {
		h.Plates = append(h.Plates, match.Plates(whole)...)
	}
}

// addDigits notes digits: of a few the zeros that begin them count, as they may stand at the end.
func (h *Heard) addDigits(s string) {
	if len(s) >= wholeNumber {
		s = digits(s)
	}
	if len(s) >= fewestDigits && !slices.Contains(h.Digits, s) {
		h.Digits = append(h.Digits, s)
	}
}

func (h *Heard) addCode(code string) {
	if len(code) == codeLength+1 && code[0] == 'R' {
		code = code[1:]
	}
	if len(code) >= fewestCharacters && !slices.Contains(h.Codes, code) {
		h.Codes = append(h.Codes, code)
	}
}

// bareCode is a token as codes are written, in capitals and digits; empty where it has anything
// else but what stands between them.
func bareCode(token string) string {
	var out strings.Builder
	for _, r := range strings.ToUpper(lexicon.Fold(token)) {
		switch {
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			out.WriteRune(r)
		case !strings.ContainsRune("-./()+", r):
			return ""
		}
	}
	return out.String()
}

// mailish is a part of an address without its @: j.devries, gmail.com.
var mailish = regexp.MustCompile(`^[\pL\d_-]{1,64}(\.[\pL\d_-]{1,64})*\.\pL{2,}\d*$`)

// What stands for @ and for a dot where an address is spoken.
var (
	atWords  = strings.Fields("at apenstaartje apenstaart arobase klammeraffe malpa arroba et chiocciola")
	dotWords = strings.Fields("dot punt punkt point kropka punto nokta")
)

// spokenMail writes an address that was spoken, anna at gmail punt com, as one token.
func spokenMail(tokens []string) []string {
	said := func(words []string) bool {
		return slices.ContainsFunc(tokens, func(t string) bool { return slices.Contains(words, lexicon.Fold(t)) })
	}
	if !said(atWords) || !said(dotWords) {
		return tokens
	}
	var out []string
	glue := false
	for _, t := range tokens {
		between := ""
		switch low := lexicon.Fold(t); {
		case slices.Contains(atWords, low):
			between = "@"
		case slices.Contains(dotWords, low):
			between = "."
		}
		if n := len(out); n > 0 && (glue || between != "") {
			if between == "" {
				between = t
			}
			out[n-1] += between
		} else {
			out = append(out, t)
		}
		glue = between == "@" || between == "."
	}
	return out
}

// callSigns are the letters that tokens spell by the airports' alphabet, beside each; none unless
// something is spelled, as Mike, Oscar and Victor call too.
func callSigns(tokens []string) map[int]string {
	out := map[int]string{}
	single := false
	for i, t := range tokens {
		low := lexicon.Fold(t)
		if at := slices.Index(signs, low); at >= 0 {
			out[i] = string(rune('A' + at))
		}
		single = single || len(low) == 1
	}
	if len(out) < 2 || !single {
		return nil
	}
	return out
}

// arabicDigits writes the digits of Arabic keyboards as ours.
func arabicDigits(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '٠' && r <= '٩':
			return '0' + r - '٠'
		case r >= '۰' && r <= '۹':
			return '0' + r - '۰'
		}
		return r
	}, s)
}
