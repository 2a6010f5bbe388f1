package loss

import (
	"encoding/json"
	"testing"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/picture"
)

var now = time.Date(2026, 10, 2, 12, 0, 0, 0, time.UTC)

func statement() Statement {
	return Statement{Sites: []string{"AMS"}, From: now.Add(-2 * time.Hour), To: now.Add(-time.Hour),
		Things: []Details{{Type: "laptop"}, {Type: "tablet"}}}
}

func TestCheckNamesEveryWrongField(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Statement)
		want   string
	}{
		"complete":                       {func(s *Statement) {}, ""},
		"one end of the window":          {func(s *Statement) { s.To = time.Time{} }, ""},
		"no time at all":                 {func(s *Statement) { s.From, s.To = time.Time{}, time.Time{} }, "lost_from required"},
		"ends before it begins":          {func(s *Statement) { s.To = s.From.Add(-time.Minute) }, "lost_to ends_before_it_begins"},
		"a window of years":              {func(s *Statement) { s.From = now.AddDate(-2, 0, 0) }, "lost_to window_too_long"},
		"the day after tomorrow":         {func(s *Statement) { s.From, s.To = now.AddDate(0, 0, 2), time.Time{} }, "lost_from in_the_future"},
		"no site":                        {func(s *Statement) { s.Sites = nil }, "sites required"},
		"nothing missing":                {func(s *Statement) { s.Things = nil }, "things say_what_it_is"},
		"the second thing is anything":   {func(s *Statement) { s.Things[1] = Details{Brand: "x"} }, "things[1].item_type say_what_it_is"},
		"filed by an owl":                {func(s *Statement) { s.FiledBy = "owl" }, "filed_by unknown_filer"},
		"a bell in the name":             {func(s *Statement) { s.Contact.Name = "\a" }, "contact.name control_character"},
		"needed before it was lost":      {func(s *Statement) { s.NeededBy = s.From.Add(-time.Hour) }, "needed_by ends_before_it_begins"},
		"no contact, as the phone is it": {func(s *Statement) { s.Contact = Contact{} }, ""},
	} {
		s := statement()
		c.change(&s)
		got := ""
		if f := fault.Of(s.Check(nil, now)); f != nil {
			got = f.Problems[0].Field + " " + f.Problems[0].Code
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestEachThingIsFoundOnItsOwn(t *testing.T) {
	r := File("R-1", statement(), nil, "", now, home)
	must(t, r.Confirm(1, "F-1", "S-1", now))
	must(t, r.Confirm(1, "F-1", "S-1", now))
	refused(t, r.Confirm(1, "F-2", "S-1", now), "thing_already_found")
	if r.Sought(r.Things[0]) || !r.Sought(r.Things[1]) {
		t.Errorf("sought: got %v and %v, want only the second", r.Sought(r.Things[0]), r.Sought(r.Things[1]))
	}
	must(t, r.Return(1, "F-1", "S-1", now))
	if r.Status != Open {
		t.Errorf("one of two returned: got %s, want %s", r.Status, Open)
	}
	must(t, r.Return(2, "F-2", "S-1", now))
	if r.Status != Settled {
		t.Errorf("both returned: got %s, want %s", r.Status, Settled)
	}
	refused(t, r.Dismiss(1, "F-1", "S-1", now), "item_released")
	refused(t, r.Confirm(3, "F-3", "S-1", now), "no_such_thing")
}

func TestADismissedFindStaysDismissedUntilConfirmed(t *testing.T) {
	r := File("R-1", statement(), nil, "", now, home)
	must(t, r.Confirm(1, "F-1", "S-1", now))
	must(t, r.Dismiss(1, "F-1", "S-1", now))
	must(t, r.Dismiss(1, "F-1", "S-1", now))
	if got := r.Things[0]; got.Item != "" || len(got.Dismissed) != 1 {
		t.Errorf("got %+v, want it free, with one dismissed find", got)
	}
	must(t, r.Confirm(1, "F-1", "S-1", now))
	if got := r.Things[0]; got.Item != "F-1" || len(got.Dismissed) != 0 {
		t.Errorf("got %+v, want the second look to count", got)
	}
}

func TestAddDetailKeepsWhatWasSaid(t *testing.T) {
	r := File("R-1", statement(), nil, "", now, home)
	must(t, r.AddDetail(1, "a duck on the lid", []picture.Picture{{ID: "a"}}, now))
	must(t, r.AddDetail(1, "in a grey sleeve", []picture.Picture{{ID: "a"}}, now))
	if got, want := r.Things[0].Description, "a duck on the lid\nin a grey sleeve"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := len(r.Things[0].Pictures); got != 1 {
		t.Errorf("the same photo twice: got %d pictures, want 1", got)
	}
	refused(t, r.AddDetail(1, " ", nil, now), "required")
}

func TestAReportOfOneThingMayBeFlat(t *testing.T) {
	var f Filed
	must(t, json.Unmarshal([]byte(`{"sites":["AMS"],"item_type":"laptop","identifiers":{"serial":"ZZ1"}}`), &f))
	s, err := f.Whole()
	if err != nil || len(s.Things) != 1 || s.Things[0].Identifiers.Serial != "ZZ1" {
		t.Errorf("got %+v, %v, want one thing with its serial", s, err)
	}
	must(t, json.Unmarshal([]byte(`{"things":[{"item_type":"tablet"}]}`), &f))
	_, err = f.Whole()
	refused(t, err, "thing_twice")
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
