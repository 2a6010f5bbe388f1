package browser

import (
	_ "embed"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"lostfound/internal/demo"
)

//go:embed testdata/axe.min.js
var axe string

// everyPage visits every page in every language, on a phone and on the desk's screen.
// Nobody may be shut out: not by colours, by day or at night, not by large letters, nor
// by a language that runs from right to left.
func (o *office) everyPage(t *testing.T) {
	for _, lang := range o.book.Languages() {
		t.Run(lang.Name, func(t *testing.T) {
			wide := int64(1440)
			if lang.Code == "nl" {
				wide = 1180 // a tablet
			}
			phone, desk := o.person(t, window{360, 780, lang.Code, true, false}), o.person(t, window{wide, 820, lang.Code, true, false})
			for _, p := range []*person{phone, desk} {
				who := "nobody"
				for _, at := range places {
					if at.who != who {
						if who = at.who; who == "" {
							p.open("/?lang=" + lang.Code)
						} else {
							p.signIn(who, demo.Password)
						}
					}
					path := o.address(p, at.path)
					p.open(path)
					p.fits(path)
					if lang.Code == "en" || lang.Code == "nl" && p == phone {
						p.shutsNobodyOut(path)
					}
				}
			}
		})
	}
}

// shutsNobodyOut looks with axe for serious violations, by day and at night.
func (p *person) shutsNobodyOut(what string) {
	p.Helper()
	_, err := chromedp.Run(p.ctx, chromedp.Evaluate[chromedp.Void](axe))
	must(p, err)
	for _, day := range []bool{true, false} {
		p.light(day)
		for _, v := range answer[[]string](p, `async () => {
			const found = await axe.run(document, {resultTypes: ["violations"]});
			return found.violations.filter(v => v.impact === "serious" || v.impact === "critical").map(v =>
				v.impact + ": " + v.help + " (" + v.id + "): " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " " + n.any.map(a => a.message).join(" ").slice(0, 160)).join(" | "));
		}`) {
			p.Errorf("%s, %s, by day %v: %s", what, p.window, day, v)
		}
	}
	p.light(!p.dark)
}

// fits holds the page to its window: as it is, with letters twice as large, and
// mirrored, nothing makes it scroll sideways.
func (p *person) fits(what string) {
	p.Helper()
	p.notWider(what)
	p.letters(32)
	p.notWider(what + " with large letters")
	p.letters(16)
	answer[chromedp.Void](p, `() => { document.documentElement.dir = "rtl" }`)
	p.notWider(what + " from right to left")
	answer[chromedp.Void](p, `() => { document.documentElement.dir = "ltr" }`)
}

// letters sets the size of letters that the reader has chosen, in pixels; browsers
// come with 16.
func (p *person) letters(size int64) {
	p.Helper()
	must(p, call(p, page.SetFontSizes, page.SetFontSizesParams{FontSizes: &page.FontSizes{Standard: size, Fixed: size * 13 / 16}}))
}

// notWider names what sticks out, where something does.
func (p *person) notWider(what string) {
	p.Helper()
	out := answer[struct {
		Width int64
		Who   []string
	}](p, `width => {
		const root = document.scrollingElement, all = [...document.body.querySelectorAll("*")];
		const sticksOut = el => {
			const box = el.getBoundingClientRect();
			if (!el.checkVisibility() || box.right <= width + 0.5 && box.left >= -0.5) return false;
			for (let up = el; up; up = up.parentElement) {
				const style = getComputedStyle(up);
				if (style.position === "fixed" || up !== el && style.overflowX !== "visible" || style.clipPath !== "none") return false;
			}
			return true;
		};
		return {width: root.scrollWidth, who: root.scrollWidth > width ? all.filter(sticksOut).slice(-3).map(el => el.outerHTML.slice(0, 140)) : []};
	}`, p.width)
	if out.Width > p.width {
		p.Errorf("%s, %s: got a page %d wide, want it to fit; out stick %s", what, p.window, out.Width, strings.Join(out.Who, " | "))
	}
}
