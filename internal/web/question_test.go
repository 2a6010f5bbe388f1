package web

import (
	"html"
	"strings"
	"testing"
	"time"

	"lostfound/internal/found"
	"lostfound/internal/loss"
)

func TestTheDeskIsToldWhatToAsk(t *testing.T) {
	w := atWork(t)
	member, err := w.Who(t.Context(), w.sessions["finder"])
	must(t, err)
	for _, colour := range []string{"black", "red"} {
		_, _, err := w.TakeIn(t.Context(), member, found.Details{Site: "AMS", Zone: "gate D14", FoundAt: noon.Add(-time.Hour), Lang: "en", Type: "backpack", Brand: "Deuter", Colours: []string{colour}}, nil, "")
		must(t, err)
	}
	thanks, _, err := w.File(t.Context(), nil, loss.Statement{Sites: []string{"AMS"}, Place: "gate D14", From: noon.Add(-2 * time.Hour), Lang: "en",
		Things: []loss.Details{{Type: "backpack", Brand: "Deuter"}}}, nil, "")
	must(t, err)
	for _, path := range []string{"", "/contact"} {
		page := html.UnescapeString(w.as("desk", "fr").get("/desk/reports/" + string(thanks.Report.Ref) + path).Body.String())
		if !strings.Contains(page, "De quelle couleur est-ce") {
			t.Errorf("%s: the page does not say what to ask", path)
		}
	}
}
