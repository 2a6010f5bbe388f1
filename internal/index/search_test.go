package index

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"lostfound/internal/fault"
)

func TestSearchAndListAreExact(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		begun(t, x, sites...)
		luck, c := chanceOf(1), cabinet{}
		at := now
		for range 4 {
			for range 400 {
				at = at.Add(time.Duration(luck.IntN(3)) * time.Second)
				if e := luck.entry(luck.IntN(600), at); luck.IntN(5) == 0 {
					c.remove(t, x, e.Site, e.ID)
				} else {
					c.put(t, x, e)
				}
			}
			agree(t, x, c, luck, 25)
		}
	})
}

func TestRebuildEqualsLive(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		begun(t, x, sites...)
		luck, c := chanceOf(2), cabinet{}
		for i := range 1500 {
			c.put(t, x, luck.entry(luck.IntN(900), now.Add(time.Duration(i/3)*time.Second)))
			if i%4 == 0 {
				e := luck.entry(luck.IntN(900), now)
				c.remove(t, x, e.Site, e.ID)
			}
		}
		var queries []Query
		var live [][]Hit
		for range 30 {
			q := luck.query()
			hits, _, err := x.Search(t.Context(), Items, q)
			must(t, err)
			queries, live = append(queries, q), append(live, hits)
		}
		for range 2 { // over the live one, then over the rebuilt one
			must(t, x.Rebuild(t.Context(), sites, c.feed, nothing))
			for i, q := range queries {
				hits, _, err := x.Search(t.Context(), Items, q)
				must(t, err)
				sameHits(t, hits, live[i])
			}
			agree(t, x, c, luck, 20)
		}
		for i := range 200 { // and goes on
			c.put(t, x, luck.entry(luck.IntN(900), now.Add(time.Hour+time.Duration(i)*time.Second)))
		}
		agree(t, x, c, luck, 20)
	})
}

// The script and the rebuild write postings on their own; they must write the same.
func TestAPutWritesThePostingsOfARebuild(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		for _, n := range []int{1, 62, 63, 64, 65, 200} {
			empty(t, rdb)
			begun(t, x, "AMS")
			c := cabinet{}
			for i := range n {
				terms := []string{"all"}
				if i%3 == 0 {
					terms = append(terms, "third")
				}
				c.put(t, x, Entry{Site: "AMS", ID: fmt.Sprintf("F-%04d", i), At: now, Until: now, ChangedAt: now.Add(time.Duration(i) * time.Second), Terms: terms})
			}
			live := segmentTerms(t, rdb, x)
			must(t, x.Rebuild(t.Context(), []string{"AMS"}, c.feed, nothing))
			for term, want := range segmentTerms(t, rdb, x) {
				if got := live[term]; got != want {
					t.Errorf("%d entries, term %q: put wrote %q, rebuild %q", n, term, got, want)
				}
			}
		}
	})
}

func segmentTerms(t *testing.T, rdb redis.UniversalClient, x *Index) map[string]string {
	t.Helper()
	segments, err := x.segments(t.Context(), Items, []string{"AMS"})
	must(t, err)
	got, err := rdb.HGetAll(t.Context(), termsKey(segments[0].key)).Result()
	must(t, err)
	return got
}

