package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/redis/go-redis/v9"
)

// segment is 1,024 entries of a shelf, as the book names them.
type segment struct {
	span
	site string
	no   int
	key  string
}

// segments reads the books of a shelf at several sites, in one round trip. The segments of
// a site are in ascending order: an entry that changes moves to a later one, so who reads
// them in that order does not miss it.
func (x *Index) segments(ctx context.Context, s Shelf, sites []string) ([]segment, error) {
	pipe := x.rdb.Pipeline()
	state := pipe.Get(ctx, stateKey)
	books := make([]*redis.MapStringStringCmd, len(sites))
	for i, site := range sites {
		books[i] = pipe.HGetAll(ctx, bookKey(site, s))
	}
	if _, err := pipe.Exec(ctx); err != nil && !errors.Is(err, redis.Nil) {
		return nil, fmt.Errorf("read the books of %s: %w", s, err)
	}
	if errors.Is(state.Err(), redis.Nil) {
		return nil, ErrRebuilding
	}
	var out []segment
	for i, site := range sites {
		book, err := books[i].Result()
		if err != nil {
			return nil, fmt.Errorf("read the book of %s at %s: %w", s, site, err)
		}
		first := len(out)
		for field, text := range book {
			no, err := strconv.Atoi(field)
			if err != nil {
				continue // gen and next
			}
			span, err := parseSpan(text)
			if err != nil {
				return nil, fmt.Errorf("span %d of %s at %s: %w", no, s, site, err)
			}
			out = append(out, segment{span, site, no, segmentKey(site, s, book["gen"], no)})
		}
		slices.SortFunc(out[first:], func(a, b segment) int { return cmp.Compare(a.no, b.no) })
	}
	return out, nil
}

// page is what was read of a segment.
type page struct {
	*segment
	live  bitmap
	terms []bitmap
	rows  string
}

// errMoved says that a segment or an entry went while it was read, because it changed
// or a rebuild replaced it. Who begins again finds the new one.
var errMoved = errors.New("it moved while it was read")

// read gets the live entries and the postings of terms of each segment, and the
// rows where wanted, in one round trip.
func (x *Index) read(ctx context.Context, segments []segment, terms []string, rows func(segment) bool) ([]page, error) {
	if len(segments) == 0 {
		return nil, nil
	}
	fields := append([]string{""}, terms...)
	pipe := x.rdb.Pipeline()
	postings := make([]*redis.SliceCmd, len(segments))
	wanted := make([]*redis.StringCmd, len(segments))
	for i, s := range segments {
		postings[i] = pipe.HMGet(ctx, termsKey(s.key), fields...)
		if rows(s) {
			wanted[i] = pipe.Get(ctx, rowsKey(s.key))
		}
	}
	if _, err := pipe.Exec(ctx); err != nil && !errors.Is(err, redis.Nil) {
		return nil, fmt.Errorf("read segments: %w", err)
	}
	pages := make([]page, len(segments))
	bitmaps := make([]bitmap, len(segments)*len(terms))
	for i := range segments {
		p := &pages[i]
		p.segment = &segments[i]
		got, err := postings[i].Result()
		if err != nil {
			return nil, fmt.Errorf("read segment: %w", err)
		}
		live, ok := got[0].(string)
		if !ok {
			return nil, errMoved
		}
		p.live.decode(live)
		p.terms, bitmaps = bitmaps[:len(terms):len(terms)], bitmaps[len(terms):]
		for t := range terms {
			if posting, ok := got[t+1].(string); ok {
				p.terms[t].decode(posting)
			}
		}
		if wanted[i] != nil {
			if p.rows, err = wanted[i].Result(); errors.Is(err, redis.Nil) {
				return nil, errMoved
			} else if err != nil {
				return nil, fmt.Errorf("read rows: %w", err)
			}
		}
	}
	return pages, nil
}

// place is where an entry is.
type place struct {
	*segment
	slot int
}

// fetch gets the records at places, in one round trip and in their order.
func (x *Index) fetch(ctx context.Context, places []place) ([]Hit, error) {
	if len(places) == 0 {
		return nil, nil
	}
	type want struct {
		slots []string
		hits  []int
		got   *redis.SliceCmd
	}
	wants := map[*segment]*want{}
	for i, p := range places {
		w := wants[p.segment]
		if w == nil {
			w = &want{}
			wants[p.segment] = w
		}
		w.slots = append(w.slots, strconv.Itoa(p.slot))
		w.hits = append(w.hits, i)
	}
	pipe := x.rdb.Pipeline()
	for s, w := range wants {
		w.got = pipe.HMGet(ctx, recordsKey(s.key), w.slots...)
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, fmt.Errorf("read records: %w", err)
	}
	hits := make([]Hit, len(places))
	for s, w := range wants {
		for i, v := range w.got.Val() {
			raw, ok := v.(string)
			if !ok || raw == "" {
				return nil, errMoved
			}
			id, record := unfiled(raw)
			hits[w.hits[i]] = Hit{Site: s.site, ID: id, Record: record}
		}
	}
	return hits, nil
}

// steadily repeats what was disturbed by changes. Only writing at a rate that no office
// has makes it fail.
func steadily(do func() error) error {
	for range 20 {
		if err := do(); !errors.Is(err, errMoved) {
			return err
		}
	}
	return errMoved
}
