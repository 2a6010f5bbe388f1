package caller

import (
	"cmp"
	"slices"
	"strings"
)

// oneName is from which names may be those of one person.
const oneName = 0.8

// particles are the small words of names, which say little.
var particles = strings.Fields("van von der den de la le du da di do dos del della el al bin ben ibn ten ter te op het zu zur y e und")

func isParticle(word string) bool { return slices.Contains(particles, word) }

// span is one word of a name, or some written as one: de Vries, Devries.
type span struct {
	word, ear string // as it is written, and as it sounds
	mask      uint16 // of the places it takes
	worth     float64
	joined    bool
}

// spans are the words of a name, each two beside each other as one, and each with the small words
// before it.
func spans(words []string) []span {
	out := make([]span, 0, 2*len(words))
	for i, w := range words {
		one := span{w, heard(w), 1 << i, worth(w), false}
		out = append(out, one)
		for k := i - 1; k >= 0 && (k == i-1 || isParticle(words[k])); k-- {
			word := words[k] + one.word
			one = span{word, heard(word), one.mask | 1<<k, one.worth + worth(words[k]), true}
			out = append(out, one)
		}
	}
	return out
}

// apart is what is left of the likeness of two pairs of words that only together are alike: Abdul
// Rahman, Abd Alrahman.
const apart = 0.9

// asOne is how alike two words written as one must be: long words are easily a little alike.
const asOne = 0.8

// worth is what a word of a name says: a long one more than a short one, an initial little.
func worth(word string) float64 {
	switch n := len(word); {
	case n == 1:
		return 0.4
	case isParticle(word):
		return 0.25
	default:
		return 1 + 0.08*float64(min(n, 10))
	}
}

// gain is what it is worth that this was said and that is in the name: the likeness squared, so that one
// word alike counts more than two that hardly are.
func (s span) gain(n span) float64 {
	if len(s.word) == 1 || len(n.word) == 1 {
		if s.joined || n.joined || s.word[0] != n.word[0] {
			return 0
		}
		return min(s.worth, n.worth)
	}
	if !s.joined && !n.joined {
		like := alike(s, n)
		return like * like * s.worth
	}
	like := sounding(s, n)
	if like < asOne {
		return 0
	}
	if s.joined && n.joined {
		like *= apart
	}
	return like * like * min(s.worth, n.worth)
}

// weigh is how much of what was said a name accounts for, in any order: each word for one.
func weigh(said []span, name []string) float64 {
	type pair struct {
		gain       float64
		said, name span
	}
	var pairs []pair
	in := spans(name)
	for _, s := range said {
		for _, n := range in {
			if gain := s.gain(n); gain > 0 {
				pairs = append(pairs, pair{gain, s, n})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.gain, a.gain) })
	var sum float64
	var usedSaid, usedName uint16
	for _, p := range pairs {
		if usedSaid&p.said.mask == 0 && usedName&p.name.mask == 0 {
			usedSaid, usedName = usedSaid|p.said.mask, usedName|p.name.mask
			sum += p.gain
		}
	}
	for i, n := range name {
		if usedName&(1<<i) == 0 && sum > 0 {
			sum -= unsaid * worth(n)
		}
	}
	return max(0, sum)
}

// unsaid is what a word of the name counts against it that was not said.
const unsaid = 0.06

// likeName is how much of the shorter name, or of the one with initials, is in the other, in 0..1.
func likeName(a, b []string) float64 {
	if whole(a) > whole(b) {
		a, b = b, a
	}
	return min(1, weigh(spans(a), b)/whole(a)+unsaid)
}

func whole(name []string) float64 {
	var sum float64
	for _, w := range name {
		sum += worth(w)
	}
	return sum
}
