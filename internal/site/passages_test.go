package site

import (
	"strings"
	"testing"
	"time"

	"lostfound/internal/fault"
)

func TestPassagesAreKeptOnlyWithAReason(t *testing.T) {
	at := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	why := "Laptops stay in trays daily, see the council's note."
	for name, c := range map[string]struct {
		to    PassageSwitch
		wrong string
	}{
		"on":                    {PassageSwitch{at, "S-1", 12, why}, ""},
		"off":                   {PassageSwitch{at, "S-1", 0, "The trial is over."}, ""},
		"no reason":             {PassageSwitch{at, "S-1", 12, "  "}, "reason: required"},
		"no reason to end it":   {PassageSwitch{at, "S-1", 0, ""}, "reason: required"},
		"half a reason":         {PassageSwitch{at, "S-1", 12, "because"}, "reason: reason_too_short"},
		"a book for a reason":   {PassageSwitch{at, "S-1", 12, strings.Repeat("x", fault.Page+1)}, "reason: too_long"},
		"days instead of hours": {PassageSwitch{at, "S-1", MostPassageHours + 1, why}, "hours: passage_hours"},
		"less than none":        {PassageSwitch{at, "S-1", -1, why}, "hours: passage_hours"},
	} {
		var s Site
		err := s.SwitchPassages(c.to)
		if c.wrong != "" {
			if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), c.wrong) || s.Passages != nil {
				t.Errorf("%s: got %v, want %s and no change", name, err, c.wrong)
			}
		} else if got, want := s.KeepsPassages(), time.Duration(c.to.Hours)*time.Hour; err != nil || got != want || len(s.Passages) != 1 {
			t.Errorf("%s: got %v, kept %v, want %v", name, err, got, want)
		}
	}
	if got := (Site{}).KeepsPassages(); got != 0 {
		t.Errorf("where nobody decided: kept %v, want 0", got)
	}
}
