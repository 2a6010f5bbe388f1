package caller

import (
	"slices"
	"strings"

	"lostfound/internal/lexicon"
	"lostfound/internal/ref"
)

// heardAs are characters of references that are misheard or misread for each other: the letters that
// end in ee, f and s, m and n, a and k; and what looks alike on paper.
var heardAs = []string{"BPDTEGCV3Z", "5SFX", "MN", "AHKJ8", "0QDU", "2Z", "17", "B8", "6G", "59", "4A"}

// spelt writes what people type or say for characters that no reference has.
var spelt = strings.NewReplacer("O", "0", "I", "1", "L", "1")

// signs are the words of the spelling alphabet, A to Z, as they are folded.
var signs = func() []string {
	var out []string
	for c := 'A'; c <= 'Z'; c++ {
		out = append(out, lexicon.Words(ref.Spoken(string(c)))[0])
	}
	return out
}()

// codeLength is how many characters of a reference tell it apart.
const codeLength = 6

// likeCode is how likely what was said is the code of a reference, or that much of it, in 0..1.
func likeCode(said, code string) float64 {
	said = spelt.Replace(said)
	if len(said) < fewestCharacters || len(said) > len(code)+1 {
		return 0
	}
	// The code may go on before and behind what was said.
	one := make([]float64, len(code)+1)
	row := make([]float64, len(code)+1)
	for i := range len(said) {
		row[0] = one[0] + 1
		for j := range len(code) {
			row[j+1] = min(one[j]+mishearing(said[i], code[j]), one[j+1]+1, row[j]+1)
		}
		one, row = row, one
	}
	like := 1 - slices.Min(one)/float64(len(said))
	if like < 0.65 {
		return 0
	}
	return like
}

const fewestCharacters = 3

func mishearing(a, b byte) float64 {
	if a == b {
		return 0
	}
	for _, set := range heardAs {
		if strings.IndexByte(set, a) >= 0 && strings.IndexByte(set, b) >= 0 {
			return 0.3
		}
	}
	return 1
}

// muffled are the characters of a code by what they are misheard for, where that leaves no choice.
var muffled = strings.NewReplacer("P", "B", "D", "B", "T", "B", "E", "B", "G", "B", "C", "B", "V", "B", "3", "B",
	"S", "5", "F", "5", "X", "5", "9", "5", "N", "M", "H", "A", "K", "A", "J", "A", "Q", "0", "Z", "2", "7", "1")
