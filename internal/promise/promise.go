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
	No      int       `json:"no"` // within its report, from 1
	Kind    Kind      `json:"kind"`
	When    Window    `json:"when"`
	Was     *Window   `json:"was,omitempty"`      // before we moved it
	Owner   ref.Staff `json:"owner,omitempty"`    // who keeps it; empty where nobody is there to do so, and it is the whole desk's
	StandIn ref.Staff `json:"stand_in,omitempty"` // who does where the owner cannot
	About   string    `json:"about"`              // what to have at hand
	MadeAt  time.Time `json:"made_at"`            //
	MadeBy  ref.Staff `json:"made_by,omitempty"`  // empty for the traveller and the program
	Ended   *End      `json:"ended,omitempty"`
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
