package web

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"lostfound/internal/handover"
	"lostfound/internal/locale"
	"lostfound/internal/staff"
)

// shown is a page as somebody sees it.
type shown struct{ who, path string }

// everyPage is the address of every page there is to see.
func (w *opened) everyPage(t *testing.T) []shown {
	t.Helper()
	w.openLot(t)
	bag := w.misses(t)
	lost, ring := w.lost, w.ringLost
	item, report := string(w.laptop.Ref), string(lost.Report.Ref)
	return []shown{
		{"", "/"}, {"", "/found"}, {"", "/report"}, {"", "/report?site=AMS"}, {"", "/sign-in"}, {"", "/nowhere"},
		{"", lost.Link}, {"", lost.Link + "?new=1"}, {"", lost.Link + "?new=similar"}, {"", ring.Link}, {"", lost.Link + "/erase"}, {"", w.StopLink(lost.Report)},
		{"admin", "/account"}, {"admin", "/setup"},
		{"finder", "/checkpoint"}, {"finder", "/checkpoint?saved=" + item}, {"admin", "/checkpoint?site=AMS&zone=gate+D14"},
		{"finder", "/checkpoint/back"}, {"finder", "/checkpoint/back?handed=" + item}, {"finder", "/checkpoint/back/" + item},
		{"jo", "/lot"}, {"jo", "/lot?site=MUC-RENT&done=1"}, {"jo", "/lot/MUC-RENT/list"},
		{"finder", "/lot"},
		{"", bag.Link},
		{"lena", "/desk"}, {"lena", "/desk/reports/" + string(bag.Report.Ref)},
		{"jo", "/checkpoint?site=MUC-RENT&answered=" + string(bag.Report.Ref) + "&no=1"},
		{"desk", "/desk"}, {"desk", "/desk/reports"}, {"desk", "/desk/reports?site=AMS"},
		{"desk", "/desk/reports/" + report}, {"desk", "/desk/reports/" + report + "?thing=1&item=" + item}, {"desk", "/desk/reports/" + string(ring.Report.Ref)}, {"desk", "/desk/reports/" + report + "/contact"}, {"desk", "/desk/reports?q=laptop"}, {"desk", "/desk/reports?q=giraffe"},
		{"desk", "/desk/callers"}, {"desk", "/desk/callers?q=" + report}, {"desk", "/desk/callers?q=giraffe"},
		{"desk", "/desk/items"}, {"desk", "/desk/items?q=laptop&site=AMS&status=in_store"}, {"desk", "/desk/items?q=giraffe"},
		{"desk", "/desk/items/" + item}, {"desk", "/desk/items/" + string(w.ring.Ref)}, {"manager", "/desk/items/" + string(w.ring.Ref)},
		{"desk", "/desk/items/" + item + "/release"}, {"desk", "/desk/items/" + string(w.ring.Ref) + "/release"}, {"manager", "/desk/items/" + string(w.ring.Ref) + "/release"},
		{"desk", "/desk/file"}, {"desk", "/desk/filed/" + report},
		{"manager", "/manager"},
		{"admin", "/manager"}, {"admin", "/manager/new-site"},
		{"manager", "/manager/sites/AMS"}, {"manager", "/manager/sites/AMS?saved=1"}, {"manager", "/manager/sites/AMS/passages"}, {"manager", "/manager/sites/AMS/passages?saved=1"},
		{"desk", "/desk/passages"}, {"desk", "/desk/devices"},
		{"", "/enrol/" + w.link}, {"", "/enrol/none"},
		{"manager", "/manager/staff"}, {"manager", "/manager/staff?done=added"}, {"manager", "/manager/staff?done=password"},
		{"admin", "/account?changed=1"}, {"admin", "/manager/staff/new"},
		{"finder", "/manager"},
		{"manager", "/manager/staff?done=duty"}, {"manager", "/manager/staff/" + string(lost.Report.Promises[0].Owner) + "/duty"},
		{"desk", "/desk/handover"},
		{"manager", "/desk/handovers/" + w.handedOver()},
		{"lena", "/manager/sites/MUC-RENT"}, {"lena", "/manager/sites/MUC-RENT/cars"}, {"lena", "/manager/sites/MUC-RENT/cars?taken=1"},
	}
}

// handedOver is a note that somebody left who went home, and was asked about.
func (w *opened) handedOver() string {
	ctx := context.Background()
	m, err := w.Roster(ctx, staff.Operator, w.lost.Report.Promises[0].Owner)
	if err == nil {
		var n handover.Note
		if n, err = w.GoHome(ctx, m, "The ring is in safe 2."); err == nil {
			_, err = w.AskAbout(ctx, staff.Operator, n.Ref, "Who has the key?")
		}
		if err == nil {
			return string(n.Ref)
		}
	}
	panic(err)
}

var unsaid = regexp.MustCompile(`\[[a-z_]+\.[a-z_.]+\]|&lt;no value&gt;|%!|<nil>`)

