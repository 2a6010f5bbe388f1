package browser

import (
	"strings"
	"testing"
	"time"

	"lostfound/internal/demo"
)

// atTheCounter: the loss of somebody who stands before the desk is written down in the time that
// they can be asked to stand there.
func (o *office) atTheCounter(t *testing.T) {
	const (
		aControl = 2 * time.Second // to ask for it, and to find it
		toFile   = 45 * time.Second
	)
	p := o.person(t, window{width: 1440, height: 900, lang: "en", scripts: true})
	p.atTheDesk()
	p.followTo("/desk/file")
	took := aControl
	for _, e := range []entry{
		{name: "things[0].item_type", text: "black rucksack, Samsonite, red ribbon"},
		{name: "sites", choice: "NZA"},
		{name: "place", text: "security 2"},
		{name: "when", choice: "today"},
		{name: "contact.name", text: "Tess Testperson"},
		{name: "contact.phone", text: "+31 6 00000045"},
	} {
		if !p.enter(e) {
			t.Fatalf("the form has no field %s in sight", e.name)
		}
		took += aControl + time.Duration(len(e.text))*aKey
	}
	p.follow("file.send")
	if where := p.where(); !strings.HasPrefix(where, "/desk/filed/R-") {
		t.Fatalf("writing it down led to %s, want what to say to the person", where)
	}
	p.sees("Black rucksack, Samsonite")
	t.Logf("written down in %s", took)
	if took > toFile {
		t.Errorf("got it written down in %s, want at most %s", took, toFile)
	}
}

// confirm compares the pair and says that they belong together: two clicks from the
// day page on.
func (p *person) confirm(report, item string) {
	p.Helper()
	p.open("/desk")
	before := p.taps
	p.followTo("/desk/reports/" + report)
	p.sees(item)
	p.follow("match.confirm")
	if clicks := p.taps - before; clicks > 2 {
		p.Errorf("got %d clicks from the day page to the decision, want at most 2", clicks)
	}
	p.sees(p.words("match.did_confirm", "What", ""))
}

// handOver releases the find to the person before the desk.
func (p *person) handOver(item, to string) {
	p.Helper()
	p.open("/desk/items/" + item)
	p.followTo("/desk/items/" + item + "/release")
	p.fill("name", to)
	p.pick("id_kind", answer[string](p, `() => document.getElementsByName("id_kind")[0].value`))
	p.pick("agreed", "aloud")
	p.follow("release.do")
	p.sees(p.words("receipt.done"))
	p.sees(to)
}

// atTheDesk signs in whoever works at the airport's desk.
func (p *person) atTheDesk() {
	p.Helper()
	p.signIn("ingrid", demo.Password)
}
