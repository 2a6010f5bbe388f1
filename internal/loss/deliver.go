package loss

import (
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/history"
)

// pauses are how long a message waits after each attempt that failed. The first are short, as
// servers that put strangers off take them at the second try; a message whose last pause is
// over and that fails again is dead, some three days after the first attempt.
var pauses = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour, 24 * time.Hour, 24 * time.Hour}

// NextMessage is when the next message is to be tried; the zero time where none waits. While one is being
// sent, the others of its channel wait until whoever sends it must have died.
func (r *Report) NextMessage() time.Time {
	held := map[Channel]time.Time{}
	for _, m := range r.Messages {
		if m.Outcome == Waiting && m.HeldTill.After(held[m.By]) {
			held[m.By] = m.HeldTill
		}
	}
	var first time.Time
	for _, m := range r.Messages {
		at := m.NextAt
		if held[m.By].After(at) {
			at = held[m.By]
		}
		if m.Outcome == Waiting && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	return first
}

// Take gives out the first message that is due, to be sent by the caller alone until an
// instant, and reports whether there is one. What is true no more is dropped on the way. Messages
// of a channel go one after the other.
func (r *Report) Take(now, until time.Time) (Message, bool) {
	for i := range r.Messages {
		m := &r.Messages[i]
		if m.Outcome != Waiting || m.NextAt.After(now) || r.sending(m.By, now) {
			continue
		}
		if !r.holds(*m) {
			m.end(Dropped, now)
			continue
		}
		m.Attempts++
		m.HeldTill = until
		return *m, true
	}
	return Message{}, false
}

// sending reports whether somebody is sending a message of the channel.
func (r *Report) sending(by Channel, now time.Time) bool {
	return slices.ContainsFunc(r.Messages, func(m Message) bool { return m.By == by && m.Outcome == Waiting && m.HeldTill.After(now) })
}

// holds reports whether a message is still true and wanted.
func (r *Report) holds(m Message) bool {
	if !r.StoppedAt.IsZero() || !r.reachedBy(m.By) {
		return false
	}
	switch m.What {
	case Received:
		return r.Status != Withdrawn
	case Mistaken:
		return len(r.About(m)) > 0 && r.toldHere(m)
	case Ended:
		return r.Status == Withdrawn
	}
	return len(r.About(m)) > 0
}

// About returns the things that a message is about and for which it holds now.
func (r *Report) About(m Message) []Thing {
	var out []Thing
	for _, t := range r.Things {
		if len(m.Things) > 0 && !slices.Contains(m.Things, t.No) {
			continue
		}
		if r.concerns(m.What, t) {
			out = append(out, t)
		}
	}
	return out
}

func (r *Report) concerns(what Event, t Thing) bool {
	switch what {
	case Here:
		return t.Item != "" && !t.Returned
	case Mistaken:
		return t.Item == ""
	case Missed, NotYet:
		return r.Sought(t)
	case Back:
		return t.Returned
	}
	return true
}

// toldHere reports whether a message said that we have one of the things, since a person
// last found so.
func (r *Report) toldHere(mistaken Message) bool {
	for _, no := range mistaken.Things {
		var found time.Time
		for _, e := range r.History {
			if e.What == history.Confirmed && e.Thing == no && !e.At.After(mistaken.OwedAt) {
				found = e.At
			}
		}
		if slices.ContainsFunc(r.Messages, func(m Message) bool {
			return m.What == Here && m.By == mistaken.By && m.Outcome == Sent && slices.Contains(m.Things, no) && !m.EndedAt.Before(found)
		}) {
			return true
		}
	}
	return false
}

// Delivered notes that the other side took the message.
func (r *Report) Delivered(no int, now time.Time) {
	if m := r.waiting(no); m != nil {
		m.Reason, m.Code = "", ""
		m.end(Sent, now)
	}
}

// Undelivered notes that an attempt failed, and why: for good where the reason is one that
// waiting does not change, and else it is tried again after a pause, at an hour of the day in the
// zone of the site that keeps the report.
func (r *Report) Undelivered(no int, why Reason, code string, now time.Time, in *time.Location) {
	m := r.waiting(no)
	if m == nil {
		return
	}
	m.Reason, m.Code = why, code
	if why == NoAddress || why == Refused || m.Attempts > len(pauses) {
		m.end(Dead, now)
		return
	}
	m.HeldTill = time.Time{}
	m.NextAt = Awake(now.Add(pauses[m.Attempts-1]), r.NeededBy, in)
}

// SendAgain has a message tried at once that is dead, or that waits since an attempt failed, on
// the wish of somebody who can have done something about the reason. It keeps its name, so that
// whoever got it after all knows the second copy for one.
func (r *Report) SendAgain(no int, now time.Time) error {
	for i := range r.Messages {
		m := &r.Messages[i]
		switch {
		case m.No != no:
		case m.Failing(now):
			m.again(now)
			return nil
		default:
			return fault.New(fault.Conflict, "message_not_failed")
		}
	}
	return fault.New(fault.Missing, "no_such_message")
}

// Failing reports whether a message did not go the last time it was tried, and nobody tries it now.
func (m Message) Failing(now time.Time) bool {
	return m.Outcome == Dead || m.Outcome == Waiting && m.Reason != "" && !m.HeldTill.After(now)
}

// Unreached is since when the traveller lacks a message that nobody took and that is still true; the
// zero time where none is missing, or somebody has told them since.
func (r *Report) Unreached() time.Time {
	var told time.Time
	for _, e := range r.History {
		if e.What == history.Contacted && e.How != string(NoAnswer) {
			told = e.At
		}
	}
	for _, m := range r.Messages {
		if m.Outcome == Dead && m.EndedAt.After(told) && r.holds(m) && r.Status == Open {
			return m.EndedAt
		}
	}
	return time.Time{}
}

// again has the message tried as if for the second time: the first may have reached its reader.
func (m *Message) again(now time.Time) {
	m.Outcome, m.Attempts, m.NextAt, m.HeldTill, m.EndedAt = Waiting, min(m.Attempts, 1), now, time.Time{}, time.Time{}
	m.Reason, m.Code = "", ""
}

func (r *Report) waiting(no int) *Message {
	for i := range r.Messages {
		if m := &r.Messages[i]; m.No == no && m.Outcome == Waiting {
			return m
		}
	}
	return nil
}
