package browser

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// soon is how long a desk may have to wait for news on a machine that does much else
// at the time; on one that does not, it is a second.
const soon = 5 * time.Second

// twoDesks: two instances of the program share a Redis and an S3. What one of them
// takes in shows at the desks of both, while their pages stay as they are.
func (o *office) twoDesks(t *testing.T) {
	s3, redis := os.Getenv("LOSTFOUND_TEST_S3"), os.Getenv("LOSTFOUND_TEST_REDIS")
	if s3 == "" || redis == "" {
		if os.Getenv("LOSTFOUND_TEST_FULL") == "1" {
			t.Fatal("no real S3 and Redis, although all tests are to run")
		}
		t.Skip("no real servers: set LOSTFOUND_TEST_S3 and LOSTFOUND_TEST_REDIS, or run scripts/test.sh --full")
	}
	if strings.HasPrefix(redis, "/") {
		redis = "unix://" + redis + "?db=5" // the others are other tests'
	}
	env := []string{"LOSTFOUND_S3_ENDPOINT=" + s3, "LOSTFOUND_S3_ACCESS_KEY=test", "LOSTFOUND_S3_SECRET_KEY=testtest1",
		fmt.Sprintf("LOSTFOUND_S3_BUCKET=desks-%d", time.Now().UnixNano()), "LOSTFOUND_REDIS_URL=" + redis, "LOSTFOUND_ADMIN_TOKEN=" + operator}
	one, other := start(t, o.exe, "serve", env...), start(t, o.exe, "serve", env...)

	const password = "a desk of two"
	one.tell(t, "PUT", "/api/v1/sites/AMS", `{"name": "Schiphol", "kind": "airport", "time_zone": "Europe/Amsterdam", "languages": ["nl"], "zones": [], "connects": []}`)
	one.tell(t, "POST", "/api/v1/staff", `{"sign_in": "ingrid", "name": "Ingrid", "password": "`+password+`", "lang": "nl", "grants": [{"site": "AMS", "role": "desk"}]}`)
	var desks []*person
	for _, p := range []program{one, other} {
		desk := visitor(t, o.browser, o.book, p.url, window{width: 1440, height: 900, lang: "en", scripts: true})
		desk.signIn("ingrid", password)
		desk.open("/desk")
		desks = append(desks, desk)
	}
	opened := [2]float64{answer[float64](desks[0], timeOrigin), answer[float64](desks[1], timeOrigin)}

	at := time.Now().Add(-time.Hour).UTC().Format(time.RFC3339)
	report := one.tell(t, "POST", "/api/v1/reports", `{"sites": ["AMS"], "place": "security", "lost_from": "`+at+`", "lang": "en", "item_type": "laptop",
		"colours": ["black"], "brand": "Lenovo", "description": "a lighthouse on the lid", "identifiers": {"serial": "ZZDESK0001"}, "contact": {"name": "Tess"}}`)
	sent := time.Now()
	one.tell(t, "POST", "/api/v1/items", `{"site": "AMS", "found_at": "`+at+`", "lang": "en", "item_type": "laptop", "colours": ["black"], "brand": "Lenovo",
		"description": "a lighthouse on the lid", "serial": "ZZDESK0001"}`)
	for i, desk := range desks {
		desk.until("the new match", func() (bool, error) {
			return ask[bool](desk, `report => [...document.querySelectorAll("[data-live-more], a[href*='" + report + "'][href*='item=']")].some(el => el.checkVisibility())`, report)
		})
		took := time.Since(sent)
		t.Logf("desk %d saw the match %s after it was sent", i+1, took.Round(time.Millisecond))
		if took > soon {
			t.Errorf("desk %d: got the match after %s, want it within %s", i+1, took, soon)
		}
		if answer[float64](desk, timeOrigin) != opened[i] {
			t.Errorf("desk %d: the page was loaded again", i+1)
		}
	}
}

const (
	operator   = "the-operators-own-token"
	timeOrigin = `() => performance.timeOrigin`
)

// tell asks the program's API for something, as the operator, and returns the
// reference in its answer.
func (p program) tell(t *testing.T, method, path, body string) string {
	t.Helper()
	r, err := http.NewRequest(method, p.url+path, bytes.NewBufferString(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+operator)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var said struct {
		Ref    string `json:"ref"`
		Detail string `json:"detail"`
	}
	if err := json.NewDecoder(res.Body).Decode(&said); err != nil || res.StatusCode != http.StatusCreated {
		t.Fatalf("%s %s: got status %d (%s, %v), want 201", method, path, res.StatusCode, said.Detail, err)
	}
	return said.Ref
}
