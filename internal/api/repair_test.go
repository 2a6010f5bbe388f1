package api

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"

	"lostfound/internal/locale"
)

func TestEachLineOfAnImportStandsAlone(t *testing.T) {
	c := openCounter(t)
	lines := strings.Join([]string{
		`{"id":"i0001",` + aFind[1:],
		`{"id":"i0002","site":"XXX","found_at":"2026-10-02T05:40:00Z","item_type":"bag"}`,
		`{"id":"i0003","site":"AMS","found_at":5}`,
		``,
		`{"id":"i0004","colour":"red"}`,
		`rubbish`,
		`{"id":"i0006",` + strings.Replace(aFind, "Deuter", "Vaude", 1)[1:],
	}, "\n")
	r := withBody("POST", "/api/v1/import?kind=items", lines)
	r.Header.Set("Content-Type", "application/x-ndjson")
	got := read[imported](c.ask(r, operator).wants(200))
	if got.Taken != 2 || got.Known != 0 || len(got.Refs) != 2 || len(got.Refused) != 4 {
		t.Fatalf("got %+v", got)
	}
	for i, want := range []struct {
		line        int
		field, code string
	}{{2, "site", "unknown_site"}, {3, "found_at", "wants_time"}, {5, "colour", "unknown_field"}, {6, "", "not_json"}} {
		no := got.Refused[i]
		if no.Line != want.line || no.Errors[0].Field != want.field || no.Errors[0].Code != want.code || no.Errors[0].Detail == "" {
			t.Errorf("got %+v, want %+v", no, want)
		}
	}
	again := withBody("POST", "/api/v1/import?kind=items", lines)
	if got := read[imported](c.ask(again, operator).wants(200)); got.Taken != 0 || got.Known != 2 {
		t.Errorf("the same again: got %+v", got)
	}
	reports := withBody("POST", "/api/v1/import?kind=reports", `{"id":"r0001",`+aLoss[1:]+"\n"+`{"id":"r0002",`+strings.Replace(aLoss, "Deuter", strings.Repeat("x", 201), 1)[1:])
	if got := read[imported](c.ask(reports, operator).wants(200)); got.Taken != 1 || got.Refused[0].Errors[0].Field != "brand" || got.Refused[0].Errors[0].Code != "too_long" {
		t.Errorf("got %+v", got)
	}
	text := withBody("POST", "/api/v1/import?kind=items", lines)
	text.Header.Set("Content-Type", "text/csv")
	c.ask(text, operator).refused(415, "Content-Type", "media_type")
}

func TestTheIndexIsRebuiltOnRequest(t *testing.T) {
	c := openCounter(t)
	c.takeIn()
	c.lose()
	type done struct{ Items, Reports int }
	if got := read[done](c.post("/api/v1/reindex", operator, "").wants(200)); got != (done{1, 1}) {
		t.Errorf("got %+v, want one of each", got)
	}
}

func TestTheMetricsCountWhatTheOfficeDid(t *testing.T) {
	c := openCounter(t)
	it, loss := c.takeIn(), c.lose()
	c.post("/api/v1/reports/"+string(loss.Ref)+"/matches/"+string(it.Ref)+"/confirm", operator, "").wants(200)
	c.get("/api/v1/nowhere/"+string(it.Ref), operator)
	got := c.get("/metrics", "").wants(200).Body.String()
	for _, want := range []string{"lostfound_items_taken_in_total 1", "lostfound_reports_filed_total 1", "lostfound_matches_confirmed_total 1", "lostfound_items_released_total 0",
		`lostfound_http_requests_seconds_count{method="POST",route="/api/v1/items",status="201"} 1`, `lostfound_http_requests_seconds_count{method="",route="none",status="404"} 1`} {
		if !strings.Contains(got, want) {
			t.Errorf("got no %s", want)
		}
	}
	if strings.Contains(got, string(it.Ref)) {
		t.Errorf("got the reference %s", it.Ref)
	}
}

func TestReadinessSaysWhichKeeperIsSilent(t *testing.T) {
	c := openCounter(t)
	must(t, c.keepers.Redis.Close())
	got := c.get("/readyz", "").refused(503, "", "keeper_silent")
	if p := read[problem](got); !strings.HasPrefix(p.Detail, "Redis ") || got.Header().Get("Retry-After") == "" {
		t.Errorf("got %+v, want Redis", p)
	}
	c.get("/healthz", "").wants(200)
}

func TestAFailureOfOursIsToldByAReferenceAlone(t *testing.T) {
	c := openCounter(t)
	e, err := engine(c.office, Options{})
	must(t, err)
	book, err := locale.Open()
	must(t, err)
	var log bytes.Buffer
	a := &api{book: book, log: slog.New(slog.NewTextHandler(&log, nil))}
	e.GET("/breaks", a.open(func(*gin.Context) error { return errors.New("the disk at 10.0.0.7 is full") }))
	e.GET("/panics", a.open(func(*gin.Context) error { panic("the disk at 10.0.0.7 is full") }))
	for _, path := range []string{"/breaks", "/panics"} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest("GET", path, nil)
		r.Header.Set("Accept-Language", "de")
		e.ServeHTTP(w, r)
		p := read[problem](answer{w, t, path}.refused(500, "", "internal"))
		if p.Reference == "" || !strings.Contains(p.Detail, p.Reference) || strings.Contains(w.Body.String(), "disk") || w.Header().Get("Content-Language") != "de" {
			t.Errorf("%s: got %s", path, w.Body)
		}
		if !strings.Contains(log.String(), "reference="+p.Reference) || !strings.Contains(log.String(), "disk") {
			t.Errorf("%s: got log %s, want the reference and the cause", path, &log)
		}
	}
}

func TestHeadIsGetWithoutABody(t *testing.T) {
	c := openCounter(t)
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, httptest.NewRequest("HEAD", "/healthz", nil))
	if w.Code != 200 {
		t.Errorf("got %d, want 200", w.Code)
	}
}
