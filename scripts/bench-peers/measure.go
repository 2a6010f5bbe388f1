package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"
	"time"
)

// shape is what a searcher is given of a find and of a report.
type shape string

const (
	terms shape = "same terms" // those of our index, so that what differs is the searcher
	words shape = "words"      // as people wrote them, which is what it would have without us
)

// searcher is a peer that holds the stock in one shape.
type searcher interface {
	load(ctx context.Context, s *stock) error
	// ranked returns the IDs of the finds in store that fit the question best, at most limit. They
	// lie within its reach, or at the one site, or anywhere.
	ranked(ctx context.Context, q question, in within, limit int) ([]string, error)
	// lookUp counts the finds in store that have all words that were typed, or a sense of each, and
	// reads the newest page.
	lookUp(ctx context.Context, q question) (int, error)
	bytes(ctx context.Context) (int64, error)
	close() error
}

// within says where a question looks: at no sites for all of them, and at a zero end for any time.
type within struct {
	sites       []string
	from, until int64
}

// What the office asks for: candidates from its index, finds that are shown, finds on a page.
const (
	candidates = 300
	shown      = 20
	page       = 50
)

// times are those of n answers, in milliseconds.
type times struct {
	N   int     `json:"n"`
	P50 float64 `json:"p50_ms"`
	P95 float64 `json:"p95_ms"`
}

// figures are what was measured of one searcher.
type figures struct {
	Name     string  `json:"name"`
	Busy     float64 `json:"load_of_machine"` // average over the minute before; 0 where it does not tell
	Shape    shape   `json:"shape"`
	Load     float64 `json:"loaded_per_sec"`
	Bytes    float64 `json:"bytes_per_item"`
	Reach    times   `json:"report_in_reach"`
	Busiest  times   `json:"ranked_busiest"`
	Platform times   `json:"ranked_platform"`
	LookUp   times   `json:"words_listed"`
	LookedUp float64 `json:"looked_up"` // finds that such a question has, on average
	First    float64 `json:"first"`     // share of the questions whose find came first
	FirstTen float64 `json:"first_ten"`
}

// busiest is the site of the made-up town with the most finds.
const busiest = "S000"

// measure loads the stock of so many finds and asks all questions, one after the other.
func measure(ctx context.Context, p searcher, f figures, s *stock, qs []question, items int) (figures, error) {
	f.Busy = busy()
	s.took = 0
	start := time.Now()
	if err := p.load(ctx, s); err != nil {
		return f, fmt.Errorf("load: %w", err)
	}
	f.Load = float64(items) / (time.Since(start) - s.took).Seconds()
	held, err := p.bytes(ctx)
	if err != nil {
		return f, fmt.Errorf("bytes: %w", err)
	}
	f.Bytes = float64(held) / float64(items)
	runtime.GC() // what loading left behind is not the questions' cost
	err = f.ask(ctx, p, qs)
	return f, err
}

func (f *figures) ask(ctx context.Context, p searcher, qs []question) (err error) {
	ranks := make([]int, len(qs)) // from 0; negative where the find is not among those shown
	if f.Reach, err = timed(len(qs), func(i int) error {
		q := qs[i]
		got, err := p.ranked(ctx, q, within{q.Sites, q.From, q.Until}, shown)
		ranks[i] = slices.Index(got, q.Find)
		return err
	}); err != nil {
		return fmt.Errorf("reach: %w", err)
	}
	for _, rank := range ranks {
		if rank == 0 {
			f.First += 1 / float64(len(ranks))
		}
		if rank >= 0 && rank < 10 {
			f.FirstTen += 1 / float64(len(ranks))
		}
	}
	ranked := func(in within) func(int) error {
		return func(i int) error {
			_, err := p.ranked(ctx, qs[i], in, candidates)
			return err
		}
	}
	if f.Busiest, err = timed(len(qs), ranked(within{sites: []string{busiest}})); err != nil {
		return fmt.Errorf("busiest site: %w", err)
	}
	few := min(len(qs), 100)
	if f.Platform, err = timed(few, ranked(within{})); err != nil {
		return fmt.Errorf("platform: %w", err)
	}
	totals := make([]int, few)
	if f.LookUp, err = timed(few, func(i int) (err error) {
		totals[i], err = p.lookUp(ctx, qs[i])
		return err
	}); err != nil {
		return fmt.Errorf("look-up: %w", err)
	}
	for _, n := range totals {
		f.LookedUp += float64(n) / float64(few)
	}
	return nil
}

// busy is the machine's average load over the last minute.
func busy() float64 {
	var load float64
	raw, err := os.ReadFile("/proc/loadavg")
	if err == nil {
		fmt.Sscan(string(raw), &load)
	}
	return load
}

// timed does something for each number below n, and for the first once before without being
// measured, as lostfound bench does.
func timed(n int, do func(i int) error) (times, error) {
	if err := do(0); err != nil {
		return times{}, err
	}
	each := make([]time.Duration, n)
	for i := range each {
		start := time.Now()
		if err := do(i); err != nil {
			return times{}, err
		}
		each[i] = time.Since(start)
	}
	slices.Sort(each)
	at := func(share float64) float64 { return each[int(share*float64(n-1))].Seconds() * 1000 }
	return times{n, at(0.50), at(0.95)}, nil
}
