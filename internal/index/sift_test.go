package index

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"lostfound/internal/fault"
)

// sift does what Index.Sift promises, the long way, for all pages together.
func (c cabinet) sift(q Sieve) Sifted {
	out := Sifted{Sites: map[string]int{}}
	worth := func(e Entry) (sum, carried int) {
		for _, word := range q.Words {
			best := 0
			for _, s := range word {
				if slices.Contains(e.Terms, s.Term) {
					best = max(best, s.Worth)
				}
			}
			if sum += best; best > 0 {
				carried++
			}
		}
		return sum, carried
	}
	carries := func(e Entry, terms []string) bool {
		return slices.ContainsFunc(terms, func(term string) bool { return slices.Contains(e.Terms, term) })
	}
	passes := func(e Entry, but int) bool {
		for i, f := range q.Facets {
			open := len(f.Picked) == 0 && !f.Rest
			if i != but && !open && !carries(e, f.Picked) && (!f.Rest || carries(e, f.Count)) {
				return false
			}
		}
		return true
	}
	var reached []Entry
	all := 0
	for _, e := range c {
		if slices.ContainsFunc(q.Reach, func(r Reach) bool {
			return r.Site == e.Site && (r.From.IsZero() || e.Until.IsZero() || !e.Until.Before(r.From)) && (r.Until.IsZero() || e.At.IsZero() || !e.At.After(r.Until))
		}) {
			reached = append(reached, e)
			if _, carried := worth(e); carried == len(q.Words) && passes(e, -1) {
				all++
			}
		}
	}
	out.Some = all == 0 && len(q.Words) > 1
	reached = slices.DeleteFunc(reached, func(e Entry) bool {
		_, carried := worth(e)
		return carried < len(q.Words) && (!out.Some || carried == 0)
	})
	for i, f := range q.Facets {
		out.Counts = append(out.Counts, map[string]int{})
		for _, e := range reached {
			if at := len(q.Sites) == 0 || slices.Contains(q.Sites, e.Site); at && passes(e, i) {
				for _, term := range f.Count {
					if slices.Contains(e.Terms, term) {
						out.Counts[i][term]++
					}
				}
				if !carries(e, f.Count) {
					out.Counts[i][""]++
				}
			}
		}
	}
	reached = slices.DeleteFunc(reached, func(e Entry) bool { return !passes(e, -1) })
	for _, e := range reached {
		out.Sites[e.Site]++
	}
	if len(q.Sites) > 0 {
		reached = slices.DeleteFunc(reached, func(e Entry) bool { return !slices.Contains(q.Sites, e.Site) })
	}
	out.Total = len(reached)
	slices.SortFunc(reached, func(a, b Entry) int {
		x, _ := worth(a)
		y, _ := worth(b)
		return cmp.Or(cmp.Compare(y, x), b.ChangedAt.Compare(a.ChangedAt), cmp.Compare(a.ID, b.ID))
	})
	for _, e := range reached {
		sum, _ := worth(e)
		out.Hits = append(out.Hits, Hit{e.Site, e.ID, float64(sum), e.Record})
	}
	return out
}

func (c chance) sieve() Sieve {
	q := Sieve{Reach: c.query().Reach, Limit: 1 + c.IntN(40)}
	for range c.IntN(4) {
		var word []Sense
		for _, term := range c.terms(1 + c.IntN(3)) {
			word = append(word, Sense{term, 1 + c.IntN(3)})
		}
		q.Words = append(q.Words, word)
	}
	for range c.IntN(3) {
		q.Facets = append(q.Facets, Facet{Picked: c.terms(c.IntN(3)), Count: c.terms(c.IntN(6)), Rest: c.IntN(4) == 0})
	}
	if c.IntN(2) == 0 {
		q.Sites = []string{sites[c.IntN(len(sites))]}
	}
	return q
}

