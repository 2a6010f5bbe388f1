package loss

import (
	"testing"
	"time"
)

func TestNobodyIsWrittenToAtNight(t *testing.T) {
	amsterdam, err := time.LoadLocation("Europe/Amsterdam")
	must(t, err)
	at := func(month time.Month, day, hour, minute int) time.Time {
		return time.Date(2026, month, day, hour, minute, 0, 0, amsterdam)
	}
	var never time.Time
	for name, c := range map[string]struct{ at, neededBy, want time.Time }{
		"by day":                                {at(11, 25, 15, 4), never, at(11, 25, 15, 4)},
		"the last minute of the day":            {at(11, 25, 21, 59), never, at(11, 25, 21, 59)},
		"as the night begins":                   {at(11, 25, 22, 0), never, at(11, 26, 7, 0)},
		"after midnight":                        {at(11, 26, 3, 30), never, at(11, 26, 7, 0)},
		"as the night ends":                     {at(11, 26, 7, 0), never, at(11, 26, 7, 0)},
		"needed before the morning":             {at(11, 25, 23, 0), at(11, 26, 6, 10), at(11, 25, 23, 0)},
		"needed in the morning":                 {at(11, 25, 23, 0), at(11, 26, 7, 0), at(11, 26, 7, 0)},
		"needed long ago":                       {at(11, 25, 23, 0), at(11, 24, 6, 0), at(11, 26, 7, 0)},
		"the short night as summer time begins": {at(3, 28, 22, 0), never, at(3, 29, 7, 0)},
		"the long night as summer time ends":    {at(10, 24, 22, 0), never, at(10, 25, 7, 0)},
		"the hour that comes twice":             {at(10, 25, 2, 30), never, at(10, 25, 7, 0)},
	} {
		if got := Awake(c.at, c.neededBy, amsterdam); !got.Equal(c.want) {
			t.Errorf("%s: got %s, want %s", name, got.In(amsterdam), c.want)
		}
	}
	night := at(3, 28, 22, 0)
	if got, want := Awake(night, never, amsterdam).Sub(night), 8*time.Hour; got != want {
		t.Errorf("the night as summer time begins lasts %s, want %s", got, want)
	}
	morning := time.Date(2026, 11, 26, 6, 0, 0, 0, time.UTC)
	if got := Awake(time.Date(2026, 11, 25, 21, 0, 0, 0, time.UTC), never, amsterdam); !got.Equal(morning) {
		t.Errorf("an instant in another zone: got %s, want %s", got, morning)
	}
}
