package office

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"lostfound/internal/fault"
	"lostfound/internal/index"
	"lostfound/internal/lexicon"
	"lostfound/internal/site"
	"lostfound/internal/staff"
)

// PutSite makes a site or replaces its settings. A manager may change the own
// site; a new one needs an admin. Settings that carry a revision replace that one only: where
// somebody changed the site meanwhile, they are Stale.
func (o *Office) PutSite(ctx context.Context, by staff.Member, s site.Site) (site.Site, bool, error) {
	var old site.Site
	exists := false
	if site.IsCode(s.Code) {
		var err error
		if old, err = o.sites.Get(ctx, s.Code); err != nil && !fault.Is(err, fault.Missing) {
			return s, false, fmt.Errorf("site %s: %w", s.Code, err)
		}
		exists = err == nil
	}
	do := staff.Platform
	if exists {
		do = staff.ManageSite
	}
	if err := by.May(do, s.Code); err != nil {
		return s, false, err
	}
	if err := s.Check(); err != nil {
		return s, false, err
	}
	for _, group := range s.DeskOnly {
		if !lexicon.Group(group).Thing() {
			return s, false, fault.Newf(fault.Invalid, "desk_only", "unknown_category", nil)
		}
	}
	for _, other := range s.Connects { // connected desks see each other's records: both must agree
		if !slices.Contains(old.Connects, other) && by.May(staff.ManageSite, other) != nil {
			return s, false, fault.Newf(fault.Forbidden, "connects", "connect_role", fault.Args{"Site": other})
		}
	}
	defer o.spreadSites(ctx)
	now := o.now()
	s.CreatedAt, s.ChangedAt, s.Passages = now, now, nil
	if !exists {
		err := o.sites.Create(ctx, s.Code, &s)
		if err == nil {
			return s, true, nil
		}
		if !fault.Is(err, fault.Conflict) {
			return s, false, fmt.Errorf("make site %s: %w", s.Code, err)
		}
	}
	saved, err := o.sites.UpdateIf(ctx, s.Code, s.Revision(), func(old *site.Site) error {
		s.Revised, s.CreatedAt, s.Passages = old.Revised, old.CreatedAt, old.Passages
		*old = s
		return nil
	})
	if err != nil {
		return saved, false, fmt.Errorf("change site %s: %w", s.Code, err)
	}
	if saved.Hours != old.Hours || saved.TimeZone != old.TimeZone {
		o.forgetSites()
		o.passOnAt(ctx, saved.Code)
	}
	return saved, false, nil
}

// Sites returns all sites by name.
func (o *Office) Sites(ctx context.Context) ([]site.Site, error) {
	all, err := o.allSites(ctx)
	if err != nil {
		return nil, err
	}
	return slices.SortedFunc(maps.Values(all), func(a, b site.Site) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Code, b.Code))
	}), nil
}

// codes are those of all sites.
func (o *Office) codes(ctx context.Context) ([]string, error) {
	all, err := o.Sites(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = s.Code
	}
	return out, nil
}

// Site returns one site.
func (o *Office) Site(ctx context.Context, code string) (site.Site, error) {
	if all, err := o.allSites(ctx); err == nil {
		if s, ok := all[code]; ok {
			return s, nil
		}
	}
	if !site.IsCode(code) {
		return site.Site{}, fault.New(fault.Missing, "no_such_site")
	}
	s, err := o.sites.Get(ctx, code) // another process may just have made it
	if err != nil {
		return s, fmt.Errorf("site %s: %w", code, err)
	}
	o.forgetSites()
	return s, nil
}

// sitesTopic is that of news of sites and of who works there.
const sitesTopic = "sites"

// FollowSites forgets what is known of sites and of who works there whenever another process changed
// it, until ctx ends.
func (o *Office) FollowSites(ctx context.Context) error {
	l, err := o.index.Listen(ctx, index.Since{}, sitesTopic)
	if err != nil {
		return err
	}
	defer l.Close()
	o.forgetSites() // nobody listened until now
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-l.Rings():
		}
		if _, more := l.Take(); !more {
			return nil
		}
		o.forgetSites()
	}
}

// spreadSites makes this and all other processes read the sites and who works there again.
func (o *Office) spreadSites(ctx context.Context) {
	o.forgetSites()
	o.spread(o.index.Tell(context.WithoutCancel(ctx), nil, []string{sitesTopic}))
}

func (o *Office) forgetSites() {
	o.atlas.forget()
	o.crew.forget()
}

func (o *Office) allSites(ctx context.Context) (map[string]site.Site, error) {
	return o.atlas.get(ctx, func(ctx context.Context) (map[string]site.Site, error) {
		sites := map[string]site.Site{}
		for s, err := range o.sites.All(ctx) {
			if err != nil {
				return nil, fmt.Errorf("read sites: %w", err)
			}
			sites[s.Code] = s
		}
		return sites, nil
	})
}

// around returns the codes and those of all sites connected to them, whichever
// of two sites names the other. The given ones come first.
func (o *Office) around(ctx context.Context, codes ...string) ([]string, error) {
	all, err := o.allSites(ctx)
	if err != nil {
		return nil, err
	}
	out := slices.Clone(codes)
	add := func(code string) {
		if _, known := all[code]; known && !slices.Contains(out, code) {
			out = append(out, code)
		}
	}
	for _, code := range codes {
		for _, c := range all[code].Connects {
			add(c)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(all)) {
		for _, c := range all[code].Connects {
			if slices.Contains(codes, c) {
				add(code)
			}
		}
	}
	return out, nil
}

// mayAround is May at any of the sites or those connected to them: connected
// desks work on each other's finds and reports. What is out of sight is missing, so
// that a guessed reference tells nothing.
func (o *Office) mayAround(ctx context.Context, by staff.Member, do staff.Action, codes ...string) error {
	if err := by.MaySomewhere(do); err != nil {
		return err
	}
	near, err := o.around(ctx, codes...)
	if err != nil {
		return err
	}
	for _, code := range near {
		if by.May(do, code) == nil {
			return nil
		}
	}
	return fault.New(fault.Missing, "no_such_record")
}
