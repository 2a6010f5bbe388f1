// Package bench is the office's stopwatch: it fills the index with a made-up town's finds and
// reports and measures how fast the office answers, and whether what it answers is right.
//
// Guarantees. It never touches anybody's data: the store is its own, and a Redis that holds
// anything is refused; afterwards it is as empty as before. Answers are held against a search the
// long way, find by find.
package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/office"
	"lostfound/internal/staff"
)

// Options say how large the town is and how much is asked. All are at least 1.
type Options struct {
	Items   int    `json:"items"`   // finds in store
	Sites   int    `json:"sites"`   //
	Reports int    `json:"reports"` // open ones
	Seed    uint64 `json:"seed"`    // makes another town
	Ask     int    `json:"ask"`     // questions of a kind
	Through int    `json:"through"` // finds taken in one by one
	Clients int    `json:"clients"` // at once
	Check   int    `json:"check"`   // answers held against a search the long way
}

// Valid says which of the options makes no sense.
func (o Options) Valid() error {
	for _, n := range []struct {
		what  string
		n, to int
	}{{"items", o.Items, 10_000_000}, {"sites", o.Sites, 1000}, {"reports", o.Reports, 10_000_000}, {"ask", o.Ask, 1_000_000},
		{"through", o.Through, 1_000_000}, {"clients", o.Clients, 1000}, {"check", o.Check, 1000}} {
		if n.n < 1 || n.n > n.to {
			return fmt.Errorf("%s is %d, not 1 to %d", n.what, n.n, n.to)
		}
	}
	return nil
}

// Figures are what was measured.
type Figures struct {
	Options
	LoadBefore string  `json:"load_before"` // average load of the machine over a minute; empty where it does not tell
	LoadAfter  string  `json:"load_after"`
	Bulk       Bulk    `json:"bulk"`
	Bytes      float64 `json:"bytes_per_item"` // of Redis's memory, with all that is kept of reports; -1 where Redis does not tell

	Reach    Times   `json:"report_in_reach"`  // a report against the finds in its reach, scored, with reasons
	Busiest  Times   `json:"ranked_busiest"`   // its terms against all finds of the busiest site
	Platform Times   `json:"ranked_platform"`  // and of all sites
	Words    Times   `json:"words_platform"`   // two words over all sites: a page, with everything counted
	Listed   Times   `json:"words_listed"`     // the same, with the total alone
	Find     Times   `json:"find_vs_reports"`  // a new find against the open reports
	TakenIn  Rate    `json:"taken_in_per_sec"` // finds through the real path: document, index, comparison
	Together float64 `json:"clients_ratio"`    // reports a second with all clients at once, over those with one

	Answers Answers `json:"answers"`
}

// Rate is so many a second.
type Rate float64

// Bulk is a rebuild of the whole index, in entries a second.
type Bulk struct {
	Entries  int  `json:"entries"`
	Analysed Rate `json:"analysed_per_sec"` // from documents
	Carried  Rate `json:"carried_per_sec"`  // from records that carry their terms
}

// ErrInUse says that the Redis holds somebody's keys.
var ErrInUse = errors.New("this Redis holds keys: a measurement needs an empty one")

// bench is a measurement that is going on.
type bench struct {
	opt    Options
	town   *Town
	office *office.Office
	index  *index.Index
}

// Run measures on an empty store and an empty index. What it says meanwhile are the steps.
func Run(ctx context.Context, k office.Keepers, opt Options, say func(string)) (f Figures, err error) {
	before, err := k.Index.Footprint(ctx)
	if err != nil {
		return f, err
	}
	if before.Keys > 0 {
		return f, ErrInUse
	}
	defer func() { err = errors.Join(err, k.Index.Clear(context.WithoutCancel(ctx))) }()
	f = Figures{Options: opt, LoadBefore: load(), Bytes: -1}
	b := &bench{opt: opt, town: NewTown(opt.Items, opt.Sites, opt.Seed), index: k.Index}
	if b.office, err = office.Open(ctx, k, office.Options{Now: func() time.Time { return now }}); err != nil {
		return f, err
	}
	for _, s := range b.town.Sites() {
		if _, _, err := b.office.PutSite(ctx, staff.Operator, s); err != nil {
			return f, fmt.Errorf("site %s: %w", s.Code, err)
		}
	}
	say(fmt.Sprintf("%d finds and %d reports in bulk", opt.Items, opt.Reports))
	if f.Bulk, err = b.fill(ctx); err != nil {
		return f, err
	}
	after, err := k.Index.Footprint(ctx)
	if err != nil {
		return f, err
	}
	if before.Bytes >= 0 && after.Bytes >= 0 {
		f.Bytes = float64(after.Bytes-before.Bytes) / float64(opt.Items)
	}
	say("questions")
	if err := b.ask(ctx, &f); err != nil {
		return f, err
	}
	say("answers, the long way")
	if err := b.check(ctx, &f.Answers); err != nil {
		return f, err
	}
	say(fmt.Sprintf("%d finds one by one", opt.Through))
	if f.TakenIn, err = b.takeIn(ctx); err != nil {
		return f, err
	}
	f.LoadAfter = load()
	return f, nil
}

