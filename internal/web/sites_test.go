package web

import (
	"net/http"
	"net/url"
	"testing"

	"lostfound/internal/staff"
)

func TestTwoManagersDoNotOverwriteEachOther(t *testing.T) {
	w := atWork(t)
	manager := w.as("manager", "en")
	sent := func() url.Values {
		t.Helper()
		out := url.Values{}
		for _, n := range nodes(t, manager.get("/manager/sites/AMS").Body.String(), "input") {
			if kind := attr(n, "type"); attr(n, "name") != "" && (kind != "radio" || has(n, "checked")) {
				out.Set(attr(n, "name"), attr(n, "value"))
			}
		}
		return out
	}
	mine := sent()
	mine.Set("site_name", "Schiphol Airport")
	theirs, err := w.Site(t.Context(), "AMS")
	must(t, err)
	theirs.Zones = []string{"gate D15"}
	_, _, err = w.PutSite(t.Context(), staff.Operator, theirs)
	must(t, err)

	got := manager.post("/manager/sites/AMS", mine)
	if got.Code != http.StatusPreconditionFailed {
		t.Fatalf("it changed meanwhile: got status %d, want 412", got.Code)
	}
	rev, name := "", ""
	for _, n := range nodes(t, got.Body.String(), "input") {
		switch attr(n, "name") {
		case "rev":
			rev = attr(n, "value")
		case "site_name":
			name = attr(n, "value")
		}
	}
	if name != "Schiphol Airport" || rev == mine.Get("rev") || rev == "" {
		t.Errorf("got %q of revision %q, want what was typed, to be saved once more", name, rev)
	}
	mine.Set("rev", rev)
	if got := manager.post("/manager/sites/AMS", mine); got.Code != http.StatusSeeOther {
		t.Errorf("having read that: got status %d, want it saved", got.Code)
	}
}
