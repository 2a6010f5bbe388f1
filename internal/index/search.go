package index

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"
)

// Reach is a site and a stretch of time; a zero end is open.
type Reach struct {
	Site        string
	From, Until time.Time
}

// Term adds its weight, times its rarity, to the score of what carries it.
type Term struct {
	Term   string
	Weight float64
}

// Query says what to look for. Empty terms are passed over.
type Query struct {
	Reach []Reach  // what happened within any of them
	Terms []Term   // a hit carries at least one, if there are any
	Must  []string // and all of these
	Limit int      // hits at most; 0 for the stats alone
}

// Hit is an entry found.
type Hit struct {
	Site, ID string
	Score    float64
	Record   []byte
}

// Stats counts the entries in reach, whatever they must carry, and how many of them
// carry each term of the query.
type Stats struct {
	N  int
	DF map[string]int
}

// rarity is the inverse document frequency of a term that df of n entries carry.
func rarity(n, df int) float64 {
	return math.Log(1 + (float64(n-df)+.5)/(float64(df)+.5))
}

// Search returns the hits with the highest scores, the best first and among equals by ID
// and site; without terms the last changed come first. An entry that lies at several sites
// in reach is a hit at each. It takes three round trips, and a fourth where very many
// score the same.
func (x *Index) Search(ctx context.Context, s Shelf, q Query) (hits []Hit, stats Stats, err error) {
	err = steadily(func() (err error) {
		hits, stats, err = x.search(ctx, s, q)
		return err
	})
	return hits, stats, unanswered(err)
}

func (x *Index) search(ctx context.Context, s Shelf, q Query) ([]Hit, Stats, error) {
	q.Limit = max(q.Limit, 0)
	segments, windows, err := x.within(ctx, s, q.Reach)
	if err != nil {
		return nil, Stats{}, err
	}
	terms, weights := asked(q.Terms)
	pages, err := x.read(ctx, segments, append(terms, clipAll(q.Must)...), func(s segment) bool {
		return len(terms) == 0 || !slices.ContainsFunc(windows[s.site], s.within)
	})
	if err != nil {
		return nil, Stats{}, err
	}
	var n int
	df := make([]int, len(terms))
	for i := range pages {
		p := &pages[i]
		p.keep(windows[p.site])
		n += p.live.common(&p.live)
		for t := range terms {
			df[t] += p.live.common(&p.terms[t])
		}
	}
	stats := Stats{n, map[string]int{}}
	for _, t := range q.Terms {
		if i := slices.Index(terms, clip(t.Term)); i >= 0 {
			stats.DF[t.Term] = df[i]
		}
	}
	for t := range weights {
		weights[t] *= rarity(n, df[t])
	}
	for i := range pages {
		pages[i].must(len(terms))
	}
	if len(terms) == 0 {
		hits, err := x.fetch(ctx, places(lastChanged(pages, nil, q.Limit)))
		return hits, stats, err
	}
	found, err := x.untie(ctx, best(pages, weights, q.Limit), q.Limit)
	if err != nil {
		return nil, stats, err
	}
	hits, err := x.fetch(ctx, places(found))
	for i := range hits {
		hits[i].Score = found[i].score
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Site, b.Site))
	})
	return hits[:min(q.Limit, len(hits))], stats, err
}

// within reads the books of the sites in reach, for the segments that overlap a window there,
// and the windows by site.
func (x *Index) within(ctx context.Context, s Shelf, reach []Reach) ([]segment, map[string][]window, error) {
	windows := map[string][]window{}
	var sites []string
	for _, r := range reach {
		if windows[r.Site] == nil {
			sites = append(sites, r.Site)
		}
		windows[r.Site] = append(windows[r.Site], windowOf(r.From, r.Until))
	}
	segments, err := x.segments(ctx, s, sites)
	return slices.DeleteFunc(segments, func(s segment) bool {
		return !slices.ContainsFunc(windows[s.site], s.overlaps)
	}), windows, err
}

// asked returns the terms as they are kept, each once, with its whole weight.
func asked(query []Term) (terms []string, weights []float64) {
	for _, t := range query {
		kept := clip(t.Term)
		if kept == "" {
			continue
		}
		i := slices.Index(terms, kept)
		if i < 0 {
			i = len(terms)
			terms, weights = append(terms, kept), append(weights, 0)
		}
		weights[i] += t.Weight
	}
	return terms, weights
}

func clipAll(terms []string) []string {
	var out []string
	for _, t := range terms {
		if t != "" {
			out = append(out, clip(t))
		}
	}
	return out
}

// keep leaves the live entries that overlap one of the windows. Where the rows were not
// read, all do.
func (p *page) keep(windows []window) {
	if p.rows == "" {
		return
	}
	var in bitmap
	for slot := range p.live.slots {
		if slices.ContainsFunc(windows, rowAt(p.rows, slot).overlaps) {
			in.set(slot)
		}
	}
	p.live = in
}

// must leaves the live entries that carry all terms of the page from the given one on.
func (p *page) must(from int) {
	for i := range p.terms[from:] {
		p.live.and(&p.terms[from+i])
	}
}
