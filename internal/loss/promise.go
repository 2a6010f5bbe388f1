package loss

import (
	"cmp"
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/history"
	"lostfound/internal/promise"
	"lostfound/internal/ref"
)

// FirstUpdate is the longest a traveller waits for word from us where nobody promised another time.
const FirstUpdate = 72 * time.Hour

// MaxPromises is how many promises a report remembers: those made last.
const MaxPromises = 40

// Next is the promise that is to be kept first. An open report always has one.
func (r *Report) Next() *promise.Promise { return promise.Next(r.Promises) }

// AgreeCall promises a call, or gives the one that is to come another window: we may do so once, in
// time; the traveller, whose by is empty, may do so at any time. about is what to have at hand, and
// desk is that of the site that keeps the report.
func (r *Report) AgreeCall(w promise.Window, about string, by ref.Staff, now time.Time, desk promise.Desk) error {
	desk = desk.With(by)
	var c fault.Check
	desk.Check(&c, promise.Call, w, "from", "until", now)
	c.Text("about", about, fault.Page)
	if r.Contact.Phone == "" {
		c.Add("phone", "required", nil)
	}
	if err := c.Err(); err != nil {
		return err
	}
	if r.Status != Open {
		return fault.New(fault.Conflict, "report_ended")
	}
	r.owe(now, by, desk)
	how := "call"
	call := promise.OpenCall(r.Promises)
	switch {
	case call != nil && call.When == w:
		return nil
	case call != nil && call.Late(now) && by == "": // who waited in vain reads so, and picks anew
		call.Ended = &promise.End{At: now, Outcome: promise.Missed}
		call = nil
	case call != nil && by == "":
		call.When = w
		how = "call_moved"
	case call != nil:
		if err := call.Move(w, now); err != nil {
			return err
		}
		call.About = about
		how = "call_moved"
	}
	if call == nil {
		r.promise(promise.Promise{Kind: promise.Call, When: w, Owner: by, About: about, MadeAt: now, MadeBy: by}, now, desk)
	}
	r.owe(now, by, desk)
	r.changed(now, history.Entry{At: now, What: history.Promised, By: by, How: how})
	return nil
}

// owe sees to it that an open report has a promise, whoever deals with the traveller keeps it if they
// are there then, and else somebody who is; it notes when the traveller hears from us, and reports
// whether a promise changed hands.
func (r *Report) owe(now time.Time, by ref.Staff, desk promise.Desk) bool {
	if r.Status == Open && r.Next() == nil {
		p := promise.Promise{Kind: promise.Update, When: promise.Window{Until: desk.Usual(now, r.NeededBy, FirstUpdate)}, Owner: by, MadeAt: now}
		if len(r.Promises) == 0 && !r.UpdateDue.IsZero() { // filed before promises had a list
			p.When.Until, p.Owner, p.MadeAt = r.UpdateDue, "", r.FiledAt
		}
		r.promise(p, now, desk)
	}
	passed := false
	for i := range r.Promises {
		if p := &r.Promises[i]; p.Open() {
			passed = desk.Assign(p, string(r.Ref), now) || passed
		}
	}
	if p := r.Next(); p != nil {
		r.UpdateDue = p.When.Until
	}
	return passed
}

// PassOn gives what is promised and cannot be kept by whose it is to others who are there then; what
// nobody is there to keep is nobody's. It reports whether anything changed; no data are kept for
// longer by it.
func (r *Report) PassOn(now time.Time, desk promise.Desk) bool {
	if r.Status != Open {
		return false
	}
	before := slices.Clone(r.Promises)
	if r.owe(now, "", desk) {
		r.History.Add(history.Entry{At: now, What: history.PassedOn})
	}
	changed := !slices.Equal(before, r.Promises)
	if changed {
		r.ChangedAt = history.After(r.ChangedAt, now)
	}
	return changed
}

// promise adds a promise to the list. One that is nobody's yet goes to whose the last was.
func (r *Report) promise(p promise.Promise, now time.Time, desk promise.Desk) {
	p.No = 1
	if n := len(r.Promises); n > 0 {
		last := r.Promises[n-1]
		p.No, p.Owner = last.No+1, cmp.Or(p.Owner, last.Owner)
	}
	desk.Assign(&p, string(r.Ref), now)
	r.Promises = append(r.Promises, p)
	for len(r.Promises) > MaxPromises {
		i := slices.IndexFunc(r.Promises, func(p promise.Promise) bool { return !p.Open() })
		r.Promises = slices.Delete(r.Promises, max(0, i), max(0, i)+1)
	}
}

// release ends what is promised of a report that has ended.
func (r *Report) release(now time.Time) {
	for i := range r.Promises {
		if p := &r.Promises[i]; p.Open() {
			p.Ended = &promise.End{At: now, Outcome: promise.Void}
		}
	}
}
