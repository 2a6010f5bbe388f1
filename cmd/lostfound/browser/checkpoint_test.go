package browser

import (
	"regexp"
	"testing"

	"lostfound/internal/demo"
)

// takeIn saves the laptop that was lost, with a photo: by camera where scripts run,
// as a file otherwise. It returns the find's reference.
func (p *person) takeIn(l loss) string {
	p.Helper()
	p.signIn("karim", demo.Password)
	p.open("/checkpoint")
	p.photograph("laptop_bag")
	about := []entry{
		{name: "category", choice: "laptop"},
		{name: "item_type", text: kind},
		{name: "colours", choice: "black"},
		{name: "description", text: "sticker of a lighthouse on the lid"},
		{name: "brand", text: "Lenovo"},
		{name: "serial", text: l.serial},
	}
	if !p.scripts { // with them the device keeps where it stands
		about = append(about, entry{name: "zone", text: "security 2, lane 3"})
	}
	for _, e := range about {
		if !p.enter(e) {
			p.Fatalf("the find has no field %s", e.name)
		}
	}
	return p.save()
}

// photograph adds a photo to the find, after which the page asks what it is.
func (p *person) photograph(drawing string) {
	p.Helper()
	p.attach("photo", p.drawing(drawing))
	p.until("to be asked what it is", func() (bool, error) { return p.has("item_type"), nil })
}

// save saves the find that is told of, and returns its reference. Where scripts run, the page
// stays and is ready for the next one.
func (p *person) save() string {
	p.Helper()
	if p.scripts {
		p.press("capture.save")
	} else {
		p.follow("capture.save")
	}
	p.sees(p.words("capture.saved"))
	item := ""
	p.until("to be told under which reference it was saved", func() (bool, error) { // which a bad line delays
		item = findRef.FindString(answer[string](p, `() => document.querySelector(".toast").innerText`))
		return item != "", nil
	})
	return item
}

var findRef = regexp.MustCompile(`F-[0-9A-Z]{4}-[0-9A-Z]{2}`)

// fewTaps: a find is saved with a photo and three taps at most.
func (o *office) fewTaps(t *testing.T) {
	p := o.person(t, window{width: 360, height: 780, lang: "en", scripts: true})
	p.signIn("karim", demo.Password)
	p.open("/checkpoint")
	before := p.taps
	p.photograph("umbrella")
	p.pick("category", "umbrella")
	p.save()
	if taps := p.taps - before; taps > 3 {
		t.Errorf("got %d taps and a photo, want at most 3", taps)
	} else {
		t.Logf("%d taps and a photo", taps)
	}
}

// handedBack: somebody who came back has their thing with six inputs of the officer and of
// their own at most: of another language on each side, and with what was said between.
func (o *office) handedBack(t *testing.T) {
	p := o.person(t, window{width: 1180, height: 820, lang: "de", scripts: true})
	p.signIn("karim", demo.Password)
	p.open("/checkpoint")
	p.photograph("rucksack")
	p.pick("category", "backpack")
	item := p.save()
	p.open("/checkpoint/back")
	before := p.taps
	p.followTo("/checkpoint/back/" + item)
	const answer = "un crochet d’escalade orange, et mon livre"
	p.fill("said", answer)
	p.follow("back.record")
	p.sees(answer)
	p.follow("back.theirs")
	p.sees(p.words("back.handed"))
	if inputs := p.taps - before + 1; inputs > 6 { // the answer is one
		t.Errorf("got %d inputs, want at most 6", inputs)
	} else {
		t.Logf("%d inputs", inputs)
	}
	p.follow("capture.undo")
	p.sees(p.words("back.undone"))
}
