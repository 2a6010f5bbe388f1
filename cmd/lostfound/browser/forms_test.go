package browser

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"lostfound/internal/demo"
	"lostfound/internal/fault"
)

// texts are what people and programs type where a word was expected.
var texts = map[string]string{
	"a script":            `"'><script>alert(1)</script>`,
	"emoji":               "🧸🔑 👨‍👩‍👧 Ünïcøde ﷽",
	"right to left":       "حقيبة سوداء עם תג \u202eabc",
	"4,000 letters":       strings.Repeat("é", 4000),
	"one endless word":    strings.Repeat("W", 300),
	"more than it may be": strings.Repeat("long ", 2000),
}

// anyText fills every text field of every form with each text. The form either goes
// through, or comes back with the text in every field and the fault beside its own;
// in no case does the page break or run what was typed.
func (o *office) anyText(t *testing.T) {
	own := *o // whose sites and staff may get impossible names
	own.program, own.find = demonstration(t, o.exe), ""
	o = &own
	p := o.person(t, window{width: 360, height: 780, lang: "de"})
	finds, who := o.finds(p), "nobody"
	for _, form := range []struct {
		place
		last string // name of the form's last field, which tells it from others on the page
	}{
		{place{"", "/report"}, "contact.name"}, {place{"", ":private"}, "description"}, {place{"", ":private"}, "phone"},
		{place{"karim", "/checkpoint"}, "zone"},
		{place{"ingrid", "/desk/file"}, "contact.name"}, {place{"ingrid", "/desk/items?status=in_store"}, "q"}, {place{"ingrid", "/desk/items/:item/release"}, "note"}, {place{"ingrid", "/desk/reports/:report/contact"}, "about"},
		{place{"samira", "/manager/sites/NZA"}, "zones"}, {place{"samira", "/manager/staff/new"}, "sign_in"}, {place{"admin", "/manager/new-site"}, "zones"},
	} {
		if form.who != who {
			if who = form.who; who == "" {
				p.open("/?lang=de")
			} else {
				p.signIn(who, demo.Password)
			}
		}
		for i, name := range slices.Sorted(maps.Keys(texts)) {
			path, text := o.address(p, form.path), texts[name]
			if form.last == "note" { // a find is handed over once
				path = "/desk/items/" + finds[i] + "/release"
			}
			p.open(path)
			typed := answer[map[string]string](p, `(last, text) => {
				const form = document.getElementsByName(last)[0]?.form, typed = {};
				for (const el of form.elements) {
					if (!/^(text|search|tel|email|password|textarea)$/.test(el.type)) continue;
					el.value = text;
					typed[el.name] = el.value; // without line ends, where the field has none
				}
				return typed;
			}`, form.last, text)
			p.leads(func() {
				answer[bool](p, `last => { HTMLFormElement.prototype.submit.call(document.getElementsByName(last)[0].form); return true }`, form.last)
			})
			if refused := p.sound(path + " with " + name); refused {
				p.cameBack(path+" with "+name, typed)
			}
		}
	}
}

// sound checks that the page is no failure and runs nothing but what the program sent.
// It reports whether the page refuses what was sent.
func (p *person) sound(what string) (refused bool) {
	p.Helper()
	got := answer[struct {
		Status  int
		Scripts int
		Lang    string
	}](p, `() => ({status: performance.getEntriesByType("navigation")[0].responseStatus,
		scripts: [...document.scripts].filter(s => !s.src.startsWith(location.origin + "/assets/")).length, lang: document.documentElement.lang})`)
	if got.Status >= 500 || got.Status == 400 {
		p.Errorf("%s: got status %d, want an answer to it", what, got.Status)
	}
	if got.Scripts > 0 {
		p.Errorf("%s: got %d scripts that the program did not send", what, got.Scripts)
	}
	if got.Lang != p.speaks.Code {
		p.Errorf("%s: got a page in %s, want %s", what, got.Lang, p.speaks.Code)
	}
	p.notWider(what)
	return got.Status >= 400
}

