package web

import (
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"lostfound/internal/loss"
)

func TestADeskAsksACallerBeforeItTellsAnything(t *testing.T) {
	w := atWork(t)
	lost := w.lost.Report
	again, _, err := w.File(t.Context(), nil, loss.Statement{Sites: []string{"AMS"}, From: lost.From, To: lost.To, Lang: "en", OnBehalfOf: "her mother",
		Contact: loss.Contact{Name: "Anna", Email: "anna@example.org"}, Things: []loss.Details{{Type: "umbrella"}}}, nil, "")
	must(t, err)
	page := html.UnescapeString(w.as("desk", "en").get("/desk/callers?q=anna@exampel.org").Body.String())
	if !strings.Contains(page, "Anna") || !strings.Contains(page, "What are you missing, and what does it look like?") {
		t.Error("the page does not say who it may be and what to ask")
	}
	for _, secret := range []string{"laptop", "umbrella", "ring", "her mother", "example.org", "gate D14", "/photos/"} {
		if body := page[strings.Index(page, "<main"):]; strings.Contains(body, secret) {
			t.Errorf("before anything was asked the page says %q", secret)
		}
	}
	to := "/desk/callers/" + string(lost.Ref)
	answer := func(check, says string) (int, string, string) {
		got := w.as("desk", "en").post(to, url.Values{"q": {"Anna"}, "check": {check}, "answer": {says}})
		return got.Code, got.Header().Get("Location"), html.UnescapeString(got.Body.String())
	}
	if code, _, body := answer("thing", "a green boat"); code != http.StatusUnprocessableEntity || !strings.Contains(body, "Tell nothing yet") || !strings.Contains(body, "a green boat") || strings.Contains(body, "laptop") {
		t.Errorf("a wrong answer: got status %d, want 422, what to do, the words kept, and nothing told", code)
	}
	if code, _, body := answer("thing", ""); code != http.StatusUnprocessableEntity || !strings.Contains(body, "Write what the caller says.") {
		t.Errorf("no answer: got status %d, want 422 and what to do", code)
	}
	code, card, _ := answer("thing", "my silver laptop")
	if code != http.StatusSeeOther || !strings.HasPrefix(card, "/desk/reports/"+string(lost.Ref)+"/contact") {
		t.Fatalf("a right answer: got status %d to %q, want 303 to the call card", code, card)
	}
	page = html.UnescapeString(w.as("desk", "en").get(card).Body.String())
	for _, want := range []string{"The answer fits.", "Caller checked: the answer fits", "Caller checked: the answer does not fit", "Also reported by this person", "umbrella", string(again.Report.Ref)} {
		if !strings.Contains(page, want) {
			t.Errorf("the call card does not say %q", want)
		}
	}
	if page := w.as("manager", "en").get(card).Body.String(); strings.Contains(page, "The answer fits.") {
		t.Error("a colleague is told that the answer fits, and has asked nothing")
	}
	if page := w.as("", "en").get(w.lost.Link).Body.String(); strings.Contains(page, "Caller checked") {
		t.Error("the traveller reads of the check")
	}
}
