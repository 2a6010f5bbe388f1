package office

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/ref"
	"lostfound/internal/searchrequest"
	"lostfound/internal/site"
	"lostfound/internal/staff"
)

// askLots makes a report ask the rental lots among its sites to look into the car it speaks of.
func (o *Office) askLots(ctx context.Context, r *loss.Report) error {
	if _, names := r.SoughtCar(); !names {
		return nil
	}
	for _, code := range r.Sites {
		at, err := o.Site(ctx, code)
		if err != nil {
			return err
		}
		if at.Kind != site.RentalLot {
			continue
		}
		lot, err := o.lotAt(ctx, code)
		if err != nil {
			return err
		}
		cars, out := suspects(*r, at, lot, o.now())
		r.AskLot(code, cars, out, at.Patience(), o.now())
	}
	return nil
}

// FollowSearches asks again where cars have come back, and brings before the desk what nobody
// answered in time. The reports decide; the index only says where to look.
func (o *Office) FollowSearches(ctx context.Context) error {
	sites, err := o.Sites(ctx)
	if err != nil {
		return err
	}
	for _, s := range sites {
		if s.Kind == site.RentalLot {
			err = errors.Join(err, o.followSearches(ctx, s))
		}
	}
	return err
}

func (o *Office) followSearches(ctx context.Context, at site.Site) error {
	ids, err := o.searching(ctx, at.Code)
	if err != nil || len(ids) == 0 {
		return err
	}
	lot, err := o.lotAt(ctx, at.Code)
	if err != nil {
		return err
	}
	seen, _ := o.followed.Load(at.Code)
	if seen == lot.Rev { // no car has come since: only the time has passed
		if ids, err = o.reportsDue(ctx, at.Code, index.Unanswered, o.now()); err != nil {
			return err
		}
	}
	var failed error
	for _, id := range ids {
		step := func(r *loss.Report) error {
			now := o.now()
			cars, out := suspects(*r, at, lot, now)
			r.LookAgain(at.Code, cars, out, at.Patience(), now)
			r.EscalateSearch(at.Code, now)
			return nil
		}
		r, err := o.reports.Get(ctx, string(id))
		if fault.Is(err, fault.Missing) {
			continue
		}
		if err == nil && moved(r, at.Code, step) {
			_, err = o.changeLoss(ctx, id, step)
		}
		failed = errors.Join(failed, err)
	}
	if failed == nil {
		o.followed.Store(at.Code, lot.Rev)
	}
	return failed
}

// moved reports whether a step would change the request of a report to a lot.
func moved(r loss.Report, code string, step func(*loss.Report) error) bool {
	r.Searches = slices.Clone(r.Searches)
	q, err := r.SearchAt(code)
	if err != nil {
		return false
	}
	state, escalated := q.State, q.EscalatedAt
	return step(&r) == nil && (q.State != state || !q.EscalatedAt.Equal(escalated))
}

// Asking is a report and a request of it.
type Asking struct {
	Report  loss.Report
	Request searchrequest.Request
}

// Unanswered lists the requests that nobody on a lot answered in time, to the desks that see their
// reports, the one asked first first.
func (o *Office) Unanswered(ctx context.Context, by staff.Member) ([]Asking, error) {
	sites, err := o.sitesOf(ctx, by, staff.SeeReports, "")
	if err != nil {
		return nil, err
	}
	var out []Asking
	for _, code := range sites {
		ids, err := o.searching(ctx, code)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			r, err := o.reports.Get(ctx, string(id))
			if fault.Is(err, fault.Missing) {
				continue // erased since it was indexed
			}
			if err != nil {
				return nil, fmt.Errorf("report %s: %w", id, err)
			}
			if q, err := r.SearchAt(code); err == nil && r.Searching(*q) && q.State == searchrequest.Asked && !q.EscalatedAt.IsZero() {
				out = append(out, Asking{r, *q})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Asking) int { return a.Request.AskedAt.Compare(b.Request.AskedAt) })
	return out, nil
}

// searching are the reports that ask a lot to look for something.
func (o *Office) searching(ctx context.Context, code string) ([]ref.Report, error) {
	return o.reportsDue(ctx, code, index.Search, o.now().AddDate(1, 0, 0))
}

func (o *Office) reportsDue(ctx context.Context, code string, k index.Kind, by time.Time) ([]ref.Report, error) {
	due, err := o.index.Due(ctx, code, k, by, mostSearches)
	if err != nil {
		return nil, err
	}
	ids := make([]ref.Report, len(due))
	for i, d := range due {
		ids[i] = ref.Report(d.ID)
	}
	return ids, nil
}
