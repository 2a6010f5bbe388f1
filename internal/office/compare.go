package office

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/match"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

const (
	candidates = 300 // fetched from the index and scored exactly
	offers     = 100 // open reports a new find is scored against
	// A find is first scored against a report with the statistics of the reports
	// instead of the stock's; what comes this near to possible is compared in full.
	nearly = 0.8
)

// Ranked is a find as it compares with one missing thing.
type Ranked struct {
	Item ref.Item
	match.Result
}

// LookFor ranks the finds in store that may be a thing of a report, which need not be filed: to
// those who see reports at one of its sites or beside it. Nothing is saved.
func (o *Office) LookFor(ctx context.Context, by staff.Member, r loss.Report, t loss.Thing) ([]Ranked, error) {
	if err := o.mayAround(ctx, by, staff.SeeReports, r.Sites...); err != nil {
		return nil, err
	}
	return o.lookFor(ctx, r, t)
}

// lookFor ranks the finds in store that may be the thing: the best, at most shown.
func (o *Office) lookFor(ctx context.Context, r loss.Report, t loss.Thing) ([]Ranked, error) {
	l := match.LossOf(r, t)
	near, err := o.around(ctx, r.Sites...)
	if err != nil {
		return nil, err
	}
	var reach []index.Reach
	from, until := match.Reach(l, o.now())
	if o.model.NoLeaning {
		from, until = time.Time{}, time.Time{}
	}
	for _, s := range near {
		reach = append(reach, index.Reach{Site: s, From: from, Until: until})
	}
	hits, stats, err := o.index.Search(ctx, index.Items, index.Query{
		Reach: reach, Terms: indexTerms(match.LossTerms(l)), Must: []string{statusTerm(found.InStore)}, Limit: candidates})
	if err != nil {
		return nil, fmt.Errorf("finds near %s: %w", r.Ref, err)
	}
	stock := match.Stock{N: stats.N, DF: stats.DF}
	finds := make(map[ref.Item]match.Find, len(hits))
	out := make([]Ranked, 0, len(hits))
	for _, h := range hits {
		id := ref.Item(h.ID)
		if slices.Contains(t.Dismissed, id) {
			continue
		}
		f, err := recorded[match.Find](h)
		if err != nil {
			return nil, err
		}
		finds[id] = f
		out = append(out, Ranked{id, match.Result{Score: o.model.Weigh(l, f, stock)}})
	}
	slices.SortFunc(out, func(a, b Ranked) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Item, b.Item))
	})
	out = out[:min(shown, len(out))]
	for i := range out {
		out[i].Result = o.model.Score(l, finds[out[i].Item], stock)
	}
	return out, nil
}

// Proposal is a find that may be a missing thing and that nobody has decided on.
type Proposal struct {
	Report   ref.Report     `json:"report"`
	Thing    int            `json:"thing"`
	Item     ref.Item       `json:"item"`
	Score    float64        `json:"score"`
	Strength match.Strength `json:"strength"`
}

// propose puts the best find for the thing before the desks of the report's sites
// and of the site where the find lies, or takes an outdated one away. The answer is nil when
// nothing in store is like it.
func (o *Office) propose(ctx context.Context, r loss.Report, t loss.Thing) (*Proposal, error) {
	var best *Proposal
	at := slices.Clone(r.Sites)
	if r.Sought(t) {
		finds, err := o.lookFor(ctx, r, t)
		if err != nil {
			return nil, err
		}
		if len(finds) > 0 && finds[0].Strength != match.Weak {
			f := finds[0]
			best = &Proposal{r.Ref, t.No, f.Item, f.Score, f.Strength}
			it, err := o.items.Get(ctx, string(f.Item))
			if err != nil {
				return nil, fmt.Errorf("item %s: %w", f.Item, err)
			}
			at = append(at, it.Site)
		}
	}
	near, err := o.around(ctx, r.Sites...)
	if err != nil {
		return nil, err
	}
	for _, s := range near {
		if best != nil && slices.Contains(at, s) {
			err = o.index.Propose(ctx, s, thingID(r.Ref, t.No), record(best))
		} else {
			err = o.index.Unpropose(ctx, s, thingID(r.Ref, t.No))
		}
		if err != nil {
			return nil, fmt.Errorf("desk list of %s: %w", s, err)
		}
	}
	return best, nil
}

