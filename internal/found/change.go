package found

import (
	"reflect"
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/history"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
)

// Change puts details in place of the item's: what was written down wrongly, or learnt since. pictures
// are those that stay. What is handed over or erased stays as it is. The history keeps the site
// where the item was listed before.
func (it *Item) Change(d Details, pictures []picture.Picture, by ref.Staff, now time.Time) error {
	if reflect.DeepEqual(it.Details, d) && len(pictures) == len(it.Pictures) {
		return nil
	}
	switch {
	case it.Status == Released:
		return fault.New(fault.Conflict, "item_released")
	case !it.ErasedAt.IsZero():
		return fault.New(fault.Conflict, "item_erased")
	}
	e := history.Entry{At: now, What: history.Changed, By: by}
	if d.Site != it.Site {
		e.Site = it.Site
	}
	it.Details, it.Pictures, it.ChangedAt = d, pictures, history.After(it.ChangedAt, now)
	it.History.Add(e)
	return nil
}

// Left lists the sites where the item was listed before and is no longer.
func (it *Item) Left() []string {
	var out []string
	for _, e := range it.History {
		if e.Site != "" && e.Site != it.Site && !slices.Contains(out, e.Site) {
			out = append(out, e.Site)
		}
	}
	return out
}
