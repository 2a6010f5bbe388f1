package office

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// Reindexed says what a rebuild of the index found.
type Reindexed struct {
	Items   int           `json:"items"`
	Reports int           `json:"reports"`
	Took    time.Duration `json:"-"`
}

// Reindex rebuilds the index from the documents, on an admin's wish.
func (o *Office) Reindex(ctx context.Context, by staff.Member) (Reindexed, error) {
	if err := by.May(staff.Platform, ""); err != nil {
		return Reindexed{}, err
	}
	return o.Rebuild(ctx)
}

// Rebuild reads every document and writes the index anew, while the old one
// answers, if there is one; before the new one counts as whole, every open report
// is compared again. Only one process rebuilds at a time: index.ErrRebuilding says that
// another is at it.
func (o *Office) Rebuild(ctx context.Context) (Reindexed, error) {
	began := time.Now()
	if err := o.claimIndex(ctx); err != nil {
		return Reindexed{}, err
	}
	codes, err := o.codes(ctx)
	if err != nil {
		return Reindexed{}, err
	}
	var done Reindexed
	feed := func(ctx context.Context, w *index.Writer) error {
		for it, err := range o.items.All(ctx) {
			if err != nil {
				return fmt.Errorf("read items: %w", err)
			}
			done.Items++
			if err := writeFind(w, it); err != nil {
				return err
			}
		}
		for r, err := range o.reports.All(ctx) {
			if err != nil {
				return fmt.Errorf("read reports: %w", err)
			}
			done.Reports++
			id := r.Ref
			if err := writeLoss(w, r); err != nil {
				return err
			}
			if r.Status == loss.Open {
				w.Then(func(ctx context.Context) error { return o.proposeAll(ctx, id) })
			}
		}
		for n, err := range o.handovers.All(ctx) {
			if err == nil {
				err = noteInstants(n, w.SetDue)
			}
			if err != nil {
				return fmt.Errorf("read notes: %w", err)
			}
		}
		return nil
	}
	if err := o.index.Rebuild(ctx, codes, feed, o.writeAgain); err != nil {
		return done, fmt.Errorf("rebuild index: %w", err)
	}
	o.Tally.Rebuilt.Add(1)
	o.tellAll(ctx)
	done.Took = time.Since(began)
	return done, nil
}

func writeFind(w *index.Writer, it found.Item) error {
	if !it.ErasedAt.IsZero() {
		return nil
	}
	if err := w.Put(index.Items, FindEntry(it)); err != nil {
		return err
	}
	return findInstants(it, w.SetDue)
}

func writeLoss(w *index.Writer, r loss.Report) error {
	for _, s := range r.Sites {
		if err := w.Put(index.Callers, CallerEntry(r, s)); err != nil {
			return err
		}
	}
	for _, t := range r.Things {
		if !r.Sought(t) {
			continue
		}
		for _, s := range r.Sites {
			if err := w.Put(index.Losses, LossEntry(r, t, s)); err != nil {
				return err
			}
		}
	}
	if e, open := promisesEntry(r); open {
		if err := w.Put(index.Promises, e); err != nil {
			return err
		}
	}
	return lossInstants(r, w.SetDue)
}

// writeAgain writes what holds now of a record that changed during a rebuild.
func (o *Office) writeAgain(ctx context.Context, id string, w *index.Writer) error {
	if item, err := ref.ParseItem(id); err == nil {
		it, err := o.items.Get(ctx, string(item))
		if fault.Is(err, fault.Missing) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("item %s: %w", id, err)
		}
		return writeFind(w, it)
	}
	if left, err := ref.ParseHandover(id); err == nil {
		return o.showHandover(ctx, left, w.SetDue)
	}
	report, _ := splitThing(id)
	r, err := o.reports.Get(ctx, string(report))
	if fault.Is(err, fault.Missing) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("report %s: %w", id, err)
	}
	return writeLoss(w, r)
}

// proposeAll compares a report as it is now.
func (o *Office) proposeAll(ctx context.Context, id ref.Report) error {
	r, err := o.reports.Get(ctx, string(id))
	if fault.Is(err, fault.Missing) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("report %s: %w", id, err)
	}
	for _, t := range r.Things {
		if _, err := o.propose(ctx, r, t); err != nil {
			return err
		}
	}
	return nil
}

// catchUp brings the index and the reports up to date with one record, whatever
// was left undone about it.
func (o *Office) catchUp(ctx context.Context, id string) error {
	ctx = context.WithoutCancel(ctx)
	if item, err := ref.ParseItem(id); err == nil {
		it, err := o.items.Get(ctx, string(item))
		if fault.Is(err, fault.Missing) {
			return o.forgetFind(ctx, item)
		}
		if err != nil {
			return fmt.Errorf("item %s: %w", id, err)
		}
		return o.bringUpFind(ctx, it)
	}
	if left, err := ref.ParseHandover(id); err == nil {
		return o.showHandover(ctx, left, o.noteIn(ctx))
	}
	report, err := ref.ParseReport(id)
	if err != nil {
		return nil // nobody knows what it was
	}
	r, err := o.reports.Get(ctx, string(report))
	switch {
	case fault.Is(err, fault.Missing):
		return o.forgetLoss(ctx, report)
	case err != nil:
		return fmt.Errorf("report %s: %w", id, err)
	case !r.EraseAfter.After(o.now()):
		return o.eraseLoss(ctx, r) // begun, perhaps, and not finished
	}
	_, err = o.bringUpLoss(ctx, r)
	return err
}

// patience is how long a change may be expected before somebody else finishes it, and
// skew how far the clocks of the keepers may differ from ours.
const (
	patience = 30 * time.Second
	skew     = 5 * time.Minute
)

// CatchUp finishes what was begun a while ago and never settled. At the first call, and
// after Redis did not answer, it also goes through every record saved since.
func (o *Office) CatchUp(ctx context.Context) error {
	began := o.now()
	since := o.missed.Swap(nil)
	if since == nil {
		seen, err := o.index.Seen(ctx)
		if err != nil {
			return fmt.Errorf("when the index was last whole: %w", err)
		}
		if !o.caughtUp && !seen.IsZero() {
			since = &seen
		}
	}
	if since != nil {
		if err := o.catchUpSince(ctx, since.Add(-skew)); err != nil {
			o.missed.CompareAndSwap(nil, since)
			return err
		}
	}
	o.caughtUp = true
	all, err := o.index.Expected(ctx, began.Add(-patience))
	if err != nil {
		return err
	}
	for _, e := range all {
		failed := o.catchUp(ctx, e.ID)
		if failed == nil {
			failed = o.index.Fulfil(ctx, e)
		}
		err = errors.Join(err, failed)
	}
	if err != nil {
		return err
	}
	return o.index.SetSeen(ctx, began.Add(-patience))
}

// catchUpSince announces every record saved since the instant: what a process that was
// stopped, or could not reach Redis, left behind.
func (o *Office) catchUpSince(ctx context.Context, since time.Time) error {
	var failed error
	for _, names := range []iter.Seq2[string, error]{o.items.ModifiedSince(ctx, since), o.reports.ModifiedSince(ctx, since), o.handovers.ModifiedSince(ctx, since)} {
		for name, err := range names {
			if err == nil {
				err = o.catchUp(ctx, name)
			}
			failed = errors.Join(failed, err)
		}
	}
	return failed
}
