package lexicon

import "strings"

var lookalikes = strings.NewReplacer("o", "0", "q", "0", "i", "1", "l", "1", "s", "5", "b", "8", "z", "2")

// Copied makes one, in a folded text, of the characters that people take for each other when
// they copy a number from a label.
func Copied(folded string) string { return lookalikes.Replace(folded) }

// Edits is the number of characters that must be changed, put in, left out or swapped
// with their neighbour to make one text of the other, at most limit+1.
func Edits(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var two, one, row [66]int
	if len(a) > 64 || len(b) > 64 {
		return limit + 1
	}
	for j := range len(b) + 1 {
		one[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := one[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			row[j] = min(change, one[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], two[j-2]+1)
			}
		}
		two, one = one, row
	}
	return min(one[len(b)], limit+1)
}
