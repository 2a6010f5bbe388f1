package vehicle

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPlatesAreCompared(t *testing.T) {
	cases := []struct {
		name          string
		country, a, b string
		want          Likeness
	}{
		{"German umlaut with an e", "D", "M-ÄB 123", "MAEB123", Same},
		{"German umlaut without its dots", "D", "M-ÄB 123", "mab 123", Same},
		{"German umlaut, decomposed", "D", "M-A\u0308B 123", "M-ÄB 123", Same},
		{"German umlaut of a district, by its ISO code", "DE", "MÜ-CK 77", "MUE CK 77", Same},
		{"AE is not the A of an umlaut on both", "D", "M-AEB 123", "M-AB 123", Close},
		{"German, an 0 for the O", "D", "M-OB 123", "M-0B 123", Same},
		{"German, an O for the 0", "D", "M-QX 1O7", "M-QX 107", Same},
		{"German, an I for the 1", "D", "M-QX I07", "M QX 107", Same},
		{"German, zeros that begin the number", "D", "M-QX 0417", "MQX 417", Same},
		{"German, electric", "D", "M-QX 417E", "m qx 417 e", Same},
		{"German, electric or not", "D", "M-QX 417E", "M-QX 417", Close},
		{"German, an I where it is a letter as well", "D", "M-AI 123", "M-A1 123", Same},
		{"Dutch, side code 9", "NL", "XX-999-X", "XX999X", Same},
		{"Dutch, side code 8, an O among the digits", "NL", "1-XKR-O3", "1-xkr-03", Same},
		{"Dutch, an 8 for a B", "NL", "SK-8R-12", "SK-BR-12", Close},
		{"Dutch, groups cut otherwise", "NL", "12ABC3", "12-ABC-3", Same},
		{"French SIV, an O for the 0 that begins the number", "F", "AB-O12-CD", "AB-012-CD", Same},
		{"French SIV, zeros left out", "FR", "AB 012 CD", "ab12cd", Same},
		{"French before 2009", "F", "123 ABC 75", "123ABC75", Same},
		{"Polish, an 0 for the O of the county", "PL", "P0 12345", "PO 12345", Same},
		{"Polish, five signs with a letter", "PL", "WA 1234A", "WA-1234-A", Same},
		{"Turkish, province of one digit", "TR", "1 AB 123", "01 AB 123", Same},
		{"Turkish, dotted capital", "TR", "34 İK 1234", "34 ik 1234", Same},
		{"British, an O for the 0", "UK", "LDO6 ABC", "LD06ABC", Same},
		{"British, by its old sign, an I for the 1", "GB", "AB5I ABC", "AB51 ABC", Same},
		{"British before 2001", "UK", "A 123 BCD", "A123BCD", Same},
		{"Italian, an S for the 5", "I", "GA S12 XY", "GA 512 XY", Close},
		{"Spanish, an O for the 0", "E", "O123 BBC", "0123BBC", Same},
		{"Spanish by province", "ES", "M-1234-AB", "M 1234 AB", Same},
		{"Romanian, Bucharest with two digits", "RO", "B 05 XYZ", "B-5-XYZ", Same},
		{"Romanian, an O for the 0", "RO", "CJ O5 XYZ", "CJ 05 XYZ", Same},
		{"Portuguese, of 2020", "P", "AA-O1-AA", "AA 01 AA", Same},
		{"Portuguese, two groups of digits", "PT", "12-34-AB", "1234AB", Same},
		{"Ukrainian in Cyrillic", "UA", "АК 1234 ВЕ", "AK1234BE", Same},
		{"Ukrainian in Cyrillic, an O for the 0", "UA", "АІ О123 НХ", "AI 0123 HX", Same},
		{"Greek in Greek", "GR", "ΙΖΗ-4821", "IZH 4821", Same},
		{"Bulgarian, which has no format here", "BG", "СВ 1234 ЕК", "CB1234EK", Same},
		{"unknown country, where it is no plate as it stands", "", "LDO6 ABC", "LD06ABC", Same},
		{"unknown country, where it is one of another", "", "AB-O12-CD", "AB 012 CD", Close},
		{"fullwidth signs", "", "ＡＢ－１２３－ＣＤ", "AB-123-CD", Same},
		{"one wrong", "D", "M-QX 417", "M-QX 418", Close},
		{"one missing", "F", "AB-123-C", "AB-123-CD", Close},
		{"two swapped", "I", "GA 521 XY", "GA 512 XY", Close},
		{"lookalikes of one plate, three of them", "PL", "WA Z58BG", "WA 2588G", Close},
		{"two wrong", "D", "M-QX 417", "M-QX 426", Different},
		{"one wrong of few", "D", "M-Q 7", "M-Q 8", Different},
		{"nothing", "D", "", "", Different},
		{"no letters or digits", "D", "- -", "- -", Different},
		{"more than a plate has", "D", strings.Repeat("A1", 9), strings.Repeat("A1", 9), Different},
	}
	for _, c := range cases {
		a, b := Plate{c.a, c.country}, Plate{c.b, c.country}
		for _, pair := range [][2]Plate{{a, b}, {b, a}, {a, {c.b, ""}}, {{c.a, ""}, b}} {
			if got := pair[0].Compare(pair[1]); got != c.want {
				t.Errorf("%s: %v and %v: got %d, want %d", c.name, pair[0], pair[1], got, c.want)
			}
		}
	}
}

