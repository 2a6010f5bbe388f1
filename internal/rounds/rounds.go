// Package rounds is what nobody in the office has to remember: putting the index
// together when it is gone, catching up with what a stopped process left undone, giving what
// was promised to one who is there, writing to travellers, erasing what is due.
//
// Every round may run in every process at once; each is idempotent.
package rounds

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"lostfound/internal/index"
	"lostfound/internal/office"
)

// How often the rounds are walked.
const (
	watchEvery  = time.Second
	catchEvery  = 10 * time.Second
	sendEvery   = 2 * time.Second
	searchEvery = 5 * time.Second
	passEvery   = time.Minute
	eraseEvery  = time.Hour
	dropEvery   = 5 * time.Minute
	sweepEvery  = 24 * time.Hour
)

// Rounds walks the rounds of an office until its context ends.
type Rounds struct {
	office *office.Office
	index  *index.Index
	log    *slog.Logger
}

// New makes the rounds of an office over its index.
func New(o *office.Office, x *index.Index, log *slog.Logger) *Rounds {
	return &Rounds{o, x, log}
}

// Run walks all rounds and returns when ctx has ended and the last step is done.
func (r *Rounds) Run(ctx context.Context) {
	var all sync.WaitGroup
	for _, round := range []struct {
		name  string
		every time.Duration
		walk  func(context.Context) error
	}{
		{"watch the index", watchEvery, r.Watch},
		{"follow the sites", watchEvery, r.office.FollowSites},
		{"catch up", catchEvery, r.CatchUp},
		{"send what is owed", sendEvery, r.Send},
		{"pass promises on", passEvery, r.office.PassOn},
		{"follow what lots are asked", searchEvery, r.Searches},
		{"erase what is due", eraseEvery, r.Erase},
		{"forget passages", dropEvery, r.office.DropPassages},
		{"sweep photos", sweepEvery, r.Sweep},
	} {
		all.Go(func() {
			tick := time.NewTicker(round.every)
			defer tick.Stop()
			for {
				if err := round.walk(ctx); err != nil && ctx.Err() == nil {
					r.log.Error(round.name, "error", err)
				}
				select {
				case <-ctx.Done():
					return
				case <-tick.C:
				}
			}
		})
	}
	all.Wait()
}

// Watch rebuilds the index when it is missing, or when whoever last did so was killed.
func (r *Rounds) Watch(ctx context.Context) error {
	missing, err := r.index.Missing(ctx)
	if err != nil {
		return err
	}
	unfinished, err := r.index.Unfinished(ctx)
	if err != nil || !missing && !unfinished {
		return err
	}
	r.log.Warn("the index is missing or unfinished; putting it together from the documents")
	done, err := r.office.Rebuild(ctx)
	if errors.Is(err, index.ErrRebuilding) {
		return nil // another process is at it
	}
	if err != nil {
		return err
	}
	r.log.Info("index rebuilt", "items", done.Items, "reports", done.Reports, "took", done.Took.Round(time.Millisecond))
	return nil
}

// CatchUp finishes what another process, or an outage, left undone. It waits for
// the index to be there.
func (r *Rounds) CatchUp(ctx context.Context) error {
	if missing, err := r.index.Missing(ctx); err != nil || missing {
		return err
	}
	return r.office.CatchUp(ctx)
}

// Send sends the messages that travellers are owed.
func (r *Rounds) Send(ctx context.Context) error {
	_, err := r.office.SendDue(ctx)
	return err
}

// Searches asks rental lots again where cars came back, and tells the desk what nobody answered.
// It waits for the index to be there.
func (r *Rounds) Searches(ctx context.Context) error {
	if missing, err := r.index.Missing(ctx); err != nil || missing {
		return err
	}
	return r.office.FollowSearches(ctx)
}

// Erase removes what is due for erasure.
func (r *Rounds) Erase(ctx context.Context) error {
	n, err := r.office.EraseDue(ctx)
	if n > 0 {
		r.log.Info("erased what was due", "records", n)
	}
	return err
}

// Sweep removes photos that no record names.
func (r *Rounds) Sweep(ctx context.Context) error {
	n, err := r.office.SweepPhotos(ctx)
	if n > 0 {
		r.log.Info("swept photos of requests that never finished", "records", n)
	}
	return err
}
