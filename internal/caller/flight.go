package caller

import (
	"regexp"
	"strings"
)

// flight is the number of a flight: airline by two characters (IATA Resolution 762), then digits.
var flight = regexp.MustCompile(`(?i)\b([a-z]{2}|[a-z]\d|\d[a-z])[ -]?0{0,3}([1-9]\d{1,3})\b`)

// flightsIn are the numbers of flights that a text speaks of.
func flightsIn(text string) []string {
	var out []string
	for _, m := range flight.FindAllStringSubmatch(text, 4) {
		out = append(out, strings.ToUpper(m[1])+m[2])
	}
	return out
}

// likeFlight is how likely a code, or the digits of one, is that flight.
func likeFlight(said, flight string) float64 {
	if all := flightsIn(said); len(all) == 1 {
		said = all[0]
	}
	switch {
	case said == flight:
		return 1
	case len(said) >= fewestDigits && strings.HasSuffix(flight, said) && said == flight[2:]:
		return 0.6
	case len(said) == len(flight) && slips(strings.ToLower(said), strings.ToLower(flight)) <= 1:
		return 0.5
	}
	return 0
}
