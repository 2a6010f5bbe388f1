package browser

import (
	"errors"
	"fmt"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// thing is an element that can be clicked, with what to call it in a complaint.
type thing struct {
	id   runtime.RemoteObjectID
	name string
}

var errNotThere = errors.New("not there")

// called finds a button, a link or another control by its accessible name.
func (p *person) called(name string, roles ...string) (thing, error) {
	root, err := chromedp.Call(p.ctx, dom.GetDocument, dom.GetDocumentParams{})
	if err != nil {
		return thing{}, err
	}
	for _, role := range roles {
		found, err := chromedp.Call(p.ctx, accessibility.QueryAXTree, accessibility.QueryAXTreeParams{NodeID: root.Root.NodeID, Role: role, AccessibleName: name})
		if err != nil {
			return thing{}, err
		}
		for _, n := range found.Nodes {
			if n.Ignored {
				continue
			}
			o, err := chromedp.Call(p.ctx, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: n.BackendDOMNodeID})
			if err != nil {
				return thing{}, err
			}
			return thing{o.Object.ObjectID, name}, nil
		}
	}
	return thing{}, errNotThere
}

// find finds the element that a function returns.
func (p *person) find(name, function string, args ...any) (thing, error) {
	o, err := ask[*runtime.RemoteObject](p, function, args...)
	if err != nil {
		return thing{}, err
	}
	if o.ObjectID == "" {
		return thing{}, errNotThere
	}
	return thing{o.ObjectID, name}, nil
}

// inField finds a control by its name in the form, and by its value where that is
// not null. One that is folded away is its fold until that is open.
const inField = `(name, value) => {
	const all = [...document.getElementsByName(name)].filter(el => value === null || el.value === value);
	const seen = all.find(el => el.checkVisibility({visibilityProperty: true}));
	if (seen) return seen;
	for (const el of all) {
		for (let fold = el.closest("details"); fold; fold = fold.parentElement.closest("details")) {
			const summary = fold.querySelector("summary");
			if (!fold.open && summary.checkVisibility({visibilityProperty: true})) return summary;
		}
	}
	return null;
}`

// field waits for the control of a form, and opens its fold where it has one.
func (p *person) field(name string, value any) thing {
	p.Helper()
	var one thing
	p.until("the field "+name, func() (bool, error) {
		var err error
		if one, err = p.find(name, inField, name, value); err != nil {
			return false, err
		}
		folded, err := on[bool](p, one, `function () { return this.localName === "summary" }`)
		if err != nil || folded {
			return false, errors.Join(err, p.tryClick(one))
		}
		return true, nil
	})
	return one
}

// on calls a JavaScript function whose this is the element.
func on[T any](p *person, el thing, function string, args ...any) (T, error) {
	return chromedp.Run(p.ctx, chromedp.CallFunctionOn[T](function, func(c *runtime.CallFunctionOnParams) { c.ObjectID = el.id }, args...))
}

// spot says where to click an element: in the middle of what is drawn for it. Where
// something else lies there, what.
const spot = `function () {
	const label = this.labels?.length && /^(radio|checkbox|file)$/.test(this.type) ? this.labels[0] : null;
	const drawn = label ?? this;
	if (!this.isConnected || !drawn.checkVisibility({visibilityProperty: true})) return {over: "it is not shown"};
	drawn.scrollIntoView({block: "center", inline: "nearest", behavior: "instant"});
	const box = drawn.getClientRects()[0];
	const x = box.x + box.width / 2, y = box.y + box.height / 2;
	const hit = document.elementFromPoint(x, y);
	const ours = hit && (drawn.contains(hit) || this.contains(hit) || hit.contains(this) && hit.localName === "label");
	return {x, y, over: ours ? "" : "it is under " + (hit ? hit.outerHTML.slice(0, 120) : "nothing")};
}`

// tryClick clicks an element as a hand does: where it is drawn, on whatever lies on top.
func (p *person) tryClick(el thing) error {
	at, err := on[struct {
		X, Y float64
		Over string
	}](p, el, spot)
	if err != nil {
		return err
	}
	if at.Over != "" {
		return fmt.Errorf("%s can't be clicked: %s", el.name, at.Over)
	}
	p.taps++
	return chromedp.Do(p.ctx, chromedp.MouseClickXY(at.X, at.Y))
}

