package office

import (
	"context"
	"fmt"

	"lostfound/internal/fault"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// Report returns one report, to those who see the reports of one of its sites or
// of a connected one.
func (o *Office) Report(ctx context.Context, by staff.Member, id ref.Report) (loss.Report, error) {
	if err := by.MaySomewhere(staff.SeeReports); err != nil {
		return loss.Report{}, err
	}
	r, err := o.reports.Get(ctx, string(id))
	if err != nil {
		return r, fmt.Errorf("report %s: %w", id, err)
	}
	if err := o.mayAround(ctx, by, staff.SeeReports, r.Sites...); err != nil {
		return loss.Report{}, err
	}
	return r, nil
}

// ReportPage is a page of reports. Next is empty on the last one.
type ReportPage struct {
	Reports []loss.Report
	Next    string
}

// Reports lists the open reports of the site, or of all the member's sites, the
// last changed first.
func (o *Office) Reports(ctx context.Context, by staff.Member, site, cursor string, limit int) (ReportPage, error) {
	return o.FindReports(ctx, by, "", "", site, cursor, limit)
}

// FindReports is Reports for those that words fit, best fit first: what is missing, the traveller's
// name, a number. The words may be in any language, most likely in lang. Without words it is Reports.
func (o *Office) FindReports(ctx context.Context, by staff.Member, words, lang, site, cursor string, limit int) (ReportPage, error) {
	sites, err := o.sitesOf(ctx, by, staff.SeeReports, site)
	if err != nil {
		return ReportPage{}, err
	}
	limit = onPage(limit)
	var hits []index.Hit
	var next string
	if asked := senses(words, lang); len(asked) > 0 {
		sieve := index.Sieve{Words: asked, Cursor: cursor, Limit: limit}
		for _, s := range sites {
			sieve.Reach = append(sieve.Reach, index.Reach{Site: s})
		}
		var sifted index.Sifted
		sifted, err = o.index.Sift(ctx, index.Losses, sieve)
		hits, next = sifted.Hits, sifted.Next
	} else {
		hits, next, err = o.index.List(ctx, index.Losses, sites, nil, cursor, limit)
	}
	if err != nil {
		return ReportPage{}, fmt.Errorf("list reports: %w", err)
	}
	page := ReportPage{Reports: []loss.Report{}, Next: next}
	seen := map[ref.Report]bool{} // several things of a report are several entries
	for _, h := range hits {
		id, _ := splitThing(h.ID)
		if seen[id] {
			continue
		}
		seen[id] = true
		r, err := o.reports.Get(ctx, string(id))
		if fault.Is(err, fault.Missing) {
			continue
		}
		if err != nil {
			return page, fmt.Errorf("report %s: %w", id, err)
		}
		page.Reports = append(page.Reports, r)
	}
	return page, nil
}
