package staff

import (
	"testing"
	"time"

	"lostfound/internal/fault"
)

func TestARosterIsChecked(t *testing.T) {
	now := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	day := func(n int) time.Time { return now.AddDate(0, 0, n) }
	for name, tc := range map[string]struct {
		duty  string
		away  []Away
		field string
	}{
		"nothing":                     {"", nil, ""},
		"a shift and a holiday":       {"Mo-Fr 06:00-14:00", []Away{{day(1), day(3)}}, ""},
		"one that is over":            {"", []Away{{day(-3), day(-1)}}, ""},
		"hours nobody can read":       {"mornings", nil, "duty"},
		"a line break":                {"Mo 06:00-14:00;\nTu off", nil, "duty"},
		"away without an end":         {"", []Away{{day(1), day(2)}, {From: day(1)}}, "away[1].until"},
		"away without a beginning":    {"", []Away{{Until: day(1)}}, "away[0].from"},
		"ends before it begins":       {"", []Away{{day(3), day(1)}}, "away[0].until"},
		"for the rest of one's life":  {"", []Away{{day(1), day(20_000)}}, "away[0].until"},
		"more often than one can say": {"", make([]Away, MaxAway+1), "away"},
	} {
		var m Member
		err := m.SetDuty(tc.duty, tc.away, now)
		f := fault.Of(err)
		switch {
		case tc.field == "" && (err != nil || m.Duty != tc.duty):
			t.Errorf("%s: got %+v, %v, want it set", name, m, err)
		case tc.field != "" && (f == nil || f.Problems[0].Field != tc.field || m.Duty != "" || m.Away != nil):
			t.Errorf("%s: got %v, want it refused at %s", name, err, tc.field)
		}
		for _, a := range m.Away {
			if !a.Until.After(now) {
				t.Errorf("%s: got %v remembered, want what is over forgotten", name, a)
			}
		}
	}
}

func TestWhoRunsASiteIsAReserveOfItsDesk(t *testing.T) {
	for name, tc := range map[string]struct {
		m    Member
		want bool
	}{
		"of the desk":                {Member{Grants: []Grant{{"AMS", Desk}}}, false},
		"of all desks":               {Member{Grants: []Grant{{AllSites, Desk}}}, false},
		"the manager":                {Member{Grants: []Grant{{"AMS", Manager}}}, true},
		"the manager, with a roster": {Member{Grants: []Grant{{"AMS", Manager}}, Duty: "Mo 06:00-14:00"}, false},
		"of another desk":            {Member{Grants: []Grant{{"CDG", Desk}, {"AMS", Manager}}}, true},
	} {
		if got := tc.m.Reserve("AMS"); got != tc.want {
			t.Errorf("%s: got %v, want %v", name, got, tc.want)
		}
	}
}
