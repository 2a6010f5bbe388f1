package found

import (
	"strconv"
	"strings"

	"lostfound/internal/fault"
)

// Agreement is how the recipient said that they have the thing.
type Agreement string

// The ways to say so. Nobody has to be able to draw.
const (
	Drawn   Agreement = "drawn"    // on a screen; Recipient.Signature has it
	OnPaper Agreement = "on_paper" // on the printed receipt
	Aloud   Agreement = "aloud"    // before whoever hands it over
)

// Agreements lists all of them.
var Agreements = []Agreement{Drawn, OnPaper, Aloud}

// Signature is what a hand drew, as the data of an SVG path and nothing else: strokes of the form
// M12 34L56 78L9 10, in whole units from the corner at the upper start of a pad. It is not
// compared with any other; it stands on the receipt.
type Signature string

// Size of the pad, and bounds of what is drawn on it.
const (
	PadWidth       = 600
	PadHeight      = 240
	MaxSignature   = 8 << 10 // bytes
	leastSignature = 30      // units that it extends in some direction: less is a slip of the finger
)

// check notes what is not a signature. Nothing passes but the strokes described above.
func (s Signature) check(c *fault.Check) {
	if len(s) > MaxSignature {
		c.Add("signature", "signature_too_long", nil)
		return
	}
	strokes, ok := s.strokes()
	if !ok {
		c.Add("signature", "not_a_signature", nil)
		return
	}
	low, high := point{PadWidth, PadHeight}, point{}
	for _, p := range strokes {
		low, high = point{min(low.x, p.x), min(low.y, p.y)}, point{max(high.x, p.x), max(high.y, p.y)}
	}
	if high.x-low.x < leastSignature && high.y-low.y < leastSignature {
		c.Add("signature", "not_a_signature", nil)
	}
}

type point struct{ x, y int }

// strokes reads all points, and reports whether there is nothing else.
func (s Signature) strokes() ([]point, bool) {
	var out []point
	rest := string(s)
	if !strings.HasPrefix(rest, "M") {
		return nil, false
	}
	for rest != "" {
		if rest[0] != 'M' && rest[0] != 'L' {
			return nil, false
		}
		var p point
		var ok bool
		if p.x, rest, ok = number(rest[1:], PadWidth); !ok || rest == "" || rest[0] != ' ' {
			return nil, false
		}
		if p.y, rest, ok = number(rest[1:], PadHeight); !ok {
			return nil, false
		}
		out = append(out, p)
	}
	return out, true
}

// number reads up to three digits at the beginning.
func number(s string, most int) (n int, rest string, ok bool) {
	end := 0
	for end < len(s) && end < 4 && '0' <= s[end] && s[end] <= '9' {
		end++
	}
	n, err := strconv.Atoi(s[:end])
	return n, s[end:], err == nil && end <= 3 && n <= most
}
