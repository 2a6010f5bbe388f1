package index

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/binary"
	"slices"

	"lostfound/internal/fault"
)

// mark is where a page ended: at the entry that changed then, with that id.
type mark struct {
	changed int64
	id      string
}

func (m mark) before(r row) bool {
	return cmp.Or(cmp.Compare(r.changed, m.changed), cmp.Compare(m.id, r.id)) < 0
}

// A cursor is a mark in base64: changed (8 bytes, big-endian), id.
func (m mark) cursor() string {
	return base64.RawURLEncoding.EncodeToString(append(binary.BigEndian.AppendUint64(nil, uint64(m.changed)), m.id...))
}

func parseCursor(cursor string) (*mark, error) {
	if cursor == "" {
		return nil, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(raw) < 8 || len(raw) > 8+MaxID {
		return nil, fault.Newf(fault.Invalid, "cursor", "bad_cursor", nil)
	}
	return &mark{int64(binary.BigEndian.Uint64(raw)), string(raw[8:])}, nil
}

// List pages through the entries of a shelf at several sites that carry all the terms, the last
// changed first and among equals by ID. An entry that lies at several sites is
// listed once, if it changed at the same instant everywhere. next is the cursor of the following
// page, empty on the last one: an entry that
// changes meanwhile moves to the front, the others are neither lost nor shown again. A
// cursor that List did not give is an Invalid fault.
func (x *Index) List(ctx context.Context, s Shelf, sites []string, must []string, cursor string, limit int) (hits []Hit, next string, err error) {
	limit = max(limit, 1)
	after, err := parseCursor(cursor)
	if err != nil {
		return nil, "", err
	}
	err = steadily(func() error {
		found, err := x.list(ctx, s, sites, clipAll(must), after, limit+1)
		if err != nil {
			return err
		}
		next = ""
		if len(found) > limit {
			found = found[:limit]
			next = mark{found[limit-1].changed, found[limit-1].id}.cursor()
		}
		hits, err = x.fetch(ctx, places(found))
		return err
	})
	return hits, next, unanswered(err)
}

// Segments are read a few at a time, then more: the first page lies in the newest ones, unless
// few entries carry the terms.
const (
	firstBatch = 2
	lastBatch  = 64
)

func (x *Index) list(ctx context.Context, s Shelf, sites, must []string, after *mark, limit int) ([]candidate, error) {
	segments, err := x.segments(ctx, s, slices.Compact(slices.Sorted(slices.Values(sites))))
	if err != nil {
		return nil, err
	}
	if after != nil {
		segments = slices.DeleteFunc(segments, func(s segment) bool { return s.oldest > after.changed })
	}
	slices.SortFunc(segments, func(a, b segment) int { return cmp.Compare(b.newest, a.newest) })
	var found []candidate
	for size := firstBatch; len(segments) > 0; size = min(2*size, lastBatch) {
		if len(found) >= limit && found[limit-1].changed > segments[0].newest {
			break
		}
		batch := segments[:min(size, len(segments))]
		segments = segments[len(batch):]
		pages, err := x.read(ctx, batch, must, func(segment) bool { return true })
		if err != nil {
			return nil, err
		}
		for i := range pages {
			pages[i].must(0)
			found = append(found, lastChanged(pages[i:i+1], after, segmentSize)...)
		}
		slices.SortFunc(found, byChange)
		found = slices.CompactFunc(found, func(a, b candidate) bool { return a.changed == b.changed && a.id == b.id })
		found = found[:min(limit, len(found))]
	}
	return found, nil
}
