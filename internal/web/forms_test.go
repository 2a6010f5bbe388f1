package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"lostfound/internal/found"
	"lostfound/internal/office"
	"lostfound/internal/staff"
)

// typed are the values a page shows in its fields: texts, and boxes that are ticked.
func typed(t *testing.T, page string) url.Values {
	t.Helper()
	out := url.Values{}
	for _, c := range nodes(t, page, "input", "textarea", "option") {
		switch name := attr(c, "name"); {
		case c.Data == "textarea":
			out.Add(name, text(c))
		case c.Data == "option":
			if has(c, "selected") {
				out.Add(attr(c.Parent, "name"), attr(c, "value"))
			}
		case attr(c, "type") == "checkbox" || attr(c, "type") == "radio":
			if has(c, "checked") {
				out.Add(name, attr(c, "value"))
			}
		default:
			out.Add(name, attr(c, "value"))
		}
	}
	return out
}

// wrong checks that a form came back with a status, with everything typed, with the
// message beside the field and on top.
func wrong(t *testing.T, name string, status int, page string, got int, sent url.Values, field string) {
	t.Helper()
	if got != status {
		t.Errorf("%s: got status %d, want %d", name, got, status)
	}
	checkPage(t, name, page)
	back := typed(t, page)
	for key, want := range sent {
		if key == "password" || key == "key" || key == "do" || key == "speak" {
			continue
		}
		if strings.Join(back[key], "|") != strings.Join(want, "|") {
			t.Errorf("%s: field %s: got %q, want what was typed, %q", name, key, back[key], want)
		}
	}
	if field == "" {
		return
	}
	if !strings.Contains(page, `role="alert"`) {
		t.Errorf("%s: nothing is announced as wrong", name)
	}
	for _, c := range nodes(t, page, "input", "textarea", "select") {
		if attr(c, "name") == field && attr(c, "aria-invalid") != "true" {
			t.Errorf("%s: field %s is not marked as wrong", name, field)
		}
	}
}

func lossFields() url.Values {
	return url.Values{"count": {"2"}, "key": {"k1"}, "sites": {"AMS"}, "place": {"gate <D14>"}, "lost_from": {"2026-11-25T10:00"}, "lost_to": {"2026-11-25T11:30"},
		"things[0].item_type": {"laptop"}, "things[0].colours": {"black", "red"}, "things[0].description": {"a duck\non the lid"}, "things[0].identifiers.serial": {"X1"},
		"things[1].item_type": {"umbrella"}, "contact.name": {"Anna"}, "contact.email": {"anna@example.org"}, "contact.phone": {"+31 6"}, "needed_by": {"2026-11-26T09:00"}, "on_behalf_of": {"Oma"}}
}

func TestFormsComeBackAsTyped(t *testing.T) {
	w := atWork(t)
	for _, tc := range []struct {
		name, who, path string
		sent            url.Values
		break_, to      string // the field that is made wrong, and how
		status          int
		shown           string // the field the message stands at
	}{
		{"report: ends before it begins", "", "/report", lossFields(), "lost_to", "2026-11-24T10:00", 422, "lost_to"},
		{"report: no time", "", "/report", lossFields(), "lost_from", "yesterday", 422, "lost_from"},
		{"report: no site", "", "/report", lossFields(), "place", strings.Repeat("x", 4001), 422, "place"},
		{"report at the desk", "desk", "/desk/file", lossFields(), "lost_to", "2026-11-24T10:00", 422, "lost_to"},
		{"find in the future", "finder", "/checkpoint", url.Values{"site": {"AMS"}, "zone": {"gate D14"}, "item_type": {"cap"}, "colours": {"blue"}, "description": {"a cap"}, "marks": {"initials"},
			"brand": {"B"}, "serial": {"S"}, "plate": {"P"}, "handling.two_people": {"yes"}, "handling.cleared_by": {"EOD"}, "inside": {""}}, "found_at", "2027-01-01T10:00", 422, "found_at"},
		{"hand-over by one alone", "desk", "/desk/items/" + string(w.ring.Ref) + "/release", url.Values{"id_kind": {"passport"}, "note": {"glad"}, "agreed": {"aloud"}}, "name", "Anna", 422, "witness"},
		{"hand-over on a proof that nobody names", "desk", "/desk/items/" + string(w.laptop.Ref) + "/release", url.Values{"name": {"Anna"}, "id_kind": {"other"}, "agreed": {"on_paper"}, "note": {"glad"}}, "id_other", "", 422, "id_other"},
		{"site without a zone", "manager", "/manager/sites/AMS", url.Values{"site_name": {"Schiphol"}, "kind": {"airport"}, "languages": {"nl, en"}, "zones": {"a\nb"}}, "time_zone", "Mars", 422, "time_zone"},
		{"site that exists", "admin", "/manager/new-site", url.Values{"site_name": {"Schiphol"}, "kind": {"airport"}, "languages": {"nl"}, "time_zone": {"Europe/Amsterdam"}}, "code", "AMS", 422, "code"},
		{"password too short", "manager", "/manager/staff", url.Values{"name": {"Li"}, "sign_in": {"li"}, "role": {"desk"}, "at": {"AMS"}}, "password", "short", 422, "password"},
		{"wrong password", "", "/sign-in", url.Values{"name": {"desk"}, "next": {"/desk"}}, "password", "wrong", 401, ""},
		{"nothing to add", "", w.lost.Link + "/detail", url.Values{"thing": {"1"}}, "description", "", 422, "description"},
	} {
		tc.sent.Set(tc.break_, tc.to)
		got := w.as(tc.who, "en").post(tc.path, tc.sent)
		wrong(t, tc.name, tc.status, got.Body.String(), got.Code, tc.sent, tc.shown)
	}
}

