package found

import (
	"strings"
	"testing"

	"lostfound/internal/fault"
)

func TestOnlyStrokesAreASignature(t *testing.T) {
	long := "M0 0" + strings.Repeat("L600 200L0 0", MaxSignature/12) // 8188 bytes
	for name, c := range map[string]struct {
		drawn Signature
		want  string
	}{
		"a stroke":            {"M10 100L200 90L400 120", ""},
		"a cross":             {"M10 10L90 90M90 10L10 90", ""},
		"the whole pad":       {"M0 0L600 240", ""},
		"as long as it may":   {Signature(long), ""},
		"nothing":             {"", "not_a_signature"},
		"a dot":               {"M10 10", "not_a_signature"},
		"a slip":              {"M10 10L15 12", "not_a_signature"},
		"beside the pad":      {"M10 10L601 20", "not_a_signature"},
		"under the pad":       {"M10 10L600 241", "not_a_signature"},
		"before the pad":      {"M10 10L-5 20L600 20", "not_a_signature"},
		"no beginning":        {"L10 10L500 100", "not_a_signature"},
		"a curve":             {"M10 10C20 20 300 30 400 40", "not_a_signature"},
		"small letters":       {"m10 10l500 100", "not_a_signature"},
		"fractions":           {"M10.5 10L500 100", "not_a_signature"},
		"an exponent":         {"M1e2 10L500 100", "not_a_signature"},
		"many digits":         {"M0000010 10L500 100", "not_a_signature"},
		"two blanks":          {"M10  10L500 100", "not_a_signature"},
		"a line break":        {"M10\n10L500 100", "not_a_signature"},
		"an open end":         {"M10 10L500 100L", "not_a_signature"},
		"a missing number":    {"M10 10L500", "not_a_signature"},
		"an attribute":        {`M10 10L500 100" onload="alert(1)`, "not_a_signature"},
		"an element":          {"M10 10L500 100</path><script>", "not_a_signature"},
		"an address":          {"data:image/png;base64,AAAA", "not_a_signature"},
		"digits of elsewhere": {"M١٠ 10L500 100", "not_a_signature"},
		"no text":             {"M10 10L500 100\xff", "not_a_signature"},
		"a null":              {"M10 10\x00L500 100", "not_a_signature"},
		"too long":            {Signature(long + "L0 0L1 1"), "signature_too_long"},
	} {
		it := laptop()
		err := it.Release("S-1", Recipient{Name: "Anna", Agreed: Drawn, Signature: c.drawn}, now)
		got := ""
		if f := fault.Of(err); f != nil {
			got = f.Problems[0].Code
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestWhoReceivesSaysSo(t *testing.T) {
	for name, c := range map[string]struct {
		to   Recipient
		want string
	}{
		"aloud":                       {Recipient{Agreed: Aloud}, ""},
		"on paper":                    {Recipient{Agreed: OnPaper}, ""},
		"not at all":                  {Recipient{}, "required"},
		"in a way we do not know":     {Recipient{Agreed: "by_nodding"}, "unknown_agreement"},
		"aloud, with a drawing":       {Recipient{Agreed: Aloud, Signature: "M0 0L99 99"}, "not_drawn"},
		"drawn, but nothing was":      {Recipient{Agreed: Drawn}, "not_a_signature"},
		"for somebody with no limits": {Recipient{Agreed: Aloud, OnBehalfOf: strings.Repeat("x", 201)}, "too_long"},
	} {
		it := laptop()
		c.to.Name = "Anna"
		err := it.Release("S-1", c.to, now)
		got := ""
		if f := fault.Of(err); f != nil {
			got = f.Problems[0].Code
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
		if got == "" && it.Handed.To.Agreed != c.to.Agreed {
			t.Errorf("%s: got %q on record", name, it.Handed.To.Agreed)
		}
	}
}
