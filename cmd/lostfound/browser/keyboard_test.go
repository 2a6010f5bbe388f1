package browser

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	// aKey is how long a person who does not type for a living takes for one, and aQuestion
	// how long to read what is asked and to think.
	aKey      = 200 * time.Millisecond
	aQuestion = 4 * time.Second
	// toReport is how long a traveller may take.
	toReport = 90 * time.Second
	// atMost bounds a way through a page by Tab.
	atMost = 300
)

// typist is a person without a mouse who counts the keys pressed, and the questions answered.
type typist struct {
	*person
	keys, questions int
}

// typed presses keys.
func (y *typist) typed(keys string) {
	y.Helper()
	y.keys += len([]rune(keys))
	must(y, chromedp.Do(y.ctx, chromedp.KeyEvent(keys)))
}

// focus is where the keyboard is.
type focus struct {
	Name, Type, Value, Text string
	Checked, Grouped        bool // chosen; one of a group is chosen
	Hidden                  string
}

// next goes to the next control, which must be in sight and not under anything.
func (y *typist) next() focus {
	y.Helper()
	y.typed(kb.Tab)
	f := answer[focus](y.person, `() => {
		const at = document.activeElement, drawn = at.matches("[type=radio], [type=checkbox]") && at.labels[0] || at;
		const boxes = [...drawn.getClientRects()], box = boxes[0] ?? {x: -1, y: -1, width: 0, height: 0};
		const x = Math.max(box.x, 0) + 8, y = box.y + Math.min(box.height, innerHeight) / 2;
		const top = document.elementFromPoint(x, y);
		const seen = top && (drawn.contains(top) || top.contains(drawn));
		return {
			name: at.name ?? "", type: at.type ?? at.localName, value: at.value ?? "", text: (at.innerText ?? "").trim(),
			checked: !!at.checked, grouped: at.type === "radio" && !!document.querySelector("[name=" + CSS.escape(at.name) + "]:checked"),
			hidden: at === document.body || seen ? "" : at.outerHTML.slice(0, 120) + " at " + Math.round(x) + "," + Math.round(y) + " under " + (top?.outerHTML.slice(0, 80) ?? "nothing"),
		};
	}`)
	if f.Hidden != "" {
		y.Errorf("the keyboard is where nobody can see it: %s", f.Hidden)
	}
	return f
}

// byKeyboard: a report is told with Tab, Space, Enter and letters, in the time that a
// traveller has.
func (o *office) byKeyboard(t *testing.T) {
	y := &typist{person: o.person(t, window{width: 1440, height: 900, lang: "en", scripts: true})}
	y.open("/")
	for f := y.next(); !strings.Contains(f.Text, y.words("start.lost")); f = y.next() {
		if y.keys > atMost {
			t.Fatal("the keyboard does not reach the report")
		}
	}
	y.leads(func() { y.typed(kb.Enter) })
	y.leads(y.tell)
	y.sees(y.words("status_page.reached"))
	took := time.Duration(y.keys)*aKey + time.Duration(y.questions)*aQuestion
	t.Logf("%d keys at %s, %d questions at %s: %s", y.keys, aKey, y.questions, aQuestion, took)
	if took > toReport {
		t.Errorf("got a report after %s, want at most %s", took, toReport)
	}
}

// tell goes through the report, whatever it asks first, and sends it.
func (y *typist) tell() {
	y.Helper()
	texts := map[string]string{"things[0].description": "blue stripe, tag Ada", "place": "gate D14", "contact.name": "Ada", "contact.email": "ada@example.org"}
	for y.keys < 2*atMost {
		f := y.next()
		switch {
		case texts[f.Name] != "" && f.Value == "":
			y.typed(texts[f.Name])
		case f.Name == "things[0].category" && f.Value != "suitcase": // a group's arrows choose
			for f.Value != "suitcase" && y.keys < atMost {
				y.typed(kb.ArrowRight)
				f.Value = answer[string](y.person, `() => document.activeElement.value`)
			}
		case f.Name == "things[0].colours" && f.Value == "blue" && !f.Checked, f.Name == "sites" && f.Value == "NZA" && !f.Checked:
			y.typed(" ")
		case f.Name == "lost_from": // each part of the time in turn
			y.typed(kb.ArrowUp)
		case f.Type == "radio" && !f.Grouped:
			y.typed(" ")
		case f.Text == y.words("steps.next"), f.Text == y.words("report.send"):
			y.typed(kb.Enter)
			y.questions++
			if f.Text == y.words("report.send") {
				return
			}
		}
	}
	y.Fatalf("the keyboard does not reach the end of the report")
}
