package api

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"

	"lostfound/internal/loss"
	"lostfound/internal/notice"
	"lostfound/internal/webhook"
)

func TestWhatAWebhookIsToldHasTheFormOfTheDocument(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromData(document)
	must(t, err)
	told := doc.Webhooks["message"].Post
	form := told.RequestBody.Value.Content["application/json"].Schema.Value
	operator := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var body any
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			t.Error(err)
		}
		if err := form.VisitJSON(body); err != nil {
			t.Error(err)
		}
		for _, p := range told.Parameters {
			if r.Header.Get(p.Value.Name) == "" {
				t.Errorf("got no header %s", p.Value.Name)
			}
		}
		w.WriteHeader(http.StatusNoContent)
	}))
	defer operator.Close()
	s, err := webhook.New(operator.URL, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	must(t, err)
	for _, e := range []loss.Event{loss.Received, loss.Here, loss.Mistaken, loss.Missed, loss.NotYet, loss.Back, loss.Ended} {
		must(t, s.Send(t.Context(), notice.Letter{ID: "R-2M8T-4C.1.20261125T131000", Report: "R-2M8T-4C", At: time.Date(2026, 11, 25, 13, 10, 0, 0, time.UTC), Event: e, Lang: "en",
			Phone: "+31 6 1234", Paragraphs: []string{"We have it: keys."}, Page: notice.Link{URL: "https://found.example.org/r/R-2M8T-4C/secret"}, Stop: notice.Link{URL: "https://found.example.org/stop/R-2M8T-4C/other"}}))
	}
}
