// Package promise holds what a traveller was told will happen and by when, and
// whether it did.
//
// A promise is made for a time at which somebody is there to keep it. It is kept, or moved
// once and kept then, or missed; a missed one is answered for to whom it was made. Everything
// here is a pure value.
package promise

import (
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/hours"
	"lostfound/internal/ref"
)

// Kind is what was promised.
type Kind string

// The kinds.
const (
	Update Kind = "update" // word from us, by an instant
	Call   Kind = "call"   // a telephone call, within a window
)

// Window is when it is to happen. An update has no From: it may come at any time before.
type Window struct {
	From  time.Time `json:"from,omitzero"`
	Until time.Time `json:"until"`
}

// Promise is one that was made. Whoever stands in it is named to the traveller.
type Promise struct {
	No     int       `json:"no"` // within its report, from 1
	Kind   Kind      `json:"kind"`
	When   Window    `json:"when"`
	Was    *Window   `json:"was,omitempty"`     // before we moved it
	Owner  ref.Staff `json:"owner,omitempty"`   // who keeps it; empty for whoever is at the desk
	About  string    `json:"about"`             // what to have at hand
	MadeAt time.Time `json:"made_at"`           //
	MadeBy ref.Staff `json:"made_by,omitempty"` // empty for the traveller and the program
	Ended  *End      `json:"ended,omitempty"`
}

// End is how a promise came to its end.
type End struct {
	At      time.Time `json:"at"`
	By      ref.Staff `json:"by,omitempty"`
	Outcome Outcome   `json:"outcome"`
	Answer  string    `json:"answer"` // what the traveller was told of a missed one
}

// Outcome is how a promise ended.
type Outcome string

// The outcomes.
const (
	Kept   Outcome = "kept"   // in the window that was promised first
	Moved  Outcome = "moved"  // in another, of which we told before the first had passed
	Missed Outcome = "missed" // later, or not at all
	Void   Outcome = "void"   // there was nothing left to promise
)

// Outcomes lists all outcomes.
var Outcomes = []Outcome{Kept, Moved, Missed, Void}

// Limits of a promise.
const (
	Furthest = 31 * 24 * time.Hour // ahead
	LongCall = 2 * time.Hour       // nobody waits for a call longer than that
)

// Desk is where promises are kept, and when somebody is there.
type Desk struct {
	Hours hours.Hours
	In    *time.Location
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
	case !d.there(k, w):
		c.Add(until, "nobody_there", fault.Args{"Nearest": d.nearest(k, w, now)})
	}
}

// there reports whether somebody is at the desk in the window; for an update, just before its end.
func (d Desk) there(k Kind, w Window) bool {
	if k == Call {
		return d.Hours.Within(w.From, w.Until, d.In)
	}
	return d.Hours.Within(w.Until.Add(-time.Minute), w.Until, d.In)
}

// nearest is the first time from the window's beginning on that would do, by the desk's clock;
// empty where there is none.
func (d Desk) nearest(k Kind, w Window, now time.Time) string {
	at := d.Hours.Next(w.Until, time.Hour, d.In).Add(time.Hour)
	if k == Call {
		at = d.Hours.Next(w.From, w.Until.Sub(w.From), d.In)
	}
	if at.Before(now) {
		return ""
	}
	return at.In(d.In).Format("2006-01-02 15:04")
}

// Usual is by when word is promised where nobody said otherwise: the last full hour within first,
// at which somebody is at the desk, and before the thing is needed where that is sooner. Where no
// such hour is left it is the last full hour, or else the instant itself at which it is needed.
func (d Desk) Usual(now, neededBy time.Time, first time.Duration) time.Time {
	limit := now.Add(first)
	if neededBy.After(now) && neededBy.Before(limit) {
		limit = neededBy
	}
	if at := d.Hours.LastHour(now, limit, d.In); !at.IsZero() {
		return at.UTC()
	}
	local := limit.In(d.In)
	if full := time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), 0, 0, 0, d.In); full.After(now) {
		return full.UTC()
	}
	return limit.UTC()
}

// Open reports whether the promise is still to be kept.
func (p Promise) Open() bool { return p.Ended == nil }

// Late reports whether it should have been kept by now.
func (p Promise) Late(now time.Time) bool { return p.Open() && !now.Before(p.When.Until) }

// Move gives a promise another window, as we cannot keep the first. We may do so once, and before
// that has passed; else it is missed, and is answered for.
func (p *Promise) Move(w Window, now time.Time) error {
	switch {
	case p.Late(now):
		return fault.New(fault.Conflict, "promise_missed")
	case p.Was != nil:
		return fault.New(fault.Conflict, "promise_moved_before")
	}
	was := p.When
	p.When, p.Was = w, &was
	return nil
}

// End ends a promise that was kept now, if late. Then somebody has said to the traveller why: the
// answer, without which a late one does not end.
func (p *Promise) End(by ref.Staff, answer string, now time.Time) error {
	end := End{At: now, By: by, Outcome: Kept}
	switch {
	case p.Late(now) && answer == "":
		return fault.Newf(fault.Invalid, "answer", "answer_for_it", nil)
	case p.Late(now):
		end.Outcome, end.Answer = Missed, answer
	case p.Was != nil:
		end.Outcome = Moved
	}
	p.Ended = &end
	return nil
}

// Next is the open promise that is to be kept first, or nil.
func Next(all []Promise) *Promise {
	var next *Promise
	for i := range all {
		if p := &all[i]; p.Open() && (next == nil || p.When.Until.Before(next.When.Until)) {
			next = p
		}
	}
	return next
}

// OpenCall is the call that is to come, or nil. There is at most one.
func OpenCall(all []Promise) *Promise {
	i := slices.IndexFunc(all, func(p Promise) bool { return p.Open() && p.Kind == Call })
	if i < 0 {
		return nil
	}
	return &all[i]
}
