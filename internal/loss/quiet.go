package loss

import "time"

// The hours of the night, in the zone of the site that keeps the report, in which nobody is
// written to.
const (
	nightFrom  = 22
	nightUntil = 7
)

// Awake is when a traveller may be written to: the instant itself, or in the night the coming
// morning, unless the thing is needed before then.
func Awake(at, neededBy time.Time, in *time.Location) time.Time {
	local := at.In(in)
	days := 0
	switch {
	case local.Hour() >= nightFrom:
		days = 1
	case local.Hour() >= nightUntil:
		return at
	}
	morning := time.Date(local.Year(), local.Month(), local.Day()+days, nightUntil, 0, 0, 0, in).UTC()
	if neededBy.After(at) && neededBy.Before(morning) {
		return at
	}
	return morning
}
