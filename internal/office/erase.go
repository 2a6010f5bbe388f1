package office

import (
	"context"
	"errors"
	"fmt"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/ref"
)

// EraseDue removes what is personal from every record whose time has come, and
// tokens and idempotency keys that have run out. It returns how many records it
// erased. The documents decide; the index only says where to look.
func (o *Office) EraseDue(ctx context.Context) (int, error) {
	sites, err := o.Sites(ctx)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, s := range sites {
		for {
			due, err := o.index.Due(ctx, s.Code, index.Erase, o.now(), 100)
			if err != nil {
				return n, fmt.Errorf("what is due at %s: %w", s.Code, err)
			}
			if len(due) == 0 {
				break
			}
			for _, d := range due {
				done, err := o.eraseOne(ctx, s.Code, d.ID)
				if err != nil {
					return n, err
				}
				n += done
			}
		}
	}
	return n, errors.Join(o.dropTokens(ctx), o.dropRequests(ctx))
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

// eraseLoss removes a report altogether. The document goes last, so that an erasure
// that stopped half-way is found and finished.
func (o *Office) eraseLoss(ctx context.Context, r loss.Report) error {
	ctx = context.WithoutCancel(ctx)
	id := string(r.Ref)
	if err := o.freeFinds(ctx, r); err != nil {
		return err
	}
	near, err := o.around(ctx, r.Sites...)
	if err != nil {
		return err
	}
	for _, s := range near {
		for _, t := range r.Things {
			err = errors.Join(err, o.index.Remove(ctx, index.Losses, s, thingID(r.Ref, t.No)), o.index.Unpropose(ctx, s, thingID(r.Ref, t.No)))
		}
		err = errors.Join(err, o.index.SetDue(ctx, s, index.Update, id, time.Time{}))
	}
	if err != nil {
		return fmt.Errorf("erase %s from the index: %w", id, err)
	}
	if err := o.store.DeletePhotos(ctx, id); err != nil {
		return fmt.Errorf("erase photos of %s: %w", id, err)
	}
	if err := o.reports.Delete(ctx, id); err != nil {
		return fmt.Errorf("erase %s: %w", id, err)
	}
	if err := o.index.SetDue(ctx, r.Sites[0], index.Erase, id, time.Time{}); err != nil {
		return fmt.Errorf("erase %s from what is due: %w", id, err)
	}
	o.Tally.Erased.Add(1)
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
