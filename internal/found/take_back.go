package found

import (
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/history"
	"lostfound/internal/ref"
)

// TakeBackWithin is how long a find can be taken back by whoever took it in: long enough to
// notice a slip while the thing is still in the hand, and not so long that a colleague may
// have it on a shelf.
const TakeBackWithin = 10 * time.Minute

// TakeBack undoes the taking in, as if the thing had not been found: for the finder, for a
// short while, and only as long as nobody has decided anything about it. Saying it twice is
// fine. The record stays, empty, so that its reference is never given again.
func (it *Item) TakeBack(by ref.Staff, now time.Time) error {
	_, gone := it.History.Last(history.TakenBack)
	switch {
	case it.TakenInBy != by:
		return fault.New(fault.Forbidden, "not_taken_in_by_you")
	case gone:
		return nil
	case it.Status != InStore:
		return fault.New(fault.Conflict, "item_decided")
	case now.Sub(it.TakenInAt) > TakeBackWithin:
		return fault.New(fault.Conflict, "too_late_to_take_back")
	}
	request := it.Request
	it.History.Add(history.Entry{At: now, What: history.TakenBack, By: by})
	it.Erase(now)
	it.Request = request // a device that sends it again is told of this record, and makes no other
	return nil
}
