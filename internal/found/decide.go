package found

import (
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/history"
	"lostfound/internal/ref"
)

// Confirm ties the item to one thing of one report. Saying it twice is fine;
// an item that another report has, or that is gone, is refused.
func (it *Item) Confirm(report ref.Report, thing int, by ref.Staff, now time.Time) error {
	if it.For != nil && it.For.Report == report && it.For.Thing == thing {
		return nil
	}
	switch {
	case it.Status == Released:
		return fault.New(fault.Conflict, "item_released")
	case it.For != nil:
		return fault.New(fault.Conflict, "item_confirmed_for_another")
	case !it.ErasedAt.IsZero():
		return fault.New(fault.Conflict, "item_erased")
	}
	it.For, it.Status, it.ChangedAt = &Decision{report, thing, by, now}, Confirmed, history.After(it.ChangedAt, now)
	it.History.Add(history.Entry{At: now, What: history.Confirmed, By: by, Report: report, Thing: thing})
	return nil
}

// Dismiss undoes a confirmation for that thing of that report; for any other it
// changes nothing. What was handed over stays handed over.
func (it *Item) Dismiss(report ref.Report, thing int, by ref.Staff, now time.Time) error {
	if it.For == nil || it.For.Report != report || it.For.Thing != thing {
		return nil
	}
	if it.Status == Released {
		return fault.New(fault.Conflict, "item_released")
	}
	it.For, it.Status, it.ChangedAt = nil, InStore, history.After(it.ChangedAt, now)
	it.History.Add(history.Entry{At: now, What: history.Dismissed, By: by, Report: report, Thing: thing})
	return nil
}
