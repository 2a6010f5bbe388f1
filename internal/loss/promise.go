package loss

import (
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/history"
	"lostfound/internal/promise"
	"lostfound/internal/ref"
	"lostfound/internal/site"
)

// FirstUpdate is the longest a traveller waits for word from us where nobody promised another time.
const FirstUpdate = 72 * time.Hour

// MaxPromises is how many promises a report remembers: those made last.
const MaxPromises = 40

// DeskOf is where the promises of a report are kept: at the site that keeps it.
func DeskOf(home site.Site) promise.Desk {
	return promise.Desk{Hours: home.Opening(), In: home.Location()}
}

// Next is the promise that is to be kept first. An open report always has one.
func (r *Report) Next() *promise.Promise { return promise.Next(r.Promises) }

// AgreeCall promises a call, or gives the one that is to come another window: we may do so once, in
// time; the traveller, whose by is empty, may do so at any time. about is what to have at hand.
func (r *Report) AgreeCall(w promise.Window, about string, by ref.Staff, now time.Time, home site.Site) error {
	desk := DeskOf(home)
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
		r.promise(promise.Promise{Kind: promise.Call, When: w, Owner: by, About: about, MadeAt: now, MadeBy: by})
	}
	r.owe(now, by, desk)
	r.changed(now, history.Entry{At: now, What: history.Promised, By: by, How: how})
	return nil
}

// owe sees to it that an open report has a promise, kept by whoever deals with the traveller now, and
// notes when that hears from us.
func (r *Report) owe(now time.Time, by ref.Staff, desk promise.Desk) {
	if r.Status == Open && r.Next() == nil {
		p := promise.Promise{Kind: promise.Update, When: promise.Window{Until: desk.Usual(now, r.NeededBy, FirstUpdate)}, Owner: by, MadeAt: now}
		if len(r.Promises) == 0 && !r.UpdateDue.IsZero() { // filed before promises had a list
			p.When.Until, p.Owner, p.MadeAt = r.UpdateDue, "", r.FiledAt
		}
		r.promise(p)
	}
	if p := r.Next(); p != nil {
		r.UpdateDue = p.When.Until
	}
}

// promise adds a promise to the list.
func (r *Report) promise(p promise.Promise) {
	p.No = 1
	if n := len(r.Promises); n > 0 {
		p.No = r.Promises[n-1].No + 1
	}
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
