package match

import (
	"slices"
	"strings"
	"time"

	"lostfound/internal/lexicon"
)

// Term is a word of the index with what its presence is worth. The prefix says what it is:
//
//	k: thing   c: colour   b: brand   d: detail, motif, material   w: word   x: beginning of a word
//	i: serial  j: four characters of a serial   p: plate   n: name   f: telephone
//	z: gate or number in a site   t: day, in UTC
type Term struct {
	Term   string
	Weight float64
}

// FindTerms are the terms under which an item stands in the index.
func FindTerms(f Find) []string { return bare(FindQuery(f)) }

// LossTerms are what is looked for on behalf of a loss, and also the terms under which it
// stands in the index.
func LossTerms(l Loss) []Term {
	out := l.terms()
	if l.From.IsZero() {
		return out
	}
	day := l.From.Add(-daysWrong * 24 * time.Hour)
	for range mostDays {
		if day.After(l.To.Add(daysLate * 24 * time.Hour)) {
			break
		}
		out = append(out, dayOf(day))
		day = day.Add(24 * time.Hour)
	}
	return out
}

// The days that are looked at first: those of the window, one before as days are mistaken,
// and two after as things are found late; at most ten. Others are looked at all the same.
const (
	daysWrong = 1
	daysLate  = 2
	mostDays  = 10
)

func dayOf(at time.Time) Term { return Term{DayTerm(at), 1} }

// DayTerm is the term of the day, in UTC, that holds the instant.
func DayTerm(at time.Time) string { return "t:" + at.UTC().Format("20060102") }

// FindQuery are what is looked for among the losses on behalf of an item.
func FindQuery(f Find) []Term { return append(f.terms(), dayOf(f.At)) }

func (t *Traits) terms() []Term {
	var out []Term
	seen := map[string]bool{}
	add := func(prefix, word string, weight float64) {
		if term := prefix + word; !seen[term] {
			seen[term] = true
			out = append(out, Term{term, weight})
		}
	}
	for _, k := range t.Kinds {
		for code := range strings.SplitSeq(k, either) {
			add(prefixOf(code), code, 2)
		}
	}
	for _, k := range slices.Concat(t.Colours, t.Holds, t.Details) {
		for code := range strings.SplitSeq(k, either) {
			add(prefixOf(code), code, 1)
		}
	}
	for _, b := range t.Brands {
		add("b:", b, 1.5)
	}
	for _, w := range t.Words {
		add("w:", w, 1)
		if len(w) > opening {
			add("x:", w[:opening], 0.5)
		}
	}
	for _, n := range t.Names {
		add("n:", n, 2)
		add("w:", n, 1) // on the thing it may not be known as a name
	}
	for _, s := range t.Serials {
		add("i:", s, 4)
		for i := 0; i+opening <= len(s); i += 2 {
			add("j:", s[i:i+opening], 0.5)
		}
	}
	for _, p := range t.Plates {
		add("p:", p, 4)
	}
	for _, f := range t.Phones {
		add("f:", f, 4)
	}
	for _, z := range t.Places {
		if groupOf(z) == "" && exactness(z) > 0.5 {
			add("z:", z, 0.5)
		}
	}
	return out
}

// opening is how many characters of a word stand for the whole.
const opening = 4

func bare(terms []Term) []string {
	out := make([]string, len(terms))
	for i, t := range terms {
		out[i] = t.Term
	}
	return out
}

// prefixOf is the prefix of a concept's terms.
func prefixOf(code string) string {
	switch g := groupOf(code); {
	case g.Thing():
		return "k:"
	case g == lexicon.Colour:
		return "c:"
	}
	return "d:"
}
