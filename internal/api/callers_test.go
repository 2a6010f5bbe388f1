package api

import (
	"strings"
	"testing"

	"lostfound/internal/history"
)

func TestACallerIsRecognisedAskedAndThenTold(t *testing.T) {
	c := openCounter(t)
	lose := func(name, phone string) string {
		body := strings.Replace(aLoss, `{"email":"a@example.org"}`, `{"name":"`+name+`","phone":"`+phone+`"}`, 1)
		return string(read[thanks](c.post("/api/v1/reports", operator, body).wants(201)).Ref)
	}
	anna, again, other := lose("Anna Kowalska", "+33 6 39 98 27 64"), lose("A. Kowalska", "0639982764"), lose("Jan Jansen", "+33 6 39 98 27 99")
	got := read[struct{ Callers []possibleCaller }](c.get("/api/v1/callers?q=Ana+Kovalska", c.token("desk")).wants(200)).Callers
	if len(got) != 1 || got[0].Name != "Anna Kowalska" && got[0].Name != "A. Kowalska" || len(got[0].Checks) < 2 {
		t.Fatalf("got %+v, want one person and what to ask", got)
	}
	if body := c.get("/api/v1/callers?q=Ana+Kovalska", operator).wants(200).Body.String(); strings.Contains(body, "2764") || strings.Contains(body, "rugzak") || strings.Contains(body, "backpack") {
		t.Errorf("before the check it says %s", body)
	}
	path := "/api/v1/callers/" + anna + "/check"
	c.post(path, operator, `{"check":"phone","answer":"2799"}`).refused(422, "answer", "check_not_answered")
	c.post(path, operator, `{"check":"phone","answer":" "}`).refused(422, "answer", "required")
	c.post(path, operator, `{"check":"mother","answer":"Maria"}`).refused(422, "check", "unknown_check")
	told := read[struct {
		Report report
		Others []report
	}](c.post(path, c.token("desk"), `{"check":"phone","answer":"27 64"}`).wants(200))
	if string(told.Report.Ref) != anna || len(told.Others) != 1 || string(told.Others[0].Ref) != again {
		t.Errorf("got %s and %+v, want %s and %s and not %s", told.Report.Ref, told.Others, anna, again, other)
	}
	log := told.Report.History
	if n := len(log); n < 3 || log[n-1].What != history.Verified || log[n-1].How != "phone" || log[n-1].By == "" || log[n-2].What != history.Doubted {
		t.Errorf("got %+v at the end of its history, want one answer that did not fit and one that did, and by whom", log)
	}
	for range 6 {
		c.post(path, operator, `{"check":"phone","answer":"0000"}`)
	}
	c.post(path, operator, `{"check":"phone","answer":"2764"}`).refused(429, "", "throttled")
}

func TestWhoeverWasNotHeardIsNobody(t *testing.T) {
	c := openCounter(t)
	c.lose()
	for _, q := range []string{"", "?q=", "?q=%00", "?q=zzzzzzzz", "?q=" + strings.Repeat("a", 4000), "?q=%FF%FE&lang=xx"} {
		if got := read[struct{ Callers []possibleCaller }](c.get("/api/v1/callers"+q, operator).wants(200)).Callers; got == nil || len(got) != 0 {
			t.Errorf("%.20q: got %+v, want an empty list", q, got)
		}
	}
}
