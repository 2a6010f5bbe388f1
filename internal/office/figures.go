package office

import (
	"context"
	"fmt"
	"time"

	"lostfound/internal/found"
	"lostfound/internal/index"
	"lostfound/internal/staff"
)

// Month is the stretch of time over which figures look back.
const Month = 30 * 24 * time.Hour

// Figures are the few numbers of a site that its manager steers by, each exact. Nobody's name
// is behind any of them.
type Figures struct {
	InStore  int // finds nobody has decided on
	Awaited  int // finds whose owner is known and has not come yet
	Sought   int // missing things whose report is open
	ToLookAt int // of those, with a find before the desk that may be it
	Due      int // reports whose traveller is to hear from us
	Late     int // of those, by an instant that has passed
	Released int // finds handed over within a month

	Kept, Moved, Missed int // promises that ended within a month, by how

	Found, FoundBack       int // finds of the last month; of those, how many are with their owners
	Reported, ReportedBack int // things reported within a month at this site first; of those, how many are back
}

// Figures counts at one site. A find or a report counts where it is kept.
func (o *Office) Figures(ctx context.Context, by staff.Member, site string) (f Figures, err error) {
	if err := by.May(staff.ManageSite, site); err != nil {
		return f, err
	}
	if _, err := o.Site(ctx, site); err != nil {
		return f, err
	}
	now := o.now()
	month := now.Add(-Month)
	statuses := []index.Term{{Term: statusTerm(found.InStore)}, {Term: statusTerm(found.Confirmed)}, {Term: statusTerm(found.Released)}}
	_, all, err := o.index.Search(ctx, index.Items, index.Query{Reach: []index.Reach{{Site: site}}, Terms: statuses})
	if err != nil {
		return f, fmt.Errorf("count finds at %s: %w", site, err)
	}
	_, recent, err := o.index.Search(ctx, index.Items, index.Query{Reach: []index.Reach{{Site: site, From: month}}, Terms: statuses})
	if err != nil {
		return f, fmt.Errorf("count finds of a month at %s: %w", site, err)
	}
	_, sought, err := o.index.Search(ctx, index.Losses, index.Query{Reach: []index.Reach{{Site: site}}})
	if err != nil {
		return f, fmt.Errorf("count missing things at %s: %w", site, err)
	}
	look, err := o.index.Proposed(ctx, site)
	if err != nil {
		return f, fmt.Errorf("count proposals at %s: %w", site, err)
	}
	f.InStore, f.Awaited = all.DF[statusTerm(found.InStore)], all.DF[statusTerm(found.Confirmed)]
	f.Found, f.FoundBack = recent.N, recent.DF[statusTerm(found.Released)]
	f.Sought, f.ToLookAt = sought.N, len(look)
	for _, c := range []struct {
		of          *int
		k           index.Kind
		from, until time.Time
	}{
		{&f.Due, index.Update, time.Time{}, time.Time{}},
		{&f.Late, index.Update, time.Time{}, now},
		{&f.Released, index.Released, month, time.Time{}},
		{&f.Kept, index.Kept, month, time.Time{}},
		{&f.Moved, index.Moved, month, time.Time{}},
		{&f.Missed, index.Missed, month, time.Time{}},
		{&f.Reported, index.Filed, month, time.Time{}},
		{&f.ReportedBack, index.Returned, month, time.Time{}},
	} {
		if *c.of, err = o.index.Count(ctx, site, c.k, c.from, c.until); err != nil {
			return f, err
		}
	}
	return f, nil
}
