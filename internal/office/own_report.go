package office

import (
	"context"
	"crypto/hmac"
	"fmt"
	"slices"
	"strconv"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/loss"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/site"
)

// Link is the path of the traveller's private page. Its secret is a keyed digest
// over the reference and the link's serial: nothing of it is stored, it can be
// written again into a later message, and another serial voids it.
func (o *Office) Link(r loss.Report) string {
	return "/r/" + string(r.Ref) + "/" + o.linkToken(r)
}

func (o *Office) linkToken(r loss.Report) string {
	return o.sign(fmt.Sprintf("link %s %d", r.Ref, r.Link))
}

// OwnReport returns a report to whoever holds its private link. A wrong link and a
// report that does not exist look alike.
func (o *Office) OwnReport(ctx context.Context, id ref.Report, token string) (loss.Report, error) {
	r, err := o.reports.Get(ctx, string(id))
	if err != nil && !fault.Is(err, fault.Missing) {
		return loss.Report{}, fmt.Errorf("report %s: %w", id, err)
	}
	if err != nil || !hmac.Equal([]byte(token), []byte(o.linkToken(r))) {
		return loss.Report{}, fault.New(fault.Missing, "no_such_link")
	}
	return r, nil
}

// LiesAt is the site where the find that was confirmed for a thing lies.
func (o *Office) LiesAt(ctx context.Context, t loss.Thing) (site.Site, error) {
	it, err := o.items.Get(ctx, string(t.Item))
	if err != nil {
		return site.Site{}, fmt.Errorf("item %s: %w", t.Item, err)
	}
	return o.Site(ctx, it.Site)
}

// detailsAnHour is how often a traveller may add to one report.
const detailsAnHour = 30

// AddDetail adds what the traveller remembered, and photos, to one thing, and
// compares it anew.
func (o *Office) AddDetail(ctx context.Context, id ref.Report, token string, thing int, text string, photos []Upload) (loss.Report, error) {
	r, err := o.OwnReport(ctx, id, token)
	if err != nil {
		return r, err
	}
	t, err := r.Thing(thing)
	if err != nil {
		return r, err
	}
	if err := checkPhotos(t.Category, t.Type, r.Lang, photos); err != nil {
		return r, err
	}
	if err := o.throttle(ctx, "detail:"+string(id), detailsAnHour, time.Hour); err != nil {
		return r, err
	}
	// The rule is asked before photos are filed, so that what it refuses leaves nothing.
	draft := r
	draft.Things = slices.Clone(r.Things)
	expected := make([]picture.Picture, len(photos))
	for i := range expected {
		expected[i].ID = "expected " + strconv.Itoa(i)
	}
	if err := draft.AddDetail(thing, text, expected, o.now()); err != nil {
		return r, err
	}
	made, err := o.develop(ctx, photos)
	if err != nil {
		return r, err
	}
	if err := o.file(ctx, string(id), made); err != nil {
		return r, err
	}
	return o.changeLoss(ctx, id, func(r *loss.Report) error {
		return r.AddDetail(thing, text, pictures(made), o.now())
	})
}

// Withdraw ends the search on the traveller's wish.
func (o *Office) Withdraw(ctx context.Context, id ref.Report, token string) (loss.Report, error) {
	if r, err := o.OwnReport(ctx, id, token); err != nil {
		return r, err
	}
	return o.changeLoss(ctx, id, func(r *loss.Report) error { return r.Withdraw(o.now()) })
}

// changeLoss applies a rule to a report, saves it and compares it anew.
func (o *Office) changeLoss(ctx context.Context, id ref.Report, rule func(*loss.Report) error) (loss.Report, error) {
	o.expect(ctx, string(id))
	r, err := o.amend(ctx, id, rule)
	if err != nil {
		return r, fmt.Errorf("change %s: %w", id, err)
	}
	_, _ = o.announceLoss(ctx, r) // a round repeats it
	return r, nil
}

// Erase removes a report, its photos and all that was derived from it, on the
// traveller's wish. Finds keep the bare reference of a report they were handed over for.
func (o *Office) Erase(ctx context.Context, id ref.Report, token string) error {
	r, err := o.OwnReport(ctx, id, token)
	if err != nil {
		return err
	}
	return o.eraseLoss(ctx, r)
}
