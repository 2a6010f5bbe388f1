package office

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/loss"
	"lostfound/internal/match"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// MatchState is what a person has said about a match.
type MatchState string

// The states of a match.
const (
	Proposed  MatchState = "proposed"
	Confirmed MatchState = "confirmed"
	Dismissed MatchState = "dismissed"
)

// Match is a find beside one missing thing of a report.
type Match struct {
	Thing int
	Item  found.Item
	State MatchState
	match.Result
}

// shown is how many proposals a report's page lists for each thing.
const shown = 20

// Matches returns the finds that may be the report's things, best first: for each
// thing the confirmed one, or else the proposals, and those that were dismissed.
func (o *Office) Matches(ctx context.Context, by staff.Member, id ref.Report) ([]Match, error) {
	r, err := o.Report(ctx, by, id)
	if err != nil {
		return nil, err
	}
	out := []Match{}
	for _, t := range r.Things {
		more, err := o.matchesOf(ctx, r, t)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	slices.SortStableFunc(out, byFit)
	return out, nil
}

// byFit orders what is confirmed first and what is dismissed last, the better fit before.
func byFit(a, b Match) int {
	rank := map[MatchState]int{Confirmed: 0, Proposed: 1, Dismissed: 2}
	if d := rank[a.State] - rank[b.State]; d != 0 {
		return d
	}
	switch {
	case a.Score > b.Score:
		return -1
	case a.Score < b.Score:
		return 1
	}
	return 0
}

func (o *Office) matchesOf(ctx context.Context, r loss.Report, t loss.Thing) ([]Match, error) {
	var out []Match
	add := func(id ref.Item, state MatchState, res match.Result) error {
		it, err := o.items.Get(ctx, string(id))
		if fault.Is(err, fault.Missing) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("item %s: %w", id, err)
		}
		if res.Strength == "" { // decided: the stock's statistics no longer count it
			res = o.model.Score(match.LossOf(r, t), match.FindOf(it), match.Stock{})
		}
		out = append(out, Match{t.No, it, state, res})
		return nil
	}
	if t.Item != "" {
		if err := add(t.Item, Confirmed, match.Result{}); err != nil {
			return nil, err
		}
	} else if r.Status == loss.Open {
		finds, err := o.lookFor(ctx, r, t)
		if err != nil {
			return nil, err
		}
		for _, f := range finds {
			if err := add(f.Item, Proposed, f.Result); err != nil {
				return nil, err
			}
		}
	}
	for _, id := range t.Dismissed {
		if err := add(id, Dismissed, match.Result{}); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Confirm says that the find is the thing. The find's document decides, so of two
// desks that confirm it for two reports one is refused. thing may be 0 where the
// report has one, or where one of its things fits clearly best.
func (o *Office) Confirm(ctx context.Context, by staff.Member, id ref.Report, thing int, item ref.Item) (Match, error) {
	_, t, err := o.pair(ctx, by, id, thing, item)
	if err != nil {
		return Match{}, err
	}
	if t.Item != "" && t.Item != item {
		return Match{}, fault.New(fault.Conflict, "thing_already_found")
	}
	ctx = context.WithoutCancel(ctx)
	o.expect(ctx, string(item))
	now := o.now()
	it, err := o.items.Update(ctx, string(item), func(it *found.Item) error {
		return it.Confirm(id, t.No, by.Ref, now)
	})
	if err != nil {
		return Match{}, fmt.Errorf("confirm %s for %s: %w", item, id, err)
	}
	if err := o.followOne(ctx, it, it.History[len(it.History)-1]); fault.Is(err, fault.Conflict) || fault.Is(err, fault.Missing) {
		return Match{}, errors.Join(err, o.free(ctx, it)) // in between, another desk found the thing elsewhere, or it was withdrawn
	} // any other failure is made up for below, or by a round
	o.Tally.Confirmed.Add(1)
	_ = o.announceFind(ctx, it)
	return o.decided(ctx, id, t.No, it, Confirmed)
}

// Dismiss says that the find is not the thing. If it had been confirmed to be, the find is
// free again.
func (o *Office) Dismiss(ctx context.Context, by staff.Member, id ref.Report, thing int, item ref.Item) (Match, error) {
	_, t, err := o.pair(ctx, by, id, thing, item)
	if err != nil {
		return Match{}, err
	}
	ctx = context.WithoutCancel(ctx)
	o.expect(ctx, string(item))
	now := o.now()
	it, err := o.items.Update(ctx, string(item), func(it *found.Item) error {
		return it.Dismiss(id, t.No, by.Ref, now)
	})
	if err != nil {
		return Match{}, fmt.Errorf("dismiss %s for %s: %w", item, id, err)
	}
	if _, err := o.changeLoss(ctx, id, func(r *loss.Report) error {
		return r.Dismiss(t.No, item, by.Ref, now)
	}); err != nil {
		return Match{}, err
	}
	o.Tally.Dismissed.Add(1)
	_ = o.announceFind(ctx, it)
	return o.decided(ctx, id, t.No, it, Dismissed)
}

// pair returns the report and the thing that is meant, if the member may decide on both.
func (o *Office) pair(ctx context.Context, by staff.Member, id ref.Report, thing int, item ref.Item) (r loss.Report, t loss.Thing, err error) {
	if err := by.MaySomewhere(staff.Decide); err != nil {
		return r, t, err
	}
	if r, err = o.Report(ctx, by, id); err != nil {
		return r, t, err
	}
	it, err := o.items.Get(ctx, string(item))
	if err != nil {
		return r, t, fmt.Errorf("item %s: %w", item, err)
	}
	if err := o.mayAround(ctx, by, staff.Decide, r.Sites...); err != nil {
		return r, t, err
	}
	near, err := o.around(ctx, r.Sites...)
	if err != nil {
		return r, t, err
	}
	if !slices.Contains(near, it.Site) { // out of the report's reach: only who may see the find anyway
		if err := o.mayAround(ctx, by, staff.SeeItems, it.Site); err != nil {
			return r, t, err
		}
	}
	if thing == 0 {
		if thing, err = fittest(r, it); err != nil {
			return r, t, err
		}
	}
	p, err := r.Thing(thing)
	if err != nil {
		return r, t, err
	}
	return r, *p, nil
}

// alike is how near two scores are that do not say which of two things is meant.
const alike = 0.1

// fittest is the number of the thing that the find was decided for, or else the
// one it resembles clearly most.
func fittest(r loss.Report, it found.Item) (int, error) {
	best, top, second := 0, -1.0, -1.0
	for _, t := range r.Things {
		if t.Item == it.Ref {
			return t.No, nil
		}
		s := match.Model{}.Weigh(match.LossOf(r, t), match.FindOf(it), match.Stock{})
		if s > top {
			best, top, second = t.No, s, top
		} else {
			second = max(second, s)
		}
	}
	if len(r.Things) > 1 && top-second < alike {
		return 0, fault.Newf(fault.Invalid, "thing", "which_thing", nil)
	}
	return best, nil
}

func (o *Office) decided(ctx context.Context, id ref.Report, thing int, it found.Item, state MatchState) (Match, error) {
	r, err := o.reports.Get(ctx, string(id))
	if err != nil {
		return Match{}, fmt.Errorf("report %s: %w", id, err)
	}
	t, err := r.Thing(thing)
	if err != nil {
		return Match{}, err
	}
	return Match{thing, it, state, o.model.Score(match.LossOf(r, *t), match.FindOf(it), match.Stock{})}, nil
}
