package caller

import (
	"fmt"
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
	anna = reported("Anna Maria Kowalska-Nowak", "a.kowalska@wp.example", "+48 601 224 817", "Seat 14C of KL 1234",
		loss.Details{Type: "rucksack", Category: "backpack", Colours: []string{"red"}, Identifiers: loss.Identifiers{Plate: "M-QX 0417"}})
	jan = reported("Jan van den Berg", "jan@vandenberg.example", "0031 20 555 0142", "Gate D14", loss.Details{Type: "hat"})
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
		"anna at mail punt example":    {Mails: []string{"anna@mail.example"}},
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

// everything is one long word that does not repeat itself.
func everything() string {
	var out strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&out, "%x", i*7919)
	}
	return out.String()
}

func TestWhatNobodySaysDoesNoHarm(t *testing.T) {
	for _, said := range []string{"a\x00b \xff\xfe 𝔸 \u202e", strings.Repeat("Anna 417 ", 4000), strings.Repeat("7", 4000), strings.Repeat("1234567890", 5), everything(), strings.Repeat("abc", 20) + "@" + strings.Repeat("def", 20) + ".example", strings.Repeat("é", 4000) + "@" + strings.Repeat("x.", 4000), "@", ".@.", "-", "'", "R-", "李 小龙"} {
		h := Listen(said, "zh")
		if n := len(h.Terms()); n > 400 {
			t.Errorf("%.20q: got %d terms, want a bounded search", said, n)
		}
		odd := reported(said, said, said, said, loss.Details{Description: said})
		CardOf(odd).Score(h)
		CardOf(odd).Score(Listen(said+"1", "zh"))
		for _, q := range AllChecks {
			q.Answers(odd, said+"x", "zh")
			if q.Answers(jan, said, "zh") {
				t.Errorf("%.20q: answers %s, want not", said, q)
			}
		}
	}
}

func TestWhoIsTheSamePerson(t *testing.T) {
	for name, c := range map[string]struct {
		other loss.Report
		want  bool
	}{
		"the same address, an initial":       {reported("A. Kowalska", "A.Kowalska@wp.example", "", ""), true},
		"the same number without country":    {reported("Ana Kowalska", "", "0601 224 817", ""), true},
		"the same number, no name":           {reported("", "", "+48601224817", ""), true},
		"another of the family, same number": {reported("Piotr Nowicki", "", "+48601224817", ""), false},
		"the same name alone":                {reported("Anna Maria Kowalska-Nowak", "", "", ""), false},
		"nothing at all":                     {reported("", "", "", ""), false},
	} {
		if got := CardOf(anna).Same(CardOf(c.other)); got != c.want {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

func TestOneIsAskedWhatOneHasNotSaid(t *testing.T) {
	for said, want := range map[string][]Check{
		"Anna Kowalska":                  {Flight, Phone, Plate, Mail, Thing},
		"Anna 817":                       {Flight, Plate, Mail, Thing},
		"KL 1234 Anna":                   {Phone, Plate, Mail, Thing},
		"a.kowalska@wp.example M-QX 417": {Flight, Phone, Thing},
		"Anna KL1234 817 a.k@wp.example": {Plate, Thing},
		"somebody else entirely 0000":    {Flight, Phone, Plate, Mail, Thing},
	} {
		if got := Checks(anna, Listen(said, "en")); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", said, got, want)
		}
	}
	if got := Checks(reported("", "", "112", "", loss.Details{Description: "it is mine"}), Heard{}); !slices.Equal(got, []Check{Thing}) {
		t.Errorf("a report that says next to nothing: got %v, want %s", got, Thing)
	}
}

func TestOnlyAnAnswerThatFitsIsOne(t *testing.T) {
	for _, c := range []struct {
		check  Check
		answer string
		want   bool
	}{
		{Flight, "kl 1234", true}, {Flight, "KLM 1234", false}, {Flight, "1234", true}, {Flight, "KL 1243", false}, {Flight, "14C", false}, {Flight, "", false},
		{Phone, "4817", true}, {Phone, "48 17", true}, {Phone, "0601 224 817", true}, {Phone, "817", false}, {Phone, "4871", false}, {Phone, "", false}, {Phone, "٤٨١٧", true},
		{Plate, "MQX 417", true}, {Plate, "m-qx0417", true}, {Plate, "MQX", false}, {Plate, "MQX 418", false}, {Plate, "", false},
		{Mail, "a.kowalska@wp.example", true}, {Mail, "A.Kowalska@WP.EXAMPLE", true}, {Mail, "a.kowalski@wp.example", true}, {Mail, "b.nowak@wp.example", false}, {Mail, "@", false}, {Mail, "", false},
		{Thing, "a red rucksack", true}, {Thing, "ein roter Rucksack", true}, {Thing, "a rucksack", false}, {Thing, "something red", false}, {Thing, "a blue rucksack", false}, {Thing, "", false},
		{Thing, "a rucksack, a suitcase, a laptop, a phone or a wallet, red", false}, {Thing, "a rucksack, red, blue, green, black or white", false}, {Flight, "KL 1233 KL 1234", false},
		{"mother", "Maria", false},
	} {
		lang := "en"
		if strings.HasPrefix(c.answer, "ein") {
			lang = "de"
		}
		if got := c.check.Answers(anna, c.answer, lang); got != c.want {
			t.Errorf("%s %q: got %v, want %v", c.check, c.answer, got, c.want)
		}
	}
	if !Thing.Answers(jan, "my hat", "en") {
		t.Error("a thing that nothing more was told of: got not answered, want answered by its name")
	}
}
