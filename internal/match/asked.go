package match

import (
	"slices"
	"strings"

	"lostfound/internal/lexicon"
)

// What a term is worth as the sense of a word that somebody typed.
const (
	meant    = 4 // the very word, number or concept
	narrower = 3 // a kind of what was typed
	spelt    = 2 // what it would mean with one slip less, or what begins with it
	sounds   = 1 // something written differently that may be the same name
)

// mostAsked bounds the words of a question.
const mostAsked = 12

// Asked reads what a person types in a search, in any language: for each word, the terms
// that may stand for it. Their weights are whole, from 1 to 4.
func Asked(words, lang string) [][]Term {
	var out [][]Term
	whole := number(words)
	for _, w := range lexicon.Read(words, lang) {
		var senses []Term
		for _, t := range slices.Concat(meanings(w.Codes, meant), spelling(w, lang), number(w.Text), whole) {
			if t.Term[len("k:"):] != "" && !slices.ContainsFunc(senses, func(s Term) bool { return s.Term == t.Term }) {
				senses = append(senses, t)
			}
		}
		if len(senses) > 0 && len(out) < mostAsked {
			out = append(out, senses)
		}
	}
	return out
}

// meanings are the terms of concepts, and of things that are a kind of them.
func meanings(codes []string, worth float64) []Term {
	var out []Term
	for _, code := range codes {
		switch g := groupOf(code); {
		case g == lexicon.Brand:
			out = append(out, Term{"b:" + code, worth})
		case g == lexicon.Place:
			out = append(out, Term{"z:" + code, worth})
		case g != lexicon.Number:
			out = append(out, Term{prefixOf(code) + code, worth})
		}
		for _, c := range lexicon.Concepts() {
			if slices.Contains(c.Wider, code) {
				out = append(out, Term{prefixOf(c.Code) + c.Code, min(worth, narrower)})
			}
		}
	}
	return out
}

// spelling are the terms of a word as it is written, and as it may have been meant.
func spelling(w lexicon.Word, lang string) []Term {
	if len(w.Text) < 2 {
		return nil
	}
	out := []Term{{"w:" + w.Text, meant}, {"n:" + w.Text, meant}, {"b:" + w.Text, meant}}
	if len(w.Codes) > 0 {
		return out
	}
	out = append(out, meanings(lexicon.Misspelt(w.Text, lang), spelt)...)
	if n := len(w.Text); n == opening || n == opening+1 {
		out = append(out, Term{"x:" + w.Text[:opening], spelt})
	}
	if s := sound(w.Text); s != "" {
		out = append(out, Term{"s:" + s, sounds})
	}
	return out
}

// number are the terms of a text that may be a serial, a plate, a telephone or a gate.
func number(text string) []Term {
	var t Traits
	t.readPlace(text, "")
	if strings.ContainsAny(text, "0123456789") {
		t.addSerial(text)
		t.addPlate(text)
		t.addPhone(text)
	}
	var out []Term
	add := func(prefix string, all []string) {
		for _, s := range all {
			out = append(out, Term{prefix + s, meant})
		}
	}
	add("i:", t.Serials)
	add("p:", t.Plates)
	add("f:", t.Phones)
	for _, s := range t.Serials {
		for i := 0; i+opening <= len(s) && len(s) > opening; i++ {
			out = append(out, Term{"j:" + s[i:i+opening], sounds})
		}
	}
	if words := lexicon.Words(text); len(words) == 1 {
		for _, z := range t.Places {
			if exactness(z) > 0.5 {
				out = append(out, Term{"z:" + z, meant})
			}
		}
	}
	return out
}

// AskedTerms are the terms under which an item or a loss is also found by whoever asks in words:
// how its names sound, and the places it may be asked for by.
func AskedTerms(t Traits) []string {
	var out []string
	for _, w := range slices.Concat(t.Names, t.Words, t.Brands) {
		if s := sound(w); s != "" && groupOf(w) == "" {
			out = append(out, "s:"+s)
		}
	}
	for _, z := range t.Places {
		out = append(out, "z:"+z)
	}
	return out
}

// alike are letters that are heard as one another in the languages of our travellers.
var alike = strings.NewReplacer("sch", "s", "ph", "f", "ck", "k", "th", "t", "x", "ks", "c", "k", "q", "k", "z", "s", "v", "f", "w", "f", "d", "t")

// sound is what remains of a folded word when what people spell differently is left out:
// vowels but the first, doubles, h and j. Janssen, Jansen and Jnasen sound the same. It is empty where
// too little remains.
func sound(word string) string {
	heard := []rune(alike.Replace(word))
	var out []rune
	for i, r := range heard {
		switch {
		case i > 0 && strings.ContainsRune("aeiouyhj", r):
			continue
		case len(out) > 0 && out[len(out)-1] == r:
			continue
		}
		out = append(out, r)
	}
	if len(out) < 3 || strings.ContainsAny(word, "0123456789") {
		return ""
	}
	return string(out)
}
