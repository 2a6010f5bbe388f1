package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"lostfound/internal/office"
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

func TestWhoGoesHomeHandsOver(t *testing.T) {
	w := atWork(t)
	leave := w.as("desk", "en").get("/desk/handover").Body.String()
	if got := rows(t, leave, "mine"); len(got) != 2 || !strings.Contains(leave, "Nobody is there to keep this") {
		t.Errorf("before going home: got %d promises, want two that nobody else is there for", len(got))
	}
	lars, err := w.AddStaff(t.Context(), staff.Operator, office.NewMember{SignIn: "lars", Name: "Lars", Password: password, Grants: []staff.Grant{{Site: "AMS", Role: staff.Desk}}})
	must(t, err)
	w.hand(t, "lars", lars)
	if page := w.as("desk", "en").get("/desk/handover").Body.String(); !strings.Contains(page, "Lars takes it") {
		t.Error("the page does not say who takes what")
	}
	got := w.as("desk", "en").post("/desk/handover", url.Values{"text": {"The ring is in safe 2."}})
	note := got.Header().Get("Location")
	if got.Code != http.StatusSeeOther || !strings.HasPrefix(note, "/desk/handovers/H-") {
		t.Fatalf("gone home: got status %d to %q, want the note", got.Code, note)
	}
	if day := w.as("lars", "en").get("/desk").Body.String(); !strings.Contains(day, "Kim went home") || !strings.Contains(day, "The ring is in safe 2.") || len(rows(t, day, "mine")) != 2 {
		t.Error("the next one's day does not begin with the note and what is theirs now")
	}
	if page := w.as("lars", "en").get(note).Body.String(); !strings.Contains(page, "Lars read it") || !strings.Contains(page, "Lars takes it") {
		t.Error("the note does not say who read it and who takes what")
	}
	if got := w.as("lars", "en").post(note, url.Values{"question": {" "}}); got.Code != http.StatusUnprocessableEntity {
		t.Errorf("no question: got status %d, want 422", got.Code)
	}
	w.as("lars", "en").post(note, url.Values{"question": {"Who has the key?"}})
	w.as("lars", "en").post(note, url.Values{"know": {"1"}})
	if day := w.as("lars", "en").get("/desk").Body.String(); strings.Contains(day, "Kim went home") {
		t.Error("the day still shows a note that its reader knows")
	}
	if day := w.as("desk", "en").get("/desk").Body.String(); !strings.Contains(day, "You were asked about your handover") {
		t.Error("the question does not come back to who wrote the note")
	}
	if got := w.as("lars", "en").post(note, url.Values{"no": {"0"}, "answer": {"Me."}}); got.Code != http.StatusForbidden {
		t.Errorf("answered by another: got status %d, want 403", got.Code)
	}
	w.as("desk", "en").post(note, url.Values{"no": {"0"}, "answer": {"Samira."}})
	for _, who := range []string{"lars", "desk"} {
		if page := w.as(who, "en").get(note).Body.String(); !strings.Contains(page, "Who has the key?") || !strings.Contains(page, "Samira.") || !strings.Contains(page, "Lars knows") {
			t.Errorf("%s does not see the question, the answer, and who knows", who)
		}
	}
}
