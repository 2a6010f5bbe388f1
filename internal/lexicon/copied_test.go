package lexicon

import "testing"

func TestEdits(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"001004", "001004", 0}, {"001004", "001040", 1}, {"001004", "01004", 1}, {"001004", "001005", 1}, {"abc", "xyz", 3}, {"", "ab", 2}, {"abcd", "badc", 2}} {
		if got := Edits(c.a, c.b, 2); got != c.want {
			t.Errorf("%s, %s: got %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
