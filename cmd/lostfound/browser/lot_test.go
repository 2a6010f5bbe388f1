package browser

import (
	"testing"
	"time"

	"lostfound/internal/demo"
)

// inRequest is an element of the request for the car on a stall.
const inRequest = `(stall, selector) => [...document.querySelectorAll("#asked article")].find(a => a.innerText.includes(stall))?.querySelector(selector) ?? null`

// onTheLot: a traveller who speaks French misses a cuddly toy in a car; a cleaner whose tablet
// speaks German sees the request while her page lies open, taps where she looked and that it
// is not there, and the traveller reads so. Then she cleans a car, and undoes it.
func (o *office) onTheLot(t *testing.T) {
	cleaner := o.person(t, window{width: 1180, height: 820, lang: "de", scripts: true})
	cleaner.signIn("ayse", demo.Password)
	cleaner.open("/lot")
	opened := answer[float64](cleaner, timeOrigin)

	traveller := o.person(t, window{width: 360, height: 780, lang: "fr", scripts: true})
	traveller.open("/report?lang=fr")
	sent := time.Now()
	own := answer[string](traveller, `async (at, site) => {
		const said = {sites: [site], lost_from: at, lang: "fr", item_type: "doudou", category: "cuddly_toy", identifiers: {plate: "zz 610 h"}};
		const res = await fetch("/api/v1/reports", {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(said)});
		return (await res.json()).status_url;
	}`, sent.Add(-5*time.Hour).UTC().Format(time.RFC3339), demo.Lot)
	cleaner.until("the request to be there", func() (bool, error) {
		return ask[bool](cleaner, `() => [...document.querySelectorAll("#asked article")].some(a => a.innerText.includes("B14"))`)
	})
	t.Logf("the request was on the tablet %s after it was sent", time.Since(sent).Round(time.Millisecond))
	if took := time.Since(sent); took > soon {
		t.Errorf("got the request after %s, want it within %s", took, soon)
	}
	if answer[float64](cleaner, timeOrigin) != opened {
		t.Error("the page was loaded again, want the request to come by itself")
	}

	traveller.open(own)
	before := cleaner.taps
	cleaner.click("under the seats", func() (thing, error) {
		return cleaner.find("under the seats", inRequest, "B14", `[value="under_seats"]`)
	})
	answered := time.Now()
	cleaner.leads(func() {
		cleaner.click("looked, nothing", func() (thing, error) {
			return cleaner.find("looked, nothing", inRequest, "B14", `[value="looked_nothing"]`)
		})
	})
	if taps := cleaner.taps - before; taps > 2 {
		t.Errorf("got %d taps for an answer, want at most 2", taps)
	}
	cleaner.sees(cleaner.words("lot.answered"))
	traveller.sees(traveller.words("car_place.under_seats"))
	t.Logf("the traveller read the answer %s after it was given", time.Since(answered).Round(time.Millisecond))
	if took := time.Since(answered); took > soon {
		t.Errorf("got the answer after %s, want it within %s", took, soon)
	}

	cars := func() int { return answer[int](cleaner, `() => document.querySelectorAll("#cars article").length`) }
	cleaner.open("/lot")
	many, before := cars(), cleaner.taps
	cleaner.leads(func() {
		cleaner.click("done", func() (thing, error) {
			return cleaner.find("done", `() => document.querySelector("#cars article form button")`)
		})
	})
	if taps := cleaner.taps - before; taps != 1 || cars() != many-1 {
		t.Errorf("got %d cars after %d taps, want %d after 1", cars(), taps, many-1)
	}
	cleaner.follow("capture.undo")
	if cars() != many {
		t.Errorf("undone: got %d cars, want %d", cars(), many)
	}
}

// largeEnough: what is tapped on the lot is 60 pixels high at least, and wide.
func (o *office) largeEnough(t *testing.T) {
	for _, w := range []window{{width: 360, height: 780, lang: "fr", scripts: true}, {width: 1180, height: 820, lang: "de", scripts: true}} {
		p := o.person(t, w)
		p.signIn("ayse", demo.Password)
		p.open("/lot")
		for _, small := range answer[[]string](p, `() => [...document.querySelectorAll("main :is(.button, .face, summary)")].filter(el => el.checkVisibility())
			.filter(el => { const box = el.getBoundingClientRect(); return box.width < 60 || box.height < 59.5; }).map(el => el.innerText.trim())`) {
			t.Errorf("%s: %q is smaller than 60 pixels", w, small)
		}
	}
}
