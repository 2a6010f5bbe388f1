package loss

import "time"

// The longest a traveller waits for word from us, and the hours of the day, in the
// site's zone, by which we promise one.
const (
	FirstUpdate = 72 * time.Hour
	opens       = 9
	closes      = 17
)

// PromiseUpdate is when a traveller who reports at that instant hears from us at the latest:
// the last full hour of an office day that lies within FirstUpdate and, where the thing is
// needed sooner, before then. Where no such hour is left it is the last full hour, or else
// the instant itself at which the thing is needed.
func PromiseUpdate(now, neededBy time.Time, in *time.Location) time.Time {
	limit := now.Add(FirstUpdate)
	if neededBy.After(now) && neededBy.Before(limit) {
		limit = neededBy
	}
	local := limit.In(in)
	hour := func(daysOn, hour int) time.Time {
		return time.Date(local.Year(), local.Month(), local.Day()+daysOn, hour, 0, 0, 0, in)
	}
	full := hour(0, local.Hour())
	office := full
	switch {
	case local.Hour() < opens:
		office = hour(-1, closes)
	case local.Hour() > closes:
		office = hour(0, closes)
	}
	for _, t := range []time.Time{office, full} {
		if t.After(now) {
			return t.UTC()
		}
	}
	return limit.UTC()
}
