package office

import (
	"context"
	"fmt"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/history"
	"lostfound/internal/loss"
)

// follow makes the reports say what the find's document decided last. When the report
// is gone, or its thing was found elsewhere, the find is free again.
func (o *Office) follow(ctx context.Context, it found.Item) error {
	for i := len(it.History) - 1; i >= 0; i-- {
		e := it.History[i]
		if e.Report == "" {
			continue
		}
		err := o.followOne(ctx, it, e)
		if it.Status == found.Confirmed && (fault.Is(err, fault.Missing) || fault.Is(err, fault.Conflict)) {
			return o.free(ctx, it)
		}
		if fault.Is(err, fault.Missing) {
			return nil // erased on the traveller's wish
		}
		return err
	}
	return nil
}

// followOne repeats one entry of the find's history in the report it is about.
func (o *Office) followOne(ctx context.Context, it found.Item, e history.Entry) error {
	news := false
	r, err := o.amend(ctx, e.Report, func(r *loss.Report) (err error) {
		known := len(r.History)
		switch e.What {
		case history.Released:
			err = r.Return(e.Thing, it.Ref, e.By, e.At)
		case history.Confirmed:
			err = r.Confirm(e.Thing, it.Ref, e.By, e.At)
		case history.Dismissed:
			err = r.Dismiss(e.Thing, it.Ref, e.By, e.At)
		}
		news = len(r.History) > known
		return err
	})
	if err != nil {
		return fmt.Errorf("note on %s what was decided on %s: %w", e.Report, it.Ref, err)
	}
	if news {
		_, err = o.bringUpLoss(ctx, r)
	}
	return err
}

// free undoes a confirmation that has no report to stand for it.
func (o *Office) free(ctx context.Context, it found.Item) error {
	freed, err := o.items.Update(ctx, string(it.Ref), func(f *found.Item) error {
		if f.For == nil {
			return nil
		}
		return f.Dismiss(f.For.Report, f.For.Thing, "", o.now())
	})
	if err != nil {
		return fmt.Errorf("free %s again: %w", it.Ref, err)
	}
	return o.showFind(ctx, freed)
}

// freeFinds frees what was confirmed for a report and not handed over.
func (o *Office) freeFinds(ctx context.Context, r loss.Report) error {
	for _, t := range r.Things {
		if t.Item == "" || t.Returned {
			continue
		}
		it, err := o.items.Get(ctx, string(t.Item))
		if fault.Is(err, fault.Missing) {
			continue
		}
		if err != nil {
			return fmt.Errorf("item %s: %w", t.Item, err)
		}
		if it.For != nil && it.For.Report == r.Ref && it.Status == found.Confirmed {
			o.expect(ctx, string(it.Ref))
			if err := o.free(ctx, it); err != nil {
				return err
			}
			o.settled(ctx, string(it.Ref))
		}
	}
	return nil
}
