package vehicle

import (
	"strings"
	"unicode"
)

// formats are the usual plates of a country under its sign: A a letter, 9 a digit, a and 0
// the same where they may be missing. From the national rules: D Fahrzeug-Zulassungsverordnung,
// Anlage 3; NL the sidecodes 1 to 14 of the RDW; F arrêté of 9 February 2009 (AA-123-AA) and
// the plates before; PL regulation on the registration and marking of vehicles; TR Karayolları
// Trafik Yönetmeliği; UK Road Vehicles (Display of Registration Marks) Regulations 2001;
// I DPR 495/1992; E Orden of 15 September 2000 and the plates by province before; RO OMAI
// 1501/2006; P Decreto-Lei 54/2005 and 2/2020; UA DSTU 4278.
var formats = map[string][]string{
	"A":  {"Aa90000Aaa"},
	"B":  {"9AAA999", "AAA999"},
	"CH": {"AA900000"},
	"D":  {"AAaaa9000a"},
	"DK": {"AA99999"},
	"E":  {"9999AAA", "Aa9999aa"},
	"F":  {"AA999AA", "9000Aaa99"},
	"I":  {"AA999AA"},
	"L":  {"AA9999"},
	"NL": {"AA9999", "9999AA", "99AA99", "AA99AA", "AAAA99", "99AAAA", "99AAA9", "9AAA99", "AA999A", "A999AA", "AAA99A", "A99AAA", "9AA999", "999AA9"},
	"P":  {"AA9999", "9999AA", "99AA99", "AA99AA"},
	"PL": {"AA99999", "AA9999A", "AA999AA", "AA9A999", "AA9AA99", "AAAA999", "AAA99AA", "AAA9A99", "AAA99A9", "AAA9AA9", "AAAAA99", "AAA99999", "AAA9999A", "AAA999AA"},
	"RO": {"Aa990AAA"},
	"S":  {"AAA999", "AAA99A"},
	"TR": {"99Aaa99000"},
	"UA": {"AA9999AA"},
	"UK": {"AA99AAA", "A900AAA", "AAA900A", "Aaa9000", "9000Aaa"},
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

// corrected are the plates of a country, or of any where it is unknown, that a text may be
// meant for where O stands for 0, I for 1, or the other way round.
func corrected(text, country string) []string {
	var out []string
	signs := []rune(text)
	if sign := Sign(country); sign != "" {
		for _, format := range formats[sign] {
			out = fit(out, format, signs, 0)
		}
		return out
	}
	for _, all := range formats {
		for _, format := range all {
			out = fit(out, format, signs, 0)
		}
	}
	return out
}

// fit adds to the plates found so far all that a text becomes where, from a place on, it fits
// what is left of a format.
func fit(found []string, format string, text []rune, at int) []string {
	if len(text)-at > len(format) {
		return found
	}
	if format == "" {
		return append(found, string(text))
	}
	if format[0] == 'a' || format[0] == '0' {
		found = fit(found, format[1:], text, at)
	}
	if at == len(text) {
		return found
	}
	was := text[at]
	if digit := format[0] == '9' || format[0] == '0'; digit != unicode.IsDigit(was) {
		other, alike := swap[was]
		if !alike {
			return found
		}
		text[at] = other
	}
	found = fit(found, format[1:], text, at+1)
	text[at] = was
	return found
}

var swap = map[rune]rune{'o': '0', '0': 'o', 'i': '1', '1': 'i'}
