package browser

import (
	"strings"
	"testing"

	"lostfound/internal/demo"
)

// ownerOfALaptop: the desk learns within a few taps who may have left a laptop in a tray, and where
// the writer of a report went through.
func (o *office) ownerOfALaptop(t *testing.T) {
	p := o.person(t, window{width: 1440, height: 900, lang: "en", scripts: true})
	p.signIn("ingrid", demo.Password)
	p.open("/desk/items/" + o.item(p))
	before := p.taps
	p.follow("passages.show")
	p.sees("NOWHERE KL1795 · 12F · MUC")
	if first := answer[string](p, `() => document.querySelector(".wayfarer").innerText`); !strings.Contains(first, "NOWHERE") || !strings.Contains(first, p.words("passage.same_tray")) {
		t.Errorf("got %q first, want whose tray it lay in", first)
	}
	if taps := p.taps - before; taps > 1 {
		t.Errorf("got %d taps, want 1", taps)
	}
	p.shutsNobodyOut("likely owners")
	p.fits("likely owners")

	p.open("/desk/reports/" + refOf(o.traveller))
	p.follow("passages.way_show")
	p.sees("same name, same flight, same seat")
	p.shutsNobodyOut("the lane of a report")

	p.open("/desk/passages")
	p.fill("flight", "kl1795")
	p.follow("passages.find")
	p.sees("security 2 lane 5")
	p.shutsNobodyOut("a look-up")
}
