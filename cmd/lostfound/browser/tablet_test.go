package browser

import (
	"strings"
	"testing"

	"lostfound/internal/demo"
)

// keptByATablet: a tablet that was shut out keeps what it could not send, says so, and sends it
// once its next link lets it in again.
func (o *office) keptByATablet(t *testing.T) {
	desk := o.person(t, window{width: 1440, height: 900, lang: "en", scripts: true})
	tablet := o.person(t, window{width: 800, height: 1180, lang: "en", scripts: true})
	desk.signIn("ingrid", demo.Password)
	desk.open("/desk/devices")
	desk.fill("place", "security 2, lane 9")
	desk.follow("devices.make")
	desk.fits("a link for a tablet")
	desk.shutsNobodyOut("a link for a tablet")
	tablet.enrol(desk.link())

	desk.submit("/revoke")
	tablet.photograph("umbrella")
	tablet.pick("category", "umbrella")
	tablet.press("capture.save")
	tablet.sees(tablet.words("capture.enrol_again"))
	tablet.open("/checkpoint")
	tablet.sees(tablet.words("fault.device_revoked"))

	desk.submit("/link")
	tablet.enrol(desk.link())
	tablet.sees(tablet.words("capture.saved"))
	item := findRef.FindString(answer[string](tablet, `() => document.querySelector(".toast").innerText`))
	desk.open("/desk/items/" + item)
	desk.sees("security 2, lane 9")
}

// link is the one that the page shows, without the program's own address.
func (p *person) link() string {
	p.Helper()
	return strings.TrimPrefix(answer[string](p, `() => document.querySelector("#link .link").textContent`), p.at)
}

// enrol opens a link on a tablet and says that this is the one.
func (p *person) enrol(link string) {
	p.Helper()
	p.open(link)
	p.shutsNobodyOut("to be asked whether this is the tablet")
	p.follow("enrol.do")
}

// submit sends the first form whose address ends so.
func (p *person) submit(end string) {
	p.Helper()
	p.leads(func() {
		answer[bool](p, `end => { document.querySelector('form[action$="' + end + '"]').requestSubmit(); return true; }`, end)
	})
}
