package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"lostfound/internal/found"
	"lostfound/internal/ref"
)

// lately takes a find in through the office, with a photo.
func (w *opened) lately(t *testing.T, d found.Details) ref.Item {
	t.Helper()
	v := w.as("finder", "en")
	sent := url.Values{"site": {"AMS"}, "zone": {d.Zone}, "item_type": {d.Type}, "category": {d.Category}, "description": {d.Description}, "marks": {d.Marks}}
	to := v.upload("/checkpoint", sent, "photo").Header().Get("Location")
	id, saved := strings.CutPrefix(to, "/checkpoint?saved=")
	if !saved {
		t.Fatalf("take in: got %q", to)
	}
	return ref.Item(id)
}

func TestAFindIsHandedBackOnTheSpotOnceSomethingWasSaid(t *testing.T) {
	w := atWork(t)
	id := w.lately(t, found.Details{Zone: "gate D14", Type: "laptop", Marks: "sticker of a duck inside"})
	finder, at := w.as("finder", "nl"), "/checkpoint/back/"+string(id)
	list := finder.get("/checkpoint/back").Body.String()
	if !strings.Contains(list, at) {
		t.Fatal("what was taken in a moment ago is not on the list")
	}
	before := finder.get(at).Body.String()
	for name, page := range map[string]string{"the list": list, "the question": before} {
		if strings.Contains(page, "duck") || strings.Contains(page, "/photos/") {
			t.Errorf("%s shows a mark or a photo before anything was said", name)
		}
	}
	desk, err := w.Who(t.Context(), w.sessions["desk"])
	must(t, err)
	it, err := w.Item(t.Context(), desk, id)
	must(t, err)
	photo := at + "/photos/" + it.Pictures[0].ID + "/view"
	if got := finder.get(photo); got.Code != 404 {
		t.Errorf("the photo before anything was said: got status %d, want 404", got.Code)
	}
	if got := finder.post(at+"/hand", nil); got.Code != http.StatusConflict {
		t.Errorf("handed back unasked: got status %d, want 409", got.Code)
	}
	silent := finder.post(at, url.Values{"said": {" "}})
	wrong(t, "nothing said", 422, silent.Body.String(), silent.Code, url.Values{}, "said")
	if got := finder.post(at, url.Values{"said": {"een eend aan de binnenkant"}}); got.Code != http.StatusSeeOther {
		t.Fatalf("something said: got status %d, want 303: %s", got.Code, got.Body)
	}
	after := finder.get(at).Body.String()
	for _, want := range []string{"een eend aan de binnenkant", "sticker of a duck inside", photo} {
		if !strings.Contains(after, want) {
			t.Errorf("after the answer the page lacks %q", want)
		}
	}
	if got := finder.get(photo); got.Code != 200 {
		t.Errorf("the photo after something was said: got status %d, want 200", got.Code)
	}
	if other := w.as("desk", "en").get(at).Body.String(); strings.Contains(other, "duck inside") {
		t.Error("a colleague who asked nothing is shown the mark")
	}
	to := finder.post(at+"/hand", nil).Header().Get("Location")
	done := finder.get(to).Body.String()
	if !strings.Contains(done, "Teruggegeven") || strings.Contains(done, `href="`+at+`"`) {
		t.Errorf("%s: want the thanks, and it off the list", to)
	}
	if got := finder.post(at+"/undo", nil).Header().Get("Location"); !strings.Contains(finder.get(got).Body.String(), `href="`+at+`"`) {
		t.Error("undone: it is not on the list again")
	}
}

func TestWhatProvesWhoSomebodyIsWaitsAtTheDesk(t *testing.T) {
	w := atWork(t)
	v := w.as("finder", "en")
	to := v.post("/checkpoint", url.Values{"key": {"p"}, "site": {"AMS"}, "category": {"passport"}}).Header().Get("Location")
	id, _ := strings.CutPrefix(to, "/checkpoint?saved=")
	if page := v.get("/checkpoint/back").Body.String(); strings.Contains(page, "/checkpoint/back/"+id) || !strings.Contains(page, "at the desk") {
		t.Error("a passport can be chosen, or nothing says where it is handed over")
	}
	if got := v.post("/checkpoint/back/"+id, url.Values{"said": {"my name is Anna"}}); got.Code != http.StatusConflict {
		t.Errorf("claimed all the same: got status %d, want 409", got.Code)
	}
}

func TestFiftyClaimantsWhoKnowNothingGetNothing(t *testing.T) {
	w := atWork(t)
	id := w.lately(t, found.Details{Zone: "gate D14", Type: "backpack", Marks: "orange climbing hook"})
	v, refused := w.as("finder", "en"), 0
	for range 50 {
		if w.as("", "en").get("/checkpoint/back/"+string(id)).Code == 200 {
			t.Fatal("the public reaches the page")
		}
		if v.post("/checkpoint/back/"+string(id), url.Values{"said": {"a black backpack"}}).Code == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused != 40 {
		t.Errorf("got %d of 50 guesses within an hour refused, want 40", refused)
	}
	desk, err := w.Who(t.Context(), w.sessions["desk"])
	must(t, err)
	it, err := w.Item(t.Context(), desk, id)
	must(t, err)
	if it.Status != found.InStore || len(it.Claims) != 10 || it.Claims[9].Said != "a black backpack" {
		t.Errorf("got %s with %d claims, want it in store and each guess recorded", it.Status, len(it.Claims))
	}
	if page := w.after(t, 25*time.Hour).as("finder", "en").get("/checkpoint/back").Body.String(); strings.Contains(page, string(id)) {
		t.Error("a day later it still stands on the list")
	}
}
