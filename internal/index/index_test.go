package index

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"lostfound/internal/embedded"
)

var now = time.Date(2026, 10, 2, 12, 0, 0, 0, time.UTC)

// onEach runs a test on the embedded Redis and on a real one. LOSTFOUND_TEST_REDIS is
// the path of a unix socket, of which database 7 is used, or an address that Connect
// takes; what is there is emptied.
func onEach(t *testing.T, test func(*testing.T, redis.UniversalClient, *Index)) {
	for name, open := range map[string]func(testing.TB) redis.UniversalClient{"embedded": inside, "redis": outside} {
		t.Run(name, func(t *testing.T) {
			rdb := open(t)
			test(t, rdb, New(rdb))
		})
	}
}

func inside(t testing.TB) redis.UniversalClient {
	k, err := embedded.Open(t.TempDir(), embedded.Holder{Command: "test"})
	must(t, err)
	t.Cleanup(func() { k.Close() })
	return k.Redis
}

func outside(t testing.TB) redis.UniversalClient {
	t.Helper()
	address := os.Getenv("LOSTFOUND_TEST_REDIS")
	if address == "" {
		if os.Getenv("LOSTFOUND_TEST_FULL") == "1" {
			t.Fatal("LOSTFOUND_TEST_REDIS names no server")
		}
		t.Skip("LOSTFOUND_TEST_REDIS names no server")
	}
	if strings.HasPrefix(address, "/") {
		address = "unix://" + address + "?db=7"
	}
	rdb, err := Connect(address)
	must(t, err)
	t.Cleanup(func() { rdb.Close() })
	empty(t, rdb)
	return rdb
}

func empty(t testing.TB, rdb redis.UniversalClient) {
	t.Helper()
	if cluster, ok := rdb.(*redis.ClusterClient); ok {
		must(t, cluster.ForEachMaster(t.Context(), func(ctx context.Context, c *redis.Client) error { return c.FlushDB(ctx).Err() }))
		return
	}
	must(t, rdb.FlushDB(t.Context()).Err())
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// eventually asks until the answer is yes.
func eventually(t testing.TB, what string, ask func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !ask(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not within ten seconds", what)
		}
	}
}

// begun puts together an index of nothing, so that it counts as whole.
func begun(t testing.TB, x *Index, sites ...string) {
	t.Helper()
	must(t, x.Rebuild(t.Context(), sites, func(context.Context, *Writer) error { return nil }, nothing))
}

func nothing(context.Context, string, *Writer) error { return nil }

// cabinet is the plain model of a shelf that the index is held against.
type cabinet map[[2]string]Entry // by site and id

func (c cabinet) put(t testing.TB, x *Index, e Entry) {
	t.Helper()
	must(t, x.Put(t.Context(), Items, e))
	c[[2]string{e.Site, e.ID}] = e
}

func (c cabinet) remove(t testing.TB, x *Index, site, id string) {
	t.Helper()
	must(t, x.Remove(t.Context(), Items, site, id))
	delete(c, [2]string{site, id})
}

func (c cabinet) feed(_ context.Context, w *Writer) error {
	for _, e := range c {
		if err := w.Put(Items, e); err != nil {
			return err
		}
	}
	return nil
}

// search does what Index.Search promises, the long way.
func (c cabinet) search(q Query) ([]Hit, Stats) {
	stats := Stats{DF: map[string]int{}}
	var reached []Entry
	for _, e := range c {
		in := slices.ContainsFunc(q.Reach, func(r Reach) bool {
			return r.Site == e.Site && (r.From.IsZero() || e.Until.IsZero() || !e.Until.Before(r.From)) &&
				(r.Until.IsZero() || e.At.IsZero() || !e.At.After(r.Until))
		})
		if in {
			reached = append(reached, e)
		}
	}
	stats.N = len(reached)
	for _, t := range q.Terms {
		stats.DF[t.Term] = 0
		for _, e := range reached {
			if slices.Contains(e.Terms, t.Term) {
				stats.DF[t.Term]++
			}
		}
	}
	changed := map[string]time.Time{}
	var hits []Hit
	for _, e := range reached {
		if slices.ContainsFunc(q.Must, func(m string) bool { return !slices.Contains(e.Terms, m) }) {
			continue
		}
		h := Hit{Site: e.Site, ID: e.ID, Record: e.Record}
		carries := len(q.Terms) == 0
		for _, t := range q.Terms {
			if slices.Contains(e.Terms, t.Term) {
				h.Score += t.Weight * rarity(stats.N, stats.DF[t.Term])
				carries = true
			}
		}
		if carries {
			changed[e.Site+" "+e.ID] = e.ChangedAt
			hits = append(hits, h)
		}
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		newer := 0
		if len(q.Terms) == 0 {
			newer = changed[b.Site+" "+b.ID].Compare(changed[a.Site+" "+a.ID])
		}
		return cmp.Or(newer, cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Site, b.Site))
	})
	return hits[:min(len(hits), q.Limit)], stats
}

