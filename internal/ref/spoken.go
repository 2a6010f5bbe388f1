package ref

import "strings"

// words are the spelling alphabet's, A to Z (ICAO Annex 10, volume II, 5.2.1.3).
var words = [26]string{"Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett", "Kilo", "Lima", "Mike",
	"November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Uniform", "Victor", "Whiskey", "X-ray", "Yankee", "Zulu"}

// Spoken is a reference as it is said over a counter or a bad line: its letters by the
// spelling alphabet that airports use in every language, its digits as they are.
func Spoken(reference string) string {
	var out []string
	for _, c := range reference {
		switch {
		case c >= 'A' && c <= 'Z':
			out = append(out, words[c-'A'])
		case c >= '0' && c <= '9':
			out = append(out, string(c))
		}
	}
	return strings.Join(out, " ")
}
