package api

import (
	"io"
	"strings"
	"testing"

	"github.com/minio/minio-go/v7"

	"lostfound/internal/embedded"
	"lostfound/internal/passage"
)

const (
	keepThem     = `{"hours":12,"reason":"Laptops stay in the trays every day."}`
	somePassages = `{"passages":[{"surname":"DIAZ","flight":"KL1795","lane":"4","at":"2026-10-02T07:30:00+02:00"}]}`
	aPass        = `{"pass":"M1DIAZ/EVA            EQX7PNR AMSMUCKL 1795 275Y012F0025 100","lane":"4"}`
)

func TestPassagesAreOffUntilTheyAreSwitchedOn(t *testing.T) {
	c := openCounter(t)
	manager, finder := c.token("manager"), c.token("finder")
	const at = "/api/v1/sites/AMS/passages"
	if got := read[keeping](c.get(at+"/keeping", manager).wants(200)); got.Hours != 0 || got.History == nil {
		t.Errorf("got %+v, want 0 hours and an empty history", got)
	}
	c.post(at, finder, somePassages).refused(409, "", "passages_off")
	c.put(at+"/keeping", manager, `{"hours":12,"reason":"because"}`).refused(422, "reason", "reason_too_short")
	c.put(at+"/keeping", manager, keepThem).wants(200)
	c.put(at+"/keeping", manager, `{"hours":6,"reason":"Six hours are enough, says the council."}`).wants(200)
	if got := read[keeping](c.get(at+"/keeping", manager).wants(200)); got.Hours != 6 || len(got.History) != 2 || got.History[1].Hours != 12 || got.History[0].By != c.members["manager"].Ref {
		t.Errorf("got %+v, want 6 hours and both decisions, the newest first", got)
	}
	c.post(at, finder, somePassages).wants(200)
	c.post("/api/v1/sites/NOWHERE/passages", operator, somePassages).wants(404)
}

func TestPassagesComeAsCSV(t *testing.T) {
	c := openCounter(t)
	c.put("/api/v1/sites/AMS/passages/keeping", operator, keepThem).wants(200)
	csv := func(body string) answer {
		r := withBody("POST", "/api/v1/sites/AMS/passages", body)
		r.Header.Set("Content-Type", "text/csv; charset=utf-8")
		return c.ask(r, operator)
	}
	csv("surname;lane;at\nDIAZ;4;2026-10-02 07:30\n").wants(200)
	csv("surname;lane;at\nDIAZ;4;2026-10-02 07:30\nJANSEN;;2026-10-02 07:30\n").refused(422, "row 3, lane", "required")
	r := withBody("POST", "/api/v1/sites/AMS/passages", "surname")
	r.Header.Set("Content-Type", "text/plain")
	c.ask(r, operator).refused(415, "Content-Type", "media_type")
}

func TestAScannedPassIsCutAtOnce(t *testing.T) {
	c := openCounter(t)
	c.put("/api/v1/sites/AMS/passages/keeping", operator, keepThem).wants(200)
	got := c.post("/api/v1/sites/AMS/passes", operator, aPass).wants(201)
	if p := read[passage.Passage](got); p.Surname != "DIAZ" || p.Flight != "KL1795" || p.Seat != "12F" || !p.At.Equal(morning) {
		t.Errorf("got %+v, want surname, flight, seat and now", p)
	}
	wrong := c.post("/api/v1/sites/AMS/passes", operator, strings.Replace(aPass, "AMSMUC", "CDGMUC", 1)).refused(422, "pass", "pass_of_another_airport")
	for _, secret := range []string{"QX7PNR", "EVA"} {
		if strings.Contains(got.Body.String()+wrong.Body.String(), secret) {
			t.Errorf("%s is in an answer", secret)
		}
		for o := range c.keepers.S3.ListObjects(t.Context(), embedded.Bucket, minio.ListObjectsOptions{Recursive: true}) {
			r, err := c.keepers.S3.GetObject(t.Context(), embedded.Bucket, o.Key, minio.GetObjectOptions{})
			must(t, err)
			raw, err := io.ReadAll(r)
			must(t, err)
			if strings.Contains(string(raw), secret) {
				t.Errorf("%s is in %s", secret, o.Key)
			}
		}
	}
}
