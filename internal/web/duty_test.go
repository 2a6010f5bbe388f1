package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"lostfound/internal/staff"
)

func TestAManagerSetsWhenSomebodyWorks(t *testing.T) {
	w := atWork(t)
	id := w.lost.Report.Promises[0].Owner
	form := "/manager/staff/" + string(id) + "/duty"
	got := w.as("manager", "en").post(form, url.Values{"duty": {"mornings"}, "away[0].from": {"2026-11-27T08:00"}})
	if page := got.Body.String(); got.Code != http.StatusUnprocessableEntity || !strings.Contains(page, `value="mornings"`) || !strings.Contains(page, `value="2026-11-27T08:00"`) || strings.Count(page, `class="wrong"`) != 2 {
		t.Errorf("hours nobody can read, and away without an end: got status %d, want 422, what was typed, and what is wrong at both", got.Code)
	}
	got = w.as("manager", "en").post(form, url.Values{"duty": {"Mo-Fr 06:00-14:00"}, "away[0].from": {"2026-11-27T08:00"}, "away[0].until": {"2026-11-28T08:00"}})
	if got.Code != http.StatusSeeOther {
		t.Fatalf("got status %d, want 303: %s", got.Code, got.Body)
	}
	m, err := w.Roster(t.Context(), staff.Operator, id)
	must(t, err)
	if want := time.Date(2026, 11, 27, 7, 0, 0, 0, time.UTC); m.Duty != "Mo-Fr 06:00-14:00" || len(m.Away) != 1 || !m.Away[0].From.Equal(want) {
		t.Errorf("got %q, away %v, want the hours, and away from eight by the clock of the site", m.Duty, m.Away)
	}
	if page := w.as("manager", "en").get(form).Body.String(); !strings.Contains(page, `value="2026-11-28T08:00"`) {
		t.Error("the form does not show what was set")
	}
	account := w.as("desk", "en").get("/account").Body.String()
	if !strings.Contains(account, "Mo-Fr 06:00-14:00") || !strings.Contains(account, `value="2026-11-27T08:00"`) {
		t.Error("the account does not show when its owner works and is away")
	}
	got = w.as("desk", "en").post("/account/away", url.Values{"away[0].from": {"2026-11-30T08:00"}, "away[0].until": {"2026-11-29T08:00"}})
	if got.Code != http.StatusUnprocessableEntity || !strings.Contains(got.Body.String(), "Are they swapped?") {
		t.Errorf("away until before it begins: got status %d, want 422 and why", got.Code)
	}
	got = w.as("desk", "en").post("/account/away", url.Values{"duty": {"off"}, "away[0].from": {""}, "away[0].until": {""}})
	m, err = w.Roster(t.Context(), staff.Operator, id)
	must(t, err)
	if got.Code != http.StatusSeeOther || len(m.Away) != 0 || m.Duty != "Mo-Fr 06:00-14:00" {
		t.Errorf("taken back: got status %d, %q, away %v, want none away, and the hours as they were", got.Code, m.Duty, m.Away)
	}
}
