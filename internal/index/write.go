package index

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/redis/go-redis/v9"
)

// write puts what feed gave into Redis, in whole segments.
func (w *Writer) write() error {
	for _, s := range w.order {
		for _, shelf := range shelves {
			if err := w.writePile(s.code, shelf, s.piles[shelf].cards); err != nil {
				return fmt.Errorf("write %s of %s: %w", shelf, s.code, err)
			}
		}
		for _, k := range kinds {
			if err := w.writeDue(nextDueKey(s.code, k, w.gen), s.due[k]); err != nil {
				return fmt.Errorf("write what is due at %s: %w", s.code, err)
			}
		}
		s.piles, s.due = nil, nil
	}
	w.written, w.numbers, w.terms = true, nil, nil
	return nil
}

// writePile gives cards ordinals in the order in which they changed, so that a segment
// spans little time.
func (w *Writer) writePile(site string, shelf Shelf, cards []card) error {
	slices.SortFunc(cards, func(a, b card) int {
		return cmp.Or(cmp.Compare(a.changed, b.changed), cmp.Compare(a.id, b.id))
	})
	book := nextBookKey(site, shelf, w.gen)
	if err := w.x.rdb.HSet(w.ctx, book, "next", len(cards)).Err(); err != nil {
		return err
	}
	ids := bulk{w: w, pipe: w.x.rdb.Pipeline(), key: idsKey(site, shelf, w.gen)}
	no := 0
	for part := range slices.Chunk(cards, segmentSize) {
		for slot, c := range part {
			ids.add(c.id, no*segmentSize+slot)
		}
		ids.flush()
		span := w.writeSegment(ids.pipe, segmentKey(site, shelf, w.gen, no), part)
		ids.pipe.HSet(w.ctx, book, strconv.Itoa(no), span.String())
		if _, err := ids.pipe.Exec(w.ctx); err != nil {
			return err
		}
		no++
	}
	return nil
}

// writeSegment writes all but the book's line of a segment, in the form that put.lua writes.
func (w *Writer) writeSegment(pipe redis.Pipeliner, key string, cards []card) span {
	span := spanOf(cards[0].row)
	rows := make([]byte, 0, len(cards)*rowSize)
	records := bulk{w: w, pipe: pipe, key: recordsKey(key)}
	postings := map[uint32][]uint16{}
	live := make([]uint16, len(cards))
	for slot, c := range cards {
		span.add(c.row)
		rows = append(rows, c.row.bytes()...)
		records.add(slot, filed(c.id, c.record))
		live[slot] = uint16(slot)
		for _, t := range c.terms {
			postings[t] = append(postings[t], uint16(slot))
		}
	}
	records.flush()
	pipe.Set(w.ctx, rowsKey(key), rows, 0)
	terms := bulk{w: w, pipe: pipe, key: termsKey(key)}
	terms.add("", encodeBitmap(live))
	for t, slots := range postings {
		terms.add(w.terms[t], encode(slots))
	}
	terms.flush()
	return span
}

// bulk fills a hash with commands of bounded size.
type bulk struct {
	w     *Writer
	pipe  redis.Pipeliner
	key   string
	pairs []any // field, value, ...
}

func (b *bulk) add(field, value any) {
	if b.pairs = append(b.pairs, field, value); len(b.pairs) >= 1000 {
		b.flush()
	}
}

func (b *bulk) flush() {
	if len(b.pairs) > 0 {
		b.pipe.HSet(b.w.ctx, b.key, b.pairs...)
		b.pairs = nil
	}
}

func (w *Writer) writeDue(key string, due map[string]int64) error {
	all := make([]redis.Z, 0, len(due))
	for id, ms := range due {
		all = append(all, redis.Z{Score: float64(ms), Member: id})
	}
	pipe := w.x.rdb.Pipeline()
	for part := range slices.Chunk(all, 500) {
		pipe.ZAdd(w.ctx, key, part...)
	}
	_, err := pipe.Exec(w.ctx)
	return err
}
