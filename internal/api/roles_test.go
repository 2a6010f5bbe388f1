package api

import (
	"fmt"
	"testing"
)

// roles is who comes to the counter, in the order of the columns below. The stranger is
// a manager of a site that has nothing to do with the records.
var roles = []string{"nobody", "finder", "desk", "stranger", "manager", "admin"}

func TestWhoMayDoWhat(t *testing.T) {
	c := openCounter(t)
	photo := func(owner string, photos []photograph) string {
		if len(photos) == 0 {
			t.Fatalf("%s: got no photo", owner)
		}
		return photos[0].Thumb
	}
	find := func(after string) func() string {
		return func() string { return "/api/v1/items/" + string(c.takeIn().Ref) + after }
	}
	loss := func(after string) func() string {
		return func() string { return "/api/v1/reports/" + string(c.lose().Ref) + after }
	}
	caller := func() string { return "/api/v1/callers/" + string(c.lose().Ref) + "/check" }
	decision := func(what string) func() string {
		return func() string {
			return fmt.Sprintf("/api/v1/reports/%s/matches/%s/%s", c.lose().Ref, c.takeIn().Ref, what)
		}
	}
	hired := 0
	newcomer := func() string {
		hired++
		return fmt.Sprintf(`{"sign_in":"new%d","name":"New","password":"a long password","grants":[{"site":"AMS","role":"desk"}]}`, hired)
	}
	colleague := func(after string) func() string {
		return func() string {
			return "/api/v1/staff/" + string(read[member](c.post("/api/v1/staff", operator, newcomer()).wants(201)).Ref) + after
		}
	}
	made := 0
	at := func(path string) func() string { return func() string { return path } }
	aSite := `{"name":"Amsterdam","kind":"airport","time_zone":"Europe/Amsterdam"}`
	counterLoss := `{"filed_by":"counter",` + aLoss[1:]

	for _, row := range []struct {
		what, method string
		path         func() string
		body         string
		want         [6]int // nobody, finder, desk, stranger, manager, admin
	}{
		{"ask whether it lives", "GET", at("/healthz"), "", [6]int{200, 200, 200, 200, 200, 200}},
		{"ask whether it is ready", "GET", at("/readyz"), "", [6]int{200, 200, 200, 200, 200, 200}},
		{"read the metrics", "GET", at("/metrics"), "", [6]int{200, 200, 200, 200, 200, 200}},
		{"read the document", "GET", at("/api/v1/openapi.json"), "", [6]int{200, 200, 200, 200, 200, 200}},
		{"list sites", "GET", at("/api/v1/sites"), "", [6]int{200, 200, 200, 200, 200, 200}},
		{"change a site", "PUT", at("/api/v1/sites/AMS"), aSite, [6]int{401, 403, 403, 403, 200, 200}},
		{"make a site", "PUT", func() string { made++; return fmt.Sprintf("/api/v1/sites/NEW-%d", made) }, aSite, [6]int{401, 403, 403, 403, 403, 201}},
		{"read for how long passages are kept", "GET", at("/api/v1/sites/AMS/passages/keeping"), "", [6]int{401, 403, 403, 403, 200, 200}},
		{"switch passages on", "PUT", at("/api/v1/sites/AMS/passages/keeping"), keepThem, [6]int{401, 403, 403, 403, 200, 200}},
		{"tell who went through", "POST", at("/api/v1/sites/AMS/passages"), somePassages, [6]int{401, 200, 200, 403, 200, 200}},
		{"scan a pass", "POST", at("/api/v1/sites/AMS/passes"), aPass, [6]int{401, 201, 201, 403, 201, 201}},
		{"take in a find", "POST", at("/api/v1/items"), aFind, [6]int{401, 201, 201, 403, 201, 201}},
		{"list finds", "GET", at("/api/v1/items"), "", [6]int{401, 403, 200, 200, 200, 200}},
		{"list a site's finds", "GET", at("/api/v1/items?site=AMS"), "", [6]int{401, 403, 200, 403, 200, 200}},
		{"read a find", "GET", find(""), "", [6]int{401, 404, 200, 404, 200, 200}},
		{"correct a find", "PATCH", find(""), `{"brand":"Osprey"}`, [6]int{401, 404, 200, 404, 200, 200}},
		{"see a find's photo", "GET", func() string {
			it := read[item](c.ask(multiForm("/api/v1/items", part{"item", "", []byte(aFind)}, part{"photo", "a.jpg", jpegOf(t, 0)}), operator).wants(201))
			return photo("find", it.Photos)
		}, "", [6]int{401, 404, 200, 404, 200, 200}},
		{"take back another's find", "POST", find("/take-back"), "", [6]int{401, 404, 403, 404, 403, 403}},
		{"see a find's twins", "GET", find("/twins"), "", [6]int{401, 403, 200, 404, 200, 200}},
		{"see a report's twins", "GET", loss("/twins"), "", [6]int{401, 403, 200, 404, 200, 200}},
		{"record a claim", "POST", find("/claims"), `{"said":"a hook"}`, [6]int{401, 200, 200, 404, 200, 200}},
		{"hand back unasked", "PUT", find("/hand-back"), "", [6]int{401, 409, 409, 404, 409, 409}},
		{"undo a hand-back of nothing", "DELETE", find("/hand-back"), "", [6]int{401, 409, 409, 404, 409, 409}},
		{"hand over", "POST", find("/release"), `{"name":"K. Verzonnen","agreed":"aloud"}`, [6]int{401, 403, 200, 404, 200, 200}},
		{"hand over without a word", "POST", find("/release"), "", [6]int{401, 403, 422, 422, 422, 422}},
		{"file a report", "POST", at("/api/v1/reports"), aLoss, [6]int{201, 201, 201, 201, 201, 201}},
		{"file a report for somebody at the counter", "POST", at("/api/v1/reports"), counterLoss, [6]int{401, 403, 201, 403, 201, 201}},
		{"list reports", "GET", at("/api/v1/reports"), "", [6]int{401, 403, 200, 200, 200, 200}},
		{"list a site's reports", "GET", at("/api/v1/reports?site=AMS"), "", [6]int{401, 403, 200, 403, 200, 200}},
		{"read a report", "GET", loss(""), "", [6]int{401, 403, 200, 404, 200, 200}},
		{"correct a report", "PATCH", loss(""), `{"place":"gate D14"}`, [6]int{401, 403, 200, 404, 200, 200}},
		{"see a report's photo", "GET", func() string {
			filed := read[thanks](c.ask(multiForm("/api/v1/reports", part{"report", "", []byte(aLoss)}, part{"photo", "a.jpg", jpegOf(t, 9)}), operator).wants(201))
			r := read[report](c.get("/api/v1/reports/"+string(filed.Ref), operator).wants(200))
			return photo("report", r.Things[0].Photos)
		}, "", [6]int{401, 403, 200, 404, 200, 200}},
		{"ask who calls", "GET", at("/api/v1/callers?q=anna"), "", [6]int{401, 403, 200, 200, 200, 200}},
		{"check a caller", "POST", caller, `{"check":"thing","answer":"a boat"}`, [6]int{401, 403, 422, 404, 422, 422}},
		{"agree a call", "PUT", loss("/call"), `{"from":"2026-10-02T14:00:00Z","until":"2026-10-02T14:30:00Z"}`, [6]int{401, 403, 422, 404, 422, 422}},
		{"send again what is on its way", "POST", loss("/messages/1/again"), "", [6]int{401, 403, 409, 404, 409, 409}},
		{"note a contact", "POST", loss("/contacts"), `{"how":"spoke"}`, [6]int{401, 403, 200, 404, 200, 200}},
		{"read matches", "GET", loss("/matches"), "", [6]int{401, 403, 200, 404, 200, 200}},
		{"confirm a match", "POST", decision("confirm"), "", [6]int{401, 403, 200, 404, 200, 200}},
		{"dismiss a match", "POST", decision("dismiss"), "", [6]int{401, 403, 200, 404, 200, 200}},
		{"end the own session", "DELETE", at("/api/v1/session"), "", [6]int{401, 204, 204, 204, 204, 204}},
		{"list staff", "GET", at("/api/v1/staff"), "", [6]int{401, 403, 403, 200, 200, 200}},
		{"close an account", "DELETE", colleague(""), "", [6]int{401, 403, 403, 404, 204, 204}},
		{"set a roster", "PUT", colleague("/duty"), `{"duty":"Mo-Fr 06:00-14:00","away":[]}`, [6]int{401, 403, 403, 404, 200, 200}},
		{"issue a token", "POST", colleague("/tokens"), "", [6]int{401, 403, 403, 404, 403, 201}},
		{"end sessions", "DELETE", colleague("/sessions"), "", [6]int{401, 403, 403, 404, 204, 204}},
		{"import the cars of what is no lot", "POST", at("/api/v1/sites/AMS/vehicles"), `{"rows":[]}`, [6]int{401, 403, 403, 403, 404, 404}},
		{"read the requests of what is no lot", "GET", at("/api/v1/sites/AMS/searches"), "", [6]int{401, 404, 404, 403, 404, 404}},
		{"answer for what is no lot", "POST", at("/api/v1/sites/AMS/searches/R-0000-00/answers"), `{"kind":"found"}`, [6]int{401, 404, 404, 403, 404, 404}},
		{"take an answer back for what is no lot", "DELETE", at("/api/v1/sites/AMS/searches/R-0000-00/answers/1"), "", [6]int{401, 404, 404, 403, 404, 404}},
		{"import returns to what is no lot", "POST", at("/api/v1/sites/AMS/returns"), `{"rows":[]}`, [6]int{401, 403, 403, 403, 404, 404}},
		{"import", "POST", at("/api/v1/import?kind=items"), aFind, [6]int{401, 403, 403, 403, 403, 200}},
		{"rebuild the index", "POST", at("/api/v1/reindex"), "", [6]int{401, 403, 403, 403, 403, 200}},
	} {
		for i, who := range roles {
			if got := c.send(row.method, row.path(), c.token(who), row.body); got.Code != row.want[i] {
				t.Errorf("%s, %s: got %d %.200s, want %d", who, row.what, got.Code, got.Body, row.want[i])
			}
		}
	}
	for i, who := range roles {
		want := [6]int{401, 403, 403, 403, 201, 201}[i]
		if got := c.post("/api/v1/staff", c.token(who), newcomer()); got.Code != want {
			t.Errorf("%s, add staff: got %d %.200s, want %d", who, got.Code, got.Body, want)
		}
	}
}

