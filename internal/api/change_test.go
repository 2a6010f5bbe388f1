package api

import (
	"net/http/httptest"
	"slices"
	"testing"

	"lostfound/internal/history"
	"lostfound/internal/office"
)

// change sends a merge patch for the version that the caller has seen.
func (c *counter) change(path, seen, body string) answer {
	c.t.Helper()
	r := withBody("PATCH", path, body)
	r.Header.Set("Content-Type", "application/merge-patch+json")
	r.Header.Set("If-Match", seen)
	return c.ask(r, operator)
}

// best are the finds that a report is matched with.
func (c *counter) best(loss thanks) []pair {
	c.t.Helper()
	return read[struct{ Matches []pair }](c.get("/api/v1/reports/"+string(loss.Ref)+"/matches", operator).wants(200)).Matches
}

func TestAChangeNeedsTheVersionThatWasRead(t *testing.T) {
	c := openCounter(t)
	for _, path := range []string{"/api/v1/items/" + string(c.takeIn().Ref), "/api/v1/reports/" + string(c.lose().Ref)} {
		first := c.get(path, operator).wants(200).Header().Get("ETag")
		r := withBody("PATCH", path, `{"lang":"de"}`)
		r.Header.Del("If-Match")
		c.ask(r, operator).refused(428, "", "if_match")
		second := c.change(path, `"older", `+first, `{"lang":"de"}`).wants(200).Header().Get("ETag")
		if second == first || second == "" {
			t.Fatalf("%s: got version %s after %s", path, second, first)
		}
		c.change(path, first, `{"lang":"fr"}`).refused(412, "", "changed_meanwhile")
		c.change(path, "W/"+second, `{"lang":"fr"}`).refused(412, "", "changed_meanwhile")
		if same := c.change(path, second, `{"lang":"de"}`).wants(200).Header().Get("ETag"); same != second {
			t.Errorf("%s, nothing new: got version %s, want %s still", path, same, second)
		}
		seen := httptest.NewRequest("GET", path, nil)
		seen.Header.Set("If-None-Match", second)
		c.ask(seen, operator).wants(304)
		c.change(path, "*", `{}`).wants(200)
		c.change(path, "*", ``).refused(422, "", "empty_body")
	}
}

func TestAFindThatIsCorrectedIsComparedAnew(t *testing.T) {
	c := openCounter(t)
	it, loss := c.takeIn(), c.lose()
	path := "/api/v1/items/" + string(it.Ref)
	was := c.best(loss)[0].Score
	got := read[item](c.change(path, "*", `{"serial":null,"brand":"Osprey","colours":["rood"],"handling":{"two_people":true}}`).wants(200))
	if got.Serial != "" || got.Brand != "Osprey" || !slices.Equal(got.Colours, []string{"rood"}) || got.Zone != it.Zone || !got.Handling.TwoPeople {
		t.Errorf("got %+v, want what was sent changed and the rest as it was", got.Details)
	}
	if last := got.History[len(got.History)-1]; last.What != history.Changed || last.By == "" {
		t.Errorf("got %+v at the end of its history, want that it was changed and by whom", last)
	}
	if now := c.best(loss); len(now) > 0 && now[0].Score >= was {
		t.Errorf("red and of another maker: got score %v, want less than %v", now[0].Score, was)
	}
	if handling := read[item](c.change(path, "*", `{"handling":{"cleared_by":"EOD"}}`).wants(200)).Handling; !handling.TwoPeople || handling.ClearedBy != "EOD" {
		t.Errorf("one line of its handling: got %+v, want both", handling)
	}
	c.change(path, "*", `{"inside":"`+string(it.Ref)+`"}`).refused(422, "inside", "inside_itself")
	c.change(path, "*", `{"found_at":"2031-10-02T05:40:00Z"}`).refused(422, "found_at", "in_the_future")
	c.change(path, "*", `{"handling":{"two_people":false}}`).wants(200)
	c.post(path+"/release", operator, `{"name":"K. Verzonnen","agreed":"aloud"}`).wants(200)
	c.change(path, "*", `{"brand":"Deuter"}`).refused(409, "", "item_released")
}

