package api

import (
	"strings"
	"testing"
)

func TestASheetIsTakenWholeOrNotAtAll(t *testing.T) {
	c := openCounter(t)
	c.put("/api/v1/sites/MUC-RENT", operator, `{"name":"Munich rental return","kind":"rental_lot","time_zone":"Europe/Berlin"}`).wants(201)
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
