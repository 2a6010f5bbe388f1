package office

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"lostfound/internal/found"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/match"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// Bounds of a look for twins.
const (
	twinDays   = 2 * 24 * time.Hour // between two records of one thing
	twinsAmong = 100                // records like it that are compared
	twinsShown = 3
)

// TwinFind is a find that may be the same item, registered twice. Score is in 0..1.
type TwinFind struct {
	Item  ref.Item
	Score float64
}

// TwinFinds are the finds that may be the same item as this one, the likeliest first, at most 3: to
// those who see the finds of its site or beside it.
func (o *Office) TwinFinds(ctx context.Context, by staff.Member, it found.Item) ([]TwinFind, error) {
	if err := o.mayAround(ctx, by, staff.SeeItems, it.Site); err != nil {
		return nil, err
	}
	f := match.FindOf(it)
	near := index.Reach{Site: it.Site, From: it.FoundAt.Add(-twinDays), Until: it.FoundAt.Add(twinDays)}
	hits, stats, err := o.index.Search(ctx, index.Items, index.Query{Reach: []index.Reach{near}, Terms: indexTerms(match.FindQuery(f)), Limit: twinsAmong})
	if err != nil {
		return nil, fmt.Errorf("finds like %s: %w", it.Ref, err)
	}
	var out []TwinFind
	for _, h := range hits {
		other, err := recorded[match.Find](h)
		if err != nil {
			return nil, err
		}
		if score := o.model.SameFind(f, other, match.Stock{N: stats.N, DF: stats.DF}); h.ID != string(it.Ref) && score >= match.TwinFrom {
			out = append(out, TwinFind{ref.Item(h.ID), score})
		}
	}
	slices.SortFunc(out, func(a, b TwinFind) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Item, b.Item)) })
	return out[:min(len(out), twinsShown)], nil
}

// TwinLoss is a missing thing of another report that may be the same as one of a report: Of is that
// one's number. Score is in 0..1.
type TwinLoss struct {
	Of     int
	Report ref.Report
	Thing  int
	Score  float64
}

// TwinLosses are things of other open reports that may be the same as those still looked for here,
// the likeliest first, at most 3 for each: to those who see the report.
func (o *Office) TwinLosses(ctx context.Context, by staff.Member, r loss.Report) ([]TwinLoss, error) {
	if err := o.mayAround(ctx, by, staff.SeeReports, r.Sites...); err != nil {
		return nil, err
	}
	near, err := o.around(ctx, r.Sites...)
	if err != nil {
		return nil, err
	}
	var all []TwinLoss
	for _, t := range r.Things {
		if !r.Sought(t) {
			continue
		}
		twins, err := o.twinsOf(ctx, r, t, near)
		if err != nil {
			return nil, err
		}
		all = append(all, twins...)
	}
	return all, nil
}

func (o *Office) twinsOf(ctx context.Context, r loss.Report, t loss.Thing, near []string) ([]TwinLoss, error) {
	l := match.LossOf(r, t)
	var reach []index.Reach
	for _, s := range near {
		reach = append(reach, index.Reach{Site: s, From: l.From.Add(-twinDays), Until: l.To.Add(twinDays)})
	}
	hits, stats, err := o.index.Search(ctx, index.Losses, index.Query{Reach: reach, Terms: indexTerms(match.LossTerms(l)), Limit: twinsAmong})
	if err != nil {
		return nil, fmt.Errorf("reports like %s: %w", r.Ref, err)
	}
	var out []TwinLoss
	for _, h := range hits {
		id, no := splitThing(h.ID)
		if id == r.Ref || slices.ContainsFunc(out, func(known TwinLoss) bool { return known.Report == id && known.Thing == no }) {
			continue
		}
		other, err := recorded[match.Loss](h)
		if err != nil {
			return nil, err
		}
		if score := o.model.SameLoss(l, other, match.Stock{N: stats.N, DF: stats.DF}); score >= match.TwinFrom {
			out = append(out, TwinLoss{t.No, id, no, score})
		}
	}
	slices.SortFunc(out, func(a, b TwinLoss) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Report, b.Report)) })
	return out[:min(len(out), twinsShown)], nil
}
