package api

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"lostfound/internal/match"
	"lostfound/internal/office"
)

func TestAMatchIsExplainedAndDecided(t *testing.T) {
	c := openCounter(t)
	it, loss := c.takeIn(), c.lose()
	type list struct{ Matches []pair }
	matches := "/api/v1/reports/" + string(loss.Ref) + "/matches"
	in := func(language string) pair {
		r := httptest.NewRequest("GET", matches, nil)
		r.Header.Set("Accept-Language", language)
		all := read[list](c.ask(r, operator).wants(200)).Matches
		if len(all) != 1 {
			t.Fatalf("got %d matches, want 1", len(all))
		}
		return all[0]
	}
	m := in("en")
	if m.Item != it.Ref || m.Thing != 1 || m.State != office.Proposed || m.Score <= 0 || m.Score > 1 || m.Strength == "" || len(m.Reasons) < 3 {
		t.Errorf("got %+v", m)
	}
	dutch := in("nl-BE, fr;q=0.5")
	for i, r := range m.Reasons {
		if strings.Contains(r.Text, "[") || strings.Contains(r.Text, "<no value>") || strings.Contains(dutch.Reasons[i].Text, "<no value>") {
			t.Errorf("got %q and %q, want words", r.Text, dutch.Reasons[i].Text)
		}
	}
	if m.Reasons[0].Text == dutch.Reasons[0].Text {
		t.Errorf("got %q in both languages", m.Reasons[0].Text)
	}

	decide := fmt.Sprintf("%s/%s/", matches, it.Ref)
	if got := read[pair](c.post(decide+"confirm", operator, `{"thing":1}`).wants(200)); got.State != office.Confirmed || got.Item != it.Ref {
		t.Errorf("got %+v", got)
	}
	c.post(decide+"confirm", operator, "").wants(200)
	other := c.lose()
	c.post(fmt.Sprintf("/api/v1/reports/%s/matches/%s/confirm", other.Ref, it.Ref), operator, "").refused(409, "", "item_confirmed_for_another")
	if got := read[pair](c.post(decide+"dismiss", operator, `{}`).wants(200)); got.State != office.Dismissed {
		t.Errorf("got %+v", got)
	}
	if got := in("en"); got.State != office.Dismissed {
		t.Errorf("got %+v", got)
	}
}

func TestAQuestionIsAskedWhereTwoFindsFitAlike(t *testing.T) {
	c := openCounter(t)
	const where = `{"site":"AMS","zone":"gate D14","found_at":"2026-10-02T05:40:00Z","lang":"en","item_type":"backpack","brand":"Deuter","colours":["`
	c.post("/api/v1/items", operator, where+`black"],"marks":"orange hook"}`).wants(201)
	loss := read[thanks](c.post("/api/v1/reports", operator, `{"sites":["AMS"],"place":"gate D14","lost_from":"2026-10-02T05:00:00Z","lang":"en","item_type":"backpack","brand":"Deuter"}`).wants(201))
	asked := func(language string) []question {
		r := httptest.NewRequest("GET", "/api/v1/reports/"+string(loss.Ref)+"/matches", nil)
		r.Header.Set("Accept-Language", language)
		return read[struct{ Questions []question }](c.ask(r, operator).wants(200)).Questions
	}
	if got := asked("en"); len(got) != 0 {
		t.Errorf("one find: got %+v, want no question", got)
	}
	c.post("/api/v1/items", operator, where+`red"]}`).wants(201)
	if got := asked("en"); len(got) != 1 || got[0].Thing != 1 || got[0].Kind != match.AskColour || strings.Contains(got[0].Text, "black") || strings.Contains(got[0].Text, "red") {
		t.Errorf("a black and a red one: got %+v, want to ask for the colour, and none of theirs", got)
	}
	if got := asked("de"); got[0].Text != "Welche Farbe hat es, im Ganzen und an seinen Teilen?" {
		t.Errorf("in German: got %q", got[0].Text)
	}
}

func TestNoMatchIsAnEmptyList(t *testing.T) {
	c := openCounter(t)
	loss := c.lose()
	if got := strings.TrimSpace(c.get("/api/v1/reports/"+string(loss.Ref)+"/matches", operator).wants(200).Body.String()); got != `{"matches":[],"questions":[]}` {
		t.Errorf("got %s, want an empty list", got)
	}
}
