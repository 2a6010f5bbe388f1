package office

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/ref"
)

// EraseDue removes what is personal from every record whose time has come, stays of rental cars,
// and tokens and idempotency keys that have run out. It returns how many records it
// erased; what it cannot erase does not keep it from the rest. The documents decide; the
// index only says where to look.
func (o *Office) EraseDue(ctx context.Context) (int, error) {
	sites, err := o.Sites(ctx)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, s := range sites {
		erased, failed := o.eraseDueAt(ctx, s.Code)
		n += erased
		err = errors.Join(err, failed)
	}
	return n, errors.Join(err, o.forgetStays(ctx, sites), o.dropTokens(ctx), o.dropRequests(ctx))
}

func (o *Office) eraseDueAt(ctx context.Context, site string) (n int, err error) {
	const some = 100
	for failed := map[string]bool{}; ; {
		due, dueErr := o.index.Due(ctx, site, index.Erase, o.now(), some+len(failed))
		if dueErr != nil {
			return n, errors.Join(err, fmt.Errorf("what is due at %s: %w", site, dueErr))
		}
		due = slices.DeleteFunc(due, func(d index.DueAt) bool { return failed[d.ID] })
		if len(due) == 0 {
			return n, err
		}
		for _, d := range due {
			done, eraseErr := o.eraseOne(ctx, site, d.ID)
			n += done
			if eraseErr != nil {
				failed[d.ID] = true
				err = errors.Join(err, eraseErr)
			}
		}
	}
}

func (o *Office) eraseOne(ctx context.Context, site, id string) (int, error) {
	if item, err := ref.ParseItem(id); err == nil {
		it, err := o.items.Get(ctx, string(item))
		if err == nil && it.ErasedAt.IsZero() && !it.EraseAfter.After(o.now()) {
			return 1, o.eraseFind(ctx, item)
		}
		if err == nil {
			return 0, o.index.SetDue(ctx, site, index.Erase, id, eraseDue(it))
		}
		if !fault.Is(err, fault.Missing) {
			return 0, fmt.Errorf("item %s: %w", id, err)
		}
	}
	if left, err := ref.ParseHandover(id); err == nil {
		return o.eraseHandover(ctx, site, left)
	}
	if report, err := ref.ParseReport(id); err == nil {
		r, err := o.reports.Get(ctx, string(report))
		if err == nil && !r.EraseAfter.After(o.now()) {
			return 1, o.eraseLoss(ctx, r)
		}
		if err == nil {
			return 0, o.index.SetDue(ctx, site, index.Erase, id, r.EraseAfter)
		}
		if !fault.Is(err, fault.Missing) {
			return 0, fmt.Errorf("report %s: %w", id, err)
		}
	}
	return 0, o.index.SetDue(ctx, site, index.Erase, id, time.Time{})
}

// eraseFind empties a find's document and removes its photos. The document stays,
// so that the numbers of years stay true.
func (o *Office) eraseFind(ctx context.Context, id ref.Item) error {
	o.expect(ctx, string(id))
	if err := o.store.DeletePhotos(ctx, string(id)); err != nil {
		return fmt.Errorf("erase photos of %s: %w", id, err)
	}
	it, err := o.items.Update(ctx, string(id), func(it *found.Item) error { it.Erase(o.now()); return nil })
	if err != nil {
		return fmt.Errorf("erase %s: %w", id, err)
	}
	o.Tally.Erased.Add(1)
	return o.announceFind(ctx, it)
}

// eraseLoss removes a report altogether. That it is to go is saved first, and the document
// goes last, so that an erasure that stopped half-way is found and finished.
func (o *Office) eraseLoss(ctx context.Context, r loss.Report) error {
	ctx = context.WithoutCancel(ctx)
	id := string(r.Ref)
	o.expect(ctx, id)
	r, err := o.reports.Update(ctx, id, func(r *loss.Report) error {
		if now := o.now(); r.EraseAfter.After(now) {
			r.EraseAfter = now
		}
		return nil
	})
	if fault.Is(err, fault.Missing) {
		return nil // another was faster
	}
	if err != nil {
		return fmt.Errorf("erase %s: %w", id, err)
	}
	if err := o.freeFinds(ctx, r); err != nil {
		return err
	}
	near, err := o.around(ctx, r.Sites...)
	if err != nil {
		return err
	}
	err = errors.Join(o.forgetThings(ctx, r.Ref, len(r.Things), near), o.neverDue(ctx, r.Sites[0], id, index.Letter, index.Unread))
	for _, s := range r.Sites {
		err = errors.Join(err, o.index.Remove(ctx, index.Callers, s, id), o.forgetPromises(ctx, s, r.Ref), o.neverDue(ctx, s, id, index.Search, index.Unanswered))
	}
	err = errors.Join(err, o.index.SetDue(ctx, r.Sites[0], index.Erase, id, r.EraseAfter)) // until the document is gone
	if err != nil {
		return fmt.Errorf("erase %s from the index: %w", id, err)
	}
	if err := o.store.DeletePhotos(ctx, id); err != nil {
		return fmt.Errorf("erase photos of %s: %w", id, err)
	}
	if err := o.reports.Delete(ctx, id); err != nil {
		return fmt.Errorf("erase %s: %w", id, err)
	}
	o.Tally.Erased.Add(1)
	if err := o.neverDue(ctx, r.Sites[0], id, index.Erase); err != nil {
		return fmt.Errorf("erase %s from what is due: %w", id, err)
	}
	o.settled(ctx, id)
	o.tell(ctx, []string{id}, r.Sites, lossTopics(r)...)
	return nil
}

func (o *Office) dropTokens(ctx context.Context) error {
	for name, err := range o.tokens.Names(ctx, "") {
		if err != nil {
			return fmt.Errorf("read tokens: %w", err)
		}
		t, err := o.tokens.Get(ctx, name)
		if err == nil && o.now().After(t.Until) {
			err = o.tokens.Delete(ctx, name)
		}
		if err != nil && !fault.Is(err, fault.Missing) {
			return fmt.Errorf("drop token: %w", err)
		}
	}
	return nil
}

func (o *Office) dropRequests(ctx context.Context) error {
	for name, err := range o.requests.Names(ctx, "") {
		if err != nil {
			return fmt.Errorf("read idempotency keys: %w", err)
		}
		r, err := o.requests.Get(ctx, name)
		if err == nil && o.now().After(r.At.Add(keepRequests)) {
			err = o.requests.Delete(ctx, name)
		}
		if err != nil && !fault.Is(err, fault.Missing) {
			return fmt.Errorf("drop idempotency key: %w", err)
		}
	}
	return nil
}
