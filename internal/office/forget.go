package office

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/ref"
)

// forgetFind takes a find that has no document out of the index, wherever it may be.
func (o *Office) forgetFind(ctx context.Context, id ref.Item) error {
	sites, err := o.allSites(ctx)
	if err != nil {
		return err
	}
	for s := range sites {
		err = errors.Join(err, o.index.Remove(ctx, index.Items, s, string(id)), o.neverDue(ctx, s, string(id), index.Released, index.Erase))
	}
	return err
}

// forgetLoss takes a report that has no document out of the index, wherever it may be.
func (o *Office) forgetLoss(ctx context.Context, id ref.Report) error {
	all, err := o.allSites(ctx)
	if err != nil {
		return err
	}
	sites := slices.Collect(maps.Keys(all))
	err = o.forgetThings(ctx, id, loss.MaxThings, sites)
	for _, s := range sites {
		err = errors.Join(err, o.index.Remove(ctx, index.Callers, s, string(id)), o.neverDue(ctx, s, string(id), index.Erase, index.Letter, index.Unread, index.Search, index.Unanswered), o.forgetPromises(ctx, s, id))
	}
	return err
}

// forgetThings takes so many things of a report out of the index of the sites.
func (o *Office) forgetThings(ctx context.Context, id ref.Report, things int, sites []string) error {
	var err error
	for _, s := range sites {
		for no := 1; no <= things; no++ {
			thing := thingID(id, no)
			err = errors.Join(err, o.index.Remove(ctx, index.Losses, s, thing), o.index.Unpropose(ctx, s, thing),
				o.neverDue(ctx, s, thing, index.Filed, index.Returned))
		}
	}
	return err
}

// forgetPromises takes what was promised of a report out of the index of a site.
func (o *Office) forgetPromises(ctx context.Context, site string, id ref.Report) error {
	err := errors.Join(o.index.Remove(ctx, index.Promises, site, string(id)), o.neverDue(ctx, site, string(id), index.Update, index.Call))
	for no := range loss.MaxPromises {
		err = errors.Join(err, o.neverDue(ctx, site, promiseID(id, no), index.Kept, index.Moved, index.Missed))
	}
	return err
}

// neverDue takes back what was noted as due on a record.
func (o *Office) neverDue(ctx context.Context, site, id string, kinds ...index.Kind) error {
	var err error
	for _, k := range kinds {
		err = errors.Join(err, o.index.SetDue(ctx, site, k, id, time.Time{}))
	}
	return err
}