func TestTheSamePlateOfAnotherCountryIsClose(t *testing.T) {
	for _, c := range []struct {
		a, b Plate
		want Likeness
	}{
		{Plate{"AB-123-CD", "F"}, Plate{"AB 123 CD", "I"}, Close},
		{Plate{"AB-123-CD", "F"}, Plate{"AB 123 CD", "fr"}, Same},
		{Plate{"AB-123-CD", "F"}, Plate{"ab123cd", ""}, Same},
		{Plate{"AB-123-CD", "F"}, Plate{"AB 456 CD", "I"}, Different},
		{Plate{"X 12345", "FL"}, Plate{"X12345", "FL"}, Same},
	} {
		if got := c.a.Compare(c.b); got != c.want {
			t.Errorf("%v and %v: got %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

// Of two plates that are written as their country wants them, none is taken for the other,
// except where O stands for 0 or I for 1 in the same place.
func TestPlatesOfACountryAreToldApart(t *testing.T) {
	source := rand.New(rand.NewPCG(1, 2))
	draw := func(format string) string {
		return strings.Map(func(place rune) rune {
			from := map[rune]string{'A': "AIOX", 'a': "AIO ", '9': "0017", '1': "1117", '0': "017 "}[place]
			return rune(from[source.IntN(len(from))])
		}, format)
	}
	for sign, all := range formats {
		for range 500 {
			format := all[source.IntN(len(all))]
			a, b := draw(format), draw(format)
			plain := func(s string) string { return oneForI(withoutZeros(signs(s))) }
			if got := (Plate{a, sign}).Compare(Plate{b, sign}); (got == Same) != (plain(a) == plain(b)) {
				t.Fatalf("%s, %s: %q and %q: got %d", sign, format, a, b, got)
			}
		}
	}
	for code, sign := range codes {
		if formats[sign] == nil {
			t.Errorf("%s: %s has no format", code, sign)
		}
	}
}

func FuzzCompare(f *testing.F) {
	for _, s := range []string{"M-ÄB 123", "АК 1234 ВЕ", "AB-O12-CD", "0O1Il", "\xff", "ŉ0", "１２ＡＢ"} {
		f.Add(s, "D", "MAEB 123", "")
	}
	f.Fuzz(func(t *testing.T, textA, countryA, textB, countryB string) {
		a, b := Plate{textA, countryA}, Plate{textB, countryB}
		if got, back := a.Compare(b), b.Compare(a); got != back {
			t.Errorf("%v and %v: got %d and, the other way round, %d", a, b, got, back)
		}
		for _, r := range a.Readings() {
			if n := utf8.RuneCountInString(r); n == 0 || n > longest {
				t.Errorf("%v: got %q, want 1 to %d characters", a, r, longest)
			}
		}
		if len(a.Readings()) > 0 && a.Compare(a) != Same {
			t.Errorf("%v: got it unlike itself", a)
		}
	})
}
