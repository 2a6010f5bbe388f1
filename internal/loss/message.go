package loss

import (
	"slices"
	"time"

	"lostfound/internal/history"
)

// Event is what a traveller is written to about.
type Event string

// The events.
const (
	Received Event = "received" // the report reached us
	Here     Event = "here"     // a person found that we have a thing of theirs
	Mistaken Event = "mistaken" // we wrote that we have it, and it is another's
	Missed   Event = "missed"   // we called, and nobody answered
	NotYet   Event = "not_yet"  // word was due, and nothing was found by then
	Back     Event = "back"     // a thing was handed over
	Ended    Event = "ended"    // the traveller looks no more
)

// Channel is a way in which messages leave the office.
type Channel string

// The channels.
const (
	Mail    Channel = "mail"    // to the address in the report
	Webhook Channel = "webhook" // to the operator, who passes it on to the number in the report
)

// Outcome is what became of a message.
type Outcome string

// The outcomes.
const (
	Waiting Outcome = "waiting" // to be sent, perhaps once more
	Sent    Outcome = "sent"
	Dead    Outcome = "dead"    // nobody took it, and it is not tried again
	Dropped Outcome = "dropped" // it was true no more, or the traveller wants no messages
)

// Message is something the traveller is owed. It is saved in the same write as what caused
// it, and stays there as the proof of what was told.
type Message struct {
	No       int       `json:"no"` // from 1, never reused: with the report's reference its name for ever
	What     Event     `json:"what"`
	Things   []int     `json:"things,omitempty"` // the numbers of those it is about, where not all
	By       Channel   `json:"by"`
	Turn     int       `json:"turn,omitempty"` // how many of its kind went before, so that none begins like another
	OwedAt   time.Time `json:"owed_at"`
	NextAt   time.Time `json:"next_at,omitzero"`   // when it is to be tried
	HeldTill time.Time `json:"held_till,omitzero"` // until then somebody is sending it
	Attempts int       `json:"attempts,omitempty"`
	Outcome  Outcome   `json:"outcome"`
	EndedAt  time.Time `json:"ended_at,omitzero"` // when the outcome was settled
	Reason   Reason    `json:"reason,omitempty"`  // why the last attempt failed
	Code     string    `json:"code,omitempty"`    // what the other side answered: an SMTP or HTTP status
}

// Reason is why a message did not go.
type Reason string

// The reasons.
const (
	NoAddress   Reason = "no_address"  // what was given is no address
	Refused     Reason = "refused"     // the other side will not take it
	NotNow      Reason = "not_now"     // the other side will not take it now
	Unreachable Reason = "unreachable" // the other side did not answer, or not in time
)

// telling says which event an entry of the history is; empty for what travellers are not
// written to about.
func telling(e history.Entry) Event {
	switch e.What {
	case history.Reported:
		return Received
	case history.Confirmed:
		return Here
	case history.Dismissed:
		return Mistaken
	case history.Released:
		return Back
	case history.Withdrawn:
		return Ended
	case history.Contacted:
		if e.How == string(NoAnswer) {
			return Missed
		}
	}
	return ""
}

// Inform notes the messages that follow from the history's entries from the one at place on, by
// those of the channels that lead to the traveller. in is the zone of the site that keeps
// the report: at night messages wait, but for those that answer what the traveller did or said just now.
func (r *Report) Inform(from int, by []Channel, now time.Time, in *time.Location) {
	for _, e := range r.History[from:] {
		what := telling(e)
		if what == "" {
			continue
		}
		at := Awake(now, r.NeededBy, in)
		there := e.By == "" || r.FiledBy == Counter || r.FiledBy == Phone
		if there && (what == Received || what == Ended) {
			at = now
		}
		r.inform(what, e.Thing, by, now, at)
	}
}

func (r *Report) inform(what Event, thing int, by []Channel, now, at time.Time) {
	for _, way := range by {
		if !r.reachedBy(way) || !r.StoppedAt.IsZero() || what == Mistaken && !r.mayHaveHeard(thing, way) {
			continue
		}
		if m := r.unsent(what, way); m != nil {
			if thing != 0 && !slices.Contains(m.Things, thing) {
				m.Things = append(m.Things, thing)
			}
			continue
		}
		m := Message{No: len(r.Messages) + 1, What: what, By: way, Turn: r.turn(what, way), OwedAt: now, NextAt: at, Outcome: Waiting}
		if thing != 0 {
			m.Things = []int{thing}
		}
		r.Messages = append(r.Messages, m)
	}
}

// mayHaveHeard reports whether the traveller may have been written that we have the thing.
func (r *Report) mayHaveHeard(thing int, way Channel) bool {
	return slices.ContainsFunc(r.Messages, func(m Message) bool {
		return m.What == Here && m.By == way && slices.Contains(m.Things, thing) && (m.Outcome == Sent || m.Outcome == Waiting && m.Attempts > 0)
	})
}

// reachedBy reports whether the traveller left what the channel needs.
func (r *Report) reachedBy(way Channel) bool {
	switch way {
	case Mail:
		return r.Contact.Email != ""
	case Webhook:
		return r.Contact.Phone != ""
	}
	return false
}

// unsent is the message of that kind that nobody has tried to send yet.
func (r *Report) unsent(what Event, way Channel) *Message {
	for i := range r.Messages {
		if m := &r.Messages[i]; m.What == what && m.By == way && m.Outcome == Waiting && m.Attempts == 0 {
			return m
		}
	}
	return nil
}

func (r *Report) turn(what Event, way Channel) int {
	n := 0
	for _, m := range r.Messages {
		if m.What == what && m.By == way && m.Outcome != Dropped {
			n++
		}
	}
	return n
}

// Stop ends all messages on the traveller's wish; the search goes on.
func (r *Report) Stop(now time.Time) {
	if !r.StoppedAt.IsZero() {
		return
	}
	r.StoppedAt = now
	for i := range r.Messages {
		if m := &r.Messages[i]; m.Outcome == Waiting && !m.HeldTill.After(now) {
			m.end(Dropped, now)
		}
	}
}

// Resume lets messages go again: those of what happens from now on.
func (r *Report) Resume() { r.StoppedAt = time.Time{} }

func (m *Message) end(as Outcome, now time.Time) {
	m.Outcome, m.EndedAt, m.NextAt, m.HeldTill = as, now, time.Time{}, time.Time{}
}
