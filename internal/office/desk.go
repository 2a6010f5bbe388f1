package office

import (
	"context"
	"fmt"
	"slices"
	"time"

	"lostfound/internal/found"
	"lostfound/internal/index"
	"lostfound/internal/promise"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// ToLookAt returns what the desk of a site should look at: missing things with a
// find that may be them and that nobody has decided on, best fit first.
func (o *Office) ToLookAt(ctx context.Context, by staff.Member, site string) ([]Proposal, error) {
	if err := by.May(staff.SeeReports, site); err != nil {
		return nil, err
	}
	if missing, err := o.index.Missing(ctx); err != nil {
		return nil, fmt.Errorf("desk list of %s: %w", site, err)
	} else if missing {
		return nil, index.ErrRebuilding
	}
	return o.proposals(ctx, site)
}

// Rivals returns the other missing things that a find is before a desk for, as far
// as the member sees them, best fit first.
func (o *Office) Rivals(ctx context.Context, by staff.Member, it found.Item, than ref.Report) ([]Proposal, error) {
	near, err := o.around(ctx, it.Site)
	if err != nil {
		return nil, err
	}
	var out []Proposal
	for _, s := range near {
		if by.May(staff.SeeReports, s) != nil {
			continue
		}
		listed, err := o.proposals(ctx, s)
		if err != nil {
			return nil, err
		}
		for _, p := range listed {
			if p.Item == it.Ref && p.Report != than && !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	return out, nil
}

// DueUpdate is a report whose traveller is to hear from us by an instant.
type DueUpdate struct {
	Report ref.Report
	At     time.Time
}

// Kept returns what a member is to keep at all sites whose reports by sees, the earliest first, or what
// nobody is there to keep where who is empty: at most 200, of the reports changed last.
func (o *Office) Kept(ctx context.Context, by staff.Member, who ref.Staff) ([]DueUpdate, error) {
	sites, err := o.sitesOf(ctx, by, staff.SeeReports, "")
	if err != nil {
		return nil, err
	}
	hits, _, err := o.index.List(ctx, index.Promises, sites, []string{ownerTerm(who)}, "", 200)
	if err != nil {
		return nil, fmt.Errorf("what %q is to keep: %w", who, err)
	}
	out := make([]DueUpdate, 0, len(hits))
	for _, h := range hits {
		is, err := promisedOf(h)
		if err != nil {
			return nil, err
		}
		open := slices.DeleteFunc(is.Open, func(p promise.Promise) bool { return p.Owner != who })
		if next := promise.Next(open); next != nil {
			out = append(out, DueUpdate{ref.Report(h.ID), next.When.Until})
		}
	}
	slices.SortFunc(out, func(a, b DueUpdate) int { return a.At.Compare(b.At) })
	return out, nil
}

// Due returns the updates owed at a site, the earliest first: at most 200.
func (o *Office) Due(ctx context.Context, by staff.Member, site string) ([]DueUpdate, error) {
	if err := by.May(staff.SeeReports, site); err != nil {
		return nil, err
	}
	return o.duesAt(ctx, site, index.Update, o.now().AddDate(1, 0, 0))
}

// Unreached returns the reports that a site keeps whose traveller lacks a message that nobody took, and
// since when, the longest first: at most 200.
func (o *Office) Unreached(ctx context.Context, by staff.Member, site string) ([]DueUpdate, error) {
	if err := by.May(staff.SeeReports, site); err != nil {
		return nil, err
	}
	return o.duesAt(ctx, site, index.Unread, o.now())
}

func (o *Office) duesAt(ctx context.Context, site string, k index.Kind, until time.Time) ([]DueUpdate, error) {
	due, err := o.index.Due(ctx, site, k, until, 200)
	if err != nil {
		return nil, fmt.Errorf("desk list of %s: %w", site, err)
	}
	out := make([]DueUpdate, 0, len(due))
	for _, d := range due {
		out = append(out, DueUpdate{ref.Report(d.ID), d.At})
	}
	slices.SortFunc(out, func(a, b DueUpdate) int { return a.At.Compare(b.At) })
	return out, nil
}
