package loss

import (
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/history"
	"lostfound/internal/ref"
	"lostfound/internal/searchrequest"
)

// Searching reports whether people are still to look for the report's things where it asked
// them, now or when the car comes back.
func (r Report) Searching(q searchrequest.Request) bool {
	return q.State != searchrequest.Ended && slices.ContainsFunc(r.Things, r.Sought)
}

// SearchAt returns the request to the people of a rental lot.
func (r *Report) SearchAt(site string) (*searchrequest.Request, error) {
	for i := range r.Searches {
		if r.Searches[i].Site == site {
			return &r.Searches[i], nil
		}
	}
	return nil, fault.New(fault.Missing, "no_such_request")
}

// AskLot asks the people of a rental lot, once, to look into the car that the report speaks of.
// cars are those to look at, and out says that the lot knows the car as gone.
func (r *Report) AskLot(site string, cars []searchrequest.Car, out bool, patience time.Duration, now time.Time) {
	if _, names := r.SoughtCar(); !names || r.Status != Open || slices.ContainsFunc(r.Searches, func(q searchrequest.Request) bool { return q.Site == site }) {
		return
	}
	q := searchrequest.New(site, patience, now)
	q.Look(cars, out, patience, now)
	r.Searches = append(r.Searches, q)
	r.changed(now, history.Entry{At: now, What: history.AskedLot, Site: site, How: string(q.State)})
}

// LookAgain asks a lot again where a car has come back, waits where it has gone, and gives up what
// is too old.
func (r *Report) LookAgain(site string, cars []searchrequest.Car, out bool, patience time.Duration, now time.Time) {
	q, err := r.SearchAt(site)
	if err != nil || !r.Searching(*q) {
		return
	}
	switch again := q.Look(cars, out, patience, now); {
	case again:
		r.changed(now, history.Entry{At: now, What: history.AskedLot, Site: site, How: "again"})
	case q.State == searchrequest.Ended:
		r.changed(now, history.Entry{At: now, What: history.AskedLot, Site: site, How: "given_up"})
	}
}

// AnswerSearch notes what somebody on a lot said.
func (r *Report) AnswerSearch(site string, a searchrequest.Answer, cars []searchrequest.Car, now time.Time) error {
	q, err := r.SearchAt(site)
	if err != nil {
		return err
	}
	if !r.Searching(*q) {
		return fault.New(fault.Conflict, "request_ended")
	}
	last := q.LastNo
	if err := q.Answer(a, cars, now); err != nil || q.LastNo == last {
		return err
	}
	var by ref.Staff
	if a.Kind == searchrequest.Found {
		by = a.By
	}
	r.changed(now, history.Entry{At: now, What: history.Searched, By: by, Site: site, How: string(a.Kind)})
	return nil
}

// TakeBackAnswer undoes an answer for a while. What was done stays written; that it was a slip is
// added.
func (r *Report) TakeBackAnswer(site string, no int, now time.Time) error {
	q, err := r.SearchAt(site)
	if err != nil {
		return err
	}
	before := len(q.Said())
	if err := q.TakeBack(no, now); err != nil || len(q.Said()) == before {
		return err
	}
	r.changed(now, history.Entry{At: now, What: history.Searched, Site: site, How: "taken_back"})
	return nil
}

// EscalateSearch brings a request that nobody answered before the desk.
func (r *Report) EscalateSearch(site string, now time.Time) {
	if q, err := r.SearchAt(site); err == nil && r.Searching(*q) && q.Escalate(now) {
		r.changed(now, history.Entry{At: now, What: history.AskedDesk, Site: site})
	}
}
