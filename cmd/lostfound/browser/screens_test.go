package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"lostfound/internal/demo"
)

// Sizes of windows.
var (
	phone  = window{width: 360, height: 780}
	tablet = window{width: 1180, height: 820}
	screen = window{width: 1440, height: 900}
)

// screens are the pages that must be outstanding, each as its people see it: where it
// is, on what, and what they did there until the moment of the picture.
var screens = []struct {
	name string
	place
	on     []window
	do     func(*person)
	readme bool // shown in the README, in the first of its windows
}{
	{"start", place{"", "/"}, []window{phone, screen}, nil, false},
	{"report", place{"", "/report"}, []window{phone, screen}, nil, true},
	{"report-filled", place{"", "/report"}, []window{phone}, func(p *person) {
		p.answerAll(loss{name: "Anna Nowhere", serial: "ZZ1"}.fields(), "")
	}, false},
	{"status", place{"", ":private"}, []window{phone, screen}, nil, true},
	{"filed", place{"", ":private?new=similar"}, []window{phone}, nil, false},
	{"erase", place{"", ":private/erase"}, []window{phone}, nil, false},
	{"stop", place{"", ":stop"}, []window{phone}, nil, false},
	{"found", place{"", "/found"}, []window{phone}, nil, false},
	{"sign-in", place{"", "/sign-in"}, []window{phone, tablet}, nil, false},
	{"capture", place{"karim", "/checkpoint"}, []window{phone, tablet}, nil, false},
	{"capture-told", place{"karim", "/checkpoint"}, []window{tablet, phone}, func(p *person) {
		p.photograph("laptop_duck")
		p.pick("category", "laptop")
		p.pick("colours", "silver")
	}, true},
	{"capture-saved", place{"karim", "/checkpoint?saved=:item"}, []window{phone, tablet}, nil, false},
	{"lot", place{"ayse", "/lot"}, []window{tablet, phone}, nil, true},
	{"lot-list", place{"ayse", "/lot/" + demo.Lot + "/list"}, []window{screen}, nil, false},
	{"day", place{"ingrid", "/desk"}, []window{screen, tablet, phone}, nil, true},
	{"match", place{"ingrid", "/desk/reports/:report?thing=1&item=:item"}, []window{screen, tablet, phone}, nil, true},
	{"callers", place{"ingrid", "/desk/callers?q=Marta+Inventata"}, []window{screen, phone}, nil, false},
	{"reports", place{"ingrid", "/desk/reports"}, []window{screen, phone}, nil, false},
	{"items", place{"ingrid", "/desk/items"}, []window{screen, phone}, nil, false},
	{"item", place{"ingrid", "/desk/items/:item"}, []window{screen, phone}, nil, false},
	{"release", place{"ingrid", "/desk/items/:item/release"}, []window{screen, phone}, nil, true},
	{"file", place{"ingrid", "/desk/file"}, []window{screen, phone}, nil, false},
	{"filed-at-desk", place{"ingrid", "/desk/filed/:report"}, []window{screen, phone}, nil, false},
	{"manager", place{"samira", "/manager"}, []window{screen, phone}, nil, false},
	{"site", place{"samira", "/manager/sites/NZA"}, []window{screen, phone}, nil, false},
	{"staff", place{"samira", "/manager/staff"}, []window{screen, phone}, nil, false},
}

// takeScreens draws the screens of a fresh demonstration into a folder, in two
// languages, by day and at night; or, for "readme", those of the README.
func (o *office) takeScreens(t *testing.T, folder string) {
	own := *o
	own.program, own.find = demonstration(t, o.exe), ""
	o = &own
	readme, langs, nights := folder == "readme", []string{"en", "nl"}, []bool{false, true}
	if readme {
		folder, langs, nights = "../testdata/screens", langs[:1], nights[:1]
	}
	must(t, os.MkdirAll(folder, 0o755))
	for _, lang := range langs {
		for _, w := range []window{phone, tablet, screen} {
			w.lang, w.scripts = lang, true
			p, who := o.person(t, w), "nobody"
			for _, s := range screens {
				if !slices.ContainsFunc(s.on, func(on window) bool { return on.width == w.width }) || readme && (!s.readme || s.on[0].width != w.width) {
					continue
				}
				if s.who != who {
					if who = s.who; who == "" {
						p.open("/?lang=" + lang)
					} else {
						p.signIn(who, demo.Password)
					}
				}
				for _, night := range nights {
					p.light(!night)
					p.open(o.address(p, s.path))
					if s.do != nil {
						s.do(p)
					}
					p.until("the pictures", func() (bool, error) {
						return ask[bool](p, `async () => { await document.fonts.ready; return [...document.images].filter(i => i.loading !== "lazy").every(i => i.complete) }`)
					})
					name := s.name
					if !readme {
						name = fmt.Sprintf("%s-%d-%s-%s", s.name, w.width, lang, map[bool]string{false: "day", true: "night"}[night])
					}
					p.picture(filepath.Join(folder, name+".webp"))
				}
			}
		}
	}
}

// aPicture is how large a picture in the repository may be, in bytes.
const aPicture = 60_000

// picture saves what the window shows, as sharp as a small file can.
func (p *person) picture(file string) {
	p.Helper()
	for quality := int64(90); ; quality -= 10 {
		shot, err := chromedp.Call(p.ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatWebp, Quality: &quality})
		must(p, err)
		if len(shot.Data) <= aPicture || quality <= 30 {
			must(p, os.WriteFile(file, shot.Data, 0o644))
			return
		}
	}
}
