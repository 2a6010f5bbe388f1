package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"lostfound/internal/loss"
	"lostfound/internal/staff"
)

// passing is an office whose airport keeps passages, and one of them at the laptop's lane.
func passing(t *testing.T) *opened {
	t.Helper()
	w := atWork(t)
	got := w.as("manager", "en").post("/manager/sites/AMS/passages", url.Values{"hours": {"12"}, "reason": {"Laptops stay in the trays every day."}})
	if got.Code != http.StatusSeeOther {
		t.Fatalf("switch on: got status %d, want 303", got.Code)
	}
	csv := "surname,flight,seat,lane,at\nDIAZ,KL1795,12F,gate D14," + w.laptop.FoundAt.Add(-7*time.Minute).UTC().Format("2006-01-02T15:04:05Z") + "\n"
	_, err := w.TakePassages(t.Context(), staff.Operator, "AMS", []byte(csv), false)
	must(t, err)
	return w
}

func TestAManagerSwitchesPassagesOnWithAReason(t *testing.T) {
	w := atWork(t)
	const at = "/manager/sites/AMS/passages"
	for name, sent := range map[string]url.Values{
		"no reason":       {"hours": {"12"}},
		"too many hours":  {"hours": {"200"}, "reason": {"Laptops stay in the trays every day."}},
		"a word for them": {"hours": {"many"}, "reason": {"Laptops stay in the trays every day."}},
	} {
		got := w.as("manager", "en").post(at, sent)
		if got.Code != http.StatusUnprocessableEntity || len(nodes(t, got.Body.String(), "form")) == 0 {
			t.Errorf("%s: got status %d, want the form again", name, got.Code)
		}
		checkPage(t, name, got.Body.String())
	}
	w = passing(t)
	body := w.as("admin", "en").get(at).Body.String()
	for _, want := range []string{"12 hours", "Laptops stay in the trays every day.", "Kim"} {
		if !strings.Contains(body, want) {
			t.Errorf("another manager's page lacks %q", want)
		}
	}
}

func TestLikelyOwnersAreShownOnceAskedFor(t *testing.T) {
	w := passing(t)
	item := "/desk/items/" + string(w.laptop.Ref)
	if body := w.as("desk", "en").get(item).Body.String(); strings.Contains(body, "DIAZ") || !strings.Contains(body, "Show who went through") {
		t.Error("the page of a find: want the way to look, and no name before")
	}
	got := w.as("desk", "en").post(item+"/owners", nil)
	body := got.Body.String()
	for _, want := range []string{"DIAZ", "KL1795 · 12F", "same lane, 7 minutes before", "Looked at who went through the lane"} {
		if !strings.Contains(body, want) {
			t.Errorf("after asking: the page lacks %q", want)
		}
	}
	checkPage(t, item+"/owners", body)
	if body := w.as("finder", "en").post(item+"/owners", nil); body.Code != http.StatusForbidden {
		t.Errorf("a finder: got status %d, want 403", body.Code)
	}
}

func TestTheDeskLooksSomebodyUp(t *testing.T) {
	w := passing(t)
	zone, err := time.LoadLocation("Europe/Amsterdam")
	must(t, err)
	look := func(sent url.Values) string {
		sent.Set("site", "AMS")
		body := w.as("desk", "en").post("/desk/passages", sent).Body.String()
		checkPage(t, "/desk/passages", body)
		return body
	}
	for name, c := range map[string]struct {
		sent url.Values
		want bool
	}{
		"by name":         {url.Values{"name": {"Eva Díaz"}}, true},
		"by flight":       {url.Values{"flight": {"kl 1795"}}, true},
		"by seat":         {url.Values{"seat": {"12f"}}, true},
		"by lane":         {url.Values{"lane": {"Gate D14"}}, true},
		"by time":         {url.Values{"at": {w.laptop.FoundAt.In(zone).Format("2006-01-02T15:04")}}, true},
		"somebody else":   {url.Values{"name": {"Jansen"}}, false},
		"at another time": {url.Values{"at": {w.laptop.FoundAt.Add(3 * time.Hour).In(zone).Format("2006-01-02T15:04")}}, false},
	} {
		body := look(c.sent)
		if got := strings.Contains(body, "DIAZ") && strings.Contains(body, string(w.laptop.Ref)); got != c.want {
			t.Errorf("%s: got the passage and the find there %v, want %v", name, got, c.want)
		}
	}
	if body := look(url.Values{}); !strings.Contains(body, "Give at least one of them.") {
		t.Error("nothing: want to be asked for something")
	}
	if strings.Contains(w.logged.String(), "DIAZ") || strings.Contains(w.logged.String(), "Jansen") {
		t.Errorf("the log names somebody: %s", w.logged)
	}
}

func TestAReportIsLedToItsLane(t *testing.T) {
	w := passing(t)
	filed, _, err := w.File(t.Context(), nil, loss.Statement{Sites: []string{"AMS"}, From: noon.Add(-3 * time.Hour), Lang: "en", Flight: "KL1795", Seat: "12F",
		Contact: loss.Contact{Name: "Eva Diaz", Email: "eva@example.org"}, Things: []loss.Details{{Type: "camera"}}}, nil, "")
	must(t, err)
	body := w.as("desk", "en").post("/desk/reports/"+string(filed.Report.Ref)+"/way", nil).Body.String()
	for _, want := range []string{"gate D14", "same name, same flight, same seat", string(w.laptop.Ref)} {
		if !strings.Contains(body, want) {
			t.Errorf("the report's page lacks %q", want)
		}
	}
	checkPage(t, "way", body)
}
