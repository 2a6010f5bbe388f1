package caller

import (
	"strings"
	"sync"
)

// What a slip costs, of a letter that is simply wrong.
const (
	otherVowel = 0.3
	otherEar   = 0.35 // b for p
	swapped    = 0.6
	faint      = 0.3 // a vowel, an h or a j too many or too few
	missed     = 0.9
	swallowed  = 0.55 // at the end of a word
	doubled    = 0.12
)

// alike is how likely one folded word is meant by the other, or by a part of it, in 0..1.
func alike(a, b span) float64 {
	best := sounding(a, b)
	short, long := a.word, b.word
	if len(short) > len(long) {
		short, long = long, short
	}
	share := float64(len(short)) / float64(len(long))
	switch {
	case len(short) >= 3 && strings.HasPrefix(long, short):
		best = max(best, 0.65+0.3*share)
	case len(short) >= 4 && strings.Contains(long, short):
		best = max(best, 0.5+0.3*share)
	}
	if best < barely {
		return 0
	}
	return best
}

// sounding is how likely one whole word is meant by the other: as they are written, or as they sound.
func sounding(a, b span) float64 {
	switch {
	case a.word == b.word:
		return 1
	case len(a.word) > 2*len(b.word) || len(b.word) > 2*len(a.word):
		return 0
	}
	return max(nearness(a.word, b.word), 0.97*nearness(a.ear, b.ear))
}

// barely is below which words have nothing to do with each other.
const barely = 0.55

// nearness is 1 without slips, and less by what the slips cost in relation to the length.
func nearness(a, b string) float64 {
	if a == "" || b == "" {
		return 0
	}
	return max(0, 1-1.15*slips(a, b)/max(3, float64(len(a)+len(b))/2))
}

// longest is how long words are that are compared letter by letter, in bytes.
const longest = 40

// slips is what it costs at least to make one word of the other; of longer ones, very much.
func slips(a, b string) float64 {
	switch {
	case a == b:
		return 0
	case len(a) > longest || len(b) > longest:
		return longest
	}
	var two, one, row [longest + 1]float64
	lone, swap := &costs().lone, &costs().swap
	loneAt := func(word string, at int) float64 {
		cost := lone[word[at]]
		switch {
		case at > 0 && word[at-1] == word[at]:
			return doubled
		case at == len(word)-1:
			return min(cost, swallowed)
		}
		return cost
	}
	for j := range len(b) {
		one[j+1] = one[j] + loneAt(b, j)
	}
	for i := range len(a) {
		without := loneAt(a, i)
		row[0] = one[0] + without
		for j := range len(b) {
			cost := min(one[j]+swap[a[i]][b[j]], one[j+1]+without, row[j]+loneAt(b, j))
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				cost = min(cost, two[j-1]+swapped)
			}
			row[j+1] = cost
		}
		two, one = one, row
	}
	return one[len(b)]
}

// ears are letters that sound, or look, so alike that they cost less.
var ears = []string{"bp", "dt", "gkqcH", "szcSx", "fvwu", "mn", "lr", "jiygS", "Hhj"}

// table is what it costs to take one letter for another, or to have one too many.
type table struct {
	swap [256][256]float64
	lone [256]float64
}

var costs = sync.OnceValue(func() *table {
	const vowels = "aeiouy"
	var t table
	for a := range 256 {
		t.lone[a] = missed
		for b := range 256 {
			if a != b {
				t.swap[a][b] = 1
			}
		}
	}
	cheap := func(set string, cost float64) {
		for i := range len(set) {
			for j := range len(set) {
				if i != j {
					t.swap[set[i]][set[j]] = min(t.swap[set[i]][set[j]], cost)
				}
			}
		}
	}
	for _, e := range ears {
		cheap(e, otherEar)
	}
	cheap(vowels, otherVowel)
	for _, c := range vowels + "hHj'" {
		t.lone[c] = faint
	}
	return &t
})
