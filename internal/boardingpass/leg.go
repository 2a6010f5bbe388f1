package boardingpass

import (
	"strconv"
	"strings"
	"time"

	"lostfound/internal/fault"
)

// readLeg reads the 37 characters of a leg:
//
//	 0 booking 7 · 7 from 3 · 10 to 3 · 13 carrier 3 · 16 flight 5 · 21 day of the year 3
//	24 compartment 1 · 25 seat 4 · 29 check-in sequence 5 · 34 status 1 · 35 size 2
//
// Its date is the one nearest to the anchor.
func readLeg(scan string, at int, field string, anchor time.Time) (Leg, error) {
	text := scan[at : at+legLength]
	from, to, carrier, flight, day := text[7:10], text[10:13], text[13:16], text[16:21], strings.TrimSpace(text[21:24])
	switch {
	case !isAirport(from):
		return Leg{}, fault.Newf(fault.Invalid, field+"from", "pass_misread", column(at+7))
	case !isAirport(to):
		return Leg{}, fault.Newf(fault.Invalid, field+"to", "pass_misread", column(at+10))
	case !isCarrier(carrier):
		return Leg{}, fault.Newf(fault.Invalid, field+"carrier", "pass_misread", column(at+13))
	case !isFlight(flight):
		return Leg{}, fault.Newf(fault.Invalid, field+"flight", "pass_misread", column(at+16))
	}
	l := Leg{From: keep(from), To: keep(to), Carrier: keep(carrier), Number: unpadded(flight), Seat: unpadded(text[25:29])}
	if day == "" {
		return l, nil
	}
	var known bool
	if n, err := strconv.ParseUint(day, 10, 16); err == nil {
		l.Date, known = nearest(int(n), anchor)
	}
	if !known {
		return Leg{}, fault.Newf(fault.Invalid, field+"date", "pass_misread", column(at+21))
	}
	return l, nil
}

// readSize reads a size and holds that so many characters follow it. Where it is the last of
// a leg it may have been left blank, as nothing follows.
func readSize(text string, at int, mayBeBlank bool, field string) (int, error) {
	if len(text) < at+2 {
		return 0, fault.Newf(fault.Invalid, field, "pass_cut_short", column(len(text)))
	}
	digits := text[at : at+2]
	if mayBeBlank && digits == "  " {
		return 0, nil
	}
	n, err := strconv.ParseUint(digits, 16, 8)
	if err != nil {
		return 0, fault.Newf(fault.Invalid, field, "pass_misread", column(at))
	}
	if int(n) > len(text)-at-2 {
		return 0, fault.Newf(fault.Invalid, field, "pass_wrong_size", column(at))
	}
	return int(n), nil
}

// unpadded is a flight or a seat without what fills its field.
func unpadded(s string) string { return strings.Clone(strings.TrimLeft(strings.TrimSpace(s), "0")) }

func isLetter(b byte) bool { return 'A' <= b && b <= 'Z' }

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// isAirport takes the three letters of an airport, or blanks.
func isAirport(s string) bool {
	return s == "   " || isLetter(s[0]) && isLetter(s[1]) && isLetter(s[2])
}

// isCarrier takes the two or three characters of an airline, or blanks.
func isCarrier(s string) bool {
	s = strings.TrimRight(s, " ")
	for i := range len(s) {
		if !isLetter(s[i]) && !isDigit(s[i]) {
			return false
		}
	}
	return len(s) != 1
}

// isFlight takes up to four digits and a letter behind them, or blanks.
func isFlight(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" {
		return true
	}
	if last := len(s) - 1; isLetter(s[last]) {
		s = strings.TrimRight(s[:last], " ")
	}
	_, err := strconv.ParseUint(s, 10, 16)
	return err == nil && len(s) <= 4
}