// siftAll turns all pages. It checks that each says the same of the whole.
func siftAll(t *testing.T, x *Index, q Sieve) Sifted {
	t.Helper()
	first, err := x.Sift(t.Context(), Items, q)
	must(t, err)
	all := first
	for next := first.Next; next != ""; {
		q.Cursor = next
		page, err := x.Sift(t.Context(), Items, q)
		must(t, err)
		if page.Total != first.Total || page.Some != first.Some {
			t.Fatalf("%+v: a later page says %d and %v, the first %d and %v", q, page.Total, page.Some, first.Total, first.Some)
		}
		all.Hits, next = append(all.Hits, page.Hits...), page.Next
	}
	return all
}

func TestSiftIsExact(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		begun(t, x, sites...)
		luck, c := chanceOf(7), cabinet{}
		at := now
		for range 3 {
			for range 900 { // more than a segment
				at = at.Add(time.Duration(luck.IntN(3)) * time.Second)
				if e := luck.entry(luck.IntN(1500), at); luck.IntN(5) == 0 {
					c.remove(t, x, e.Site, e.ID)
				} else {
					c.put(t, x, e)
				}
			}
			for range 40 {
				q := luck.sieve()
				got, want := siftAll(t, x, q), c.sift(q)
				sameHits(t, got.Hits, want.Hits)
				if got.Total != want.Total || got.Some != want.Some {
					t.Fatalf("%+v: got %d in all, only some words %v, want %d, %v", q, got.Total, got.Some, want.Total, want.Some)
				}
				for _, s := range sites {
					if got.Sites[s] != want.Sites[s] {
						t.Fatalf("%+v: got %d at %s, want %d", q, got.Sites[s], s, want.Sites[s])
					}
				}
				for i := range q.Facets {
					for _, term := range append(q.Facets[i].Count, "") {
						if got.Counts[i][term] != want.Counts[i][term] {
							t.Fatalf("%+v: facet %d: got %d of %s, want %d", q, i, got.Counts[i][term], term, want.Counts[i][term])
						}
					}
				}
			}
		}
	})
}

// Whoever pages while others write sees each entry that stays as it is once, even where
// the written ones change how rare a term is.
func TestSiftedPagesAreSteady(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		begun(t, x, "AMS")
		put := func(id string, changed time.Time, terms ...string) {
			must(t, x.Put(t.Context(), Items, Entry{Site: "AMS", ID: id, At: now, Until: now, ChangedAt: changed, Terms: terms, Record: []byte(id)}))
		}
		for i := range 60 {
			put(fmt.Sprintf("still-%02d", i), now.Add(time.Duration(i%7)*time.Second), "bag", []string{"black", "blue"}[i%2])
			put(fmt.Sprintf("moves-%02d", i), now, "bag", "black")
		}
		q := Sieve{Reach: []Reach{{Site: "AMS"}}, Words: [][]Sense{{{"bag", 3}}, {{"black", 3}, {"blue", 1}}}, Limit: 7}
		seen := map[string]int{}
		for turn := 0; ; turn++ {
			page, err := x.Sift(t.Context(), Items, q)
			must(t, err)
			for _, h := range page.Hits {
				seen[h.ID]++
			}
			for i := range 3 {
				put(fmt.Sprintf("moves-%02d", (turn*3+i)%60), now.Add(time.Hour+time.Duration(turn)*time.Second), "bag", "black")
			}
			must(t, x.Remove(t.Context(), Items, "AMS", fmt.Sprintf("moves-%02d", 59-turn)))
			if q.Cursor = page.Next; q.Cursor == "" {
				break
			}
		}
		for i := range 60 {
			if id := fmt.Sprintf("still-%02d", i); seen[id] != 1 {
				t.Errorf("%s: seen %d times, want once", id, seen[id])
			}
		}
	})
}

func TestSiftRefusesForeignCursors(t *testing.T) {
	x := New(inside(t))
	begun(t, x, "AMS")
	for _, cursor := range []string{"!", "AA", mark{1, "F-1"}.cursor()[:4]} {
		if _, err := x.Sift(t.Context(), Items, Sieve{Reach: []Reach{{Site: "AMS"}}, Cursor: cursor}); !fault.Is(err, fault.Invalid) {
			t.Errorf("cursor %q: got %v, want it refused", cursor, err)
		}
	}
}
