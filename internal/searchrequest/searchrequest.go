// Package searchrequest is the call across a rental lot: somebody left a thing in a car, please
// look before the car goes out again. It holds when people are asked, what they answered and
// when the desk has to help.
//
// Everything here is a pure value: no clock, no store. Guarantees. An answer is never changed,
// only taken back. Who looked and found nothing is not written down, so that it can't be held
// against anybody.
package searchrequest

import (
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/ref"
)

// Place is where in a car one looks.
type Place string

// The places.
const (
	UnderSeats            Place = "under_seats"
	BetweenSeatAndConsole Place = "between_seat_and_console"
	DoorPockets           Place = "door_pockets"
	GloveBox              Place = "glove_box"
	Boot                  Place = "boot"
	SpareWheelWell        Place = "spare_wheel_well"
	ChildSeat             Place = "child_seat"
)

// Places lists all places, in the order in which one looks: where most is found first.
var Places = []Place{UnderSeats, BetweenSeatAndConsole, DoorPockets, Boot, GloveBox, ChildSeat, SpareWheelWell}

// Kind is what somebody answers.
type Kind string

// The answers.
const (
	Nothing       Kind = "looked_nothing"    // looked, and it is not there
	Found         Kind = "found"             // something is there
	GoneOut       Kind = "gone_out_again"    // the car was rented out before anybody looked
	AnotherBranch Kind = "at_another_branch" // it was brought back elsewhere
	OwnerOnLot    Kind = "owner_on_lot"      // whoever misses it stands here
)

// Kinds lists all answers.
var Kinds = []Kind{Nothing, Found, GoneOut, AnotherBranch, OwnerOnLot}

// Limits of a request.
const (
	MostAnswers = 50                  // those remembered, the newest
	UndoWithin  = 5 * time.Minute     // an answer is taken back as a slip of the finger
	AskFor      = 30 * 24 * time.Hour // after it was asked last a request is given up
)

// State is where a request stands.
type State string

// The states.
const (
	Asked   State = "asked"   // somebody is to look
	Waiting State = "waiting" // no car to look at: asked again when one comes back
	Ended   State = "ended"   // something was found, or nobody looks any more
)

// Request asks the people on a lot to look into a car for all that a report misses.
type Request struct {
	Site        string    `json:"site"`
	State       State     `json:"state"`
	AskedAt     time.Time `json:"asked_at"`              // last
	AnswerBy    time.Time `json:"answer_by"`             // then the desk helps
	EscalatedAt time.Time `json:"escalated_at,omitzero"` // the desk was told that nobody answered
	Answers     []Answer  `json:"answers"`
	LastNo      int       `json:"last_no"` // of an answer
}

// Answer is what somebody on the lot said of a car.
type Answer struct {
	No          int       `json:"no"` // from 1, never reused
	At          time.Time `json:"at"`
	Kind        Kind      `json:"kind"`
	Stay        int       `json:"stay,omitempty"` // of the car; 0 where the lot knows none
	Plate       string    `json:"plate,omitempty"`
	Places      []Place   `json:"places,omitempty"` // that were looked at
	By          ref.Staff `json:"by,omitempty"`     // who found something, to be thanked
	TakenBackAt time.Time `json:"taken_back_at,omitzero"`
}

// Car is one to look at, as the lot knows it now.
type Car struct {
	Stay       int
	ReturnedAt time.Time
}

// New asks for a thing left in a car, to be answered within the patience of its site.
func New(site string, patience time.Duration, now time.Time) Request {
	r := Request{Site: site}
	r.ask(patience, now)
	return r
}

func (r *Request) ask(patience time.Duration, now time.Time) {
	r.State, r.AskedAt, r.AnswerBy, r.EscalatedAt = Asked, now, now.Add(patience), time.Time{}
}

// Left are the cars of which nobody has said anything yet. What was said when the lot knew no
// car counts for those that had come back by then.
func (r Request) Left(cars []Car) []Car {
	var out []Car
	for _, c := range cars {
		if !slices.ContainsFunc(r.Answers, func(a Answer) bool { return a.settles(c) }) {
			out = append(out, c)
		}
	}
	return out
}

// settles reports whether after the answer nobody needs to look into the car.
func (a Answer) settles(c Car) bool {
	if !a.TakenBackAt.IsZero() || a.Kind == OwnerOnLot {
		return false
	}
	return a.Stay == c.Stay || a.Stay == 0 && !c.ReturnedAt.After(a.At)
}