// list does what Index.List promises, for all pages together.
func (c cabinet) list(sites, must []string) []string {
	var found []Entry
	for _, e := range c {
		if slices.Contains(sites, e.Site) && !slices.ContainsFunc(must, func(m string) bool { return !slices.Contains(e.Terms, m) }) {
			found = append(found, e)
		}
	}
	slices.SortFunc(found, func(a, b Entry) int {
		return cmp.Or(b.ChangedAt.Compare(a.ChangedAt), cmp.Compare(a.ID, b.ID))
	})
	var ids []string
	for _, e := range found {
		ids = append(ids, e.ID)
	}
	return ids
}

// chance makes random entries and queries: few different terms, some rare, some in nearly all.
type chance struct{ *rand.Rand }

func chanceOf(seed uint64) chance { return chance{rand.New(rand.NewPCG(seed, 1))} }

var sites = []string{"AMS", "RTM", "MUC-RENT"}

func (c chance) term() string {
	return fmt.Sprintf("term:%d", min(c.IntN(4), c.IntN(12))*min(c.IntN(4), c.IntN(60)))
}

func (c chance) terms(n int) []string {
	set := map[string]bool{}
	for range n {
		set[c.term()] = true
	}
	return slices.Sorted(maps.Keys(set))
}

func (c chance) instant() time.Time {
	return now.Add(time.Duration(c.IntN(90*24)) * time.Hour)
}

// entry makes one whose id is the same for the same number.
func (c chance) entry(no int, changed time.Time) Entry {
	e := Entry{Site: sites[no%len(sites)], ID: fmt.Sprintf("F-%04d", no), At: c.instant(), ChangedAt: changed,
		Terms: c.terms(1 + c.IntN(8)), Record: fmt.Appendf(nil, "record %d of %s", no, changed)}
	e.Until = e.At.Add(time.Duration(c.IntN(48)) * time.Hour)
	switch c.IntN(20) {
	case 0:
		e.At = time.Time{}
	case 1:
		e.Until = time.Time{}
	}
	return e
}

func (c chance) query() Query {
	q := Query{Limit: 1 + c.IntN(40)}
	for _, s := range sites[:1+c.IntN(len(sites))] {
		r := Reach{Site: s}
		if c.IntN(3) > 0 {
			r.From = c.instant()
		}
		if c.IntN(3) > 0 {
			r.Until = later(r.From, now).Add(time.Duration(c.IntN(40*24)) * time.Hour)
		}
		q.Reach = append(q.Reach, r)
	}
	for _, t := range c.terms(c.IntN(7)) {
		q.Terms = append(q.Terms, Term{t, float64(1 + c.IntN(3))})
	}
	q.Must = c.terms(c.IntN(2))
	return q
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// agree holds the index against the model.
func agree(t *testing.T, x *Index, c cabinet, luck chance, queries int) {
	t.Helper()
	for range queries {
		q := luck.query()
		wantHits, wantStats := c.search(q)
		hits, stats, err := x.Search(t.Context(), Items, q)
		must(t, err)
		if stats.N != wantStats.N || !maps.Equal(stats.DF, wantStats.DF) {
			t.Fatalf("%+v: got stats %v, want %v", q, stats, wantStats)
		}
		sameHits(t, hits, wantHits)
		where := sites[:1+luck.IntN(len(sites))]
		if got, want := pages(t, x, where, q.Must, 1+luck.IntN(50)), c.list(where, q.Must); !slices.Equal(got, want) {
			t.Fatalf("list of %v that carry %v: got %v, want %v", where, q.Must, got, want)
		}
	}
}

func sameHits(t *testing.T, got, want []Hit) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %d hits, want %d", len(got), len(want))
	}
	for i := range got {
		g, w := got[i], want[i]
		if g.Site != w.Site || g.ID != w.ID || string(g.Record) != string(w.Record) || g.Score-w.Score > 1e-9 || w.Score-g.Score > 1e-9 {
			t.Fatalf("hit %d: got %s %s %v %q, want %s %s %v %q", i, g.Site, g.ID, g.Score, g.Record, w.Site, w.ID, w.Score, w.Record)
		}
	}
}

// pages lists all pages together.
func pages(t *testing.T, x *Index, sites, carry []string, size int) []string {
	t.Helper()
	var ids []string
	cursor := ""
	for {
		hits, next, err := x.List(t.Context(), Items, sites, carry, cursor, size)
		must(t, err)
		for _, h := range hits {
			ids = append(ids, h.ID)
		}
		if next == "" {
			return ids
		}
		cursor = next
	}
}
