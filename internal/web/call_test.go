package web

import (
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"lostfound/internal/promise"
)

func TestATravellerChoosesWhenWeCall(t *testing.T) {
	w := atWork(t)
	link := w.lost.Link
	var slots []string
	for _, n := range nodes(t, w.as("", "en").get(link).Body.String(), "input") {
		if attr(n, "name") == "slot" {
			slots = append(slots, attr(n, "value"))
		}
	}
	if len(slots) == 0 {
		t.Fatal("the private page offers no time for a call")
	}
	if got := w.as("", "en").post(link+"/call", url.Values{"slot": {slots[0]}}); got.Code != http.StatusUnprocessableEntity || !strings.Contains(got.Body.String(), "We need a number to call.") {
		t.Errorf("without a number: got status %d, want 422 and why", got.Code)
	}
	if got := w.as("", "en").post(link+"/call", url.Values{"slot": {noon.Add(12 * time.Hour).Format(time.RFC3339)}, "phone": {"+31 6 00000045"}}); got.Code != http.StatusUnprocessableEntity ||
		!strings.Contains(got.Body.String(), "Nobody is at the desk then.") || !strings.Contains(html.UnescapeString(got.Body.String()), "+31 6 00000045") {
		t.Errorf("in the night: got status %d, want 422, why, and the number kept", got.Code)
	}
	got := w.as("", "en").post(link+"/call", url.Values{"slot": {slots[0]}, "phone": {"+31 6 00000045"}})
	if got.Code != http.StatusSeeOther {
		t.Fatalf("got status %d, want 303: %s", got.Code, got.Body)
	}
	page := html.UnescapeString(w.as("", "nl").get(got.Header().Get("Location")).Body.String())
	for _, want := range []string{"Kim belt u vandaag tussen", "op +31 6 00000045", "Afgesproken.", "U koos wanneer we bellen", "Een ander moment voor ons telefoontje"} {
		if !strings.Contains(page, want) {
			t.Errorf("the private page does not say %q", want)
		}
	}
	if day := w.as("desk", "en").get("/desk").Body.String(); !strings.Contains(day, "Kim calls today between") {
		t.Error("the desk's day does not show the call")
	}
	r, err := w.OwnReport(t.Context(), w.lost.Report.Ref, strings.TrimPrefix(link, "/r/"+string(w.lost.Report.Ref)+"/"))
	must(t, err)
	late := w.after(t, promise.OpenCall(r.Promises).When.Until.Sub(noon)+time.Minute)
	if page := late.as("", "en").get(link).Body.String(); !strings.Contains(page, "We said we would call you today between") || !strings.Contains(page, "Choose another time below") {
		t.Error("a call that did not come is not admitted")
	}
}

func TestADeskAgreesACallAndAnswersForALateOne(t *testing.T) {
	w := atWork(t)
	id := w.ringLost.Report.Ref
	card := "/desk/reports/" + string(id)
	token := strings.TrimPrefix(w.ringLost.Link, "/r/"+string(id)+"/")
	_, err := w.ChooseCall(t.Context(), id, token, promise.Window{From: noon.Add(2 * time.Hour), Until: noon.Add(150 * time.Minute)}, "+31 6 00000046")
	must(t, err)
	for name, c := range map[string]struct{ from, says string }{
		"nothing":              {"", "Choose a time."},
		"yesterday":            {"2026-11-24T16:00", "That is over already."},
		"when nobody is there": {"2026-11-26T23:00", "Nobody is at the desk then. The next time that works: 2026-11-27 06:00."},
	} {
		got := w.as("desk", "en").post(card+"/call", url.Values{"from": {c.from}, "about": {"ask for the inscription"}})
		if got.Code != http.StatusUnprocessableEntity || !strings.Contains(got.Body.String(), c.says) || !strings.Contains(got.Body.String(), "ask for the inscription") {
			t.Errorf("%s: got status %d, want 422, %q, and what was typed", name, got.Code, c.says)
		}
	}
	move := func(from string) int {
		return w.as("desk", "en").post(card+"/call", url.Values{"from": {from}, "about": {"ask for the inscription"}}).Code
	}
	if got := move("2026-11-26T16:00"); got != http.StatusSeeOther {
		t.Fatalf("moved once: got status %d, want 303", got)
	}
	if got := move("2026-11-26T17:00"); got != http.StatusConflict {
		t.Errorf("moved a second time: got status %d, want 409", got)
	}
	if page := w.as("", "en").get(w.ringLost.Link).Body.String(); !strings.Contains(page, "This is later than we agreed") {
		t.Error("the traveller does not read that the call was moved")
	}
	late := w.after(t, 48*time.Hour)
	page := late.as("desk", "en").get(card + "/contact").Body.String()
	for _, want := range []string{"ask for the inscription", "What do you tell them about being late?"} {
		if !strings.Contains(page, want) {
			t.Errorf("the call card does not say %q", want)
		}
	}
	if got := late.as("desk", "en").post(card+"/contact", url.Values{"how": {"spoke"}}); got.Code != http.StatusUnprocessableEntity || !strings.Contains(got.Body.String(), "We are late. Write in a sentence") {
		t.Errorf("without a word on it: got status %d, want 422", got.Code)
	}
	if got := late.as("desk", "en").post(card+"/contact", url.Values{"how": {"spoke"}, "answer": {"Our line was down."}}); got.Code != http.StatusSeeOther {
		t.Errorf("with a word on it: got status %d, want 303", got.Code)
	}
	if page := late.as("", "en").get(w.ringLost.Link).Body.String(); !strings.Contains(page, "That we were late: Our line was down.") {
		t.Error("the traveller does not read what was answered")
	}
	if page := late.as("manager", "en").get("/manager").Body.String(); !strings.Contains(page, "Missed") {
		t.Error("the manager does not see that a promise was missed")
	}
}
