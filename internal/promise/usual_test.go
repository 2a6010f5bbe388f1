package promise

import (
	"testing"
	"time"
)

const first = 72 * time.Hour

func TestAnUpdateIsPromisedForAnHourPeopleKeep(t *testing.T) {
	at := func(s string) time.Time {
		t.Helper()
		if s == "" {
			return time.Time{}
		}
		return local(t, s)
	}
	for name, c := range map[string]struct{ now, neededBy, want string }{
		"in the morning":                     {"2026-11-25 10:29", "", "2026-11-28 10:00"},
		"on the hour":                        {"2026-11-25 10:00", "", "2026-11-28 10:00"},
		"in the evening":                     {"2026-11-25 21:40", "", "2026-11-28 17:00"},
		"at five":                            {"2026-11-25 17:05", "", "2026-11-28 17:00"},
		"before the desk opens":              {"2026-11-25 05:29", "", "2026-11-27 17:00"},
		"needed this afternoon":              {"2026-11-25 10:29", "2026-11-25 14:10", "2026-11-25 14:00"},
		"needed late tomorrow":               {"2026-11-25 10:29", "2026-11-26 22:30", "2026-11-26 17:00"},
		"needed early tomorrow":              {"2026-11-25 10:29", "2026-11-26 06:45", "2026-11-25 17:00"},
		"needed early tomorrow, told late":   {"2026-11-25 20:10", "2026-11-26 06:45", "2026-11-26 06:00"},
		"needed within the hour":             {"2026-11-25 14:10", "2026-11-25 14:40", "2026-11-25 14:40"},
		"needed before it was told":          {"2026-11-25 14:10", "2026-11-25 12:00", "2026-11-28 14:00"},
		"needed next week":                   {"2026-11-25 14:10", "2026-12-02 12:00", "2026-11-28 14:00"},
		"the night the clocks go back":       {"2026-10-22 13:30", "", "2026-10-25 12:00"},
		"the night the clocks go forward":    {"2026-03-26 13:30", "", "2026-03-29 14:00"},
		"needed in the night of a long wait": {"2026-11-25 16:10", "2026-11-26 03:30", "2026-11-25 17:00"},
	} {
		got := Desk{In: amsterdam}.Usual(at(c.now), at(c.neededBy), first)
		if want := at(c.want); !got.Equal(want) {
			t.Errorf("%s: got %s, want %s", name, got.In(amsterdam).Format("Mon 15:04"), want.Format("Mon 15:04"))
		}
		if !got.After(at(c.now)) || got.After(at(c.now).Add(first)) {
			t.Errorf("%s: got %s, want it after the report and within %s", name, got, first)
		}
	}
}
