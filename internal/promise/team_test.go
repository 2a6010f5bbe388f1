package promise

import (
	"slices"
	"testing"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/hours"
	"lostfound/internal/ref"
)

// crew is the desk of weekdays with an early and a late shift, and a manager.
func crew(t *testing.T) Desk {
	t.Helper()
	d := weekdays(t)
	for who, text := range map[ref.Staff]string{"S-EARLY": "Mo-Fr 06:00-14:00", "S-LATE": "Mo-Fr 13:00-21:00", "S-ALL": ""} {
		h, err := hours.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		d.Team = append(d.Team, Person{Ref: who, Hours: h, Reserve: who == "S-ALL"})
	}
	return d
}

func (d Desk) away(t *testing.T, who ref.Staff, from, until string) Desk {
	t.Helper()
	d.Team = slices.Clone(d.Team)
	for i := range d.Team {
		if d.Team[i].Ref == who {
			d.Team[i].Away = []hours.Span{{From: local(t, from), Until: local(t, until)}}
		}
	}
	return d
}

func TestAPromiseIsRefusedWhenTheDeskIsOpenAndNobodyIsThere(t *testing.T) {
	now := local(t, "2026-11-25 07:10")
	ill := crew(t).away(t, "S-LATE", "2026-11-25 08:00", "2026-11-27 00:00")
	for name, tc := range map[string]struct {
		desk        Desk
		from, until string
		nearest     string // empty where it is promised
	}{
		"in the early shift":                    {crew(t), "2026-11-26 09:00", "2026-11-26 09:30", ""},
		"where the shifts meet":                 {crew(t), "2026-11-26 13:30", "2026-11-26 14:30", ""},
		"before the desk opens, though on duty": {crew(t), "2026-11-26 07:00", "2026-11-26 07:30", "2026-11-26 08:00"},
		"in the late shift of one who is ill":   {ill, "2026-11-26 16:00", "2026-11-26 16:30", "2026-11-27 08:00"},
		"over the end of the only shift":        {ill, "2026-11-26 13:45", "2026-11-26 14:15", "2026-11-27 08:00"},
		"by the manager who deals with it":      {ill.With("S-ALL"), "2026-11-26 16:00", "2026-11-26 16:30", ""},
		"at a desk that has only a manager":     {Desk{ill.Hours, ill.In, []Person{{Ref: "S-ALL", Reserve: true}}}, "2026-11-26 16:00", "2026-11-26 16:30", ""},
		"word when the late shift is ill":       {ill, "", "2026-11-26 17:00", "2026-11-27 09:00"},
		"word as the early shift ends":          {ill, "", "2026-11-26 14:00", ""},
		"a call when both are away":             {ill.away(t, "S-EARLY", "2026-11-25 08:00", "2026-11-30 10:00"), "2026-11-26 09:00", "2026-11-26 09:30", "2026-11-27 13:00"},
	} {
		k, w := Update, Window{Until: local(t, tc.until)}
		if tc.from != "" {
			k, w.From = Call, local(t, tc.from)
		}
		var c fault.Check
		tc.desk.Check(&c, k, w, "from", "until", now)
		f := fault.Of(c.Err())
		if tc.nearest == "" && f != nil || tc.nearest != "" && (f == nil || f.Problems[0].Args["Nearest"] != tc.nearest) {
			t.Errorf("%s: got %v, want the nearest %q", name, f, tc.nearest)
		}
	}
}

func TestAPromiseGoesToOneWhoIsThere(t *testing.T) {
	now := local(t, "2026-11-25 09:10")
	morning := Window{local(t, "2026-11-26 09:00"), local(t, "2026-11-26 09:30")}
	noon := Window{local(t, "2026-11-26 13:15"), local(t, "2026-11-26 13:45")}
	past := Window{local(t, "2026-11-24 15:00"), local(t, "2026-11-24 15:30")}
	early := crew(t).away(t, "S-EARLY", "2026-11-26 00:00", "2026-11-27 00:00")
	for name, tc := range map[string]struct {
		desk           Desk
		when           Window
		owner, standIn ref.Staff
		want, second   ref.Staff
	}{
		"whose it is stays":                         {crew(t), noon, "S-LATE", "S-EARLY", "S-LATE", "S-EARLY"},
		"the stand-in takes it":                     {early, noon, "S-EARLY", "S-LATE", "S-LATE", ""},
		"nobody is there":                           {early, morning, "S-EARLY", "", "", ""},
		"of the early shift only one":               {crew(t), morning, "", "", "S-EARLY", ""},
		"one whom the desk does not know":           {crew(t), morning, "S-GONE", "S-GONE2", "S-EARLY", ""},
		"a manager keeps the own":                   {crew(t), morning, "S-ALL", "", "S-ALL", "S-EARLY"},
		"a late one stays with who is not away":     {crew(t), past, "S-EARLY", "", "S-EARLY", "S-LATE"},
		"a late one of one who is away":             {crew(t).away(t, "S-EARLY", "2026-11-25 08:00", "2026-11-27 00:00"), past, "S-EARLY", "", "S-LATE", ""},
		"a late one of one whose holiday begins on": {early, past, "S-EARLY", "", "S-EARLY", "S-LATE"},
	} {
		p := Promise{Kind: Call, When: tc.when, Owner: tc.owner, StandIn: tc.standIn}
		passed := tc.desk.Assign(&p, "R-1", now)
		if p.Owner != tc.want || p.StandIn != tc.second || passed != (tc.owner != tc.want) {
			t.Errorf("%s: got %q, then %q, passed on %v, want %q, then %q", name, p.Owner, p.StandIn, passed, tc.want, tc.second)
		}
	}
	shares := map[ref.Staff]int{}
	for i := range 400 {
		p := Promise{Kind: Call, When: noon}
		crew(t).Assign(&p, string(rune('a'+i)), now)
		shares[p.Owner]++
	}
	if len(shares) != 2 || min(shares["S-EARLY"], shares["S-LATE"]) < 150 {
		t.Errorf("400 promises over two who are there: got %v, want about half each", shares)
	}
}

