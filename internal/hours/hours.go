// Package hours reads when a desk is open, and finds instants at which it is.
//
// Hours are written in a part of the opening_hours syntax of OpenStreetMap
// (https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification): rules with
// semicolons between, each of days and times, where a later rule overrides an earlier one on
// its days:
//
//	Mo-Fr 06:00-22:00; Sa,Su 08:00-12:00,13:00-18:00; Dec 25 off; 2026 Dec 31 06:00-16:00
//
// Times are of the site's own clock. One that ends before it begins ends on the next day;
// 24/7 is always. Without hours a desk counts as open from 9:00 to 17:00 on every day.
package hours

import (
	"slices"
	"time"
)

// Hours are when a desk is open. The zero value is from 9:00 to 17:00 on every day.
type Hours struct {
	text  string
	rules []rule
}

// rule is what holds on some days: open at those times, or closed where there are none.
type rule struct {
	weekdays [7]bool // from Sunday
	day      int     // of a month, 0 for a rule of weekdays
	month    time.Month
	year     int // 0 for every year
	times    []times
}

// times are minutes since midnight; until is more than a day's where it lies in the next.
type times struct{ from, until int }

const day = 24 * 60 // minutes

var usual = []times{{9 * 60, 17 * 60}}

// String is how the hours were written.
func (h Hours) String() string { return h.text }

// Span is a stretch in which a desk is open.
type Span struct{ From, Until time.Time }

// on returns the times that hold on a date.
func (h Hours) on(year int, month time.Month, dayOf int) []times {
	if len(h.rules) == 0 {
		return usual
	}
	weekday := time.Date(year, month, dayOf, 12, 0, 0, 0, time.UTC).Weekday()
	for _, r := range slices.Backward(h.rules) {
		if r.day == 0 && r.weekdays[weekday] || r.day == dayOf && r.month == month && (r.year == 0 || r.year == year) {
			return r.times
		}
	}
	return nil
}

// Spans returns when the desk is open on the local dates from the first to the last, in
// order. Spans that touch are one.
func (h Hours) Spans(first, last time.Time, in *time.Location) []Span {
	first, last = first.In(in), last.In(in)
	var out []Span
	for back := 0; ; back++ {
		d := time.Date(first.Year(), first.Month(), first.Day()+back, 12, 0, 0, 0, in)
		if back > 0 && d.Year()*1000+d.YearDay() > last.Year()*1000+last.YearDay() {
			return out
		}
		for _, t := range h.on(d.Year(), d.Month(), d.Day()) {
			s := Span{time.Date(d.Year(), d.Month(), d.Day(), 0, t.from, 0, 0, in), time.Date(d.Year(), d.Month(), d.Day(), 0, t.until, 0, 0, in)}
			if n := len(out); n > 0 && !s.From.After(out[n-1].Until) {
				out[n-1].Until = later(out[n-1].Until, s.Until)
			} else {
				out = append(out, s)
			}
		}
	}
}

// Around returns the spans that may hold an instant of the stretch, those of a day before too.
func (h Hours) Around(from, until time.Time, in *time.Location) []Span {
	return h.Spans(from.AddDate(0, 0, -1), until, in)
}

// Within reports whether the desk is open all the time from one instant to another.
func (h Hours) Within(from, until time.Time, in *time.Location) bool {
	return Cover(h.Around(from, until, in), Span{from, until})
}

// Open is the span that holds the instant, if the desk is open then.
func (h Hours) Open(at time.Time, in *time.Location) (Span, bool) {
	for _, s := range h.Around(at, at, in) {
		if !at.Before(s.From) && at.Before(s.Until) {
			return s, true
		}
	}
	return Span{}, false
}

// horizon is how many days ahead a desk that is closed is expected to open.
const horizon = 60

// Next is the earliest instant at or after the given one from which the desk stays open for so
// long. The zero time says that there is none within 60 days.
func (h Hours) Next(at time.Time, long time.Duration, in *time.Location) time.Time {
	return First(h.Around(at, at.AddDate(0, 0, horizon), in), at, long)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
