package caller

import "strings"

// What a slip costs, of a letter that is simply wrong.
const (
	otherVowel = 0.3
	otherEar   = 0.35 // b for p
	swapped    = 0.6
	faint      = 0.3 // a vowel, an h or a j too many or too few
	missed     = 0.9
)

// alike is how likely one folded word is meant by the other, in 0..1: as they are written, or as
// they sound.
func alike(a, b string) float64 {
	if a == b {
		return 1
	}
	short, long := a, b
	if len(a) > len(b) {
		short, long = b, a
	}
	best := max(nearness(a, b), 0.97*nearness(heard(a), heard(b)))
	if len(short) >= 3 && strings.HasPrefix(long, short) {
		best = max(best, 0.65+0.3*float64(len(short))/float64(len(long)))
	}
	if len(short) >= 4 && strings.Contains(long, short) {
		best = max(best, 0.5+0.3*float64(len(short))/float64(len(long)))
	}
	if best < barely {
		return 0
	}
	return best
}

// barely is below which words have nothing to do with each other.
const barely = 0.55

// nearness is 1 without slips, and less by what the slips cost in relation to the length.
func nearness(a, b string) float64 {
	if a == "" || b == "" || len(a) > longest || len(b) > longest {
		return 0
	}
	return max(0, 1-1.15*slips(a, b)/max(3, float64(len(a)+len(b))/2))
}

// longest is how long words are that are compared.
const longest = 32

// slips is what it costs at least to make one word of the other.
func slips(a, b string) float64 {
	var two, one, row [longest + 1]float64
	for j := range len(b) {
		one[j+1] = one[j] + loneCost(b, j)
	}
	for i := range len(a) {
		row[0] = one[0] + loneCost(a, i)
		for j := range len(b) {
			cost := min(one[j]+swapCost(a[i], b[j]), one[j+1]+loneCost(a, i), row[j]+loneCost(b, j))
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
var ears = []string{"bp", "dt", "gkqcH", "szcSx", "fvw", "mn", "lr", "jiygS", "Hhj", "uvw"}

func swapCost(a, b byte) float64 {
	if a == b {
		return 0
	}
	if isVowel(a) && isVowel(b) {
		return otherVowel
	}
	for _, e := range ears {
		if strings.IndexByte(e, a) >= 0 && strings.IndexByte(e, b) >= 0 {
			return otherEar
		}
	}
	return 1
}

func loneCost(word string, at int) float64 {
	switch c := word[at]; {
	case at > 0 && word[at-1] == c:
		return otherEar / 3
	case isVowel(c), strings.IndexByte("hHj'", c) >= 0:
		return faint
	case at == len(word)-1: // the end of a word is what is swallowed
		return missed - otherEar
	}
	return missed
}

func isVowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }
