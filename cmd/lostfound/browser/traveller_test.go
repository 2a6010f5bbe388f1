package browser

import (
	"path/filepath"
	"strings"
	"time"
)

// loss is what a traveller in these tests tells us, which always is a laptop.
type loss struct {
	name   string // of the traveller
	serial string // that only the laptop in question has
	photo  string // a file; none where empty
}

// fields are the loss as the form has it, in the order in which people meet it.
func (l loss) fields() []entry {
	return []entry{
		{name: "things[0].item_type", text: kind},
		{name: "things[0].category", choice: "laptop"},
		{name: "things[0].colours", choice: "black"},
		{name: "things[0].description", text: "A sticker of a lighthouse on the lid. " + l.name},
		{name: "things[0].brand", text: "Lenovo"},
		{name: "things[0].identifiers.serial", text: l.serial},
		{name: "sites", choice: "NZA"},
		{name: "place", text: "security 2"},
		{name: "lost_from", text: time.Now().Add(-3 * time.Hour).Format("2006-01-02T15:04")},
		{name: "contact.name", text: l.name},
		{name: "contact.email", text: "tess@example.org"},
	}
}

// kind is what everybody in these tests calls the thing, in whatever language.
const kind = "laptop"

// entry is what goes into one field: a choice or a text.
type entry struct{ name, choice, text string }

// enter fills in the field, if it stands on the page or in one of its folds.
func (p *person) enter(e entry) bool {
	p.Helper()
	var value any
	if e.choice != "" {
		value = e.choice
	}
	if _, err := p.find(e.name, inField, e.name, value); err != nil {
		return false
	}
	switch {
	case e.choice == "":
		p.fill(e.name, e.text)
	case !p.picked(e.name, e.choice):
		p.pick(e.name, e.choice)
		p.until("the next question", func() (bool, error) { // a tile of a question leads on
			return ask[bool](p, `(name, value) => ![...document.getElementsByName(name)].some(el => el.value === value && el.closest("[data-steps].ready .tile") && el.checkVisibility())`, e.name, e.choice)
		})
	}
	return true
}

// report tells us of the loss, from the first page on, and returns the private link.
func (p *person) report(l loss) string {
	p.Helper()
	p.open("/?lang=" + p.speaks.Code)
	p.followTo("/report")
	p.answerAll(l.fields(), l.photo)
	p.follow("report.send")
	link, _, _ := strings.Cut(p.where(), "?")
	if !strings.HasPrefix(link, "/r/R-") {
		p.Fatalf("a report led to %s, want its private page", link)
	}
	p.sees(p.words("status_page.reached"))
	p.sees(p.words("truth.sought", "Things", kind))
	return link
}

// answerAll goes through the steps of a report, up to where it can be sent.
func (p *person) answerAll(left []entry, photo string) {
	p.Helper()
	for range 12 { // steps at most
		var later []entry
		for _, e := range left {
			if !p.enter(e) {
				later = append(later, e)
			}
		}
		left = later
		if photo != "" && p.has("things[0].photo") {
			p.attach("things[0].photo", photo)
			photo = ""
		}
		if p.offers("report.send") {
			break
		}
		p.press("steps.next")
	}
	if len(left) > 0 || photo != "" {
		p.Errorf("the report asks nowhere for %v %s", left, photo)
	}
}

// refOf is the reference of a private link.
func refOf(link string) string {
	ref, _, _ := strings.Cut(strings.TrimPrefix(link, "/r/"), "/")
	return ref
}

// drawing is a photo of the demonstration, as a file.
func (p *person) drawing(name string) string {
	p.Helper()
	file, err := filepath.Abs("../../../internal/demo/pictures/" + name + ".jpg")
	must(p, err)
	return file
}
