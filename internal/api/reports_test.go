package api

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"lostfound/internal/loss"
	"lostfound/internal/mail/mailtest"
)

func TestATravellerReportsALoss(t *testing.T) {
	c := openCounter(t)
	alone := read[thanks](c.post("/api/v1/reports", "", aLoss).wants(201))
	if alone.Similar {
		t.Error("an empty store: got similar")
	}
	c.takeIn()
	got := c.post("/api/v1/reports", "", aLoss).wants(201)
	said := read[thanks](got)
	if !said.Similar || !said.NextUpdateBy.Equal(time.Date(2026, 10, 4, 15, 0, 0, 0, time.UTC)) || !strings.HasPrefix(said.StatusURL, "/r/"+string(said.Ref)+"/") {
		t.Errorf("got %+v", said)
	}
	if strings.Contains(got.Header().Get("Location"), said.StatusURL) {
		t.Errorf("got %s in a header, where logs see it", said.StatusURL)
	}
	r := read[report](c.get("/api/v1/reports/"+string(said.Ref), operator).wants(200))
	if r.FiledBy != loss.Self || r.Contact.Email != "a@example.org" || len(r.Things) != 1 || r.Things[0].Type != "backpack" || r.Status != loss.Open || r.From.Format(time.RFC3339) != "2026-10-02T07:00:00+02:00" {
		t.Errorf("got %+v", r)
	}
}

func TestAHelperReportsSeveralThingsWithPhotos(t *testing.T) {
	c := openCounter(t)
	const two = `{"sites":["AMS","CDG"],"lost_to":"2026-10-02T07:50:00+02:00","filed_by":"helper","on_behalf_of":"my mother","needed_by":"2026-10-03T07:50:00+02:00",
		"things":[{"item_type":"laptop","identifiers":{"serial":"C02XK1"}},{"item_type":"glasses","colours":["red"]}]}`
	said := read[thanks](c.ask(multiForm("/api/v1/reports", part{"report", "", []byte(two)}, part{"photo", "a.jpg", jpegOf(t, 0)},
		part{"things[1].photo", "b.jpg", jpegOf(t, 20)}, part{"things[1].photo", "c.jpg", jpegOf(t, 40)}), "").wants(201))
	r := read[report](c.get("/api/v1/reports/"+string(said.Ref), operator).wants(200))
	if len(r.Things) != 2 || len(r.Things[0].Photos) != 1 || len(r.Things[1].Photos) != 2 || r.Things[1].No != 2 || r.OnBehalfOf != "my mother" {
		t.Fatalf("got %+v", r)
	}
	c.get(r.Things[1].Photos[1].View, operator).wants(200)
	c.get(r.Things[1].Photos[1].View, "").wants(401)

	got := c.ask(multiForm("/api/v1/reports", part{"report", "", []byte(two)}, part{"things[1].photo", "b.txt", []byte("no photo")}), "")
	got.refused(422, "things[1].photo[0]", "photo_unknown_format")
}

func TestAPhotoAloneIsAReport(t *testing.T) {
	c := openCounter(t)
	const where = `{"sites":["AMS"],"lost_from":"2026-10-02T05:00:00Z"}`
	c.ask(multiForm("/api/v1/reports", part{"report", "", []byte(where)}, part{"photo", "a.jpg", jpegOf(t, 0)}), "").wants(201)
}

func TestOneAddressFilesTwentyReportsAMinute(t *testing.T) {
	c := openCounter(t)
	for range 20 {
		c.post("/api/v1/reports", "", aLoss).wants(201)
	}
	got := c.post("/api/v1/reports", "", aLoss).refused(429, "", "throttled")
	var seconds int
	if _, err := fmt.Sscan(got.Header().Get("Retry-After"), &seconds); err != nil || seconds < 1 || seconds > 61 {
		t.Errorf("got Retry-After %q, want seconds", got.Header().Get("Retry-After"))
	}
	forged := withBody("POST", "/api/v1/reports", aLoss)
	forged.Header.Set("X-Forwarded-For", "203.0.113.9") // no proxy of ours
	c.ask(forged, "").wants(429)
	elsewhere := withBody("POST", "/api/v1/reports", aLoss)
	elsewhere.RemoteAddr = "203.0.113.9:4711"
	c.ask(elsewhere, "").wants(201)
	c.post("/api/v1/reports", c.token("finder"), aLoss).wants(201)
}

func TestReportsAreListed(t *testing.T) {
	c := openCounter(t)
	if got := strings.TrimSpace(c.get("/api/v1/reports", operator).wants(200).Body.String()); got != `{"next":"","reports":[]}` {
		t.Errorf("got %s, want empty lists", got)
	}
	for range 3 {
		c.lose()
	}
	type page struct {
		Reports []report
		Next    string
	}
	first := read[page](c.get("/api/v1/reports?site=AMS&limit=2", operator).wants(200))
	rest := read[page](c.get("/api/v1/reports?site=AMS&limit=2&cursor="+first.Next, operator).wants(200))
	if len(first.Reports) != 2 || len(rest.Reports) != 1 || rest.Next != "" {
		t.Errorf("got %d and %d reports, want 2 and 1", len(first.Reports), len(rest.Reports))
	}
}

func TestAContactIsNotedWithThePromiseItMakes(t *testing.T) {
	c := openCounter(t)
	loss := c.lose()
	contacts := "/api/v1/reports/" + string(loss.Ref) + "/contacts"
	next := morning.Add(3 * time.Hour)
	got := read[report](c.post(contacts, operator, `{"how":"spoke","next_update_by":"`+next.Format(time.RFC3339)+`"}`).wants(200))
	if last := got.History[len(got.History)-1]; last.What != "contacted" || last.How != "spoke" || !got.NextUpdateBy.Equal(next) {
		t.Errorf("got %+v and the next update by %s, want it noted, and %s", last, got.NextUpdateBy, next)
	}
	c.post(contacts, operator, `{"how":"owl"}`).refused(422, "how", "unknown_way")
	c.post(contacts, operator, `{"how":"spoke","next_update_by":"2026-10-01T06:00:00Z"}`).refused(422, "next_update_by", "in_the_past")
}

func TestAMessageThatWasNotTakenIsSentAgain(t *testing.T) {
	c := openCounter(t)
	c.mailbox.Answer(func(string, int) error { return mailtest.Refusal })
	at := "/api/v1/reports/" + string(read[thanks](c.post("/api/v1/reports", operator,
		`{"sites":["AMS"],"lost_from":"2026-10-02T05:00:00Z","lang":"en","item_type":"ring","contact":{"email":"anna@example.org"}}`).wants(201)).Ref)
	c.post(at+"/messages/1/again", operator, "").refused(409, "", "message_not_failed")
	send := func() loss.Message {
		t.Helper()
		_, err := c.office.SendDue(t.Context())
		must(t, err)
		all := read[report](c.get(at, operator).wants(200)).Messages
		if len(all) != 1 {
			t.Fatalf("got %d messages, want one", len(all))
		}
		return all[0]
	}
	if m := send(); m.Outcome != loss.Dead || m.Code != "550 5.1.1" {
		t.Errorf("refused: got %+v, want it dead for 550 5.1.1", m)
	}
	c.mailbox.Answer(nil)
	c.post(at+"/messages/1/again", operator, "").wants(200)
	if m := send(); m.Outcome != loss.Sent {
		t.Errorf("sent again: got %+v, want it sent", m)
	}
	c.post(at+"/messages/2/again", operator, "").refused(404, "", "no_such_message")
	c.post(at+"/messages/x/again", operator, "").refused(404, "", "no_such_message")
}
