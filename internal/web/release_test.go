package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"lostfound/internal/found"
	"lostfound/internal/locale"
)

func TestAHandOverEndsWithAReceipt(t *testing.T) {
	w := atWork(t)
	at := "/desk/items/" + string(w.laptop.Ref)
	if got := w.as("desk", "en").get(at + "/receipt"); got.Code != http.StatusNotFound {
		t.Errorf("receipt before the hand-over: got status %d, want 404", got.Code)
	}
	got := w.as("desk", "en").post(at+"/release", url.Values{"name": {"Anna <Verzonnen>"}, "id_kind": {"other"}, "id_other": {"crew badge"}, "agreed": {"drawn"},
		"signature": {"M10 100L200 90L400 120"}, "on_behalf_of": {"Bruno"}})
	if to := got.Header().Get("Location"); got.Code != http.StatusSeeOther || !strings.HasPrefix(to, at+"/receipt") {
		t.Fatalf("handed over: got status %d to %q, want the receipt", got.Code, to)
	}
	for _, lang := range locale.Codes {
		body := w.as("desk", lang).get(at + "/receipt?new=1").Body.String()
		checkPage(t, "receipt in "+lang, body)
		for _, want := range []string{"Anna &lt;Verzonnen&gt;", "crew badge", "Bruno", string(w.laptop.Ref), `<path d="M10 100L200 90L400 120"`, "2026"} {
			if !strings.Contains(body, want) {
				t.Errorf("receipt in %s: %s is not on it", lang, want)
			}
		}
		if m := unsaid.FindString(body); m != "" {
			t.Errorf("receipt in %s: %q is not in words", lang, m)
		}
		if strings.Contains(body, w.laptop.Serial) || w.laptop.Serial == "" {
			t.Errorf("receipt in %s: shows the serial number, or there is none to look for", lang)
		}
	}
	if got := w.as("desk", "en").get(at + "/release"); got.Code != http.StatusSeeOther {
		t.Errorf("hand over once more: got status %d, want to be led to the find", got.Code)
	}
	if body := w.as("desk", "en").get(at).Body.String(); !strings.Contains(body, "crew badge") || strings.Contains(body, at+"/release") {
		t.Error("the find: does not say how it left, or offers to hand it over")
	}
}

func TestHostileSignaturesAreRefused(t *testing.T) {
	w := atWork(t)
	at := "/desk/items/" + string(w.laptop.Ref)
	for name, drawn := range map[string]string{
		"nothing":          "",
		"a dot":            "M10 10",
		"markup":           `M10 10L500 100"/><script>alert(1)</script>`,
		"an address":       "url(https://evil.example)",
		"a curve":          "M10 10C20 20 300 30 400 40",
		"more than 8 KB":   "M0 0" + strings.Repeat("L600 200L0 0", 700),
		"half a character": "M10 10L500 100\xff",
	} {
		got := w.as("desk", "en").post(at+"/release", url.Values{"name": {"Anna"}, "agreed": {"drawn"}, "signature": {drawn}})
		if got.Code != http.StatusUnprocessableEntity {
			t.Errorf("%s: got status %d, want 422", name, got.Code)
		}
		if strings.Contains(got.Body.String(), "<script>alert") {
			t.Errorf("%s: stands in the page as markup", name)
		}
	}
	// What was drawn before another way was chosen is left out.
	got := w.as("desk", "en").post(at+"/release", url.Values{"name": {"Anna"}, "agreed": {"aloud"}, "signature": {"M0 0L99 99"}})
	if got.Code != http.StatusSeeOther {
		t.Fatalf("said aloud: got status %d, want 303", got.Code)
	}
	it, err := w.Item(t.Context(), admin(t, w), w.laptop.Ref)
	must(t, err)
	if to := it.Handed.To; to.Agreed != found.Aloud || to.Signature != "" {
		t.Errorf("got %+v, want a word and no drawing", to)
	}
}

func TestAFormOfAHandOverKnowsTheReport(t *testing.T) {
	w := atWork(t)
	body := w.as("desk", "en").get("/desk/items/" + string(w.ring.Ref) + "/release").Body.String()
	if !strings.Contains(body, string(w.ringLost.Report.Ref)) {
		t.Error("the report that the ring was confirmed for is not named")
	}
}
