package office

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/loss"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/store"
)

// orphanAge is how old photos that no document names must be before they count as
// left behind: longer than any request runs.
const orphanAge = 24 * time.Hour

// SweepPhotos removes photos that no document names: of requests that stopped
// between the photos and the document. It returns how many records' photos went.
func (o *Office) SweepPhotos(ctx context.Context) (n int, err error) {
	for owner, listErr := range o.store.PhotoOwners(ctx) {
		if listErr != nil {
			return n, errors.Join(err, fmt.Errorf("read photo owners: %w", listErr))
		}
		swept, failed := o.sweep(ctx, owner)
		if swept {
			n++
		}
		err = errors.Join(err, failed)
	}
	return n, err
}

func (o *Office) sweep(ctx context.Context, owner store.Owner) (swept bool, err error) {
	var old []string
	for id, at := range owner.Photos {
		if o.now().Sub(at) >= orphanAge {
			old = append(old, id)
		}
	}
	if len(old) == 0 {
		return false, nil
	}
	named, err := o.picturesOf(ctx, owner.Name)
	if err != nil {
		return false, fmt.Errorf("record %s: %w", owner.Name, err)
	}
	for _, id := range old {
		if slices.ContainsFunc(named, func(p picture.Picture) bool { return p.ID == id }) {
			continue
		}
		if err := o.store.DeletePhoto(ctx, owner.Name, id); err != nil {
			return swept, fmt.Errorf("sweep photos of %s: %w", owner.Name, err)
		}
		swept = true
	}
	return swept, nil
}

// picturesOf are the pictures that a record's document names: none where there is none.
func (o *Office) picturesOf(ctx context.Context, owner string) (named []picture.Picture, err error) {
	if id, parseErr := ref.ParseItem(owner); parseErr == nil {
		var it found.Item
		it, err = o.items.Get(ctx, string(id))
		named = it.Pictures
	} else if id, parseErr := ref.ParseReport(owner); parseErr == nil {
		var r loss.Report
		r, err = o.reports.Get(ctx, string(id))
		named = r.Pictures()
	} else {
		return nil, parseErr
	}
	if fault.Is(err, fault.Missing) {
		return nil, nil
	}
	return named, err
}