func TestSetUpComesBackAsTyped(t *testing.T) {
	w := empty(t)
	sent := url.Values{"set_up_code": {"wrong"}, "name": {"Alex"}, "sign_in": {"alex"}, "password": {password}, "code": {"AMS"}, "site_name": {"Schiphol"},
		"kind": {"airport"}, "time_zone": {"Europe/Amsterdam"}, "languages": {"nl"}}
	got := w.as("", "en").post("/setup", sent)
	wrong(t, "wrong code", 422, got.Body.String(), got.Code, sent, "set_up_code")
	sent.Set("set_up_code", w.SetUpCode())
	if got := w.as("", "en").post("/setup", sent); got.Code != http.StatusSeeOther {
		t.Fatalf("right code: got status %d, want 303", got.Code)
	}
	if got := w.as("", "en").get("/setup"); got.Code != http.StatusConflict {
		t.Errorf("set-up a second time: got status %d, want 409", got.Code)
	}
	if _, _, err := w.SignIn(t.Context(), "alex", password, "here"); err != nil {
		t.Errorf("first admin signs in: %v", err)
	}
}

func TestOneMoreThingAndAnotherLanguageKeepTheForm(t *testing.T) {
	w := atWork(t)
	sent := lossFields()
	sent.Set("do", "another")
	got := w.as("", "en").post("/report", sent)
	wrong(t, "one more thing", 200, got.Body.String(), got.Code, without(sent, "count"), "")
	if back := typed(t, got.Body.String()); back.Get("count") != "3" {
		t.Errorf("one more thing: got %s things, want 3", back.Get("count"))
	}
	sent.Del("do")
	sent.Set("speak", "nl")
	got = w.as("", "en").post("/report", sent)
	wrong(t, "another language", 200, got.Body.String(), got.Code, sent, "")
	if !strings.Contains(got.Body.String(), `<html lang="nl" dir="ltr">`) || !strings.Contains(got.Header().Get("Set-Cookie"), "lf_lang=nl") {
		t.Error("another language: the page is not in Dutch, or that is not remembered")
	}
}

func TestPhotosSurviveARefusalAndAnotherLanguage(t *testing.T) {
	w := atWork(t)
	sent := lossFields()
	kept := func(name string, got *httptest.ResponseRecorder, status int) []string {
		t.Helper()
		if got.Code != status {
			t.Fatalf("%s: got status %d, want %d", name, got.Code, status)
		}
		back := typed(t, got.Body.String())
		if ids := back["things[0].kept"]; len(ids) != 1 || back.Get("key") != "k1" {
			t.Fatalf("%s: got photos %v under key %q, want one under the key it was sent with", name, ids, back.Get("key"))
		}
		return back["things[0].kept"]
	}
	sent.Del("sites")
	sent["things[0].kept"] = kept("refused", w.as("", "en").upload("/report", sent, "things[0].photo"), 422)
	sent.Set("sites", "AMS")
	sent.Set("speak", "nl")
	sent["things[0].kept"] = kept("another language", w.as("", "en").post("/report", sent), 200)
	sent.Del("speak")
	to := w.as("", "en").post("/report", sent).Header().Get("Location")
	if page := w.as("", "en").get(to).Body.String(); !strings.Contains(page, "/photos/"+sent.Get("things[0].kept")+"/thumb") {
		t.Errorf("filed at last: %q shows no photo", to)
	}
	sent.Set("key", "k2")
	if got := w.as("", "en").post("/report", sent); got.Code != 422 {
		t.Errorf("the photo under another key: got status %d, want 422", got.Code)
	}
}

