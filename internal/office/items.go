package office

import (
	"context"
	"fmt"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/index"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// Item returns one find: to those who see the items of its site or of a connected
// one, and to the finder who took it in.
func (o *Office) Item(ctx context.Context, by staff.Member, id ref.Item) (found.Item, error) {
	if err := by.MaySomewhere(staff.TakeIn); err != nil {
		return found.Item{}, err
	}
	it, err := o.items.Get(ctx, string(id))
	if err != nil {
		return it, fmt.Errorf("item %s: %w", id, err)
	}
	if it.TakenInBy == by.Ref {
		return it, nil
	}
	err = o.mayAround(ctx, by, staff.SeeItems, it.Site)
	if fault.Is(err, fault.Forbidden) { // a finder learns nothing from guessing
		err = fault.New(fault.Missing, "no_such_record")
	}
	if err != nil {
		return found.Item{}, err
	}
	return it, nil
}

// ItemQuery says which finds to list.
type ItemQuery struct {
	Words  string // in any language: best fit first; without words the last changed first
	Lang   string // in which they are likely to be; may be empty
	Pick   Facets
	Count  bool   // whether to count in the facets
	Cursor string // Next of the page before
	Limit  int    // 1 to MostOnPage; 50 where 0
}

// MostOnPage is how many records a page of a list holds at most.
const MostOnPage = 100

// onPage is how many records a page is to hold, 50 if nobody said.
func onPage(wanted int) int {
	if wanted <= 0 || wanted > MostOnPage {
		return 50
	}
	return wanted
}

// ItemPage is a page of finds. Next is empty on the last one.
type ItemPage struct {
	Items  []found.Item
	Next   string
	Total  int  // on all pages
	Some   bool // no find fits all the words: these fit some
	Counts Counts
}

// Items lists finds of the sites the member works at.
func (o *Office) Items(ctx context.Context, by staff.Member, q ItemQuery) (ItemPage, error) {
	sites, err := o.sitesOf(ctx, by, staff.SeeItems, "")
	if err != nil {
		return ItemPage{}, err
	}
	for _, s := range q.Pick.Sites {
		if _, err := o.sitesOf(ctx, by, staff.SeeItems, s); err != nil {
			return ItemPage{}, err
		}
	}
	now := o.now()
	sieve := index.Sieve{Sites: q.Pick.Sites, Words: senses(q.Words, q.Lang), Facets: q.Pick.sieve(now, q.Count), Cursor: q.Cursor, Limit: onPage(q.Limit)}
	for _, s := range sites {
		sieve.Reach = append(sieve.Reach, index.Reach{Site: s})
	}
	sifted, err := o.index.Sift(ctx, index.Items, sieve)
	if err != nil {
		return ItemPage{}, fmt.Errorf("list items: %w", err)
	}
	page := ItemPage{Next: sifted.Next, Total: sifted.Total, Some: sifted.Some}
	if q.Count {
		page.Counts = q.Pick.counts(sifted, now)
	}
	page.Items, err = o.itemsOf(ctx, sifted.Hits)
	return page, err
}

// Contents returns what lay inside a find, at most 100 things.
func (o *Office) Contents(ctx context.Context, by staff.Member, it found.Item) ([]found.Item, error) {
	if err := o.mayAround(ctx, by, staff.SeeItems, it.Site); err != nil {
		return nil, err
	}
	hits, _, err := o.index.List(ctx, index.Items, []string{it.Site}, []string{insideTerm(it.Ref)}, "", MostOnPage)
	if err != nil {
		return nil, fmt.Errorf("contents of %s: %w", it.Ref, err)
	}
	return o.itemsOf(ctx, hits)
}

// itemsOf reads the documents of hits.
func (o *Office) itemsOf(ctx context.Context, hits []index.Hit) ([]found.Item, error) {
	out := []found.Item{}
	for _, h := range hits {
		it, err := o.items.Get(ctx, h.ID)
		if fault.Is(err, fault.Missing) {
			continue // erased since it was indexed
		}
		if err != nil {
			return nil, fmt.Errorf("item %s: %w", h.ID, err)
		}
		out = append(out, it)
	}
	return out, nil
}

// sitesOf returns the wanted site, or all, as far as the member may do the action there.
func (o *Office) sitesOf(ctx context.Context, by staff.Member, do staff.Action, want string) ([]string, error) {
	if err := by.MaySomewhere(do); err != nil {
		return nil, err
	}
	if want != "" {
		if err := by.May(do, want); err != nil {
			return nil, err
		}
		if _, err := o.Site(ctx, want); err != nil {
			return nil, err
		}
		return []string{want}, nil
	}
	all, err := o.Sites(ctx)
	if err != nil {
		return nil, err
	}
	var codes []string
	for _, s := range all {
		codes = append(codes, s.Code)
	}
	return by.Sites(do, codes), nil
}

// Release hands the item to its owner. It is the last word on an item: once
// saved, no other claim can be recorded against it. The report it was confirmed for
// follows.
func (o *Office) Release(ctx context.Context, by staff.Member, id ref.Item, to found.Recipient) (found.Item, error) {
	it, err := o.Item(ctx, by, id)
	if err != nil {
		return it, err
	}
	if err := by.May(staff.Release, it.Site); err != nil {
		return it, err
	}
	if to.Witness != "" {
		w, err := o.members.Get(ctx, string(to.Witness))
		if err != nil && !fault.Is(err, fault.Missing) {
			return it, fmt.Errorf("witness %s: %w", to.Witness, err)
		}
		if err != nil || w.Device != nil || !w.LeftAt.IsZero() || w.May(staff.TakeIn, it.Site) != nil {
			return it, fault.Newf(fault.Invalid, "witness", "unknown_member", nil)
		}
	}
	it, err = o.changeFind(ctx, id, func(it *found.Item) error { return it.Release(by.Ref, to, o.now()) })
	if err == nil {
		o.Tally.Released.Add(1)
	}
	return it, err
}
