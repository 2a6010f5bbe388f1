package office

import (
	"context"
	"fmt"
	"slices"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/lexicon"
	"lostfound/internal/loss"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// ChangeFind corrects what is written of a find, for the desk of its site and for whoever took it in,
// and compares it anew. Whoever has seen a version names it, or several; where the
// find has another one, it is Stale. Photos go where the find turns out to be of a kind that is
// never photographed.
func (o *Office) ChangeFind(ctx context.Context, by staff.Member, id ref.Item, seen []string, change func(*found.Details) error) (found.Item, error) {
	it, err := o.Item(ctx, by, id)
	if err != nil {
		return it, err
	}
	if it.TakenInBy != by.Ref {
		if err := by.May(staff.SeeItems, it.Site); err != nil {
			return it, err
		}
	}
	if err := current(seen, it.Rev); err != nil {
		return it, err
	}
	d := it.Details
	d.Colours = slices.Clone(d.Colours)
	if err := change(&d); err != nil {
		return it, err
	}
	d = tidyFind(d)
	if err := o.checkFind(ctx, by, d, len(it.Pictures)); err != nil {
		return it, err
	}
	if err := o.checkAround(ctx, id, d.Inside); err != nil {
		return it, err
	}
	shown := showable(d.Category, d.Type, d.Lang, it.Pictures)
	return o.changeFindIf(ctx, id, it.Rev, func(it *found.Item) error { return it.Change(d, shown, by.Ref, o.now()) })
}

// changeFind applies a rule to a find, saves it and announces it.
func (o *Office) changeFind(ctx context.Context, id ref.Item, rule func(*found.Item) error) (found.Item, error) {
	return o.changeFindIf(ctx, id, "", rule)
}

// changeFindIf is changeFind for whoever has seen a version; see [store.Documents.UpdateIf].
func (o *Office) changeFindIf(ctx context.Context, id ref.Item, rev string, rule func(*found.Item) error) (found.Item, error) {
	o.expect(ctx, string(id))
	it, err := o.items.UpdateIf(ctx, string(id), rev, rule)
	if err != nil {
		return it, fmt.Errorf("change %s: %w", id, err)
	}
	_ = o.announceFind(ctx, it) // a round repeats it
	return it, nil
}

// checkAround refuses to put a find into what lies in it.
func (o *Office) checkAround(ctx context.Context, id, inside ref.Item) error {
	for inside != "" {
		if inside == id {
			return fault.Newf(fault.Invalid, "inside", "inside_itself", nil)
		}
		around, err := o.items.Get(ctx, string(inside))
		if err != nil {
			return fmt.Errorf("item %s: %w", inside, err)
		}
		inside = around.Inside
	}
	return nil
}

// ChangeReport corrects and completes what a report says, for a desk that decides on it, and compares
// it anew; see [Office.ChangeFind] and [loss.Report.Change].
func (o *Office) ChangeReport(ctx context.Context, by staff.Member, id ref.Report, seen []string, change func(*loss.Report, *loss.Statement) error) (loss.Report, error) {
	r, err := o.Report(ctx, by, id)
	if err != nil {
		return r, err
	}
	if err := o.mayAround(ctx, by, staff.Decide, r.Sites...); err != nil {
		return r, err
	}
	if err := current(seen, r.Rev); err != nil {
		return r, err
	}
	s := r.Statement()
	if err := change(&r, &s); err != nil {
		return r, err
	}
	s = tidyStatement(s)
	counts := make([]int, len(r.Things))
	for i, t := range r.Things {
		counts[i] = len(t.Pictures)
	}
	if err := s.Check(counts, o.now()); err != nil {
		return r, err
	}
	if err := o.checkPlain(ctx, s); err != nil {
		return r, err
	}
	shown := make([][]picture.Picture, len(r.Things))
	for i, t := range r.Things[:min(len(r.Things), len(s.Things))] {
		shown[i] = showable(s.Things[i].Category, s.Things[i].Type, s.Lang, t.Pictures)
	}
	o.expect(ctx, string(id))
	r, err = o.reports.UpdateIf(ctx, string(id), r.Rev, func(r *loss.Report) error {
		if err := r.Change(s, shown, by.Ref, o.now()); err != nil {
			return err
		}
		return o.askLots(ctx, r)
	})
	if err != nil {
		return r, fmt.Errorf("change %s: %w", id, err)
	}
	_, _ = o.announceLoss(ctx, r) // a round repeats it
	return r, nil
}

// current refuses a change by somebody who has seen other versions than the one there is.
func current(seen []string, rev string) error {
	if len(seen) > 0 && !slices.Contains(seen, rev) {
		return fault.New(fault.Stale, "changed_meanwhile")
	}
	return nil
}

// showable are the pictures of what may be photographed: the others a round sweeps.
func showable(category, itemType, lang string, pictures []picture.Picture) []picture.Picture {
	if lexicon.NoPhoto(category, itemType, lang) {
		return nil
	}
	return pictures
}