func TestAPromiseIsMadeForWhenSomebodyIsAtWork(t *testing.T) {
	now := local(t, "2026-11-25 15:10")
	for name, tc := range map[string]struct {
		desk Desk
		want string
	}{
		"on the last day, before the desk closes": {crew(t), "2026-11-27 20:00"},
		"the late shift is on holiday":            {crew(t).away(t, "S-LATE", "2026-11-26 00:00", "2026-12-10 00:00"), "2026-11-27 14:00"},
		"all are away":                            {Desk{crew(t).Hours, amsterdam, []Person{{Ref: "S-1", Away: []hours.Span{{From: now, Until: now.AddDate(0, 1, 0)}}}}}, "2026-11-27 20:00"},
	} {
		if got := tc.desk.Usual(now, time.Time{}, first).In(amsterdam).Format("2006-01-02 15:04"); got != tc.want {
			t.Errorf("%s: got %s, want %s", name, got, tc.want)
		}
	}
	ill := crew(t).away(t, "S-LATE", "2026-11-25 00:00", "2026-12-10 00:00")
	slots := ill.Slots(now, 4, 2, func(Window) bool { return false })
	for _, w := range slots {
		if !covered(ill.shifts(w.From, w.Until), presence(Call, w)) {
			t.Errorf("got a slot at %s, when nobody is there", w.From.In(amsterdam))
		}
	}
	if len(slots) != 4 {
		t.Errorf("got %d slots, want those of the early shift", len(slots))
	}
	for who, want := range map[ref.Staff]string{"S-EARLY": "2026-11-26 08:00", "S-LATE": "2026-11-26 13:00", "S-NOBODY": "2026-11-26 08:00"} {
		if got := crew(t).Shift(who, now).In(amsterdam).Format("2006-01-02 15:04"); got != want {
			t.Errorf("the next shift of %s: got %s, want %s", who, got, want)
		}
	}
}

func TestWarningsFollowFromTheTime(t *testing.T) {
	until := local(t, "2026-11-26 16:30")
	p := Promise{Owner: "S-1", StandIn: "S-2", When: Window{Until: until}}
	for before, want := range map[time.Duration]struct {
		stage                   Stage
		owner, standIn, manager bool
	}{
		31 * time.Minute: {Ahead, true, false, false}, 30 * time.Minute: {ForOwner, true, false, false}, 16 * time.Minute: {ForOwner, true, false, false},
		15 * time.Minute: {ForBoth, true, true, false}, 5 * time.Minute: {ForManager, true, true, true}, time.Second: {ForManager, true, true, true},
		0: {IsLate, true, true, true}, -time.Hour: {IsLate, true, true, true},
	} {
		now := until.Add(-before)
		if got := p.Stage(now); got != want.stage {
			t.Errorf("%s before: got stage %d, want %d", before, got, want.stage)
		}
		if o, s, m := p.Falls("S-1", false, now), p.Falls("S-2", false, now), p.Falls("S-3", true, now); o != want.owner || s != want.standIn || m != want.manager {
			t.Errorf("%s before: got owner %v, stand-in %v, manager %v, want %v", before, o, s, m, want)
		}
		if p.Falls("S-4", false, now) {
			t.Errorf("%s before: falls to one who has nothing to do with it", before)
		}
	}
	if nobodys := (Promise{When: Window{Until: until}}); !nobodys.Falls("S-4", false, until.AddDate(0, 0, -1)) {
		t.Error("nobody's: want it to fall to all")
	}
}