func TestPhotosOfAFindSurviveARefusalAndAnotherLanguage(t *testing.T) {
	w := atWork(t)
	sent := url.Values{"key": {"k"}, "site": {"AMS"}, "item_type": {"rucksack"}, "found_at": {"yesterday evening"}}
	got := w.as("finder", "en").upload("/checkpoint", sent, "photo")
	wrong(t, "refused", 422, got.Body.String(), got.Code, sent, "found_at")
	sent["kept"] = typed(t, got.Body.String())["kept"]
	sent.Set("speak", "nl")
	got = w.as("finder", "en").post("/checkpoint", sent)
	if back := typed(t, got.Body.String()); got.Code != 200 || len(back["kept"]) != 1 || back.Get("key") != "k" {
		t.Fatalf("another language: got status %d, photos %q under key %q, want one under the key it was sent with", got.Code, back["kept"], back.Get("key"))
	}
	sent.Del("speak")
	sent.Del("found_at")
	to := w.as("finder", "en").post("/checkpoint", sent).Header().Get("Location")
	ref, _ := strings.CutPrefix(to, "/checkpoint?saved=")
	if got := w.as("finder", "en").get("/photos/items/" + ref + "/" + sent.Get("kept") + "/thumb"); got.Code != 200 {
		t.Errorf("taken in at last as %q: got status %d for its photo, want 200", to, got.Code)
	}
}

func TestAPhotoStaysThoughTheWordsBesideItAreRefused(t *testing.T) {
	w := atWork(t)
	thing := url.Values{"thing": {"1"}, "description": {strings.Repeat("x", 4001)}}
	got := w.as("", "en").upload(w.lost.Link+"/detail", thing, "photo")
	wrong(t, "too long a detail", 422, got.Body.String(), got.Code, thing, "description")
	if page := w.as("", "en").get(w.lost.Link).Body.String(); !strings.Contains(page, "/thumb") {
		t.Error("the photo sent with it is not on the page")
	}
}

func without(v url.Values, key string) url.Values {
	out := url.Values{}
	for k, values := range v {
		if k != key {
			out[k] = values
		}
	}
	return out
}

func TestReportFromFormToPage(t *testing.T) {
	w := atWork(t)
	got := w.as("", "en").upload("/report", lossFields(), "things[0].photo")
	to := got.Header().Get("Location")
	if got.Code != http.StatusSeeOther || !strings.HasPrefix(to, "/r/R-") {
		t.Fatalf("report: got %d to %q, want 303 to its page: %s", got.Code, to, got.Body)
	}
	if again := w.as("", "en").upload("/report", lossFields(), "things[0].photo").Header().Get("Location"); again != to {
		t.Errorf("the same form sent twice: got %q, want %q", again, to)
	}
	page := w.as("", "en").get(to).Body.String()
	for _, want := range []string{"We are looking for your laptop and umbrella.", "gate &lt;D14&gt;", "a duck\non the lid", "today at 10:00 to 11:30", "/thumb"} {
		if !strings.Contains(page, want) {
			t.Errorf("page of the report does not say %q", want)
		}
	}
	thing := url.Values{"thing": {"2"}, "description": {"wooden grip"}}
	link, _, _ := strings.Cut(to, "?")
	if got := w.as("", "en").upload(link+"/detail", thing, "photo"); got.Code != http.StatusSeeOther {
		t.Errorf("more detail: got status %d, want 303", got.Code)
	}
	if page := w.as("", "en").get(link).Body.String(); !strings.Contains(page, "wooden grip") {
		t.Error("more detail is not on the page")
	}
	if got := w.as("", "en").post(link+"/withdraw", nil); got.Code != http.StatusSeeOther {
		t.Errorf("withdraw: got status %d, want 303", got.Code)
	}
	if page := w.as("", "en").get(link).Body.String(); !strings.Contains(page, "You have ended the search.") {
		t.Error("page of a withdrawn report does not say so")
	}
	if got := w.as("", "en").post(link+"/erase", nil); got.Code != http.StatusOK || !strings.Contains(got.Body.String(), "Everything is erased.") {
		t.Errorf("erase: got status %d, want a page that says so", got.Code)
	}
	if got := w.as("", "en").get(link); got.Code != http.StatusNotFound {
		t.Errorf("page of an erased report: got status %d, want 404", got.Code)
	}
}

