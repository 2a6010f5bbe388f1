package index

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/binary"
	"slices"

	"lostfound/internal/fault"
)

// Sense is a term that may stand for a word, and how surely: 1 to 9.
type Sense struct {
	Term  string
	Worth int
}

// Facet is one way to narrow a search down. A hit carries one of the picked terms, if any
// are; the counted ones are counted.
type Facet struct {
	Picked, Count []string
	Rest          bool // picked is also what carries none of the counted
}

// Sieve says what to sift a shelf by.
type Sieve struct {
	Reach  []Reach   // what happened within any of them
	Sites  []string  // and lies at one of these, if any; all sites in reach are counted
	Words  [][]Sense // and carries a sense of each word; of some where nothing carries all
	Facets []Facet
	Cursor string // Next of the page before
	Limit  int    // hits at most
}

// Sifted is a page of what was found. The counts are exact. Those of a facet, and of the
// sites, are of what would be found if nothing else were picked there.
type Sifted struct {
	Hits   []Hit
	Next   string // empty on the last page
	Total  int    // on all pages
	Some   bool   // nothing carries all the words
	Sites  map[string]int
	Counts []map[string]int // of each facet, by term; under the empty one of what carries none
}

// Sift returns what passes the sieve. First comes what carries the worthiest senses of the
// words, then what changed last, and among equals the order is that of ID and site. So the
// place of an entry depends on the entry and the question alone: while one pages, an entry that
// changes moves, the others are neither lost nor shown again. A cursor that Sift did not
// give is an Invalid fault.
func (x *Index) Sift(ctx context.Context, s Shelf, q Sieve) (out Sifted, err error) {
	after, err := parseSpot(q.Cursor)
	if err != nil {
		return out, err
	}
	err = steadily(func() (err error) {
		out, err = x.sift(ctx, s, q, after)
		return err
	})
	return out, unanswered(err)
}

func (x *Index) sift(ctx context.Context, s Shelf, q Sieve, after *spot) (Sifted, error) {
	segments, windows, err := x.within(ctx, s, q.Reach)
	if err != nil {
		return Sifted{}, err
	}
	terms := q.terms()
	pages, err := x.read(ctx, segments, terms, func(s segment) bool { return !slices.ContainsFunc(windows[s.site], s.within) })
	if err != nil {
		return Sifted{}, err
	}
	out := Sifted{Sites: map[string]int{}, Counts: make([]map[string]int, len(q.Facets))}
	for i := range out.Counts {
		out.Counts[i] = map[string]int{}
	}
	trays := make([]*tray, len(pages))
	any := 0
	for i := range pages {
		pages[i].keep(windows[pages[i].site])
		trays[i] = q.sort(&pages[i], terms)
		any += trays[i].fits(len(q.Words))
	}
	out.Some = any == 0 && len(q.Words) > 1
	for _, t := range trays {
		t.settle(len(q.Words), out.Some)
		t.count(q, &out)
	}
	trays = slices.DeleteFunc(trays, func(t *tray) bool { return len(q.Sites) > 0 && !slices.Contains(q.Sites, t.site) })
	for _, t := range trays {
		t.narrow()
		out.Total += t.left.common(&t.left)
	}
	limit := max(q.Limit, 1)
	found, err := x.leaf(ctx, trays, after, limit+1)
	if err != nil {
		return Sifted{}, err
	}
	if len(found) > limit {
		found = found[:limit]
		last := found[limit-1]
		out.Next = spot{int(last.score), mark{last.changed, last.id}}.cursor()
	}
	out.Hits, err = x.fetch(ctx, places(found))
	for i := range out.Hits {
		out.Hits[i].Score = found[i].score
	}
	return out, err
}

// terms are all that must be read, each once.
func (q Sieve) terms() []string {
	var out []string
	for _, word := range q.Words {
		for _, s := range word {
			out = append(out, s.Term)
		}
	}
	for _, f := range q.Facets {
		out = append(out, f.Picked...)
		out = append(out, f.Count...)
	}
	return slices.Compact(slices.Sorted(slices.Values(clipAll(out))))
}

// leaf goes through what passed, tray by tray of those with the newest changes, as far as
// one page needs.
func (x *Index) leaf(ctx context.Context, trays []*tray, after *spot, limit int) ([]candidate, error) {
	slices.SortFunc(trays, func(a, b *tray) int { return cmp.Compare(b.newest, a.newest) })
	var worths []int
	for _, t := range trays {
		for worth := range t.worth {
			worths = append(worths, worth)
		}
	}
	slices.SortFunc(worths, func(a, b int) int { return cmp.Compare(b, a) })
	var out []candidate
	for _, worth := range slices.Compact(worths) {
		if after != nil && worth > after.worth || len(out) >= limit {
			continue
		}
		var from *mark
		if after != nil && worth == after.worth {
			from = &after.mark
		}
		found, err := x.level(ctx, trays, worth, from, limit-len(out))
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// level returns the entries of one worth that come after the mark, the last changed first.
func (x *Index) level(ctx context.Context, trays []*tray, worth int, after *mark, limit int) ([]candidate, error) {
	var at []*tray
	for _, t := range trays {
		if b := t.worth[worth]; b != (bitmap{}) && (after == nil || t.oldest <= after.changed) {
			at = append(at, t)
		}
	}
	var found []candidate
	for size := firstBatch; len(at) > 0; size = min(2*size, lastBatch) {
		if len(found) >= limit && found[limit-1].changed > at[0].newest {
			break
		}
		batch := at[:min(size, len(at))]
		at = at[len(batch):]
		if err := x.rows(ctx, batch); err != nil {
			return nil, err
		}
		for _, t := range batch {
			p := page{segment: t.segment, live: t.worth[worth], rows: t.page.rows}
			found = append(found, lastChanged([]page{p}, after, segmentSize)...)
		}
		slices.SortFunc(found, byChange)
		found = found[:min(limit, len(found))]
	}
	for i := range found {
		found[i].score = float64(worth)
	}
	return found, nil
}

// rows reads the rows of the trays that lack them.
func (x *Index) rows(ctx context.Context, trays []*tray) error {
	var lack []*tray
	var segments []segment
	for _, t := range trays {
		if t.page.rows == "" {
			lack, segments = append(lack, t), append(segments, *t.segment)
		}
	}
	pages, err := x.read(ctx, segments, nil, func(segment) bool { return true })
	for i := range pages {
		lack[i].page.rows = pages[i].rows
	}
	return err
}

// spot is where a page ended: at the entry of that worth that the mark names.
type spot struct {
	worth int
	mark
}

// A cursor is a spot in base64: worth (2 bytes), changed (8), both big-endian, id.
func (s spot) cursor() string {
	raw := binary.BigEndian.AppendUint16(nil, uint16(s.worth))
	raw = binary.BigEndian.AppendUint64(raw, uint64(s.changed))
	return base64.RawURLEncoding.EncodeToString(append(raw, s.id...))
}

func parseSpot(cursor string) (*spot, error) {
	if cursor == "" {
		return nil, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(raw) < 10 || len(raw) > 10+MaxID {
		return nil, fault.Newf(fault.Invalid, "cursor", "bad_cursor", nil)
	}
	return &spot{int(binary.BigEndian.Uint16(raw)), mark{int64(binary.BigEndian.Uint64(raw[2:])), string(raw[10:])}}, nil
}
