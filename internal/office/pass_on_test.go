package office

import (
	"testing"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/history"
	"lostfound/internal/loss"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// ownerOf is who keeps the next promise of a report.
func (o *opened) ownerOf(t *testing.T, id ref.Report) ref.Staff {
	t.Helper()
	r, err := o.Report(t.Context(), o.admin, id)
	must(t, err)
	return r.Next().Owner
}

// shifts gives the desk of AMS two members who are there at other times.
func (o *opened) shifts(t *testing.T) (early, late staff.Member) {
	t.Helper()
	o.site(t, "AMS", "08:00-20:00; Su off")
	early, err := o.SetDuty(t.Context(), o.admin, o.desk.Ref, "Mo-Sa 08:00-13:00", nil)
	must(t, err)
	late = o.hire(t, "lars", "AMS", staff.Desk)
	late, err = o.SetDuty(t.Context(), o.admin, late.Ref, "Mo-Sa 13:00-20:00", nil)
	must(t, err)
	return early, late
}

func (o *opened) site(t *testing.T, code, hours string) {
	t.Helper()
	s, err := o.Site(t.Context(), code)
	must(t, err)
	s.Hours = hours
	_, _, err = o.PutSite(t.Context(), staff.Operator, s)
	must(t, err)
}

func TestPromisesPassOnAsPeopleComeAndGo(t *testing.T) {
	o := open(t)
	early, late := o.shifts(t)
	id := o.loss(t, "AMS", loss.Details{Type: "hat"}).Report.Ref // a Friday at 14:00; word is promised for Monday at that hour
	is := func(when string, want ref.Staff) {
		t.Helper()
		if got := o.ownerOf(t, id); got != want {
			t.Errorf("%s: got it with %q, want %q", when, got, want)
		}
	}
	is("as it was filed", late.Ref)
	holiday := []staff.Away{{From: o.clock.now(), Until: o.clock.now().AddDate(0, 0, 7)}}
	_, err := o.SetDuty(t.Context(), late, late.Ref, late.Duty, holiday)
	must(t, err)
	is("the late shift is away, and nobody else is there then", nobody)
	_, err = o.SetDuty(t.Context(), o.admin, early.Ref, "Mo-Sa 08:00-20:00", nil)
	must(t, err)
	is("the early shift stays longer", early.Ref)
	_, err = o.SetDuty(t.Context(), late, late.Ref, late.Duty, nil)
	must(t, err)
	is("the late shift is back", early.Ref)
	must(t, o.Leave(t.Context(), o.admin, early.Ref))
	is("its owner left", late.Ref)
	o.site(t, "AMS", "08:00-12:00; Su off")
	is("the desk closes earlier", nobody)
	o.site(t, "AMS", "08:00-20:00; Su off")
	is("and later again", late.Ref)
	r, err := o.Report(t.Context(), o.admin, id)
	must(t, err)
	passed := 0
	for _, e := range r.History {
		if e.What == history.PassedOn {
			passed++
		}
	}
	if passed != 5 || len(r.Promises) != 1 {
		t.Errorf("got it passed on %d times, %d promises, want 5 times one promise", passed, len(r.Promises))
	}
}

func TestARoundPassesOnWhatACrashLeft(t *testing.T) {
	o := open(t)
	early, late := o.shifts(t)
	id := o.loss(t, "AMS", loss.Details{Type: "hat"}).Report.Ref
	other := o.loss(t, "CDG", loss.Details{Type: "hat"}).Report.Ref
	was := o.ownerOf(t, other)
	must(t, o.PassOn(t.Context()))
	// What a process saved that died before it passed anything on.
	_, err := o.members.Update(t.Context(), string(early.Ref), func(m *staff.Member) error { m.Duty = ""; return nil })
	must(t, err)
	_, err = o.members.Update(t.Context(), string(late.Ref), func(m *staff.Member) error { m.LeftAt = o.clock.now(); return nil })
	must(t, err)
	o.forgetSites()
	if got := o.ownerOf(t, id); got != late.Ref {
		t.Fatalf("before the round: got it with %q, want the one who left", got)
	}
	must(t, o.PassOn(t.Context()))
	if got := o.ownerOf(t, id); got != early.Ref {
		t.Errorf("after the round: got it with %q, want who is there", got)
	}
	if got := o.ownerOf(t, other); got != was {
		t.Errorf("elsewhere: got it with %q, want it to stay with %q", got, was)
	}
	_, err = o.Rebuild(t.Context())
	must(t, err)
	must(t, o.Leave(t.Context(), o.admin, early.Ref))
	if got := o.ownerOf(t, id); got != nobody {
		t.Errorf("the last one left, after the index was rebuilt: got it with %q, want nobody's", got)
	}
}

func TestWhoSetsARoster(t *testing.T) {
	o := open(t)
	manager := o.hire(t, "fatima", "AMS", staff.Manager)
	ill := []staff.Away{{From: o.clock.now(), Until: o.clock.now().Add(48 * time.Hour)}}
	for name, tc := range map[string]struct {
		by   staff.Member
		duty string
		away []staff.Away
		want fault.Kind
	}{
		"the manager":                       {manager, "Mo-Fr 06:00-14:00", nil, ""},
		"oneself, that one is ill":          {o.desk, "Mo-Fr 06:00-14:00", ill, ""},
		"oneself, other hours":              {o.desk, "off", nil, fault.Forbidden},
		"a colleague":                       {o.finder, "Mo-Fr 06:00-14:00", ill, fault.Forbidden},
		"a manager elsewhere":               {o.elsewhere, "Mo-Fr 06:00-14:00", ill, fault.Missing},
		"the manager, what nobody can read": {manager, "mornings", nil, fault.Invalid},
	} {
		_, err := o.SetDuty(t.Context(), o.admin, o.desk.Ref, "Mo-Fr 06:00-14:00", nil)
		must(t, err)
		m, err := o.SetDuty(t.Context(), tc.by, o.desk.Ref, tc.duty, tc.away)
		if tc.want == "" && (err != nil || m.Duty != tc.duty || len(m.Away) != len(tc.away) || m.Password != "") || tc.want != "" && !fault.Is(err, tc.want) {
			t.Errorf("%s: got %+v, %v, want %q", name, m, err, tc.want)
		}
	}
}
