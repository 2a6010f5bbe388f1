package office

import (
	"context"
	"fmt"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/ref"
)

// orphanAge is how old photos without a document must be before they count as
// left behind: longer than any request runs.
const orphanAge = 24 * time.Hour

// SweepPhotos removes photos that no document names: of requests that stopped
// between the photos and the document. It returns how many records' photos went.
func (o *Office) SweepPhotos(ctx context.Context) (int, error) {
	n := 0
	for owner, err := range o.store.PhotoOwners(ctx) {
		if err != nil {
			return n, fmt.Errorf("read photo owners: %w", err)
		}
		if o.now().Sub(owner.Newest) < orphanAge {
			continue
		}
		var missing error
		if id, err := ref.ParseItem(owner.Name); err == nil {
			_, missing = o.items.Get(ctx, string(id))
		} else if id, err := ref.ParseReport(owner.Name); err == nil {
			_, missing = o.reports.Get(ctx, string(id))
		}
		if fault.Is(missing, fault.Missing) {
			if err := o.store.DeletePhotos(ctx, owner.Name); err != nil {
				return n, fmt.Errorf("sweep photos of %s: %w", owner.Name, err)
			}
			n++
		} else if missing != nil {
			return n, fmt.Errorf("record %s: %w", owner.Name, missing)
		}
	}
	return n, nil
}
