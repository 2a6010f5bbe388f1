package promise

import (
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/hours"
)

// Limits of a promise.
const (
	Furthest = 31 * 24 * time.Hour // ahead
	LongCall = 2 * time.Hour       // nobody waits for a call longer than that
)

// Desk is where promises are kept, by whom, and when somebody is there.
type Desk struct {
	Hours hours.Hours
	In    *time.Location
	Team  []Person // may be empty, where nobody said who works there: then the hours count alone
}

// Check notes what is wrong with a window under the names of its ends.
func (d Desk) Check(c *fault.Check, k Kind, w Window, from, until string, now time.Time) {
	switch {
	case w.Until.IsZero():
		c.Add(until, "required", nil)
	case !w.Until.After(now):
		c.Add(until, "in_the_past", nil)
	case w.Until.After(now.Add(Furthest)):
		c.Add(until, "too_far_off", fault.Args{"Max": int(Furthest / (24 * time.Hour))})
	case k == Call && w.From.IsZero():
		c.Add(from, "required", nil)
	case k == Call && w.From.Before(now):
		c.Add(from, "in_the_past", nil)
	case k == Call && !w.Until.After(w.From):
		c.Add(until, "ends_before_start", nil)
	case k == Call && w.Until.Sub(w.From) > LongCall:
		c.Add(until, "long_call", fault.Args{"Max": int(LongCall / time.Hour)})
	case !covered(d.shifts(w.Until.Add(-LongCall), w.Until), presence(k, w)):
		c.Add(until, "nobody_there", fault.Args{"Nearest": d.nearest(k, w, now)})
	}
}

// presence is when whoever keeps such a promise has to be there; for an update, just before its end.
func presence(k Kind, w Window) hours.Span {
	if k == Call {
		return hours.Span{From: w.From, Until: w.Until}
	}
	return hours.Span{From: w.Until.Add(-time.Minute), Until: w.Until}
}

// nearest is the first time from the window's beginning on that would do, by the desk's clock;
// empty where there is none.
func (d Desk) nearest(k Kind, w Window, now time.Time) string {
	at, long, said := w.Until, time.Hour, time.Hour
	if k == Call {
		at, long, said = w.From, w.Until.Sub(w.From), 0
	}
	var first time.Time
	for _, shifts := range d.shifts(at, at.Add(Furthest)) {
		if from := hours.First(shifts, at, long); !from.IsZero() && (first.IsZero() || from.Before(first)) {
			first = from
		}
	}
	if first.IsZero() {
		return ""
	}
	return first.Add(said).In(d.In).Format("2006-01-02 15:04")
}

// Usual is by when word is promised where nobody said otherwise: the last full hour within first,
// at which somebody is there, and before the thing is needed where that is sooner. Where nobody is
// there at all, it is the last at which the desk is open; where no such hour is left, the last full
// hour, or else the instant itself at which it is needed.
func (d Desk) Usual(now, neededBy time.Time, first time.Duration) time.Time {
	limit := now.Add(first)
	if neededBy.After(now) && neededBy.Before(limit) {
		limit = neededBy
	}
	var last time.Time
	for _, shifts := range d.shifts(now, limit) {
		if at := hours.LastHour(shifts, now, limit, d.In); at.After(last) {
			last = at
		}
	}
	if last.IsZero() {
		last = hours.LastHour(d.Hours.Around(now, limit, d.In), now, limit, d.In)
	}
	if !last.IsZero() {
		return last.UTC()
	}
	local := limit.In(d.In)
	if full := time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), 0, 0, 0, d.In); full.After(now) {
		return full.UTC()
	}
	return limit.UTC()
}
