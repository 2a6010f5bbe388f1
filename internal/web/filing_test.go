package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"lostfound/internal/loss"
	"lostfound/internal/ref"
)

func TestADayIsThatOfTheFirstSite(t *testing.T) {
	w := atWork(t)
	for name, c := range map[string]struct {
		sent     url.Values
		from, to time.Time // in UTC; Amsterdam is an hour ahead
	}{
		"today":                         {url.Values{"when": {"today"}}, time.Date(2026, 11, 24, 23, 0, 0, 0, time.UTC), noon},
		"yesterday":                     {url.Values{"when": {"yesterday"}}, time.Date(2026, 11, 23, 23, 0, 0, 0, time.UTC), time.Date(2026, 11, 24, 23, 0, 0, 0, time.UTC)},
		"a time written out goes first": {url.Values{"when": {"today"}, "lost_from": {"2026-11-20T08:00"}}, time.Date(2026, 11, 20, 7, 0, 0, 0, time.UTC), time.Time{}},
	} {
		c.sent.Set("sites", "AMS")
		c.sent.Set("things[0].item_type", "black umbrella")
		c.sent.Set("key", name)
		got := w.as("desk", "en").post("/desk/file", c.sent)
		id, filed := strings.CutPrefix(got.Header().Get("Location"), "/desk/filed/")
		if got.Code != http.StatusSeeOther || !filed {
			t.Errorf("%s: got status %d, want it filed", name, got.Code)
			continue
		}
		r, err := w.Report(t.Context(), admin(t, w), ref.Report(id))
		must(t, err)
		if !r.From.Equal(c.from) || !r.To.Equal(c.to) || r.FiledBy != loss.Counter {
			t.Errorf("%s: got %s to %s by %s, want %s to %s at the counter", name, r.From.UTC(), r.To.UTC(), r.FiledBy, c.from, c.to)
		}
	}
}

func TestAFiledReportTellsWhatIsAlreadyHere(t *testing.T) {
	w := atWork(t)
	body := w.as("desk", "en").get("/desk/filed/" + string(w.lost.Report.Ref)).Body.String()
	for _, want := range []string{string(w.lost.Report.Ref), w.lost.Link, string(w.laptop.Ref), "You hear from us"} {
		if !strings.Contains(body, want) {
			t.Errorf("a report with a find like it: %s is not on the page", want)
		}
	}
	got := w.as("desk", "en").post("/desk/file", url.Values{"sites": {"AMS"}, "things[0].item_type": {"giraffe"}, "when": {"today"}, "key": {"k"}})
	body = w.as("desk", "en").get(got.Header().Get("Location")).Body.String()
	if !strings.Contains(body, "Nothing like it is here yet.") {
		t.Error("a report with nothing like it: the page does not say so")
	}
}

func TestTheStateOfASearchStandsInItsAddress(t *testing.T) {
	w := atWork(t)
	body := w.as("desk", "en").get("/desk/items?q=laptop&kind=electronics&colour=silver&status=no_such&found=week").Body.String()
	back := typed(t, body)
	for name, want := range map[string]string{"q": "laptop", "kind": "electronics", "colour": "silver", "found": "week", "status": ""} {
		if back.Get(name) != want {
			t.Errorf("%s: got %q, want %q for the next search", name, back.Get(name), want)
		}
	}
	without := "/desk/items?colour=silver&amp;found=week&amp;q=laptop\""
	if !strings.Contains(body, without) {
		t.Errorf("no link leaves the kind out: want %s", without)
	}
	if !strings.Contains(body, string(w.laptop.Ref)) {
		t.Error("the laptop is not found")
	}
	for path, want := range map[string]int{"/desk/items?after=%ff": 422, "/desk/items?site=CDG": 403, "/desk/items?q=" + strings.Repeat("x", 300): 200, "/desk/items?kind=%00&colour=%ff": 200} {
		if got := w.as("desk", "en").get(path); got.Code != want {
			t.Errorf("%s: got status %d, want %d", path, got.Code, want)
		}
	}
}
