// Package office is what people do here: take in, report, compare, confirm,
// hand over. It is the only writer; pages and programs go through it.
//
// Guarantees. Every operation asks the member's role first. What it has
// answered for is saved: photos, then the document, which is the commit point,
// then the index and the desk's list, which a round repairs where they fail. Where a find and a
// report must agree, the find's document decides and the report follows. What a traveller is to be
// told of a report is owed in the write that caused it, and sent by a round.
//
// The store keeps, one document each:
//
//	sites/AMS            items/F-7K3Q-9M     reports/R-2M8T-4C
//	staff/S-5D1N-0W      names/<digest>      whose sign-in name it is
//	tokens/<digest>      requests/<digest>   which record an idempotency key made
//	handovers/H-9C4T-2R  what one shift leaves to the next
//	lots/MUC-RENT        the cars of a rental lot and their stays
//	office/settings      the secret the private links are signed with
//	passages/AMS/2026112514_<digest>    who went through one lane in an hour; for hours only
package office

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/handover"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/match"
	"lostfound/internal/photo"
	"lostfound/internal/ref"
	"lostfound/internal/site"
	"lostfound/internal/staff"
	"lostfound/internal/store"
	"lostfound/internal/vehicle"
)

// Office is the lost-property office. It is safe for concurrent use, and any
// number of processes may run one on the same keepers.
type Office struct {
	store    *store.Store
	index    *index.Index
	items    store.Documents[found.Item, *found.Item]
	reports  store.Documents[loss.Report, *loss.Report]
	sites    store.Documents[site.Site, *site.Site]
	members  store.Documents[staff.Member, *staff.Member]
	tokens   store.Documents[staff.Token, *staff.Token]
	names    store.Documents[nameClaim, *nameClaim]
	requests store.Documents[request, *request]
	settings store.Documents[settings, *settings]
	lots     store.Documents[vehicle.Lot, *vehicle.Lot]
	passages store.Documents[passageHour, *passageHour] // of all sites, for their names; see passagesAt

	handovers store.Documents[handover.Note, *handover.Note]

	camera   *photo.Maker
	hashing  chan struct{} // places for password hashes, each of 64 MiB
	now      func() time.Time
	secret   string // signs private links and the set-up code
	identity string // of the store: its own secret, whichever signs
	operator string // digest of the operator's bearer token, or empty
	log      *slog.Logger
	atlas    snapshot[site.Site]
	crew     snapshot[staff.Member]
	isSetUp  atomic.Bool

	// missed is since when changes could not be announced; caughtUp belongs to the
	// one round that catches up.
	missed   atomic.Pointer[time.Time]
	caughtUp bool
	passedOn time.Time   // when promises were last passed on; belongs to the round that does so
	mute     atomic.Bool // live news did not come through last time
	followed sync.Map    // by lot: its revision when all that it is asked was last gone through

	model match.Model

	post     Post
	channels []loss.Channel // that post goes by

	// Tally counts what was done since the program started.
	Tally Tally
}

// Keepers are where the office remembers and finds.
type Keepers struct {
	Store *store.Store
	Index *index.Index
}

// Options are the office's settings; the zero value is fit for tests.
type Options struct {
	Now        func() time.Time // the clock; time.Now where nil
	Secret     string           // where empty it is made once and stored
	AdminToken string           // the operator's bearer token; where empty there is none
	Log        *slog.Logger
	Model      match.Model // how evidence is weighed, for the examination of other weights
	Post       Post        // how travellers are written to; where empty they are not
}

// Tally counts operations, for the metrics.
type Tally struct {
	TakenIn, Filed, Compared, Confirmed, Dismissed, Released, Erased, Rebuilt, Sent, Unsent atomic.Int64
}

// Open takes up work on the keepers. It reads or makes the office's settings; it
// does not build the index.
func Open(ctx context.Context, k Keepers, opt Options) (*Office, error) {
	o := &Office{
		store: k.Store, index: k.Index,
		items:    store.Of[found.Item](k.Store, "items"),
		reports:  store.Of[loss.Report](k.Store, "reports"),
		sites:    store.Of[site.Site](k.Store, "sites"),
		members:  store.Of[staff.Member](k.Store, "staff"),
		tokens:   store.Of[staff.Token](k.Store, "tokens"),
		names:    store.Of[nameClaim](k.Store, "names"),
		requests: store.Of[request](k.Store, "requests"),
		settings: store.Of[settings](k.Store, "office"),
		lots:     store.Of[vehicle.Lot](k.Store, "lots"),
		passages: store.Of[passageHour](k.Store, store.Fleeting),

		handovers: store.Of[handover.Note](k.Store, "handovers"),

		camera:  photo.NewMaker(),
		hashing: make(chan struct{}, runtime.GOMAXPROCS(0)),
		now:     opt.Now, log: opt.Log, model: opt.Model,
		post: opt.Post, channels: slices.Sorted(maps.Keys(opt.Post.By)),
	}
	if o.now == nil {
		o.now = time.Now
	}
	if o.log == nil {
		o.log = slog.New(slog.DiscardHandler)
	}
	if opt.AdminToken != "" {
		o.operator = ref.Digest(opt.AdminToken)
	}
	var err error
	if o.secret, err = o.ownSecret(ctx, opt.Secret); err != nil {
		return nil, fmt.Errorf("read the office's settings: %w", err)
	}
	if err := o.claimIndex(ctx); err != nil {
		o.log.Warn("the index does not answer", "error", err) // what it holds is checked again at the next start
	}
	return o, nil
}

// claimIndex makes sure that the index is of this store and not of another, and was written
// the way it is read.
func (o *Office) claimIndex(ctx context.Context) error {
	return o.index.Claim(ctx, ref.Digest("store", o.identity, entriesAs))
}

// entriesAs names what entries of the index are found by: where that changes, so must this, and
// an older index is built anew.
const entriesAs = "facets, how names of losses sound, letters, callers, promises and whose they are, handovers, searches"

// Ready asks both keepers and reports the first that does not answer, as Unavailable
// with its name. An index that is being rebuilt counts as ready: what is shown says so.
func (o *Office) Ready(ctx context.Context) error {
	for _, k := range []struct {
		name string
		ask  func(context.Context) error
	}{{"S3", o.store.Ready}, {"Redis", o.index.Ready}} {
		if err := k.ask(ctx); err != nil {
			return fmt.Errorf("%w: %w", fault.Newf(fault.Unavailable, "", "keeper_silent", fault.Args{"Keeper": k.name}), err)
		}
	}
	return nil
}

// Now is the office's clock.
func (o *Office) Now() time.Time { return o.now() }