func TestSegmentsFillAndGo(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		begun(t, x, "AMS")
		luck, c := chanceOf(3), cabinet{}
		put := func(i int) {
			e := luck.entry(i*len(sites), now.Add(time.Duration(i)*time.Second))
			c.put(t, x, e)
		}
		for i := range 1023 {
			put(i)
		}
		for i, want := range []int{1, 1, 2, 2} { // 1,023, 1,024, 1,025 and 1,026 entries
			segments, err := x.segments(t.Context(), Items, []string{"AMS"})
			must(t, err)
			if len(segments) != want {
				t.Errorf("%d entries: got %d segments, want %d", 1023+i, len(segments), want)
			}
			agree(t, x, c, luck, 5)
			put(1023 + i)
		}
		for i := range 1024 {
			c.remove(t, x, "AMS", fmt.Sprintf("F-%04d", i*len(sites)))
		}
		agree(t, x, c, luck, 5)
		segments, err := x.segments(t.Context(), Items, []string{"AMS"})
		must(t, err)
		if len(segments) != 1 || segments[0].no != 1 {
			t.Errorf("the first segment emptied: got %v, want only the second", segments)
		}
		if keys, err := rdb.Keys(t.Context(), "lf:{AMS}:items:*:0:*").Result(); err != nil || len(keys) > 0 {
			t.Errorf("the first segment emptied: got %v, %v, want none of its keys", keys, err)
		}
	})
}

func TestManyThatScoreTheSameAreOrderedByID(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		luck, c := chanceOf(4), cabinet{}
		for i := range 5000 {
			e := luck.entry(i, now.Add(time.Duration(luck.IntN(5000))*time.Second))
			e.Terms = append(e.Terms, "common")
			c[[2]string{e.Site, e.ID}] = e
		}
		must(t, x.Rebuild(t.Context(), sites, c.feed, nothing))
		q := Query{Reach: []Reach{{Site: "AMS"}, {Site: "RTM"}}, Terms: []Term{{"common", 1}}, Limit: 50}
		want, _ := c.search(q)
		got, _, err := x.Search(t.Context(), Items, q)
		must(t, err)
		sameHits(t, got, want)
		agree(t, x, c, luck, 3)
	})
}

func TestAnEntryThatChangesDoesNotBreakPaging(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		begun(t, x, "AMS", "RTM")
		put := func(site, id string, at time.Duration) {
			must(t, x.Put(t.Context(), Items, Entry{Site: site, ID: id, At: now, Until: now, ChangedAt: now.Add(at)}))
		}
		for i := range 10 {
			put([]string{"AMS", "RTM"}[i%2], fmt.Sprintf("F-%d", i), time.Duration(i)*time.Second)
		}
		put("AMS", "F-9", 9*time.Second) // at both sites
		hits, next, err := x.List(t.Context(), Items, []string{"AMS", "RTM"}, nil, "", 4)
		must(t, err)
		got := ids(hits)
		put("RTM", "F-6", time.Hour) // where the page ended
		put("AMS", "F-2", time.Hour)
		must(t, x.Remove(t.Context(), Items, "RTM", "F-5"))
		put("AMS", "F-new", time.Hour)
		for next != "" {
			hits, next, err = x.List(t.Context(), Items, []string{"AMS", "RTM"}, nil, next, 4)
			must(t, err)
			got = append(got, ids(hits)...)
		}
		if want := []string{"F-9", "F-8", "F-7", "F-6", "F-4", "F-3", "F-1", "F-0"}; !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
		if _, _, err := x.List(t.Context(), Items, []string{"AMS"}, nil, "%", 4); !fault.Is(err, fault.Invalid) {
			t.Errorf("a cursor from elsewhere: got %v, want an invalid fault", err)
		}
	})
}

func ids(hits []Hit) []string {
	var out []string
	for _, h := range hits {
		out = append(out, h.ID)
	}
	return out
}

