package index

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

func benchmarkEach(b *testing.B, bench func(*testing.B, redis.UniversalClient, *Index)) {
	b.Run("embedded", func(b *testing.B) { rdb := inside(b); bench(b, rdb, New(rdb)) })
	b.Run("redis", func(b *testing.B) { rdb := outside(b); bench(b, rdb, New(rdb)) })
}

// like makes an entry with about as many terms, of about the same spread, as a find has:
// few are in a tenth of all, most are rare.
func like(luck *rand.Rand, i, terms int) Entry {
	at := now.Add(time.Duration(i) * 5 * time.Minute)
	e := Entry{Site: "AMS", ID: fmt.Sprintf("F-%06d", i), At: at, Until: at, ChangedAt: at, Record: make([]byte, 400)}
	for range terms {
		e.Terms = append(e.Terms, likely(luck))
	}
	return e
}

func likely(luck *rand.Rand) string {
	return fmt.Sprintf("word:%d", int(20_000*luck.Float64()*luck.Float64()*luck.Float64()*luck.Float64()))
}

func BenchmarkPut(b *testing.B) {
	benchmarkEach(b, func(b *testing.B, _ redis.UniversalClient, x *Index) {
		luck := rand.New(rand.NewPCG(1, 1))
		for i := 0; b.Loop(); i++ {
			must(b, x.Put(b.Context(), Items, like(luck, i, 60)))
		}
	})
}

const stocked = 20_000

func stock(b *testing.B, x *Index) {
	luck := rand.New(rand.NewPCG(2, 2))
	must(b, x.Rebuild(b.Context(), []string{"AMS"}, func(_ context.Context, w *Writer) error {
		for i := range stocked {
			if err := w.Put(Items, like(luck, i, 60)); err != nil {
				return err
			}
		}
		return nil
	}, nothing))
}

func BenchmarkSearch(b *testing.B) {
	benchmarkEach(b, func(b *testing.B, _ redis.UniversalClient, x *Index) {
		stock(b, x)
		for name, reach := range map[string]Reach{
			"whole site": {Site: "AMS"},
			"five days":  {Site: "AMS", From: now.Add(30 * 24 * time.Hour), Until: now.Add(35 * 24 * time.Hour)},
		} {
			b.Run(name, func(b *testing.B) {
				luck := rand.New(rand.NewPCG(3, 3))
				for b.Loop() {
					q := Query{Reach: []Reach{reach}, Limit: 300}
					for range 30 {
						q.Terms = append(q.Terms, Term{likely(luck), 1})
					}
					_, _, err := x.Search(b.Context(), Items, q)
					must(b, err)
				}
			})
		}
	})
}

// A page of finds with everything counted that the desk can narrow down by.
func BenchmarkSift(b *testing.B) {
	benchmarkEach(b, func(b *testing.B, _ redis.UniversalClient, x *Index) {
		stock(b, x)
		luck := rand.New(rand.NewPCG(4, 4))
		for b.Loop() {
			q := Sieve{Reach: []Reach{{Site: "AMS"}}, Limit: 30, Facets: make([]Facet, 4)}
			for range 3 {
				q.Words = append(q.Words, []Sense{{likely(luck), 4}, {likely(luck), 4}, {likely(luck), 2}, {likely(luck), 1}})
			}
			for i := range q.Facets {
				for range 16 {
					q.Facets[i].Count = append(q.Facets[i].Count, likely(luck))
				}
			}
			_, err := x.Sift(b.Context(), Items, q)
			must(b, err)
		}
	})
}

func BenchmarkList(b *testing.B) {
	benchmarkEach(b, func(b *testing.B, _ redis.UniversalClient, x *Index) {
		stock(b, x)
		for b.Loop() {
			_, _, err := x.List(b.Context(), Items, []string{"AMS"}, nil, "", 50)
			must(b, err)
		}
	})
}

func BenchmarkRebuild(b *testing.B) {
	benchmarkEach(b, func(b *testing.B, rdb redis.UniversalClient, x *Index) {
		for b.Loop() {
			empty(b, rdb)
			stock(b, x)
		}
		b.ReportMetric(stocked*float64(b.N)/b.Elapsed().Seconds(), "entries/s")
		if used, err := rdb.InfoMap(b.Context(), "memory").Result(); err == nil {
			b.Log(used["Memory"]["used_memory_human"])
		}
	})
}
