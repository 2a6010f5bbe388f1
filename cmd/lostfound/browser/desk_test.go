package browser

import "lostfound/internal/demo"

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
