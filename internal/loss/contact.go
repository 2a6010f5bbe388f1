package loss

import (
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/history"
	"lostfound/internal/promise"
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

// sameCall is how soon the same contact noted again is one pressed twice.
const sameCall = time.Minute

// Contacted notes that the traveller was called or written to, and when they hear from
// us again: at next, or where it is zero at the usual time. It keeps the promises that a contact of
// that kind keeps; where one is late, answer is what the traveller reads of that.
func (r *Report) Contacted(how Way, next time.Time, answer string, by ref.Staff, now time.Time, desk promise.Desk) error {
	desk = desk.With(by)
	var c fault.Check
	if !slices.Contains(Ways, how) {
		c.Add("how", "unknown_way", nil)
	}
	if !next.IsZero() {
		desk.Check(&c, promise.Update, promise.Window{Until: next}, "", "next_update_by", now)
	}
	c.Text("answer", answer, fault.Page)
	if err := c.Err(); err != nil {
		return err
	}
	if last, ok := r.History.Last(history.Contacted); ok && last.By == by && last.How == string(how) && now.Sub(last.At) < sameCall {
		return nil
	}
	if r.Status == Open {
		r.owe(now, by, desk)
		if err := r.keep(how, next, answer, by, now, desk); err != nil {
			return err
		}
		r.owe(now, by, desk)
	}
	r.changed(now, history.Entry{At: now, What: history.Contacted, By: by, How: string(how)})
	return nil
}

// keep ends the promises that a contact keeps, and promises the next word.
func (r *Report) keep(how Way, next time.Time, answer string, by ref.Staff, now time.Time, desk promise.Desk) error {
	for i := range r.Promises {
		p := &r.Promises[i]
		if !p.Open() {
			continue
		}
		switch {
		case how.keeps(*p, now), !next.IsZero() && p.Kind == promise.Update && p.Late(now):
			if err := p.End(by, answer, now); err != nil {
				return err
			}
		case !next.IsZero() && p.Kind == promise.Update && next.Before(p.When.Until):
			p.When.Until, next = next, time.Time{}
		case !next.IsZero() && p.Kind == promise.Update:
			if err := p.Move(promise.Window{Until: next}, now); err != nil {
				return err
			}
			next = time.Time{}
		}
	}
	if !next.IsZero() {
		r.promise(promise.Promise{Kind: promise.Update, When: promise.Window{Until: next.UTC()}, Owner: by, MadeAt: now, MadeBy: by}, now, desk)
	}
	return nil
}

// keeps reports whether a contact is what was promised. A call that nobody answered keeps the
// promise of one once its window has come, and no promise of word.
func (w Way) keeps(p promise.Promise, now time.Time) bool {
	switch p.Kind {
	case promise.Call:
		return w == Spoke || w != Wrote && !now.Before(p.When.From)
	default:
		return w != NoAnswer
	}
}

// CallerAsked notes that somebody on the line was taken for the traveller, what was asked, and whether
// it was answered. A stranger's call does not make us keep the report longer.
func (r *Report) CallerAsked(what string, answered bool, by ref.Staff, now time.Time) {
	e := history.Entry{At: now, What: history.Doubted, By: by, How: what}
	if answered {
		e.What = history.Verified
		r.EraseAfter = now.Add(KeepData)
	}
	r.ChangedAt = history.After(r.ChangedAt, now)
	r.History.Add(e)
}
