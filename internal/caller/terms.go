package caller

import (
	"slices"
	"strings"

	"lostfound/internal/match"
)

// Terms are what a card is found by in the index. The prefix says what it is:
//
//	n: word of a name   s: how it sounds   g: three letters of it   i: what it begins with
//	f: last digits of a telephone, 3, 4 and 8   d: three digits of it   m: address   a: before the @   h: behind it
//	r: code of a reference, one character left open   q: three characters of it
//	v: flight   p: plate   o: three characters of it   k: thing
func (c Card) Terms() []string {
	var out []string
	for _, t := range slices.Concat(c.names(), c.numbers()) {
		out = append(out, t.Term)
	}
	return out
}

func (c Card) names() []match.Term {
	var t terms
	for _, name := range c.Names {
		for _, s := range spans(name) {
			t.name(s.word, s.joined)
		}
		for _, w := range name {
			t.add("i:"+w[:1], 0)
		}
	}
	if local, domain, _ := strings.Cut(c.Mail, "@"); local != "" {
		t.mail(c.Mail, local, domain)
	}
	return t.all
}

func (c Card) numbers() []match.Term {
	var t terms
	for _, p := range c.Phones {
		t.phone(p)
	}
	t.code(c.Code)
	for _, f := range c.Flights {
		t.add("v:"+f, 0)
		t.add("v:"+f[2:], 0)
	}
	for _, p := range c.Plates {
		t.plate(p)
	}
	for _, k := range c.Kinds {
		for code := range strings.SplitSeq(k, "|") {
			t.add("k:"+code, 0)
		}
	}
	return t.all
}

// Terms are what is looked for to find whom was heard.
func (h Heard) Terms() []match.Term {
	var t terms
	for _, s := range h.spans {
		t.name(s.word, s.joined)
	}
	for _, w := range h.Words {
		if len(w) == 1 {
			t.add("i:"+w, 1)
		}
	}
	for _, m := range h.Mails {
		local, domain, whole := strings.Cut(m, "@")
		if t.mail(m, local, domain); !whole {
			t.mail("", "", m)
		}
	}
	for _, d := range h.Digits {
		t.phone(d)
	}
	for _, c := range h.Codes {
		t.code(spelt.Replace(c))
		t.add("v:"+c, 2)
		for _, f := range flightsIn(c) {
			t.add("v:"+f, 2)
		}
	}
	for _, p := range h.Plates {
		t.plate(p)
	}
	for _, k := range h.Kinds {
		t.add("k:"+k, 0.5)
	}
	return t.all
}

// terms gathers terms, each once, with what its presence is worth.
type terms struct{ all []match.Term }

func (t *terms) add(term string, weight float64) {
	if !slices.ContainsFunc(t.all, func(known match.Term) bool { return known.Term == term }) {
		t.all = append(t.all, match.Term{Term: term, Weight: weight})
	}
}

// name adds a word of a name; of two words written as one only how they are written and sound.
func (t *terms) name(word string, joined bool) {
	if len(word) < 2 {
		return
	}
	t.add("n:"+word, 2)
	for _, e := range echoes(word) {
		t.add("s:"+e, 1.5)
	}
	if !joined && !isParticle(word) {
		t.grams("g:", "^"+word+"$", 0.5)
	}
}

func (t *terms) grams(prefix, of string, weight float64) {
	for i := 0; i+3 <= len(of); i++ {
		t.add(prefix+of[i:i+3], weight)
	}
}

func (t *terms) mail(whole, local, domain string) {
	if local != "" {
		t.add("m:"+whole, 3)
		t.add("a:"+bareMail(local), 2)
		t.grams("g:", "^"+bareMail(local)+"$", 0.5)
		for _, w := range nameWords(local) {
			t.name(w, true)
		}
	}
	if domain != "" {
		t.add("h:"+domain, 0.5)
	}
}

func (t *terms) phone(number string) {
	for _, n := range []int{3, 4, 8} {
		if len(number) >= n {
			t.add("f:"+number[len(number)-n:], 1)
		}
	}
	if len(number) > fewestDigits {
		t.grams("d:", number[max(0, len(number)-9):], 0.5)
	}
}

// code adds a code of a reference by what its characters may be taken for. Of a whole one each
// character is left open once, so that one that is quite wrong does not hide it.
func (t *terms) code(code string) {
	code = muffled.Replace(code)
	if len(code) == codeLength {
		for i := range code {
			t.add("r:"+code[:i]+"_"+code[i+1:], 1.5)
		}
	}
	t.grams("q:", code, 1)
}

func (t *terms) plate(plate string) {
	t.add("p:"+plate, 3)
	t.grams("o:", plate, 0.5)
}