func TestAFinderSeesTheOwnFindsOnly(t *testing.T) {
	c := openCounter(t)
	finder := c.token("finder")
	own := read[item](c.post("/api/v1/items", finder, aFind).wants(201))
	c.get("/api/v1/items/"+string(own.Ref), finder).wants(200)
	c.post("/api/v1/items/"+string(own.Ref)+"/release", finder, `{"name":"me"}`).wants(403)
	c.post("/api/v1/items/"+string(own.Ref)+"/release", operator, `{"name":"K. Verzonnen","agreed":"aloud"}`).wants(200)
	if got := read[item](c.get("/api/v1/items/"+string(own.Ref), finder).wants(200)); got.Status != "released" || got.Handed != nil {
		t.Errorf("got %+v, want a released find that does not say to whom", got)
	}
}

func TestATokenThatIsVoidIsToldEvenWhereNobodyNeedsOne(t *testing.T) {
	c := openCounter(t)
	for _, authorization := range []string{"Bearer void", "Bearer ", "Bearer", "Basic YTpi"} {
		for _, r := range []struct{ method, path, body string }{{"GET", "/api/v1/sites", ""}, {"POST", "/api/v1/reports", aLoss}, {"GET", "/api/v1/items", ""}} {
			req := withBody(r.method, r.path, r.body)
			req.Header.Set("Authorization", authorization)
			got := c.ask(req, "").refused(401, "", "sign_in")
			if got.Header().Get("WWW-Authenticate") != "Bearer" {
				t.Errorf("%s: got no WWW-Authenticate", got.what)
			}
		}
	}
}

func TestACookieSignsInAndOneThatEndedIsThePublic(t *testing.T) {
	c := openCounter(t)
	c.token("desk")
	in := read[token](c.post("/api/v1/session", "", `{"sign_in":"Desk@test","password":"password of desk"}`).wants(201))
	if in.Member == nil || in.Member.Name != "desk" {
		t.Errorf("got %+v, want the member", in)
	}
	cookie := func(method, path, body string) answer {
		r := withBody(method, path, body)
		r.Header.Set("Cookie", "lf_session="+in.Token)
		return c.ask(r, "")
	}
	cookie("GET", "/api/v1/items", "").wants(200)
	r := withBody("POST", "/api/v1/items", aFind)
	r.Header.Set("Cookie", "lf_session="+in.Token)
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	c.ask(r, "").refused(403, "", "other_site")
	cookie("DELETE", "/api/v1/session", "").wants(204)
	cookie("GET", "/api/v1/items", "").wants(401)
	cookie("GET", "/api/v1/sites", "").wants(200)
	cookie("POST", "/api/v1/reports", aLoss).wants(201)
	c.post("/api/v1/session", "", `{"sign_in":"desk@test","password":"wrong"}`).refused(401, "", "wrong_sign_in")
}
