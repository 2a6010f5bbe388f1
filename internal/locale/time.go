package locale

import (
	"strings"
	"time"
)

// Moment is an instant as people say it, with the exact one at hand.
type Moment struct {
	Text    string // "today at 14:10"
	Exact   string // "2026-11-25 14:10 (Europe/Amsterdam)"
	Machine string // RFC 3339, for <time datetime>
}

// IsZero reports whether there is no instant to show.
func (m Moment) IsZero() bool { return m.Machine == "" }

// At says when something was or will be: "today at 14:10", "Friday at 9:00",
// "3 December at 12:00".
func (l *Language) At(at, now time.Time, in *time.Location) Moment {
	return l.moment("at", at, now, in)
}

// Before says until when: "tomorrow before noon".
func (l *Language) Before(at, now time.Time, in *time.Location) Moment {
	return l.moment("before", at, now, in)
}

// Ago is At for what is just past: "12 minutes ago" within the hour.
func (l *Language) Ago(at, now time.Time, in *time.Location) Moment {
	m := l.At(at, now, in)
	switch minutes := int(now.Sub(at) / time.Minute); {
	case at.IsZero() || at.After(now) || minutes >= 60:
	case minutes == 0:
		m.Text = l.Say("time.now", nil)
	default:
		m.Text = l.Say("time.ago", map[string]any{"Count": minutes})
	}
	return m
}

// Dated is At for what is printed, which must still be true when it is read: "on 3 December
// 2026 at 12:00".
func (l *Language) Dated(at time.Time, in *time.Location) Moment {
	return l.moment("at", at, at.AddDate(-2, 0, 0), in)
}

// DatedBefore is Before as Dated is At: "on 3 December 2026 before noon".
func (l *Language) DatedBefore(at time.Time, in *time.Location) Moment {
	return l.moment("before", at, at.AddDate(-2, 0, 0), in)
}

// Window says when something happened that is known by its ends, of which one may
// be unknown.
func (l *Language) Window(from, to, now time.Time, in *time.Location) string {
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case to.IsZero():
		return l.Say("time.since", map[string]any{"From": l.At(from, now, in).Text})
	case from.IsZero():
		return l.Before(to, now, in).Text
	}
	until := l.At(to, now, in).Text
	if f, t := from.In(in), to.In(in); f.YearDay() == t.YearDay() && f.Year() == t.Year() {
		until = l.clock(t)
	}
	return l.Say("time.between", map[string]any{"From": l.At(from, now, in).Text, "To": until})
}

// Within says when something will happen that has a beginning and an end: "tomorrow between
// 16:00 and 16:30".
func (l *Language) Within(from, until, now time.Time, in *time.Location) string {
	f, u := from.In(in), until.In(in)
	return l.Say("time.within", map[string]any{"Day": l.day(f, now.In(in)), "From": l.clock(f), "To": l.clock(u)})
}

func (l *Language) moment(form string, at, now time.Time, in *time.Location) Moment {
	if at.IsZero() {
		return Moment{}
	}
	at, now = at.In(in), now.In(in)
	args := map[string]any{"Clock": l.clock(at), "Day": l.day(at, now)}
	return Moment{
		Text:    l.Say("time."+form, args),
		Exact:   at.Format("2006-01-02 15:04") + " (" + in.String() + ")",
		Machine: at.Format(time.RFC3339),
	}
}

func (l *Language) clock(t time.Time) string {
	if t.Hour() == 12 && t.Minute() == 0 {
		return l.Say("time.noon", nil)
	}
	return l.Say("time.clock", map[string]any{"Hour": t.Format("15"), "Minute": t.Format("04")})
}

// day is today, a weekday within the week around now, or a date.
func (l *Language) day(t, now time.Time) string {
	name := func(list string, i int) string { return strings.Split(l.Say(list, nil), "|")[i] }
	switch away := daysBetween(now, t); {
	case away >= -1 && away <= 1:
		return name("time.near_days", away+1)
	case away > -6 && away < 7:
		return name("time.weekdays", int(t.Weekday()))
	}
	date := map[string]any{"Day": t.Day(), "Month": name("time.months", int(t.Month())-1), "Year": t.Year()}
	if t.Year() == now.Year() {
		return l.Say("time.date", date)
	}
	return l.Say("time.date_of_year", date)
}

// daysBetween counts calendar days from one instant to another in their own zone.
func daysBetween(from, to time.Time) int {
	date := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	return int(date(to).Sub(date(from)) / (24 * time.Hour))
}