// fill builds the index of the whole town. What making it up costs does not count.
func (b *bench) fill(ctx context.Context) (Bulk, error) {
	var codes []string
	for _, s := range b.town.Sites() {
		codes = append(codes, s.Code)
	}
	var making, analysing time.Duration
	began := time.Now()
	feed := func(_ context.Context, w *index.Writer) error {
		for i := range b.opt.Items {
			start := time.Now()
			it := b.town.Item(i)
			madeUp := time.Now()
			e := office.FindEntry(it)
			analysed := time.Now()
			making, analysing = making+madeUp.Sub(start), analysing+analysed.Sub(madeUp)
			if err := w.Put(index.Items, e); err != nil {
				return err
			}
		}
		for i := range b.opt.Reports {
			start := time.Now()
			r := b.town.Missing(i)
			madeUp := time.Now()
			e := office.LossEntry(r.Report, r.Things[0], r.Sites[0])
			analysed := time.Now()
			making, analysing = making+madeUp.Sub(start), analysing+analysed.Sub(madeUp)
			if err := w.Put(index.Losses, e); err != nil {
				return err
			}
		}
		return nil
	}
	nothing := func(context.Context, string, *index.Writer) error { return nil }
	if err := b.index.Rebuild(ctx, codes, feed, nothing); err != nil {
		return Bulk{}, err
	}
	n, whole := b.opt.Items+b.opt.Reports, time.Since(began)-making
	return Bulk{n, per(n, whole), per(n, whole-analysing)}, nil
}

// ask puts the questions, one after the other, and some of them by all clients at once.
func (b *bench) ask(ctx context.Context, f *Figures) error {
	n, by := b.opt.Ask, staff.Operator
	reports := make([]Missing, n)
	for i := range reports {
		reports[i] = b.town.Missing(b.opt.Reports + i)
	}
	ranks := make([]int, n)
	lookFor := func(i int) error {
		found, err := b.office.LookFor(ctx, by, reports[i].Report, reports[i].Things[0])
		ranks[i] = rankOf(reports[i], found)
		return err
	}
	search := func(reach []index.Reach) func(int) error {
		return func(i int) error {
			_, _, err := b.index.Search(ctx, index.Items, query(reports[i].Report, reach))
			return err
		}
	}
	var everywhere []index.Reach
	for _, s := range b.town.Sites() {
		everywhere = append(everywhere, index.Reach{Site: s.Code})
	}
	var err error
	if f.Reach, err = timed(n, 1, lookFor); err != nil {
		return err
	}
	f.Answers.rank(ranks)
	if f.Busiest, err = timed(n, 1, search([]index.Reach{{Site: b.town.Busiest()}})); err != nil {
		return err
	}
	few := min(n, 100)
	if f.Platform, err = timed(few, 1, search(everywhere)); err != nil {
		return err
	}
	lookUp := func(count bool) func(int) error {
		return func(i int) error {
			_, err := b.office.Items(ctx, by, office.ItemQuery{Words: words(reports[i].Report), Lang: reports[i].Lang, Count: count})
			return err
		}
	}
	if f.Words, err = timed(few, 1, lookUp(true)); err != nil {
		return err
	}
	if f.Listed, err = timed(few, 1, lookUp(false)); err != nil {
		return err
	}
	if f.Find, err = timed(n, 1, func(i int) error {
		_, err := b.office.Fitting(ctx, by, b.town.Item(b.opt.Items+i))
		return err
	}); err != nil {
		return err
	}
	together, err := timed(n, b.opt.Clients, lookFor)
	f.Together = float64(f.Reach.Took) / float64(together.Took)
	return err
}

// words are what a person at the desk would type for a report: what it is, and its colour.
func words(r loss.Report) string {
	t := r.Things[0]
	return strings.Join(append([]string{t.Type}, t.Colours...), " ")
}

// takeIn takes finds in as staff do.
func (b *bench) takeIn(ctx context.Context) (Rate, error) {
	took, err := timed(b.opt.Through, 1, func(i int) error {
		_, _, err := b.office.TakeIn(ctx, staff.Operator, b.town.Item(b.opt.Items+b.opt.Ask+i).Details, nil, "")
		return err
	})
	return per(b.opt.Through, took.Took), err
}

// load is the machine's average load over the last minute, where it tells.
func load() string {
	raw, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	first, _, _ := strings.Cut(string(raw), " ")
	return first
}
