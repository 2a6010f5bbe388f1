package office

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/index"
	"lostfound/internal/lexicon"
	"lostfound/internal/match"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
	"lostfound/internal/store"
)

// backOffered is how many finds are offered to somebody who came back.
const backOffered = 24

// TakenInLately are the finds of a site that can still be handed back on the spot, those of the zone
// first and then the latest: for whoever does so there. What sets them apart is not for showing
// before the claimant has spoken.
func (o *Office) TakenInLately(ctx context.Context, by staff.Member, code, zone string) ([]found.Item, error) {
	if err := by.May(staff.HandBack, code); err != nil {
		return nil, err
	}
	hits, _, err := o.index.List(ctx, index.Items, []string{code}, []string{statusTerm(found.InStore)}, "", MostOnPage)
	if err != nil {
		return nil, fmt.Errorf("finds of %s: %w", code, err)
	}
	items, err := o.itemsOf(ctx, hits)
	if err != nil {
		return nil, err
	}
	items = slices.DeleteFunc(items, func(it found.Item) bool { return o.now().Sub(it.TakenInAt) > found.SpotWithin })
	elsewhere := func(it found.Item) int {
		if zone != "" && strings.EqualFold(it.Zone, zone) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(items, func(a, b found.Item) int {
		if d := elsewhere(a) - elsewhere(b); d != 0 {
			return d
		}
		return b.TakenInAt.Compare(a.TakenInAt)
	})
	return items[:min(len(items), backOffered)], nil
}

// Claimed is a find that somebody came back for. Claim is what they said to the member, nil where
// nothing was said in the last minutes: then the item is no more than its kind.
type Claimed struct {
	Item  found.Item
	Claim *found.Claim
}

// Returned is a find for whoever may hand it back on the spot.
func (o *Office) Returned(ctx context.Context, by staff.Member, id ref.Item) (Claimed, error) {
	it, err := o.spot(ctx, by, id)
	if err != nil {
		return Claimed{}, err
	}
	if c, said := it.ClaimBefore(by.Ref, o.now()); said {
		return Claimed{it, &c}, nil
	}
	return Claimed{Item: it}, nil
}

// Claim records what somebody who came back says of a find; see [found.Item.Claim].
func (o *Office) Claim(ctx context.Context, by staff.Member, id ref.Item, said string, unlocked bool) (found.Item, error) {
	it, err := o.spot(ctx, by, id)
	if err != nil {
		return it, err
	}
	if err := o.throttle(ctx, "claim:"+string(id), claimsAnHour, time.Hour); err != nil {
		return it, err
	}
	return o.changeFind(ctx, id, func(it *found.Item) error { return it.Claim(said, unlocked, by.Ref, o.now()) })
}

// claimsAnHour bounds how often a find is guessed at.
const claimsAnHour = 10

// HandBack gives a find to whoever came back for it; see [found.Item.HandBack].
func (o *Office) HandBack(ctx context.Context, by staff.Member, id ref.Item) (found.Item, error) {
	if it, err := o.spot(ctx, by, id); err != nil {
		return it, err
	}
	it, err := o.changeFind(ctx, id, func(it *found.Item) error { return it.HandBack(by.Ref, o.now()) })
	if err == nil {
		o.Tally.Released.Add(1)
	}
	return it, err
}

// UndoHandBack takes a hand-back on the spot back; see [found.Item.UndoHandBack].
func (o *Office) UndoHandBack(ctx context.Context, by staff.Member, id ref.Item) (found.Item, error) {
	if it, err := o.at(ctx, by, id); err != nil {
		return it, err
	}
	return o.changeFind(ctx, id, func(it *found.Item) error { return it.UndoHandBack(by.Ref, o.now()) })
}

// ClaimedPhoto is a picture of a find, once something was said of it.
func (o *Office) ClaimedPhoto(ctx context.Context, by staff.Member, id ref.Item, pic string, size picture.Size) (*store.Object, error) {
	c, err := o.Returned(ctx, by, id)
	if err != nil {
		return nil, err
	}
	if c.Claim == nil {
		return nil, fault.New(fault.Missing, "no_such_record")
	}
	return o.show(ctx, string(id), c.Item.Pictures, pic, size)
}

// spot is a find that the member may hand back on the spot: of a kind that the site doesn't leave
// to its desk.
func (o *Office) spot(ctx context.Context, by staff.Member, id ref.Item) (found.Item, error) {
	it, err := o.at(ctx, by, id)
	if err != nil {
		return it, err
	}
	in, err := o.Site(ctx, it.Site)
	if err != nil {
		return it, err
	}
	f := match.FindOf(it)
	if in.AtDeskOnly(string(lexicon.GroupOf(f.Kind()))) {
		return it, fault.New(fault.Conflict, "only_at_the_desk")
	}
	return it, nil
}

// at is a find of a site where the member hands back on the spot. Others learn nothing from guessing.
func (o *Office) at(ctx context.Context, by staff.Member, id ref.Item) (found.Item, error) {
	if err := by.MaySomewhere(staff.HandBack); err != nil {
		return found.Item{}, err
	}
	it, err := o.items.Get(ctx, string(id))
	if err != nil {
		return it, fmt.Errorf("item %s: %w", id, err)
	}
	if by.May(staff.HandBack, it.Site) != nil {
		return found.Item{}, fault.New(fault.Missing, "no_such_record")
	}
	return it, nil
}
