package index

import (
	"encoding/binary"
	"math/bits"
)

// segmentSize is how many ordinals make a segment.
const segmentSize = 1024

// A posting says which slots of a segment carry a term. In Redis it is, while shorter than
// bitmapBytes, a list of big-endian 2-byte slots, and otherwise a bitmap: slot s
// is bit s%8, counted from the lowest, of byte s/8.
const bitmapBytes = segmentSize / 8

// bitmap is a posting in memory.
type bitmap [segmentSize / 64]uint64

func (b *bitmap) set(slot int) { b[slot>>6] |= 1 << (slot & 63) }

// and keeps the slots that are in both.
func (b *bitmap) and(other *bitmap) {
	for i := range b {
		b[i] &= other[i]
	}
}

// or adds the slots of the other.
func (b *bitmap) or(other *bitmap) {
	for i := range b {
		b[i] |= other[i]
	}
}

// andNot leaves out the slots of the other.
func (b *bitmap) andNot(other *bitmap) {
	for i := range b {
		b[i] &^= other[i]
	}
}

// common counts the slots that are in both.
func (b *bitmap) common(other *bitmap) int {
	n := 0
	for i := range b {
		n += bits.OnesCount64(b[i] & other[i])
	}
	return n
}

// slots goes through the slots in ascending order.
func (b *bitmap) slots(yield func(int) bool) {
	for i, word := range b {
		for ; word != 0; word &= word - 1 {
			if !yield(i<<6 | bits.TrailingZeros64(word)) {
				return
			}
		}
	}
}

// decode reads a posting into an empty bitmap.
func (b *bitmap) decode(posting string) {
	if len(posting) < bitmapBytes {
		for i := 0; i+1 < len(posting); i += 2 {
			b.set((int(posting[i])<<8 | int(posting[i+1])) % segmentSize)
		}
		return
	}
	raw := []byte(posting[:bitmapBytes])
	for i := range b {
		b[i] = binary.LittleEndian.Uint64(raw[8*i:])
	}
}

// encode writes slots, which ascend, as a posting.
func encode(slots []uint16) []byte {
	if 2*len(slots) < bitmapBytes {
		list := make([]byte, 0, bitmapBytes-2)
		for _, s := range slots {
			list = binary.BigEndian.AppendUint16(list, s)
		}
		return list
	}
	return encodeBitmap(slots)
}

// encodeBitmap writes slots as a bitmap, which the live entries always are.
func encodeBitmap(slots []uint16) []byte {
	var b bitmap
	for _, s := range slots {
		b.set(int(s))
	}
	raw := make([]byte, 0, bitmapBytes)
	for _, word := range b {
		raw = binary.LittleEndian.AppendUint64(raw, word)
	}
	return raw
}
