package found

import (
	"strings"
	"testing"
	"time"

	"lostfound/internal/fault"
)

var now = time.Date(2026, 10, 2, 12, 0, 0, 0, time.UTC)

func laptop() Item {
	return TakeIn("F-0000-00", Details{Site: "AMS", FoundAt: now, Type: "laptop"}, nil, "S-1111-11", now)
}

func TestCheckNamesEveryWrongField(t *testing.T) {
	good := Details{Site: "AMS", FoundAt: now, Type: "laptop"}
	for name, c := range map[string]struct {
		change   func(*Details)
		pictures int
		want     string // "field code", empty for none
	}{
		"complete":                           {func(d *Details) {}, 0, ""},
		"a photo alone says what it is":      {func(d *Details) { d.Type = "" }, 1, ""},
		"nothing says what it is":            {func(d *Details) { d.Type = "" }, 0, "item_type say_what_it_is"},
		"no site":                            {func(d *Details) { d.Site = "" }, 0, "site required"},
		"no time":                            {func(d *Details) { d.FoundAt = time.Time{} }, 0, "found_at required"},
		"ten minutes ahead is a fast clock":  {func(d *Details) { d.FoundAt = now.Add(10 * time.Minute) }, 0, ""},
		"eleven minutes ahead is a mistake":  {func(d *Details) { d.FoundAt = now.Add(11 * time.Minute) }, 0, "found_at in_the_future"},
		"a year of two digits":               {func(d *Details) { d.FoundAt = now.AddDate(-2000, 0, 0) }, 0, "found_at too_long_ago"},
		"4,000 characters":                   {func(d *Details) { d.Description = strings.Repeat("é", 4000) }, 0, ""},
		"4,001 characters":                   {func(d *Details) { d.Description = strings.Repeat("é", 4001) }, 0, "description too_long"},
		"a bell in the brand":                {func(d *Details) { d.Brand = "a\x07" }, 0, "brand control_character"},
		"line breaks in the description":     {func(d *Details) { d.Description = "a\nb" }, 0, ""},
		"half a character":                   {func(d *Details) { d.Marks = "\xff" }, 0, "marks not_text"},
		"script is text":                     {func(d *Details) { d.Marks = "<script>alert(1)</script>" }, 0, ""},
		"nine photos":                        {func(d *Details) {}, 9, "photo too_many"},
		"a language that is none":            {func(d *Details) { d.Lang = "Dutch!" }, 0, "lang unknown_language"},
		"cleared at a time, but by nobody":   {func(d *Details) { d.Handling.ClearedAt = now }, 0, "handling.cleared_by required"},
		"a reference without its authority":  {func(d *Details) { d.Handling.WithRef = "KM-1" }, 0, "handling.already_with required"},
		"one colour of nine is one too many": {func(d *Details) { d.Colours = make([]string, 9) }, 0, "colours too_many"},
		"the second colour has a stray NUL":  {func(d *Details) { d.Colours = []string{"red", "\x00"} }, 0, "colours[1] control_character"},
	} {
		d := good
		c.change(&d)
		got := ""
		if f := fault.Of(d.Check(c.pictures, now)); f != nil {
			got = f.Problems[0].Field + " " + f.Problems[0].Code
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestAnItemIsConfirmedForOneReportOnly(t *testing.T) {
	it := laptop()
	must(t, it.Confirm("R-1", 1, "S-1", now))
	must(t, it.Confirm("R-1", 1, "S-1", now)) // said twice
	if got := len(it.History); got != 2 {
		t.Errorf("history: got %d entries, want 2", got)
	}
	refused(t, it.Confirm("R-2", 1, "S-2", now), "item_confirmed_for_another")
	must(t, it.Dismiss("R-2", 1, "S-2", now)) // not theirs: changes nothing
	if it.Status != Confirmed {
		t.Errorf("status: got %s, want %s", it.Status, Confirmed)
	}
	must(t, it.Dismiss("R-1", 1, "S-1", now))
	if it.Status != InStore || it.For != nil {
		t.Errorf("after dismissing: got %s for %v, want in store for nobody", it.Status, it.For)
	}
	must(t, it.Confirm("R-2", 1, "S-2", now))
}

func TestReleaseIsTheLastWord(t *testing.T) {
	it := laptop()
	must(t, it.Confirm("R-1", 1, "S-1", now))
	must(t, it.Release("S-1", Recipient{Name: "Anna", Agreed: Aloud}, now))
	refused(t, it.Release("S-1", Recipient{Name: "Anna", Agreed: Aloud}, now), "item_released")
	refused(t, it.Dismiss("R-1", 1, "S-1", now), "item_released")
	refused(t, it.Confirm("R-2", 1, "S-1", now), "item_released")
}

func TestReleaseAsksForWhatHandlingDemands(t *testing.T) {
	ring := laptop()
	ring.Handling.TwoPeople = true
	refused(t, ring.Release("S-1", Recipient{Name: "Anna", Agreed: Aloud}, now), "second_person")
	refused(t, ring.Release("S-1", Recipient{Name: "Anna", Witness: "S-1", Agreed: Aloud}, now), "second_person")
	must(t, ring.Release("S-1", Recipient{Name: "Anna", Witness: "S-2", Agreed: Aloud}, now))
	passport := laptop()
	passport.Handling.With = "police"
	refused(t, passport.Release("S-1", Recipient{Name: "Anna", Agreed: Aloud}, now), "item_with_authority")
	nobody := laptop()
	refused(t, nobody.Release("S-1", Recipient{}, now), "required")
}

func TestEraseLeavesNothingPersonal(t *testing.T) {
	it := laptop()
	it.Description, it.Marks, it.Serial, it.Plate = "of Anna", "name Anna", "ZZ1", "M AB 1"
	must(t, it.Release("S-1", Recipient{Name: "Anna", Agreed: Drawn, Signature: "M0 0L99 99"}, now))
	it.Erase(now)
	if it.Description+it.Marks+it.Serial+it.Plate != "" || it.Handed.To != (Recipient{}) || it.Pictures != nil {
		t.Errorf("got %+v, want nothing personal", it)
	}
	if it.Type != "laptop" || it.Status != Released {
		t.Errorf("got %s %s, want to know still that a laptop was released", it.Type, it.Status)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, err error, code string) {
	t.Helper()
	if f := fault.Of(err); f == nil || f.Problems[0].Code != code {
		t.Errorf("got %v, want %s", err, code)
	}
}