func (p *person) click(what string, look func() (thing, error)) {
	p.Helper()
	p.until("to click "+what, func() (bool, error) {
		el, err := look()
		if err != nil {
			return false, err
		}
		err = p.tryClick(el)
		return err == nil, err
	})
}

// press presses the button or follows the link that says the message.
func (p *person) press(key string, args ...any) {
	p.Helper()
	name := p.words(key, args...)
	p.click(name, func() (thing, error) { return p.called(name, "button", "link") })
}

// offers reports whether the page has a button or a link that says the message.
func (p *person) offers(key string, args ...any) bool {
	_, err := p.called(p.words(key, args...), "button", "link")
	return err == nil
}

// follow presses what leads to another page, and waits for that.
func (p *person) follow(key string, args ...any) {
	p.Helper()
	p.leads(func() { p.Helper(); p.press(key, args...) })
}

// followTo follows the first link whose address has the part.
func (p *person) followTo(part string) {
	p.Helper()
	p.leads(func() {
		p.Helper()
		p.click("a link to "+part, func() (thing, error) {
			return p.find(part, `part => [...document.links].find(a => a.getAttribute("href").includes(part) && a.checkVisibility()) ?? null`, part)
		})
	})
}

// leads does what leads to another page, and waits until that is there.
func (p *person) leads(do func()) {
	p.Helper()
	const since = `() => document.readyState === "complete" ? performance.timeOrigin : 0`
	before := answer[float64](p, `() => performance.timeOrigin`)
	do()
	p.until("another page", func() (bool, error) {
		now, err := ask[float64](p, since)
		return now > 0 && now != before, err
	})
}

// fill puts a text into a field in place of what is there.
func (p *person) fill(name, text string) {
	p.Helper()
	el := p.field(name, nil)
	kind, err := on[string](p, el, `function () { return this.type }`)
	must(p, err)
	switch kind {
	case "datetime-local", "select-one": // the browser's own picker, which differs with its language
		_, err := on[chromedp.Void](p, el, `function (value) {
			this.value = value;
			this.dispatchEvent(new Event("input", {bubbles: true}));
			this.dispatchEvent(new Event("change", {bubbles: true}));
		}`, text)
		must(p, err)
	default:
		p.click(name, func() (thing, error) { return el, nil })
		_, err := on[chromedp.Void](p, el, `function () { this.select() }`)
		must(p, err)
		must(p, call(p, input.InsertText, input.InsertTextParams{Text: text}))
	}
}

// pick chooses a tile, a box or a button of a group.
func (p *person) pick(name, value string) {
	p.Helper()
	el := p.field(name, value)
	p.click(name+"="+value, func() (thing, error) { return el, nil })
	p.until(name+"="+value+" to be picked", func() (bool, error) {
		return ask[bool](p, `(name, value) => [...document.getElementsByName(name)].some(el => el.checked && el.value === value)`, name, value)
	})
}

// picked reports whether it is chosen.
func (p *person) picked(name, value string) bool {
	p.Helper()
	return answer[bool](p, `(name, value) => [...document.getElementsByName(name)].some(el => el.checked && el.value === value)`, name, value)
}

// attach chooses files for a field.
func (p *person) attach(name string, files ...string) {
	p.Helper()
	p.until("the field for files "+name, func() (bool, error) {
		el, err := p.find(name, `name => [...document.getElementsByName(name)].find(el => el.type === "file") ?? null`, name)
		if err != nil {
			return false, err
		}
		_, err = chromedp.Call(p.ctx, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: files, ObjectID: el.id})
		return err == nil, err
	})
}

// has reports whether the page has a field that can be filled in now.
func (p *person) has(name string) bool {
	p.Helper()
	return answer[bool](p, `name => [...document.getElementsByName(name)].some(el => el.type !== "hidden" && el.checkVisibility({visibilityProperty: true}))`, name)
}
