package office

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/promise"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// ownerTerm and standInTerm are what a report stands under in the index whose promise a member, or
// nobody, keeps or stands in for.
func ownerTerm(who ref.Staff) string   { return "o:" + string(who) }
func standInTerm(who ref.Staff) string { return "s:" + string(who) }

// nobody is whose promises are that nobody is there to keep.
const nobody ref.Staff = ""

// promised is what is promised of a report, at the site that keeps it, as the index has it.
type promised struct {
	Site string
	Open []promise.Promise // without what they are about
}

// promisesEntry is a report as it stands in the index for what is promised of it; there is none for a
// report that has ended.
func promisesEntry(r loss.Report) (index.Entry, bool) {
	next := r.Next()
	if next == nil {
		return index.Entry{}, false
	}
	e := index.Entry{Site: r.Sites[0], ID: string(r.Ref), At: next.When.Until, Until: next.When.Until, ChangedAt: r.ChangedAt}
	is := promised{Site: e.Site}
	for _, p := range r.Promises {
		if p.Open() {
			p.About = ""
			is.Open = append(is.Open, p)
			e.Terms = append(e.Terms, ownerTerm(p.Owner), standInTerm(p.StandIn))
		}
	}
	e.Record = record(is)
	return e, true
}

// promisedOf reads what an entry of the index says.
func promisedOf(h index.Hit) (promised, error) {
	var is promised
	if err := json.Unmarshal(h.Record, &is); err != nil {
		return is, fmt.Errorf("what the index has of %s: %w", h.ID, err)
	}
	return is, nil
}

func (o *Office) showPromises(ctx context.Context, r loss.Report) error {
	if e, open := promisesEntry(r); open {
		return o.index.Put(ctx, index.Promises, e)
	}
	return o.index.Remove(ctx, index.Promises, r.Sites[0], string(r.Ref))
}

// passOnFor passes on what a member, whose working hours changed, is not there to keep, and gives
// what lacks somebody to those who are. A round repeats what fails.
func (o *Office) passOnFor(ctx context.Context, m staff.Member) {
	if err := o.tryPassOnFor(context.WithoutCancel(ctx), m); err != nil {
		o.log.Warn("promises not yet passed on", "member", m.Ref, "error", err)
	}
}

func (o *Office) tryPassOnFor(ctx context.Context, m staff.Member) error {
	sites, err := o.codes(ctx)
	if err != nil {
		return err
	}
	err = errors.Join(o.passOn(ctx, sites, ownerTerm(m.Ref)), o.passOn(ctx, sites, standInTerm(m.Ref)))
	if here := m.Sites(staff.Decide, sites); len(here) > 0 && m.LeftAt.IsZero() {
		err = errors.Join(err, o.passOn(ctx, here, ownerTerm(nobody)), o.passOn(ctx, here, standInTerm(nobody)))
	}
	return err
}

// passOnAt passes on what nobody is there to keep as the hours of a site changed. A round repeats what
// fails.
func (o *Office) passOnAt(ctx context.Context, site string) {
	if err := o.passOn(context.WithoutCancel(ctx), []string{site}); err != nil {
		o.log.Warn("promises not yet passed on", "site", site, "error", err)
	}
}

// passOn goes through the reports of some sites that stand under the terms; see [loss.Report.PassOn].
func (o *Office) passOn(ctx context.Context, sites []string, terms ...string) error {
	const some = 100
	desks := map[string]promise.Desk{}
	for cursor := ""; ; {
		hits, next, err := o.index.List(ctx, index.Promises, sites, terms, cursor, some)
		if err != nil {
			return fmt.Errorf("promises to pass on: %w", err)
		}
		for _, h := range hits {
			is, err := promisedOf(h)
			if err != nil {
				return err
			}
			desk, known := desks[is.Site]
			if !known {
				if desk, err = o.Desk(ctx, is.Site); err != nil {
					return err
				}
				desks[is.Site] = desk
			}
			r := loss.Report{Ref: ref.Report(h.ID), Status: loss.Open, Promises: is.Open}
			if !r.PassOn(o.now(), desk) {
				continue // without asking the document
			}
			if err := o.passOnOne(ctx, r.Ref, desk); err != nil {
				return err
			}
		}
		if next == "" {
			return nil
		}
		cursor = next
	}
}

func (o *Office) passOnOne(ctx context.Context, id ref.Report, desk promise.Desk) error {
	o.expect(ctx, string(id))
	r, err := o.reports.Update(ctx, string(id), func(r *loss.Report) error { r.PassOn(o.now(), desk); return nil })
	if fault.Is(err, fault.Missing) {
		return nil // erased meanwhile; a round takes it out of the index
	}
	if err != nil {
		return fmt.Errorf("pass on what is promised of %s: %w", id, err)
	}
	if err := o.bringUpPromises(ctx, r); err != nil {
		return err
	}
	o.settled(ctx, string(id))
	return nil
}

// bringUpPromises tells the index whose the promises of a report are; see bringUpFind.
func (o *Office) bringUpPromises(ctx context.Context, r loss.Report) error {
	for {
		if err := o.showPromises(ctx, r); err != nil {
			return err
		}
		now, err := o.reports.Get(ctx, string(r.Ref))
		if fault.Is(err, fault.Missing) {
			return o.forgetLoss(ctx, r.Ref) // erased meanwhile
		}
		if err != nil {
			return fmt.Errorf("report %s: %w", r.Ref, err)
		}
		if now.Revision() == r.Revision() {
			o.tell(ctx, []string{string(r.Ref)}, r.Sites[:1], ownTopic(r.Ref))
			return nil
		}
		r = now
	}
}

// PassOn passes on what could not be when somebody's hours or a site's changed: for members and
// sites whose documents were saved since it last did, at first for all sites, and for members whose
// time away began. It waits for the index to be there.
func (o *Office) PassOn(ctx context.Context) error {
	if missing, err := o.index.Missing(ctx); err != nil || missing {
		return err
	}
	now, since := o.now(), o.passedOn
	saved := since
	if !saved.IsZero() {
		saved = saved.Add(-skew)
	}
	for name, err := range o.sites.ModifiedSince(ctx, saved) {
		if err == nil {
			err = o.passOn(ctx, []string{name})
		}
		if err != nil {
			return err
		}
	}
	if since.IsZero() {
		o.passedOn = now // all sites, and so everybody
		return nil
	}
	changed := map[string]bool{}
	for name, err := range o.members.ModifiedSince(ctx, saved) {
		if err != nil {
			return fmt.Errorf("whose hours changed: %w", err)
		}
		changed[name] = true
	}
	members, err := o.allMembers(ctx)
	if err != nil {
		return err
	}
	for name, m := range members {
		if !changed[name] && !wentAway(m, since, now) {
			continue
		}
		if err := o.tryPassOnFor(ctx, m); err != nil {
			return err
		}
	}
	o.passedOn = now
	return nil
}

// wentAway reports whether a time away of a member began after one instant and by another.
func wentAway(m staff.Member, after, by time.Time) bool {
	for _, a := range m.Away {
		if a.From.After(after) && !a.From.After(by) {
			return true
		}
	}
	return false
}
