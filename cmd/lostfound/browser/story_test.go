package browser

import "testing"

// wholeStory: a laptop is lost, found, recognised, announced and handed over.
func (o *office) wholeStory(t *testing.T) {
	for i, w := range []window{
		{width: 360, height: 780, lang: "en", scripts: true},
		{width: 1440, height: 900, lang: "nl", scripts: true},
		{width: 360, height: 780, lang: "nl"},
		{width: 1440, height: 900, lang: "en"},
	} {
		t.Run(w.String(), func(t *testing.T) {
			l := loss{name: "Tess Testperson", serial: "ZZPF3K" + string(rune('A'+i)) + "49", photo: ""}
			traveller, officer, agent := o.person(t, w), o.person(t, w), o.person(t, w)
			link := traveller.report(l)
			item := officer.takeIn(l)
			agent.atTheDesk()
			agent.confirm(refOf(link), item)

			here := traveller.words("truth.here", "Things", kind)
			if w.scripts {
				traveller.sees(here) // on the page that has been open all the time
			} else {
				traveller.open(link)
				traveller.sees(here)
			}
			agent.handOver(item, l.name)
			traveller.open(link)
			traveller.sees(traveller.words("truth.back"))
		})
	}
}
