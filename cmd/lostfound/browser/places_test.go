package browser

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"lostfound/internal/demo"
)

// place is a page, and who in the demonstration goes there: a traveller where it is

type place struct{ who, path string }

// places are all pages, by person so that each signs in once.
var places = []place{
	{"", "/"}, {"", "/found"}, {"", "/report"}, {"", "/report?site=NZA"}, {"", ":private"}, {"", ":private?new=1"},
	{"", ":private/erase"}, {"", ":stop"}, {"", "/sign-in"}, {"", "/setup"}, {"", "/no-such-page"}, {"", "/enrol/no-such-link"},
	{"karim", "/checkpoint"}, {"karim", "/checkpoint?saved=:item"}, {"karim", "/checkpoint/back"}, {"karim", "/checkpoint/back/:item"}, {"karim", "/account"}, {"karim", "/desk"},
	{"ingrid", "/desk"}, {"ingrid", "/desk/reports"}, {"ingrid", "/desk/reports/:report"}, {"ingrid", "/desk/reports/:report/contact"}, {"ingrid", "/desk/reports/:report?thing=1&item=:item"}, {"ingrid", "/desk/callers"},
	{"ingrid", "/desk/callers?q=:report"}, {"ingrid", "/desk/callers?q=nobody-like-this"}, {"ingrid", "/desk/items"}, {"ingrid", "/desk/items?q=nothing-like-this"}, {"ingrid", "/desk/items/:item"}, {"ingrid", "/desk/items/:item/release"},
	{"ingrid", "/desk/items/:given/receipt"}, {"ingrid", "/desk/passages"}, {"ingrid", "/desk/devices"}, {"ingrid", "/desk/file"}, {"ingrid", "/desk/filed/:report"}, {"ingrid", "/desk/handover"},
	{"ingrid", "/desk/handovers/:note"},
	{"ayse", "/lot"}, {"ayse", "/lot/NZA-RENT/list"},
	{"samira", "/manager"}, {"samira", "/manager/sites/NZA"}, {"samira", "/manager/sites/NZA/passages"}, {"samira", "/manager/staff"}, {"samira", "/manager/staff/new"}, {"samira", "/manager/staff/:member/password"},
	{"samira", "/manager/staff/:member/duty"},
	{"admin", "/manager/sites/NZA-RENT/cars"}, {"admin", "/manager/new-site"},
}

// notPages are addresses that answer with something else than a page.
var notPages = regexp.MustCompile(`^/assets/|/photos/|/live$`)

// address names a place's records.
func (o *office) address(p *person, path string) string {
	p.Helper()
	path = strings.NewReplacer(":report", refOf(o.traveller), ":private", o.traveller, ":stop", o.stop).Replace(path)
	if strings.Contains(path, ":item") {
		path = strings.ReplaceAll(path, ":item", o.item(p))
	}
	if strings.Contains(path, ":given") {
		path = strings.ReplaceAll(path, ":given", o.refs(p, "/desk/items?status=released", "ingrid", findRef)[0])
	}
	if strings.Contains(path, ":note") {
		path = strings.ReplaceAll(path, ":note", o.handover(p))
	}
	if strings.Contains(path, ":member") {
		path = strings.ReplaceAll(path, ":member", o.refs(p, "/manager/staff", "samira", memberRef)[0])
	}
	return path
}

// item is a find that may be what the demonstration's traveller misses.
func (o *office) item(p *person) string {
	p.Helper()
	if o.find == "" {
		o.find = o.refs(p, "/desk/reports/"+refOf(o.traveller), "ingrid", findRef)[0]
	}
	return o.find
}

// handover is a note that the manager left, who went home.
func (o *office) handover(p *person) string {
	p.Helper()
	if o.note == "" {
		agent := o.person(p.T, window{width: 1440, height: 900, lang: "en", scripts: true})
		agent.signIn("samira", demo.Password)
		agent.open("/desk/handover")
		agent.follow("handover.do")
		o.note = noteRef.FindString(answer[string](agent, `() => location.pathname`))
	}
	return o.note
}

// finds are those in store, the newest first.
func (o *office) finds(p *person) []string {
	p.Helper()
	return o.refs(p, "/desk/items?status=in_store", "ingrid", findRef)
}

var noteRef = regexp.MustCompile(`H-[0-9A-Z]{4}-[0-9A-Z]{2}`)

var memberRef = regexp.MustCompile(`S-[0-9A-Z]{4}-[0-9A-Z]{2}`)

// refs are the references of a kind that a page links to, as somebody sees it.
func (o *office) refs(p *person, path, who string, kind *regexp.Regexp) []string {
	p.Helper()
	agent := o.person(p.T, window{width: 1440, height: 900, lang: "en", scripts: true})
	agent.signIn(who, demo.Password)
	agent.open(path)
	refs := kind.FindAllString(answer[string](agent, `() => [...document.links].map(a => a.getAttribute("href")).join("\n")`), -1)
	if len(refs) == 0 {
		p.Fatalf("%s: no references", path)
	}
	return refs
}

// TestEveryPageIsVisited holds the list of places against the program's addresses.
func TestEveryPageIsVisited(t *testing.T) {
	const list = "../../../internal/web/routes.go"
	code, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	routes := regexp.MustCompile(`\{"GET", "([^"]+)"`).FindAllStringSubmatch(string(code), -1)
	if len(routes) < 10 {
		t.Fatalf("%s: got %d addresses, want all", list, len(routes))
	}
	parameter := regexp.MustCompile(`[:*][a-z]+`)
	for _, r := range routes {
		if notPages.MatchString(r[1]) {
			continue
		}
		pattern := regexp.MustCompile("^" + parameter.ReplaceAllString(r[1], "[^/]+") + "$")
		visited := false
		for _, at := range places {
			path, _, _ := strings.Cut(strings.NewReplacer(":private", "/r/R/token", ":stop", "/stop/R/token").Replace(at.path), "?")
			visited = visited || pattern.MatchString(path)
		}
		if !visited {
			t.Errorf("%s is no place that the browser tests visit", r[1])
		}
	}
}