func TestWhatIsStoredComesBackByteForByte(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		var every strings.Builder
		for b := range 256 {
			every.WriteByte(byte(b))
		}
		begun(t, x, "AMS")
		c := cabinet{}
		for i, id := range []string{"\x00", "\x00\x00", "a\x00", "\r\n\xff\xfe", "{AMS}", "ü-" + strings.Repeat("x", MaxID-3)} {
			c.put(t, x, Entry{Site: "AMS", ID: id, At: now, Until: now, ChangedAt: now.Add(time.Duration(i)),
				Terms: []string{id, every.String()[:100], "\x00term", "gen", "next"}, Record: []byte(every.String() + id)})
		}
		for range 2 {
			for _, e := range c {
				q := Query{Reach: []Reach{{Site: "AMS"}}, Terms: []Term{{e.ID, 1}, {"\x00term", 1}}, Must: []string{every.String()[:100]}, Limit: 9}
				want, _ := c.search(q)
				got, _, err := x.Search(t.Context(), Items, q)
				must(t, err)
				sameHits(t, got, want)
			}
			if got, want := pages(t, x, []string{"AMS"}, nil, 1), c.list([]string{"AMS"}, nil); !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
			must(t, x.Rebuild(t.Context(), []string{"AMS"}, c.feed, nothing))
		}
	})
}

func TestAnEntryIsBounded(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		begun(t, x, "AMS")
		long := strings.Repeat("x", 300)
		e := Entry{Site: "AMS", ID: "F-1", Terms: []string{"", long, long, long[:150]}}
		for i := range 1000 {
			e.Terms = append(e.Terms, fmt.Sprint(i))
		}
		must(t, x.Put(t.Context(), Items, e))
		for term, want := range map[string]int{"": 0, long: 1, long[:99]: 0, "598": 1, "599": 0} {
			_, stats, err := x.Search(t.Context(), Items, Query{Reach: []Reach{{Site: "AMS"}}, Terms: []Term{{term, 1}}})
			must(t, err)
			if got := stats.DF[term]; got != want {
				t.Errorf("term %.20q: got %d entries, want %d", term, got, want)
			}
		}
		for name, e := range map[string]Entry{
			"no id": {Site: "AMS"}, "long id": {Site: "AMS", ID: long}, "no site": {ID: "F-1"}, "a site with a tag": {Site: "A{M}S", ID: "F-1"},
		} {
			if err := x.Put(t.Context(), Items, e); err == nil {
				t.Errorf("%s: got no error", name)
			}
		}
	})
}

func TestEightWritersLoseNothing(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		begun(t, x, sites...)
		c := cabinet{}
		var lock sync.Mutex
		var writers sync.WaitGroup
		for g := range 8 {
			writers.Go(func() {
				luck := chanceOf(uint64(g))
				for i := range 150 {
					e := luck.entry(8*luck.IntN(60)+g, now.Add(time.Duration(i)*time.Second))
					if err := x.Put(t.Context(), Items, e); err != nil {
						t.Error(err)
					}
					lock.Lock()
					c[[2]string{e.Site, e.ID}] = e
					lock.Unlock()
					if _, _, err := x.Search(t.Context(), Items, luck.query()); err != nil {
						t.Error(err)
					}
				}
			})
		}
		writers.Wait()
		agree(t, x, c, chanceOf(9), 20)
	})
}

func TestAnEmptiedIndexSaysSo(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		luck, c := chanceOf(5), cabinet{}
		begun(t, x, sites...)
		for i := range 100 {
			c.put(t, x, luck.entry(i, now))
		}
		empty(t, rdb)
		if missing, err := x.Missing(t.Context()); err != nil || !missing {
			t.Errorf("missing: got %v, %v, want true", missing, err)
		}
		if _, _, err := x.Search(t.Context(), Items, luck.query()); !errors.Is(err, ErrRebuilding) {
			t.Errorf("search: got %v, want %v", err, ErrRebuilding)
		}
		if _, _, err := x.List(t.Context(), Items, sites, nil, "", 5); !errors.Is(err, ErrRebuilding) {
			t.Errorf("list: got %v, want %v", err, ErrRebuilding)
		}
		c.put(t, x, luck.entry(100, now)) // meanwhile the desk works on
		must(t, x.Rebuild(t.Context(), sites, c.feed, nothing))
		if missing, err := x.Missing(t.Context()); err != nil || missing {
			t.Errorf("missing after the rebuild: got %v, %v, want false", missing, err)
		}
		agree(t, x, c, luck, 20)
	})
}
