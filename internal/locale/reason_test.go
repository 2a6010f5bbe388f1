package locale

import (
	"testing"

	"lostfound/internal/match"
)

func TestReasonsAreSaidInTheReadersWords(t *testing.T) {
	book, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	reason := func(k match.Kind, points float64, args ...string) match.Reason {
		r := match.Reason{Kind: k, Points: points, Args: map[string]string{}}
		for i := 0; i < len(args); i += 2 {
			r.Args[args[i]] = args[i+1]
		}
		return r
	}
	for _, c := range []struct {
		what, lang string
		of         match.Reason
		want       string
	}{
		{"the same colour", "de", reason(match.ByColour, 1, "Loss", "silver", "Find", "silver"), "Farbe: silber"},
		{"a colour beside it", "en", reason(match.ByColour, 1, "Loss", "black", "Find", "navy"), "Colour: black · navy"},
		{"another colour", "en", reason(match.ByColour, -1, "Loss", "black", "Find", "red"), "Colour: missing: black, found: red"},
		{"a detail the other denies", "en", reason(match.ByDetail, -1, "Loss", "strap", "Find", ""), "Detail: one says strap, the other denies it"},
		{"a brand of the lexicon", "en", reason(match.ByBrand, 2, "Loss", "samsung", "Find", "samsung"), "Brand: Samsung"},
		{"a brand nobody knows", "en", reason(match.ByBrand, 2, "Loss", "acmeo", "Find", "acmeo"), "Brand: acmeo"},
		{"a part with several meanings", "en", reason(match.ByPart, 1, "Part", "strap|ribbon", "Loss", "red", "Find", "red"), "Part: strap: red"},
		{"a site by its name", "en", reason(match.BySite, 1, "Site", "AMS"), "Site: found at Schiphol"},
		{"after the window", "en", reason(match.ByTime, -1, "Hours", "3"), "Time: found 3 h after the time given"},
		{"before the window", "en", reason(match.ByTime, -1, "Hours", "-2"), "Time: found 2 h before the time given"},
		{"one character wrong", "en", reason(match.BySerial, 3, "Wrong", "1"), "Serial number: nearly the same: one character differs"},
		{"a mark not noted", "en", reason(match.ByUnseen, -1, "Count", "1"), "Not noted: the find’s notes do not mention one mark of the report"},
		{"marks not noted", "en", reason(match.ByUnseen, -2, "Count", "2"), "Not noted: the find’s notes do not mention 2 marks of the report"},
	} {
		l, _ := book.Language(c.lang)
		title, text := l.Reason(c.of, func(string) string { return "Schiphol" })
		if got := title + ": " + text; got != c.want {
			t.Errorf("%s: got %q, want %q", c.what, got, c.want)
		}
	}
}
