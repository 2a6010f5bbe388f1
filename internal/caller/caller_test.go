package caller

import (
	"slices"
	"strings"
	"testing"
	"time"

	"lostfound/internal/loss"
)

var filed = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)

func reported(name, mail, phone, place string, things ...loss.Details) loss.Report {
	r := loss.Report{Ref: "R-7K3Q-9M", Lang: "en", Contact: loss.Contact{Name: name, Email: mail, Phone: phone}, Place: place, Status: loss.Open, FiledAt: filed, ChangedAt: filed}
	for i, d := range things {
		r.Things = append(r.Things, loss.Thing{No: i + 1, Details: d})
	}
	return r
}

var (
	anna = reported("Anna Maria Kowalska-Nowak", "a.kowalska@wp.pl", "+48 601 224 817", "Seat 14C of KL 1234",
		loss.Details{Type: "rucksack", Category: "backpack", Colours: []string{"red"}, Identifiers: loss.Identifiers{Plate: "M-QX 0417"}})
	jan = reported("Jan van den Berg", "jan@vandenberg.nl", "0031 20 555 0142", "Gate D14", loss.Details{Type: "hat"})
)

func TestWhatIsHeardIsReadInEveryWay(t *testing.T) {
	for said, want := range map[string]Heard{
		"Anna-Maria":                   {Words: []string{"anna", "maria"}},
		"J. Jansen":                    {Words: []string{"j", "jansen"}},
		"06 1234 5678":                 {Digits: []string{"1234", "5678", "612345678"}},
		"Anna ٨١٧":                     {Words: []string{"anna"}, Digits: []string{"817"}},
		"R 7 K 3 Q 9 M":                {Codes: []string{"7K3Q9M"}},
		"Romeo 7 Kilo 3 Quebec 9 Mike": {Codes: []string{"7K3Q9M"}},
		"Mike Oscar":                   {Words: []string{"mike", "oscar"}},
		"KL 1234":                      {Words: []string{"kl"}, Digits: []string{"1234"}, Codes: []string{"1234", "KL1234"}},
		"anna at gmail punt com":       {Mails: []string{"anna@gmail.com"}},
		"j.devries":                    {Mails: []string{"j.devries"}},
		"Наталья Юсуф":                 {Words: []string{"natalya", "yusuf"}},
		"":                             {},
		"  , ;  ":                      {},
	} {
		got := Listen(said, "en")
		for name, pair := range map[string][2][]string{"words": {got.Words, want.Words}, "digits": {got.Digits, want.Digits}, "mails": {got.Mails, want.Mails}} {
			if !slices.Equal(pair[0], pair[1]) {
				t.Errorf("%q: got %s %q, want %q", said, name, pair[0], pair[1])
			}
		}
		for _, code := range want.Codes {
			if !slices.Contains(got.Codes, code) {
				t.Errorf("%q: got codes %q, want %s among them", said, got.Codes, code)
			}
		}
	}
}

func TestWhatNobodySaysDoesNoHarm(t *testing.T) {
	for _, said := range []string{"a\x00b \xff\xfe 𝔸 \u202e", strings.Repeat("Anna 417 ", 4000), strings.Repeat("7", 4000), strings.Repeat("é", 4000) + "@" + strings.Repeat("x.", 4000), "@", ".@.", "-", "'", "R-", "李 小龙"} {
		h := Listen(said, "zh")
		if n := len(h.Terms()); n > 400 {
			t.Errorf("%.20q: got %d terms, want a bounded search", said, n)
		}
		CardOf(reported(said, said, said, said, loss.Details{Description: said})).Score(h)
		for _, q := range AllChecks {
			if q.Answers(jan, said, "zh") {
				t.Errorf("%.20q: answers %s, want not", said, q)
			}
		}
	}
}
