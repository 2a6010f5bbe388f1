package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"lostfound/internal/staff"
)

var enrolLink = regexp.MustCompile(`/enrol/[A-Za-z0-9_-]+`)

// tablet is a device that the desk let in.
func (w *opened) tablet(t *testing.T) visitor {
	t.Helper()
	body := w.as("desk", "en").post("/desk/devices", url.Values{"site": {"AMS"}, "place": {"security 2, lane 4"}}).Body.String()
	checkPage(t, "/desk/devices", body)
	return w.enrolled(t, body)
}

// enrolled opens the link of a page on a tablet.
func (w *opened) enrolled(t *testing.T, body string) visitor {
	t.Helper()
	link := enrolLink.FindString(body)
	if link == "" || !strings.Contains(body, `class="qr"`) {
		t.Fatalf("got no link with its code in %s", body)
	}
	asked := w.as("", "en").get(link)
	if asked.Code != http.StatusOK || !strings.Contains(asked.Body.String(), "security 2, lane 4") {
		t.Fatalf("the link: got status %d, want to be asked whether this is the tablet", asked.Code)
	}
	got := w.as("", "en").post(link, nil)
	if got.Header().Get("Location") != "/checkpoint" {
		t.Fatalf("enrolled: led to %q, want /checkpoint", got.Header().Get("Location"))
	}
	cookie, err := http.ParseSetCookie(got.Header().Get("Set-Cookie"))
	must(t, err)
	if cookie.Name != staff.SessionCookie || !cookie.HttpOnly || cookie.MaxAge != 365*24*3600 {
		t.Errorf("got cookie %v, want one for a year that no script reads", cookie)
	}
	if again := w.as("", "en").post(link, nil); again.Code != http.StatusNotFound {
		t.Errorf("the link once more: got status %d, want 404", again.Code)
	}
	return visitor{w, cookie.Value, "en"}
}

func TestATabletTakesInWithoutAnAccount(t *testing.T) {
	w := atWork(t)
	tablet := w.tablet(t)
	body := tablet.get("/checkpoint").Body.String()
	checkPage(t, "/checkpoint of a tablet", body)
	for _, want := range []string{`value="security 2, lane 4"`, "Your initials"} {
		if !strings.Contains(body, want) {
			t.Errorf("the tablet's page lacks %q", want)
		}
	}
	if strings.Contains(body, "/sign-out") || strings.Contains(w.as("finder", "en").get("/checkpoint").Body.String(), "Your initials") {
		t.Error("want initials asked for on the tablet alone, and no way to sign it out")
	}
	for path, want := range map[string]int{"/account": 403, "/desk": 403, "/desk/devices": 403, "/desk/items/" + string(w.laptop.Ref): 403, "/manager": 403} {
		if got := tablet.get(path); got.Code != want {
			t.Errorf("%s: got status %d, want %d", path, got.Code, want)
		}
	}
	saved := tablet.post("/checkpoint", url.Values{"site": {"AMS"}, "item_type": {"hat"}, "finder": {"KO"}, "key": {"a key of the tablet"}})
	to, err := url.Parse(saved.Header().Get("Location"))
	must(t, err)
	item := w.as("desk", "en").get("/desk/items/" + to.Query().Get("saved")).Body.String()
	for _, want := range []string{"Found by", "KO", "security 2, lane 4"} {
		if !strings.Contains(item, want) {
			t.Errorf("the find lacks %q", want)
		}
	}
	if list := w.as("desk", "en").get("/desk/devices").Body.String(); !strings.Contains(list, "Last seen") || enrolLink.MatchString(list) {
		t.Error("the list: want when the tablet was last seen, and no link")
	}
	if people := w.as("manager", "en").get("/manager/staff").Body.String(); strings.Contains(people, "security 2, lane 4") {
		t.Error("the list of people has the tablet")
	}
}

func TestARevokedTabletIsTold(t *testing.T) {
	w := atWork(t)
	tablet := w.tablet(t)
	member, err := w.Who(t.Context(), tablet.session)
	must(t, err)
	w.as("desk", "en").post("/desk/devices/"+string(member.Ref)+"/revoke", nil)
	const told = "This device was shut out. Finds that were not sent yet stay on it."
	for name, got := range map[string]*httptest.ResponseRecorder{
		"its page": tablet.get("/checkpoint"), "a find that it sends": tablet.post("/checkpoint", url.Values{"site": {"AMS"}, "item_type": {"hat"}}),
	} {
		body := got.Body.String()
		if got.Code != http.StatusUnauthorized || !strings.Contains(body, told) {
			t.Errorf("%s: got status %d, want 401 and to be told", name, got.Code)
		}
		checkPage(t, name, body)
	}
	for _, path := range []string{"/", "/sign-in", "/report"} {
		if got := tablet.get(path); got.Code != http.StatusOK || got.Header().Get("Set-Cookie") != "" {
			t.Errorf("%s on it: got status %d, cookie %q, want the page and the cookie left alone", path, got.Code, got.Header().Get("Set-Cookie"))
		}
	}
}
