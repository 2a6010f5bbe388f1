package api

import (
	"strings"
	"testing"

	"lostfound/internal/searchrequest"
)

// openLot is a counter with a rental lot, on which a Golf stands since ten past five.
func openLot(t *testing.T) *counter {
	t.Helper()
	c := openCounter(t)
	c.put("/api/v1/sites/MUC-RENT", operator, `{"name":"Munich rental return","kind":"rental_lot","time_zone":"Europe/Berlin","answer_within":20}`).wants(201)
	c.post("/api/v1/sites/MUC-RENT/returns", operator, `{"rows":[{"plate":"M-QX 417","model":"VW Golf","stall":"A05","returned_at":"2026-10-02T05:10:00Z"}]}`).wants(200)
	return c
}

func TestALotIsAskedAndAnswers(t *testing.T) {
	c := openLot(t)
	filed := read[thanks](c.post("/api/v1/reports", "", `{"sites":["MUC-RENT"],"lost_to":"2026-10-02T05:30:00Z","lang":"fr","item_type":"doudou","car":{"model":"golf","by_colleague":true},"contact":{"name":"Bruno"}}`).wants(201))
	got := c.get("/api/v1/sites/MUC-RENT/searches", operator).wants(200)
	all := read[struct{ Searches []search }](got).Searches
	if len(all) != 1 || all[0].Report != filed.Ref || len(all[0].Cars) != 1 || all[0].Cars[0].Stall != "A05" || all[0].Things[0].Type != "doudou" {
		t.Fatalf("got %s, want the request, and the Golf", got.Body)
	}
	if strings.Contains(got.Body.String(), "Bruno") {
		t.Errorf("got %s, which says whose it is", got.Body)
	}
	answers := "/api/v1/sites/MUC-RENT/searches/" + string(filed.Ref) + "/answers"
	c.post(answers, operator, `{"kind":"looked_nothing","places":["roof"]}`).refused(422, "places", "unknown_place")
	c.post(answers, operator, `{"kind":"looked_nothing","stay":9}`).refused(404, "", "no_such_stay")
	q := read[searchrequest.Request](c.post(answers, operator, `{"kind":"looked_nothing","stay":1,"places":["boot"]}`).wants(200))
	if q.State != searchrequest.Waiting || len(q.Answers) != 1 {
		t.Errorf("got %+v, want it to wait, with one answer", q)
	}
	if q = read[searchrequest.Request](c.send("DELETE", answers+"/1", operator, "").wants(200)); q.State != searchrequest.Asked {
		t.Errorf("taken back: got %s, want it asked", q.State)
	}
	c.send("DELETE", answers+"/7", operator, "").refused(404, "", "no_such_answer")
	c.post(answers, operator, `{"kind":"found","stay":1}`).wants(200)
	c.post(answers, operator, `{"kind":"found","stay":1}`).refused(409, "", "request_ended")
	if r := read[report](c.get("/api/v1/reports/"+string(filed.Ref), operator).wants(200)); r.Car.Model != "golf" || r.Searches[0].State != searchrequest.Ended {
		t.Errorf("got %+v, want the car and what was done", r)
	}
}

func TestASheetIsTakenWholeOrNotAtAll(t *testing.T) {
	c := openLot(t)
	type taken struct{ Rows int }
	send := func(kind, path, sheet string) answer {
		r := withBody("POST", path, sheet)
		r.Header.Set("Content-Type", kind)
		return c.ask(r, operator)
	}
	cars, returns := "/api/v1/sites/MUC-RENT/vehicles", "/api/v1/sites/MUC-RENT/returns"
	if got := read[taken](send("text/csv", cars, "plate;model\nM-QX 417;VW Golf\nM-QX 418;VW Polo\n").wants(200)); got.Rows != 2 {
		t.Errorf("got %d rows, want 2", got.Rows)
	}
	if got := read[taken](send("application/json", returns, `{"rows":[{"plate":"M-QX 417","stall":"A05","returned_at":"2026-10-02T07:10:00+02:00"}]}`).wants(200)); got.Rows != 1 {
		t.Errorf("got %d rows, want 1", got.Rows)
	}
	head := "plate,stall,returned_at\n"
	send("text/csv", returns, head+"M-QX 418,A06,2026-10-02 07:20\nM-QX 419,A07,yesterday\n").refused(422, "row 3, returned_at", "not_a_time")
	send("text/csv", returns, head+"M-QX 418,A06,2030-10-02 07:20\n").refused(422, "row 2, returned_at", "in_the_future")
	send("text/csv", returns, head+"M-QX 418,A06,2026-10-02 07:20\nM-QX 419,A06,2026-10-02 07:25\n").refused(422, "row 3, stall", "stall_taken")
	send("text/csv", returns, head+strings.Repeat("x", maxSheet)).refused(413, "", "body_too_large")
	send("text/plain", returns, head).refused(415, "Content-Type", "media_type")
	send("text/csv", "/api/v1/sites/AMS/returns", head+"M-QX 418,A06,2026-10-02 07:20\n").refused(404, "", "no_lot")
}
