package index

import (
	"cmp"
	"container/heap"
	"context"
	"math/bits"
	"slices"
	"sort"
)

// candidate is an entry that may be a hit.
type candidate struct {
	place
	score float64
	row   // where rows were read
}

func places(cs []candidate) []place {
	out := make([]place, len(cs))
	for i, c := range cs {
		out[i] = c.place
	}
	return out
}

// best returns the live entries with the highest sums of weights, and all that score the same as
// the last of them, in no order. Each carries at least one term. The weights
// are those of the pages' first terms.
func best(pages []page, weights []float64, limit int) []candidate {
	if limit <= 0 {
		return nil
	}
	var found []candidate
	var kept lowest
	var scores [segmentSize]float64
	for i := range pages {
		p := &pages[i]
		var any bitmap
		for t, weight := range weights {
			for w, word := range p.terms[t] {
				word &= p.live[w]
				any[w] |= word
				for ; word != 0; word &= word - 1 {
					scores[w<<6|bits.TrailingZeros64(word)] += weight
				}
			}
		}
		for slot := range any.slots {
			score := scores[slot]
			scores[slot] = 0
			if kept.offer(score, limit) {
				found = append(found, candidate{place: place{p.segment, slot}, score: score})
			}
		}
	}
	return slices.DeleteFunc(found, func(c candidate) bool { return c.score < kept.Float64Slice[0] })
}

// lowest keeps the highest scores, the lowest of them first.
type lowest struct{ sort.Float64Slice }

func (l *lowest) Push(v any) { l.Float64Slice = append(l.Float64Slice, v.(float64)) }
func (l *lowest) Pop() any   { panic("scores are replaced, never taken") }

// offer reports whether a score is, so far, one of the highest or equal to the lowest of them.
func (l *lowest) offer(score float64, limit int) bool {
	switch {
	case l.Len() < limit:
		heap.Push(l, score)
	case score > l.Float64Slice[0]:
		l.Float64Slice[0] = score
		heap.Fix(l, 0)
	default:
		return score == l.Float64Slice[0]
	}
	return true
}

// fewTies is how many records more than asked for are rather read than looked up
// by id in the rows.
const fewTies = 200

// untie cuts candidates that score the same as the last wanted one by ID and site, where
// they are many.
func (x *Index) untie(ctx context.Context, found []candidate, limit int) ([]candidate, error) {
	if len(found) <= limit+fewTies {
		return found, nil
	}
	at := map[*segment]int{}
	var segments []segment
	for _, c := range found {
		if _, ok := at[c.segment]; !ok {
			at[c.segment] = len(segments)
			segments = append(segments, *c.segment)
		}
	}
	pages, err := x.read(ctx, segments, nil, func(segment) bool { return true })
	if err != nil {
		return nil, err
	}
	for i := range found {
		c := &found[i]
		c.row = rowAt(pages[at[c.segment]].rows, c.slot)
	}
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.id, b.id), cmp.Compare(a.site, b.site))
	})
	return found[:limit], nil
}

// lastChanged returns the live entries that changed last, in that order, among equals by ID
// and site: those that come after the mark, if there is one.
func lastChanged(pages []page, after *mark, limit int) []candidate {
	var found []candidate
	for i := range pages {
		p := &pages[i]
		for slot := range p.live.slots {
			c := candidate{place: place{p.segment, slot}, row: rowAt(p.rows, slot)}
			if after == nil || after.before(c.row) {
				found = append(found, c)
			}
		}
	}
	slices.SortFunc(found, byChange)
	return found[:min(limit, len(found))]
}

func byChange(a, b candidate) int {
	return cmp.Or(cmp.Compare(b.changed, a.changed), cmp.Compare(a.id, b.id), cmp.Compare(a.site, b.site))
}