func TestTheTravellerReadsWhoLookedAndWhereItLies(t *testing.T) {
	w := atWork(t)
	got := w.as("desk", "nl").post("/desk/reports/"+string(w.lost.Report.Ref)+"/confirm", url.Values{"thing": {"1"}, "item": {string(w.laptop.Ref)}})
	if got.Code != http.StatusSeeOther {
		t.Fatalf("confirm: got status %d, want 303", got.Code)
	}
	page := w.as("", "en").get(w.lost.Link + "?thanks=detail").Body.String()
	for _, want := range []string{"Kim looked: we have your laptop", "Arrivals 2", "Thank you.", "Romeo "} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func TestFindFromShutterToHandOver(t *testing.T) {
	w := atWork(t)
	got := w.as("finder", "nl").upload("/checkpoint", url.Values{"key": {"k"}, "site": {"AMS"}, "zone": {"gate D14"}, "item_type": {"rugzak"}, "colours": {"black"}}, "photo")
	to := got.Header().Get("Location")
	ref, saved := strings.CutPrefix(to, "/checkpoint?saved=")
	if got.Code != http.StatusSeeOther || !saved {
		t.Fatalf("take in: got %d to %q, want 303 to the next find: %s", got.Code, to, got.Body)
	}
	if page := w.as("finder", "nl").get(to).Body.String(); !strings.Contains(page, "/checkpoint/"+ref+"/take-back") {
		t.Error("the next find's page does not offer to undo this one")
	}
	second, _ := strings.CutPrefix(w.as("finder", "nl").upload("/checkpoint", url.Values{"key": {"k2"}, "site": {"AMS"}, "item_type": {"rugzak"}}, "photo").Header().Get("Location"), "/checkpoint?saved=")
	if got := w.as("finder", "nl").post("/checkpoint/"+second+"/take-back", nil); got.Code != http.StatusSeeOther {
		t.Errorf("taken back: got status %d, want 303", got.Code)
	}
	if got := w.as("desk", "nl").post("/checkpoint/"+ref+"/take-back", nil); got.Code != http.StatusForbidden {
		t.Errorf("taken back by another: got status %d, want 403", got.Code)
	}
	member, err := w.Who(t.Context(), w.sessions["finder"])
	must(t, err)
	list, err := w.Items(t.Context(), admin(t, w), office.ItemQuery{Words: "rugzak"})
	must(t, err)
	if len(list.Items) != 1 || string(list.Items[0].Ref) != ref || list.Items[0].TakenInBy != member.Ref || list.Items[0].Colours[0] != "zwart" || !list.Items[0].FoundAt.Equal(noon) {
		t.Fatalf("the find: got %+v, want a black rucksack found now by the finder", list.Items)
	}
	if got := w.as("desk", "nl").post("/desk/items/"+ref+"/release", url.Values{"name": {"Anna"}, "id_kind": {"paspoort"}, "agreed": {"on_paper"}}); got.Code != http.StatusSeeOther {
		t.Errorf("hand over: got status %d, want 303", got.Code)
	}
	if it, err := w.Item(t.Context(), admin(t, w), list.Items[0].Ref); err != nil || it.Status != found.Released {
		t.Errorf("after the hand-over: got %s, %v, want released", it.Status, err)
	}
	got = w.as("desk", "en").post("/desk/items/"+ref+"/release", url.Values{"name": {"Eve"}, "agreed": {"aloud"}})
	if got.Code != http.StatusConflict || !strings.Contains(got.Body.String(), "It has been handed over already.") {
		t.Errorf("hand over twice: got status %d, want 409 and why", got.Code)
	}
}

func admin(t *testing.T, w *opened) staff.Member {
	t.Helper()
	m, err := w.Who(t.Context(), w.sessions["admin"])
	must(t, err)
	return m
}

func TestDecisions(t *testing.T) {
	w := atWork(t)
	report := "/desk/reports/" + string(w.lost.Report.Ref)
	pair := url.Values{"thing": {"1"}, "item": {string(w.laptop.Ref)}}
	page := w.as("desk", "en").get(report).Body.String()
	for _, want := range []string{"Is this Anna’s laptop?", "very likely", "Serial number", "the same", "MacBook, sticker eend", "a duck on the lid"} {
		if !strings.Contains(page, want) {
			t.Errorf("comparison does not say %q", want)
		}
	}
	if got := w.as("desk", "en").post(report+"/confirm", pair); got.Code != http.StatusSeeOther {
		t.Fatalf("confirm: got status %d, want 303", got.Code)
	}
	if page := w.as("", "en").get(w.lost.Link).Body.String(); !strings.Contains(page, "We have it: laptop.") {
		t.Error("after confirming, the traveller does not read that we have it")
	}
	other := "/desk/reports/" + string(w.ringLost.Report.Ref)
	if got := w.as("desk", "en").post(other+"/confirm", pair); got.Code != http.StatusConflict {
		t.Errorf("confirm for another report: got status %d, want 409", got.Code)
	}
	if got := w.as("desk", "en").post(report+"/dismiss", pair); got.Code != http.StatusSeeOther {
		t.Fatalf("dismiss: got status %d, want 303", got.Code)
	}
	if page := w.as("", "en").get(w.lost.Link).Body.String(); !strings.Contains(page, "We are looking for your laptop.") || strings.Contains(page, "we have your laptop") {
		t.Error("after dismissing, the traveller still reads that we have it")
	}
}
