package loss

import (
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/history"
	"lostfound/internal/ref"
)

// Way is how a traveller was contacted.
type Way string

// The ways.
const (
	Spoke    Way = "spoke"     // called, and spoke with the traveller
	NoAnswer Way = "no_answer" // called, and nobody answered
	LeftWord Way = "left_word" // called, and left a message
	Wrote    Way = "wrote"
)

// Ways lists all ways.
var Ways = []Way{Spoke, LeftWord, NoAnswer, Wrote}

// maxNext is the longest a traveller is asked to wait for the next word from us.
const maxNext = 31 * 24 * time.Hour

// sameCall is how soon the same contact noted again is one pressed twice.
const sameCall = time.Minute

// Contacted notes that the traveller was called or written to, and when they hear from
// us again: at next, or where it is zero by what PromiseUpdate says in the zone of the site that
// keeps the report. A call that nobody answered keeps no promise, so it leaves the old one
// standing unless a next is given.
func (r *Report) Contacted(how Way, next time.Time, by ref.Staff, now time.Time, in *time.Location) error {
	var c fault.Check
	if !slices.Contains(Ways, how) {
		c.Add("how", "unknown_way", nil)
	}
	switch {
	case next.IsZero():
	case !next.After(now):
		c.Add("next_update_by", "in_the_past", nil)
	case next.After(now.Add(maxNext)):
		c.Add("next_update_by", "too_far_off", fault.Args{"Max": int(maxNext / (24 * time.Hour))})
	}
	if err := c.Err(); err != nil {
		return err
	}
	if last, ok := r.History.Last(history.Contacted); ok && last.By == by && last.How == string(how) && now.Sub(last.At) < sameCall {
		return nil
	}
	if r.Status == Open {
		switch {
		case !next.IsZero():
			r.UpdateDue = next.UTC()
		case how != NoAnswer:
			r.UpdateDue = PromiseUpdate(now, r.NeededBy, in)
		}
	}
	r.changed(now, history.Entry{At: now, What: history.Contacted, By: by, How: string(how)})
	return nil
}