func TestEveryPageInEveryLanguage(t *testing.T) {
	w := atWork(t)
	for _, p := range w.everyPage(t) {
		for _, lang := range locale.Codes {
			got := w.as(p.who, lang).get(p.path)
			body := got.Body.String()
			if got.Code >= 300 && got.Code < 400 || got.Code >= 500 {
				t.Errorf("%s for %q: got status %d, want a page; %s", p.path, p.who, got.Code, w.logged)
				continue
			}
			if m := unsaid.FindString(body); m != "" {
				t.Errorf("%s in %s: %q is not in words", p.path, lang, m)
			}
			if want := `<html lang="` + lang + `" dir="ltr">`; !strings.Contains(body, want) {
				t.Errorf("%s in %s: does not say %s", p.path, lang, want)
			}
		}
	}
}

// A page is fit for keyboards, readers aloud and a strict policy.
func TestEveryPageIsSound(t *testing.T) {
	w := atWork(t)
	for _, p := range w.everyPage(t) {
		body := w.as(p.who, "en").get(p.path).Body.String()
		checkPage(t, p.path, body)
	}
}

func checkPage(t *testing.T, path, body string) {
	t.Helper()
	if got := len(nodes(t, body, "h1")); got != 1 {
		t.Errorf("%s: got %d h1, want 1", path, got)
	}
	for _, n := range nodes(t, body, "script", "style") {
		if attr(n, "src") == "" || n.FirstChild != nil {
			t.Errorf("%s: got a %s written into the page, want none", path, n.Data)
		}
	}
	ids := map[string]bool{}
	root, err := html.Parse(strings.NewReader(body))
	must(t, err)
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s: %s has an attribute %s, which the policy forbids", path, n.Data, a.Key)
			}
			if a.Key == "id" && ids[a.Val] {
				t.Errorf("%s: id %s occurs twice", path, a.Val)
			} else if a.Key == "id" {
				ids[a.Val] = true
			}
		}
	}
	labelled := map[string]bool{}
	for _, l := range nodes(t, body, "label") {
		if text(l) == "" {
			t.Errorf("%s: label for %q has no words", path, attr(l, "for"))
		}
		labelled[attr(l, "for")] = true
	}
	for _, c := range nodes(t, body, "input", "select", "textarea") {
		if attr(c, "type") == "hidden" || labelled[attr(c, "id")] && attr(c, "id") != "" || inside(c, "label") {
			continue
		}
		t.Errorf("%s: field %s has no label", path, attr(c, "name"))
	}
	for _, b := range nodes(t, body, "button", "a", "summary") {
		if text(b) == "" && attr(b, "aria-hidden") == "" && attr(b, "class") != "photo" {
			t.Errorf("%s: %s %v has no words", path, b.Data, b.Attr)
		}
	}
	for _, i := range nodes(t, body, "img") {
		if !has(i, "alt") {
			t.Errorf("%s: image %s has no alt", path, attr(i, "src"))
		}
	}
	for _, c := range nodes(t, body, "input", "textarea", "select") {
		for _, id := range strings.Fields(attr(c, "aria-describedby")) {
			if !ids[id] {
				t.Errorf("%s: field %s is described by %s, which is not there", path, attr(c, "name"), id)
			}
		}
	}
}

// inside reports whether the node lies in an element of that name.
func inside(n *html.Node, name string) bool {
	for p := range n.Ancestors() {
		if p.Data == name {
			return true
		}
	}
	return false
}

func TestTravellersNeverReadOurTrade(t *testing.T) {
	w := atWork(t)
	trade := regexp.MustCompile(`(?i)candidate|dismiss|\bclaim|very likely|\bmatch\b|` + string(w.laptop.Ref) + `|C02XK0AAJGH5|sticker eend`)
	for _, path := range []string{w.lost.Link, w.lost.Link + "?new=similar", w.ringLost.Link} {
		body := w.as("", "en").get(path).Body.String()
		if m := trade.FindString(body); m != "" {
			t.Errorf("%s: a traveller reads %q", path, m)
		}
	}
	body := w.as("", "en").get(w.ringLost.Link).Body.String()
	if want := "We have it: wedding ring."; !strings.Contains(body, want) {
		t.Errorf("page of a confirmed report does not say %q", want)
	}
	body = w.as("", "en").get(w.lost.Link + "?new=similar").Body.String()
	if want := "A person looks at them today before 14:00."; !strings.Contains(body, want) {
		t.Errorf("page of a new report does not say %q", want)
	}
}

func TestUnknownSetUpLeadsThere(t *testing.T) {
	w := empty(t)
	got := w.as("", "en").get("/")
	if got.Code != http.StatusSeeOther || got.Header().Get("Location") != "/setup" {
		t.Errorf("start of an office that nobody set up: got %d to %q, want 303 to /setup", got.Code, got.Header().Get("Location"))
	}
	page := w.as("", "nl").get("/setup")
	if page.Code != http.StatusOK {
		t.Errorf("set-up: got status %d, want 200", page.Code)
	}
	checkPage(t, "/setup", page.Body.String())
}
