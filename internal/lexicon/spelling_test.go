package lexicon

import (
	"slices"
	"strings"
	"testing"
)

func TestMisspelt(t *testing.T) {
	for _, c := range []struct{ name, word, lang, want string }{
		{"two places changed", "rugazk", "nl", "backpack"},
		{"a letter missing", "umbrela", "en", "umbrella"},
		{"a letter too many", "umbrrella", "en", "umbrella"},
		{"a wrong letter", "unbrella", "en", "umbrella"},
		{"another language", "Regenshirm", "nl", "umbrella"},
		{"capitals and accents", "Paraplué", "fr", "umbrella"},
		{"a brand", "samsonitte", "en", "samsonite"},
	} {
		if got := Misspelt(c.word, c.lang); !slices.Contains(got, c.want) {
			t.Errorf("%s: %s: got %v, want %s", c.name, c.word, got, c.want)
		}
	}
	for name, word := range map[string]string{"right": "umbrella", "too short": "bga", "two slips": "umbela", "nothing": "", "no word": "qxqxqxqx"} {
		if got := Misspelt(word, "en"); len(got) != 0 {
			t.Errorf("%s: %q: got %v, want none", name, word, got)
		}
	}
}

func TestColoursAreInTheLexicon(t *testing.T) {
	for _, code := range Colours {
		if _, known := Lookup(code); !known {
			t.Errorf("%s is not", code)
		}
	}
	for _, c := range shelf().concepts {
		none := slices.Contains([]string{"dark", "light", "transparent"}, c.Code)
		if got := ShadeOf(c.Code); c.Group == Colour && (len(got) == 0) != none {
			t.Errorf("%s: got shade of %v", c.Code, got)
		}
	}
	for code, want := range map[string]string{"navy": "blue", "light_blue": "blue", "black": "black", "laptop": "", "no_such": ""} {
		if got := strings.Join(ShadeOf(code), " "); got != want {
			t.Errorf("%s: got %q, want %q", code, got, want)
		}
	}
}

func BenchmarkMisspelt(b *testing.B) {
	for b.Loop() {
		Misspelt("umbrrella", "en")
	}
}