// Answer notes an answer. cars are those to look at. With the last of them the request waits for
// a car to come back, and with a find it ends. Saying the same again changes nothing.
func (r *Request) Answer(a Answer, cars []Car, now time.Time) error {
	if r.State == Ended {
		return fault.New(fault.Conflict, "request_ended")
	}
	var c fault.Check
	if !slices.Contains(Kinds, a.Kind) {
		c.Add("answer", "unknown_answer", nil)
	}
	if slices.ContainsFunc(a.Places, func(p Place) bool { return !slices.Contains(Places, p) }) {
		c.Add("places", "unknown_place", nil)
	}
	if err := c.Err(); err != nil {
		return err
	}
	if a.Kind != Found {
		a.By = ""
	}
	a.Places = slices.Compact(slices.Sorted(slices.Values(a.Places)))
	if slices.ContainsFunc(r.Answers, func(b Answer) bool { return b.repeats(a) && !b.At.Before(r.AskedAt) }) {
		return nil
	}
	r.LastNo++
	a.No, a.At, a.TakenBackAt = r.LastNo, now, time.Time{}
	r.Answers = append(r.Answers, a)
	r.Answers = r.Answers[max(0, len(r.Answers)-MostAnswers):]
	switch {
	case a.Kind == Found:
		r.State = Ended
	case a.Kind != OwnerOnLot && len(r.Left(cars)) == 0:
		r.State = Waiting
	}
	return nil
}

// repeats reports whether one answer says what another said.
func (a Answer) repeats(b Answer) bool {
	return a.Kind == b.Kind && a.Stay == b.Stay && slices.Equal(a.Places, b.Places) && a.TakenBackAt.IsZero()
}

// TakeBack undoes an answer while it may still be a slip of the finger: the request is asked as
// it was. Saying it again changes nothing.
func (r *Request) TakeBack(no int, now time.Time) error {
	i := slices.IndexFunc(r.Answers, func(a Answer) bool { return a.No == no })
	switch {
	case i < 0:
		return fault.New(fault.Missing, "no_such_answer")
	case !r.Answers[i].TakenBackAt.IsZero():
		return nil
	case now.Sub(r.Answers[i].At) > UndoWithin:
		return fault.New(fault.Conflict, "too_late_to_undo")
	}
	r.Answers[i].TakenBackAt = now
	if kind := r.Answers[i].Kind; kind == Found || r.State == Waiting && kind != OwnerOnLot {
		r.State = Asked
	}
	return nil
}

// Look asks again where a car is here that nobody has looked into, and reports whether it did.
// A request that has been asked and whose car has gone meanwhile waits for its next return; out
// says that the lot knows the car as gone. One that is too old is given up: it ends.
func (r *Request) Look(cars []Car, out bool, patience time.Duration, now time.Time) (again bool) {
	switch left := len(r.Left(cars)); {
	case r.State != Ended && left == 0 && now.Sub(r.AskedAt) > AskFor:
		r.State = Ended
	case r.State == Waiting && left > 0:
		r.ask(patience, now)
		return true
	case r.State == Asked && left == 0 && out:
		r.State = Waiting
	}
	return false
}

// Overdue reports whether nobody answered in time and the desk does not know yet.
func (r Request) Overdue(now time.Time) bool {
	return r.State == Asked && r.EscalatedAt.IsZero() && !r.AnswerBy.After(now)
}

// Escalate brings the request before the desk. It reports whether that was due.
func (r *Request) Escalate(now time.Time) bool {
	if !r.Overdue(now) {
		return false
	}
	r.EscalatedAt = now
	return true
}

// End ends the request: nobody looks for the things any more.
func (r *Request) End() { r.State = Ended }

// OwnerIsHere reports whether whoever misses the thing stands on the lot since it was last
// asked for.
func (r Request) OwnerIsHere() bool {
	return slices.ContainsFunc(r.Answers, func(a Answer) bool {
		return a.Kind == OwnerOnLot && a.TakenBackAt.IsZero() && !a.At.Before(r.AskedAt)
	})
}

// Said are the answers that still stand, the oldest first.
func (r Request) Said() []Answer {
	var out []Answer
	for _, a := range r.Answers {
		if a.TakenBackAt.IsZero() {
			out = append(out, a)
		}
	}
	return out
}