// offer compares a find with the open reports in its reach, and again with those
// it was already proposed for, as it may have changed or be no longer free. It returns
// these reports.
func (o *Office) offer(ctx context.Context, it found.Item) (reports []string, err error) {
	near, err := o.around(ctx, it.Site)
	if err != nil {
		return nil, err
	}
	var things []string
	if it.Status == found.InStore && it.ErasedAt.IsZero() {
		if things, err = o.fitting(ctx, it, near); err != nil {
			return nil, err
		}
	}
	if len(it.History) > 1 {
		desks, err := o.around(ctx, append(it.Left(), it.Site)...)
		if err != nil {
			return nil, err
		}
		for _, s := range desks {
			listed, err := o.proposals(ctx, s)
			if err != nil {
				return nil, err
			}
			for _, p := range listed {
				if p.Item == it.Ref {
					things = append(things, thingID(p.Report, p.Thing))
				}
			}
		}
	}
	slices.Sort(things)
	for _, id := range slices.Compact(things) {
		report, no := splitThing(id)
		r, err := o.reports.Get(ctx, string(report))
		if fault.Is(err, fault.Missing) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("report %s: %w", report, err)
		}
		if t, err := r.Thing(no); err == nil {
			if _, err := o.propose(ctx, r, *t); err != nil {
				return nil, err
			}
		}
		reports = append(reports, string(report))
	}
	return slices.Compact(reports), nil
}

// Fitting returns the missing things (R-2M8T-4C#1) that a find may be, which need not be taken
// in: to those who see reports at its site or beside it. Nothing is saved.
func (o *Office) Fitting(ctx context.Context, by staff.Member, it found.Item) ([]string, error) {
	if err := o.mayAround(ctx, by, staff.SeeReports, it.Site); err != nil {
		return nil, err
	}
	near, err := o.around(ctx, it.Site)
	if err != nil {
		return nil, err
	}
	return o.fitting(ctx, it, near)
}

// fitting returns the missing things near the find that it may be.
func (o *Office) fitting(ctx context.Context, it found.Item, near []string) ([]string, error) {
	f := match.FindOf(it)
	from, until := match.ReachBack(f)
	var reach []index.Reach
	for _, s := range near {
		reach = append(reach, index.Reach{Site: s, From: from, Until: until})
	}
	hits, stats, err := o.index.Search(ctx, index.Losses, index.Query{Reach: reach, Terms: indexTerms(match.FindQuery(f)), Limit: offers})
	if err != nil {
		return nil, fmt.Errorf("reports near %s: %w", it.Ref, err)
	}
	var out []string
	for _, h := range hits {
		l, err := recorded[match.Loss](h)
		if err != nil {
			return nil, err
		}
		if o.model.Weigh(l, f, match.Stock{N: stats.N, DF: stats.DF}) >= nearly*match.PossibleFrom {
			out = append(out, h.ID)
		}
	}
	return out, nil
}

func (o *Office) proposals(ctx context.Context, site string) ([]Proposal, error) {
	raw, err := o.index.Proposed(ctx, site)
	if err != nil {
		return nil, fmt.Errorf("desk list of %s: %w", site, err)
	}
	out := make([]Proposal, 0, len(raw))
	for id, v := range raw {
		var p Proposal
		if err := json.Unmarshal(v, &p); err != nil {
			return nil, fmt.Errorf("desk list of %s, %s: %w", site, id, err)
		}
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b Proposal) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Report, b.Report), cmp.Compare(a.Thing, b.Thing))
	})
	return out, nil
}
