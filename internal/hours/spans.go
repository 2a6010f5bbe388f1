package hours

import (
	"slices"
	"time"
)

// Both returns what two lists of spans have in common. Lists are in order, here and below.
func Both(a, b []Span) []Span {
	var out []Span
	for len(a) > 0 && len(b) > 0 {
		s := Span{later(a[0].From, b[0].From), a[0].Until}
		if b[0].Until.Before(s.Until) {
			s.Until = b[0].Until
		}
		if s.From.Before(s.Until) {
			out = append(out, s)
		}
		if a[0].Until.Before(b[0].Until) {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return out
}

// Except returns what is left of spans outside the others, which may overlap and have any order.
func Except(spans, others []Span) []Span {
	for _, cut := range others {
		var left []Span
		for _, s := range spans {
			if !cut.From.Before(s.Until) || !cut.Until.After(s.From) {
				left = append(left, s)
				continue
			}
			if s.From.Before(cut.From) {
				left = append(left, Span{s.From, cut.From})
			}
			if cut.Until.Before(s.Until) {
				left = append(left, Span{cut.Until, s.Until})
			}
		}
		spans = left
	}
	return spans
}

// Cover reports whether one of the spans holds the whole stretch.
func Cover(spans []Span, stretch Span) bool {
	return slices.ContainsFunc(spans, func(s Span) bool { return !stretch.From.Before(s.From) && !stretch.Until.After(s.Until) })
}

// First is the earliest instant at or after the given one from which a span goes on for so long; the
// zero time where there is none.
func First(spans []Span, at time.Time, long time.Duration) time.Time {
	for _, s := range spans {
		if from := later(s.From, at); !from.Add(long).After(s.Until) {
			return from
		}
	}
	return time.Time{}
}

// LastHour is the last full hour, by the clock of the zone, after one instant and not after
// another that lies in a span or just ends it, but not where it begins, as nobody was there before; the
// zero time where there is none.
func LastHour(spans []Span, after, until time.Time, in *time.Location) time.Time {
	for _, s := range slices.Backward(spans) {
		end := s.Until
		if end.After(until) {
			end = until
		}
		local := end.In(in)
		full := time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), 0, 0, 0, in)
		if full.After(end) { // an hour that the clock shows twice
			full = full.Add(-time.Hour)
		}
		if full.After(after) && full.After(s.From) {
			return full
		}
	}
	return time.Time{}
}
