package vehicle

import (
	"strings"
	"unicode"
)

// formats are the usual plates of a country under its sign: A a letter, 9 a digit, 1 one that
// is no zero, a and 0 a letter and a digit that may be missing. From the national rules:
// D Fahrzeug-Zulassungsverordnung;
// E Orden of 15 September 2000, and the plates by province before; F arrêté of 9 February 2009,
// and the plates by department before; I DPR 495/1992; NL the side codes 1 to 14 of the RDW;
// P Decreto-Lei 54/2005 and 2/2020; PL regulation on the registration and marking of vehicles;
// RO OMAI 1501/2006; TR Karayolları Trafik Yönetmeliği; UA DSTU 4278; UK Road Vehicles (Display
// of Registration Marks) Regulations 2001. A plate that fits none is read as it is.
var formats = map[string][]string{
	"A":  {"Aa10000Aaa"},
	"B":  {"9AAA999", "AAA999"},
	"CH": {"AA100000"},
	"D":  {"AAaaa1000a"},
	"DK": {"AA99999"},
	"E":  {"9999AAA", "Aa9999aa"},
	"F":  {"AA999AA", "1000Aaa99"},
	"I":  {"AA999AA"},
	"L":  {"AA9999"},
	"NL": {"AA9999", "9999AA", "99AA99", "AA99AA", "AAAA99", "99AAAA", "99AAA9", "9AAA99", "AA999A", "A999AA", "AAA99A", "A99AAA", "9AA999", "999AA9"},
	"P":  {"AA9999", "9999AA", "99AA99", "AA99AA"},
	"PL": {"AA99999", "AA9999A", "AA999AA", "AA9A999", "AA9AA99", "AAAA999", "AAA99AA", "AAA9A99", "AAA99A9", "AAA9AA9", "AAAAA99", "AAA99999", "AAA9999A", "AAA999AA"},
	"RO": {"Aa990AAA"},
	"S":  {"AAA999", "AAA99A"},
	"TR": {"99Aaa99000"},
	"UA": {"AA9999AA"},
	"UK": {"AA99AAA", "A100AAA", "AAA100A", "Aaa1000", "1000Aaa"},
}

// codes are the ISO 3166 codes of countries whose sign is another.
var codes = map[string]string{"AT": "A", "BE": "B", "DE": "D", "ES": "E", "FR": "F", "GB": "UK", "IT": "I", "LU": "L", "PT": "P", "SE": "S"}

// Sign is the distinguishing sign of a country in traffic (1968 Vienna Convention, Annex 3,
// as notified to the United Nations), given that or its ISO 3166 code of two letters.
func Sign(country string) string {
	country = strings.ToUpper(strings.TrimSpace(country))
	if sign, ok := codes[country]; ok {
		return sign
	}
	return country
}

// corrected are the plates of a country, or of any where it is unknown, that a text becomes
// where O stands for 0, I for 1, or the other way round, as seldom as may be: the text itself
// where that is one.
func corrected(text, country string) []string {
	f := fitting{text: []rune(text), least: longest}
	if sign := Sign(country); sign != "" {
		f.tryAll(formats[sign])
		return f.plates
	}
	for _, all := range formats {
		f.tryAll(all)
	}
	return f.plates
}

// fitting looks for the plates that a text becomes with the fewest characters exchanged.
type fitting struct {
	text   []rune // changed while it is tried, and put back
	plates []string
	least  int // exchanged
}

func (f *fitting) tryAll(formats []string) {
	for _, format := range formats {
		f.try(format, 0, 0)
	}
}

// try fits the text from a place on to what is left of a format, after some exchanges.
func (f *fitting) try(format string, at, exchanged int) {
	if exchanged > f.least || len(f.text)-at > len(format) {
		return
	}
	if format == "" {
		if exchanged < f.least {
			f.plates, f.least = nil, exchanged
		}
		f.plates = append(f.plates, string(f.text))
		return
	}
	if format[0] == 'a' || format[0] == '0' {
		f.try(format[1:], at, exchanged)
	}
	if at == len(f.text) {
		return
	}
	was := f.text[at]
	if fits(format[0], was) {
		f.try(format[1:], at+1, exchanged)
	} else if other := swap[was]; fits(format[0], other) {
		f.text[at] = other
		f.try(format[1:], at+1, exchanged+1)
		f.text[at] = was
	}
}

// fits reports whether a character may stand in a place of a format.
func fits(place byte, r rune) bool {
	switch place {
	case 'A', 'a':
		return unicode.IsLetter(r)
	case '1':
		return unicode.IsDigit(r) && r != '0'
	}
	return unicode.IsDigit(r)
}

var swap = map[rune]rune{'o': '0', '0': 'o', 'i': '1', '1': 'i'}
