package office

import (
	"context"
	"strconv"
	"time"

	"lostfound/internal/found"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/promise"
	"lostfound/internal/ref"
	"lostfound/internal/searchrequest"
)

// note tells the index an instant of a record; the zero time takes it back.
type note func(site string, k index.Kind, id string, at time.Time) error

// noteIn notes in the index in use.
func (o *Office) noteIn(ctx context.Context) note {
	return func(site string, k index.Kind, id string, at time.Time) error {
		return o.index.SetDue(ctx, site, k, id, at)
	}
}

// findInstants notes what is due on a find, and when it was handed over.
func findInstants(it found.Item, set note) error {
	for _, site := range it.Left() {
		if err := set(site, index.Erase, string(it.Ref), time.Time{}); err != nil {
			return err
		}
	}
	var released time.Time
	if it.Handed != nil && it.ErasedAt.IsZero() {
		released = it.Handed.At
	}
	if err := set(it.Site, index.Released, string(it.Ref), released); err != nil {
		return err
	}
	return set(it.Site, index.Erase, string(it.Ref), eraseDue(it))
}

// lossInstants notes what is due on a report, and, at the site that keeps it, when each of
// its things was reported.
func lossInstants(r loss.Report, set note) error {
	for _, s := range r.Sites {
		if err := set(s, index.Update, string(r.Ref), updateDue(r)); err != nil {
			return err
		}
	}
	home := r.Sites[0]
	for _, t := range r.Things {
		var returned time.Time
		if t.Returned {
			returned = r.FiledAt
		}
		if err := set(home, index.Filed, thingID(r.Ref, t.No), r.FiledAt); err != nil {
			return err
		}
		if err := set(home, index.Returned, thingID(r.Ref, t.No), returned); err != nil {
			return err
		}
	}
	if err := promiseInstants(r, set); err != nil {
		return err
	}
	if err := letterInstants(r, set); err != nil {
		return err
	}
	for _, q := range r.Searches {
		var asked, answer time.Time
		if r.Searching(q) {
			asked = q.AskedAt
		}
		if r.Searching(q) && q.State == searchrequest.Asked && q.EscalatedAt.IsZero() {
			answer = q.AnswerBy
		}
		if err := set(q.Site, index.Search, string(r.Ref), asked); err != nil {
			return err
		}
		if err := set(q.Site, index.Unanswered, string(r.Ref), answer); err != nil {
			return err
		}
	}
	return set(home, index.Erase, string(r.Ref), r.EraseAfter)
}

// letterInstants notes when the next message is to be sent, and since when one is missing.
func letterInstants(r loss.Report, set note) error {
	if err := set(r.Sites[0], index.Letter, string(r.Ref), r.NextMessage()); err != nil {
		return err
	}
	return set(r.Sites[0], index.Unread, string(r.Ref), r.Unreached())
}

// outcomes are the promises that are counted, by how they ended.
var outcomes = map[promise.Outcome]index.Kind{promise.Kept: index.Kept, promise.Moved: index.Moved, promise.Missed: index.Missed}

// promiseInstants notes when the call that was agreed begins, and when promises ended, and how.
func promiseInstants(r loss.Report, set note) error {
	home := r.Sites[0]
	var begins time.Time
	if call := promise.OpenCall(r.Promises); call != nil {
		begins = call.When.From
	}
	if err := set(home, index.Call, string(r.Ref), begins); err != nil {
		return err
	}
	for _, p := range r.Promises {
		if p.Open() {
			continue
		}
		for outcome, kind := range outcomes {
			var at time.Time
			if p.Ended.Outcome == outcome {
				at = p.Ended.At
			}
			if err := set(home, kind, promiseID(r.Ref, p.No), at); err != nil {
				return err
			}
		}
	}
	return nil
}

// promiseID names a promise of a report in the index: R-2M8T-4C#p3. There are as many names as a
// report remembers promises.
func promiseID(r ref.Report, no int) string {
	return string(r) + "#p" + strconv.Itoa(no%loss.MaxPromises)
}

// eraseDue and updateDue are when something is owed; the zero time where nothing is.
func eraseDue(it found.Item) time.Time {
	if !it.ErasedAt.IsZero() {
		return time.Time{}
	}
	return it.EraseAfter
}

func updateDue(r loss.Report) time.Time {
	if r.Status != loss.Open {
		return time.Time{}
	}
	return r.UpdateDue
}