// cameBack checks a form that was refused: what was typed, where it was typed; and each
// fault beside its field, said to those who can't see it, and linked from the top.
func (p *person) cameBack(what string, typed map[string]string) {
	p.Helper()
	got := answer[struct {
		Values  map[string]string
		Unsaid  []string // fields marked as wrong with no word about it
		Nowhere []string // links from the top that lead nowhere
	}](p, `names => {
		const values = {};
		for (const name of names) values[name] = document.getElementsByName(name)[0]?.value ?? "(no field)";
		const said = el => (el.getAttribute("aria-describedby") ?? "").split(" ").some(id => /\S/.test(document.getElementById(id)?.textContent ?? ""));
		return {
			values,
			unsaid: [...document.querySelectorAll("[aria-invalid=true]")].filter(el => !said(el)).map(el => el.name),
			nowhere: [...document.querySelectorAll("[role=alert] a")].map(a => a.hash).filter(hash => !document.getElementById(decodeURIComponent(hash.slice(1)))),
		};
	}`, slices.Collect(maps.Keys(typed)))
	for name, want := range typed {
		if name == "password" {
			continue // never sent back
		}
		if have := got.Values[name]; !strings.EqualFold(squeezed(have), squeezed(want)) { // codes become capitals
			p.Errorf("%s: field %s: got %.80q (%d), want what was typed, %.80q (%d)", what, name, have, len(have), want, len(want))
		}
	}
	if len(got.Unsaid) > 0 {
		p.Errorf("%s: nothing is said about the fields %v, which are marked as wrong", what, got.Unsaid)
	}
	if len(got.Nowhere) > 0 {
		p.Errorf("%s: the faults on top lead to %v, which are not there", what, got.Nowhere)
	}
}

var space = regexp.MustCompile(`\s+`)

// squeezed forgets white space that the form may trim.
func squeezed(s string) string { return strings.TrimSpace(space.ReplaceAllString(s, " ")) }

// nothingTypedIsLost: a report with one thing wrong comes back complete, photo
// included, and goes through once that one thing is mended.
func (o *office) nothingTypedIsLost(t *testing.T) {
	for _, w := range []window{{width: 360, height: 780, lang: "nl"}, {width: 360, height: 780, lang: "en", scripts: true}} {
		t.Run(w.String(), func(t *testing.T) {
			p := o.person(t, w)
			l := loss{name: "Toos Tweemaal", serial: "ZZTWICE1", photo: p.drawing("laptop_duck")}
			p.open("/report?lang=" + p.speaks.Code)
			without := func(e entry) bool { return e.name == "lost_from" }
			p.answerAll(slices.DeleteFunc(l.fields(), without), l.photo)
			p.press("report.send")
			fault := p.speaks.Fault(fault.Problem{Field: "lost_from", Code: "required"})
			p.sees(fault)

			typed := map[string]string{}
			for _, e := range slices.DeleteFunc(l.fields(), without) {
				if e.choice == "" {
					typed[e.name] = e.text
				} else if !p.picked(e.name, e.choice) {
					p.Errorf("refused: %s is no longer picked in %s", e.choice, e.name)
				}
			}
			p.cameBack("refused", typed)
			if said := answer[string](p, `() => {
				const el = document.getElementsByName("lost_from")[0], ids = (el.getAttribute("aria-describedby") ?? "").split(" ");
				return ids.map(id => document.getElementById(id)?.textContent ?? "").join(" ");
			}`); !strings.Contains(said, fault) {
				p.Errorf("refused: got %q said of the field lost_from, want %q", said, fault)
			}
			if w.scripts {
				p.shutsNobodyOut("a report that was refused")
			}

			p.answerAll(slices.DeleteFunc(l.fields(), func(e entry) bool { return !without(e) }), "")
			p.follow("report.send")
			p.sees(p.words("status_page.reached"))
			p.until("the photo", func() (bool, error) {
				return ask[bool](p, `() => [...document.images].some(i => i.src.includes("/photos/") && (i.loading = "eager") && i.complete && i.naturalWidth > 0)`)
			})
		})
	}
}
