package api

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

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

func TestNoMatchIsAnEmptyList(t *testing.T) {
	c := openCounter(t)
	loss := c.lose()
	if got := strings.TrimSpace(c.get("/api/v1/reports/"+string(loss.Ref)+"/matches", operator).wants(200).Body.String()); got != `{"matches":[]}` {
		t.Errorf("got %s, want an empty list", got)
	}
}
