package index

import (
	"encoding/binary"
	"fmt"
	"math"
	"time"
)

// A row is what is known of an entry without its record: from (4 bytes), until (4), changed (8),
// all big-endian, the length of the id (1) and the id, filled up with zeros.
const (
	rowSize = 4 + 4 + 8 + 1 + MaxID

	// MaxID is the longest id of an entry, in bytes.
	MaxID = 23
)

type row struct {
	window
	changed int64 // Unix ns, never negative
	id      string
}

func (r row) bytes() []byte {
	out := make([]byte, 0, rowSize)
	out = binary.BigEndian.AppendUint32(out, r.from)
	out = binary.BigEndian.AppendUint32(out, r.until)
	out = binary.BigEndian.AppendUint64(out, uint64(r.changed))
	out = append(out, byte(len(r.id)))
	return append(out, r.id...)[:rowSize]
}

// rowAt reads the row of a slot.
func rowAt(rows string, slot int) row {
	if len(rows) < (slot+1)*rowSize {
		return row{}
	}
	raw := rows[slot*rowSize : (slot+1)*rowSize]
	fixed := []byte(raw[:17])
	return row{
		window:  window{binary.BigEndian.Uint32(fixed), binary.BigEndian.Uint32(fixed[4:])},
		changed: int64(binary.BigEndian.Uint64(fixed[8:])),
		id:      raw[17 : 17+min(int(fixed[16]), MaxID)],
	}
}

// window is a stretch of time in Unix seconds, both ends included.
type window struct{ from, until uint32 }

// windowOf takes a zero end as open.
func windowOf(from, until time.Time) window {
	w := window{0, math.MaxUint32}
	if !from.IsZero() {
		w.from = seconds(from)
	}
	if !until.IsZero() {
		w.until = seconds(until)
	}
	return w
}

func seconds(t time.Time) uint32 { return uint32(min(max(t.Unix(), 0), math.MaxUint32)) }

func (w window) overlaps(o window) bool { return w.from <= o.until && w.until >= o.from }
func (w window) within(o window) bool   { return w.from >= o.from && w.until <= o.until }

// nanoseconds is an instant as rows have it: Unix ns; 0 for the zero time and all before 1970.
func nanoseconds(t time.Time) int64 {
	if t.Unix() < 0 {
		return 0
	}
	return t.UnixNano()
}

// span bounds the rows of a segment. In the book it is four numbers of fixed width, as scripts
// compare them as text.
type span struct {
	window
	oldest, newest int64 // change, Unix ns
}

const spanForm = "%010d %010d %019d %019d"

func (s span) String() string { return fmt.Sprintf(spanForm, s.from, s.until, s.oldest, s.newest) }

func parseSpan(text string) (s span, err error) {
	_, err = fmt.Sscanf(text, "%d %d %d %d", &s.from, &s.until, &s.oldest, &s.newest)
	return s, err
}

// add widens the span to hold a row; the zero span is not empty, spanOf makes the first.
func (s *span) add(r row) {
	s.from, s.until = min(s.from, r.from), max(s.until, r.until)
	s.oldest, s.newest = min(s.oldest, r.changed), max(s.newest, r.changed)
}

func spanOf(r row) span { return span{r.window, r.changed, r.changed} }