func TestAFindOfAnotherSiteMovesThere(t *testing.T) {
	c := openCounter(t)
	c.put("/api/v1/sites/RTM", operator, `{"name":"Rotterdam","kind":"airport","time_zone":"Europe/Amsterdam"}`).wants(201)
	it, loss := c.takeIn(), c.lose()
	if got := c.best(loss); len(got) != 1 {
		t.Fatalf("got %d matches, want 1", len(got))
	}
	c.change("/api/v1/items/"+string(it.Ref), "*", `{"site":"RTM"}`).wants(200)
	if got := c.best(loss); len(got) != 0 {
		t.Errorf("moved out of reach: got %d matches, want none", len(got))
	}
	for site, want := range map[string]int{"AMS": 0, "RTM": 1} {
		if got := read[struct{ Items []item }](c.get("/api/v1/items?site="+site, operator).wants(200)).Items; len(got) != want {
			t.Errorf("%s: got %d finds, want %d", site, len(got), want)
		}
	}
	c.post("/api/v1/reindex", operator, "").wants(200)
	if got := read[struct{ Items []item }](c.get("/api/v1/items?site=AMS", operator).wants(200)).Items; len(got) != 0 {
		t.Errorf("rebuilt: got %d finds at the old site, want none", len(got))
	}
}

func TestPhotosGoWhereAFindTurnsOutToBeAPassport(t *testing.T) {
	c := openCounter(t)
	it := read[item](c.ask(multiForm("/api/v1/items", part{"item", "", []byte(aFind)}, part{"photo", "a.jpg", jpegOf(t, 0)}), operator).wants(201))
	got := read[item](c.change("/api/v1/items/"+string(it.Ref), "*", `{"category":"passport","item_type":null}`).wants(200))
	if len(got.Photos) != 0 {
		t.Errorf("got %d photos, want none", len(got.Photos))
	}
	c.get(it.Photos[0].View, operator).wants(404)
}

func TestAReportIsCorrectedAndCompleted(t *testing.T) {
	c := openCounter(t)
	it, loss := c.takeIn(), c.lose()
	path := "/api/v1/reports/" + string(loss.Ref)
	was := c.best(loss)[0].Score
	got := read[report](c.change(path, "*", `{"contact":{"phone":"+31 6 12345678"},"things":[{"no":1,"identifiers":{"serial":null},"brand":null},{"item_type":"scarf","colours":["red"]}]}`).wants(200))
	if got.Contact.Phone == "" || got.Contact.Email == "" || len(got.Things) != 2 || got.Things[0].Type != "backpack" || got.Things[0].Brand != "" || got.Things[1].No != 2 || got.Things[1].Type != "scarf" {
		t.Errorf("got %+v, want the contact completed, a thing changed and one added", got)
	}
	if now := c.best(loss); now[0].Item != it.Ref || now[0].Score >= was {
		t.Errorf("without serial and brand: got %+v, want a lower score than %v", now[0], was)
	}
	scarf := read[item](c.post("/api/v1/items", operator, `{"site":"AMS","zone":"gate","found_at":"2026-10-02T05:45:00Z","lang":"nl","item_type":"sjaal","colours":["rood"]}`).wants(201))
	if now := c.best(loss); !slices.ContainsFunc(now, func(m pair) bool { return m.Item == scarf.Ref && m.Thing == 2 && m.State == office.Proposed }) {
		t.Errorf("the added thing: got %+v, want the scarf among them", now)
	}
	c.change(path, "*", `{"things":[{"no":7,"brand":"x"}]}`).refused(422, "things[0].no", "no_such_thing")
	c.change(path, "*", `{"things":[{"no":1},{"surprise":1}]}`).refused(422, "things[1].surprise", "unknown_field")
	c.change(path, "*", `{"things":[{}]}`).refused(422, "things[2].item_type", "say_what_it_is")
	c.change(path, "*", `{"sites":["RTM"]}`).refused(422, "sites", "unknown_site")
	c.change(path, "*", `{"contact":{"email":"a@example.org\r\nBcc: b@example.org"}}`).refused(422, "contact.email", "control_character")
	c.change(path, "*", `{"contact":{"email":"Anna <a@example.org>"}}`).refused(422, "contact.email", "not_an_address")
	c.put("/api/v1/sites/RTM", operator, `{"name":"Rotterdam","kind":"airport","time_zone":"Europe/Amsterdam"}`).wants(201)
	c.change(path, "*", `{"sites":["RTM"]}`).refused(422, "sites", "only_added")
	if got := read[report](c.change(path, "*", `{"sites":["AMS","RTM"],"things":null}`).wants(200)); len(got.Sites) != 2 || len(got.Things) != 2 {
		t.Errorf("got %+v, want one more site and the things as they were", got)
	}
}
