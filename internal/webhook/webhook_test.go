package webhook

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"lostfound/internal/loss"
	"lostfound/internal/notice"
)

// The example of the specification.
const (
	exampleSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	exampleID     = "msg_p5jXN8AQM9LWM0D4loKWxJek"
	exampleAt     = "1614265330"
	exampleBody   = `{"test": 2432232314}`
	exampleSign   = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
)

func TestTheSignatureIsTheSpecifications(t *testing.T) {
	key, err := Key(exampleSecret)
	if err != nil {
		t.Fatal(err)
	}
	if got := Sign(key, exampleID, exampleAt, []byte(exampleBody)); got != exampleSign {
		t.Errorf("got %s, want %s", got, exampleSign)
	}
}

func TestASecretHasItsForm(t *testing.T) {
	for name, secret := range map[string]string{
		"no prefix": strings.TrimPrefix(exampleSecret, "whsec_"), "no base64": "whsec_?", "too short": "whsec_" + base64.StdEncoding.EncodeToString(make([]byte, 23)),
		"too long": "whsec_" + base64.StdEncoding.EncodeToString(make([]byte, 65)), "empty": "",
	} {
		if _, err := Key(secret); err == nil {
			t.Errorf("%s: got a key, want an error", name)
		}
	}
}

func letter() notice.Letter {
	return notice.Letter{ID: "R-2M8T-4C.3.20261125T131000", Report: "R-2M8T-4C", At: time.Date(2026, 11, 25, 14, 10, 0, 0, time.FixedZone("", 3600)), Event: loss.Here, Lang: "en",
		Email: "anna@example.org", Phone: "+31 6 1234", Paragraphs: []string{"We have it: keys.", "It is at Schiphol."},
		Page: notice.Link{URL: "https://found.example.org/r/R-2M8T-4C/secret"}, Stop: notice.Link{URL: "https://found.example.org/stop/R-2M8T-4C/other"}}
}

func sender(t *testing.T, address string) *Sender {
	t.Helper()
	s, err := New(address, exampleSecret)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAnOperatorsProgramCanTrustWhatItIsTold(t *testing.T) {
	key, err := Key(exampleSecret)
	if err != nil {
		t.Fatal(err)
	}
	var told []map[string]any
	var ids []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		id, at := r.Header.Get("webhook-id"), r.Header.Get("webhook-timestamp")
		if got, want := r.Header.Get("webhook-signature"), Sign(key, id, at, body); got != want || r.Method != http.MethodPost {
			t.Errorf("%s signed %s, want POST signed %s", r.Method, got, want)
		}
		var e map[string]any
		if err := json.Unmarshal(body, &e); err != nil {
			t.Error(err)
		}
		told, ids = append(told, e), append(ids, id+" "+at)
		w.WriteHeader(http.StatusNoContent)
	}))
	defer server.Close()
	s := sender(t, server.URL)
	for try := range int64(2) {
		s.now = func() time.Time { return time.Unix(1614265330+try, 0) }
		if err := s.Send(t.Context(), letter()); err != nil {
			t.Fatal(err)
		}
	}
	want := map[string]any{"type": "message.here", "timestamp": "2026-11-25T13:10:00Z", "data": map[string]any{
		"report": "R-2M8T-4C", "language": "en", "phone": "+31 6 1234", "short": "We have it: keys. https://found.example.org/r/R-2M8T-4C/secret",
		"text": "We have it: keys.\n\nIt is at Schiphol.", "status_url": "https://found.example.org/r/R-2M8T-4C/secret", "stop_url": "https://found.example.org/stop/R-2M8T-4C/other"}}
	for _, got := range told {
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got  %v\nwant %v", got, want)
		}
	}
	if len(ids) != 2 || ids[0] != "R-2M8T-4C.3.20261125T131000 1614265330" || ids[1] != "R-2M8T-4C.3.20261125T131000 1614265331" {
		t.Errorf("got %v, want the same id at two times", ids)
	}
}

func TestWhatAProgramAnswersIsUnderstood(t *testing.T) {
	for code, want := range map[int]loss.Reason{200: "", 202: "", 302: loss.NotNow, 401: loss.NotNow, 404: loss.NotNow, 410: loss.Refused, 422: loss.Refused, 429: loss.NotNow, 500: loss.NotNow} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/" {
				t.Errorf("%d: a redirection was followed", code)
			}
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(code)
		}))
		var got *notice.Failure
		err := sender(t, server.URL).Send(t.Context(), letter())
		if errors.As(err, &got); err != nil && got == nil || want == "" && err != nil || want != "" && (got == nil || got.Why != want) {
			t.Errorf("%d: got %v, want %q", code, err, want)
		}
		server.Close()
		if err := sender(t, server.URL).Send(t.Context(), letter()); !errors.As(err, &got) || got.Why != loss.Unreachable {
			t.Errorf("nobody there: got %v, want it unreachable", err)
		}
	}
}
