package office

import (
	"context"
	"fmt"
	"slices"
	"time"

	"lostfound/internal/found"
	"lostfound/internal/history"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/passage"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// mostOwners is how many people are named at most: whoever looks is to find one of them.
const mostOwners = 20

// LikelyOwners are the people who may have left a find at its lane, the likeliest first: for
// those who see reports where it was found. Each look is noted in the find's history first.
func (o *Office) LikelyOwners(ctx context.Context, by staff.Member, id ref.Item) ([]passage.Owner, error) {
	it, err := o.Item(ctx, by, id)
	if err != nil {
		return nil, err
	}
	_, keep, err := o.keptAt(ctx, by, staff.SeeReports, it.Site)
	if err != nil {
		return nil, err
	}
	if err := o.noteLook(ctx, by, id); err != nil {
		return nil, err
	}
	find := passage.Find{Lane: it.Zone, Tray: it.Tray, At: it.FoundAt}
	from, to := find.Window()
	near, err := o.passagesWithin(ctx, it.Site, keep, from, to)
	if err != nil {
		return nil, err
	}
	owners := find.Owners(near)
	return owners[:min(len(owners), mostOwners)], nil
}

// oneLook is within which looks of the same person are one.
const oneLook = time.Minute

// looks reports whether it is to be noted that somebody looks.
func looks(log history.Log, by ref.Staff, now time.Time) bool {
	last, ok := log.Last(history.Looked)
	return !ok || last.By != by || now.Sub(last.At) >= oneLook
}

// noteLook notes in a find's history that somebody looked at who may have left it.
func (o *Office) noteLook(ctx context.Context, by staff.Member, id ref.Item) error {
	_, err := o.items.Update(ctx, string(id), func(it *found.Item) error {
		if now := o.now(); looks(it.History, by.Ref, now) {
			it.History.Add(history.Entry{At: now, What: history.Looked, By: by.Ref})
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("note a look at %s: %w", id, err)
	}
	return nil
}

// FindPassages are those of a site that fit all that is asked for, the best first: for those
// who see its reports.
func (o *Office) FindPassages(ctx context.Context, by staff.Member, code string, asked passage.Asked) ([]passage.Owner, error) {
	_, keep, err := o.keptAt(ctx, by, staff.SeeReports, code)
	if err != nil {
		return nil, err
	}
	if asked.IsEmpty() {
		return nil, nil
	}
	all, err := o.passagesWithin(ctx, code, keep, asked.From, asked.To)
	if err != nil {
		return nil, err
	}
	o.log.Info("passages looked up", "site", code, "by", by.Ref)
	out := asked.Find(all)
	return out[:min(len(out), mostOwners)], nil
}

// leftBehind is how long after somebody went through what they left there is found.
const leftBehind = 45 * time.Minute

// FindsOfPassage are the finds of a site that were made at the lane soon after somebody went
// through, the nearest in time first. As they are shown beside a name, each look is noted in
// their histories first.
func (o *Office) FindsOfPassage(ctx context.Context, by staff.Member, code string, p passage.Passage) ([]found.Item, error) {
	if err := by.May(staff.SeeItems, code); err != nil {
		return nil, err
	}
	from := p.At.Add(-passage.Ahead)
	sifted, err := o.index.Sift(ctx, index.Items, index.Sieve{Reach: []index.Reach{{Site: code, From: from, Until: p.At.Add(leftBehind)}}, Limit: MostOnPage})
	if err != nil {
		return nil, fmt.Errorf("finds at a lane of %s: %w", code, err)
	}
	near, err := o.itemsOf(ctx, sifted.Hits)
	if err != nil {
		return nil, err
	}
	near = slices.DeleteFunc(near, func(it found.Item) bool {
		return passage.Lanes(it.Zone, p.Lane) == "" || it.FoundAt.Before(from) || it.FoundAt.After(p.At.Add(leftBehind))
	})
	for _, it := range near {
		if err := o.noteLook(ctx, by, it.Ref); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(near, func(a, b found.Item) int { return int(off(a.FoundAt, p.At) - off(b.FoundAt, p.At)) })
	return near, nil
}

func off(a, b time.Time) time.Duration { return a.Sub(b).Abs() }

// Way is a passage that may be of a report's traveller, at one of its sites.
type Way struct {
	Site string
	passage.Owner
}

// WaysOf is where a report's traveller went through, by name, flight and seat, at those of its
// sites that keep passages and whose reports the member sees. That somebody looked is noted in
// the report's history first. The window of the loss is widened, as memory errs.
func (o *Office) WaysOf(ctx context.Context, by staff.Member, id ref.Report) ([]Way, error) {
	r, err := o.Report(ctx, by, id)
	if err != nil {
		return nil, err
	}
	asked := passage.Asked{Name: r.Contact.Name, Flight: r.Flight, Seat: r.Seat}
	if r.OnBehalfOf != "" {
		asked.Name = r.OnBehalfOf
	}
	if asked.IsEmpty() {
		return nil, nil
	}
	const memory = 3 * time.Hour
	if !r.From.IsZero() {
		asked.From = r.From.Add(-memory)
	}
	if !r.To.IsZero() {
		asked.To = r.To.Add(memory)
	}
	if _, err := o.reports.Update(ctx, string(id), func(r *loss.Report) error {
		if now := o.now(); looks(r.History, by.Ref, now) {
			r.History.Add(history.Entry{At: now, What: history.Looked, By: by.Ref})
		}
		return nil
	}); err != nil {
		return nil, fmt.Errorf("note a look for %s: %w", id, err)
	}
	var out []Way
	for _, code := range r.Sites {
		s, err := o.Site(ctx, code)
		if err != nil {
			return nil, err
		}
		if s.KeepsPassages() == 0 || by.May(staff.SeeReports, code) != nil {
			continue
		}
		ways, err := o.FindPassages(ctx, by, code, asked)
		if err != nil {
			return nil, err
		}
		for _, w := range ways {
			out = append(out, Way{code, w})
		}
	}
	return out, nil
}
