package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"lostfound/internal/found"
	"lostfound/internal/history"
	"lostfound/internal/loss"
	"lostfound/internal/office"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// after is the same office so much later.
func (w *opened) after(t *testing.T, by time.Duration) *opened {
	t.Helper()
	later := *w
	var err error
	later.Office, err = office.Open(t.Context(), w.keepers, office.Options{Now: func() time.Time { return noon.Add(by) }, Post: w.post})
	must(t, err)
	later.pages, err = Handler(later.Office, Options{})
	must(t, err)
	return &later
}

// rows are the records of a list of the page.
func rows(t *testing.T, page, list string) []*html.Node {
	t.Helper()
	var out []*html.Node
	for _, a := range nodes(t, page, "a") {
		for p := range a.Ancestors() {
			if attr(p, "id") == list && has(a, "data-key") {
				out = append(out, a)
			}
		}
	}
	return out
}

func TestTheDayBeginsWithWhatIsLate(t *testing.T) {
	w := atWork(t)
	due := rows(t, w.as("desk", "en").get("/desk").Body.String(), "mine")
	if len(due) != 2 || !strings.Contains(text(due[0]), "today before 14:00") || !strings.Contains(text(due[0]), "Anna") || !strings.Contains(text(due[0]), "travels today at 14:00") {
		t.Fatalf("before the promise: got %d rows, want two with a name, the journey and by when", len(due))
	}
	page := w.after(t, 107*time.Minute).as("desk", "de").get("/desk").Body.String()
	due = rows(t, page, "mine")
	if len(due) != 2 || !strings.HasPrefix(text(due[0]), "47 Minuten zu spät") {
		t.Errorf("after it: got %d rows, want the first to begin with how late we are", len(due))
	}
	if got, want := attr(due[0], "href"), "/contact"; !strings.HasSuffix(got, want) {
		t.Errorf("a promise leads to %s, want the call card", got)
	}
	card := w.after(t, 107*time.Minute).as("desk", "en").get(attr(due[0], "href")).Body.String()
	main := nodes(t, card, "main")[0]
	if got := text(main); !strings.HasPrefix(got, "We are 47 minutes late.") {
		t.Errorf("the call card begins with %.60q, want how late we are", got)
	}
}

func TestTheDayTellsMineFromTheDesks(t *testing.T) {
	w := atWork(t)
	lars, err := w.AddStaff(t.Context(), staff.Operator, office.NewMember{SignIn: "lars", Name: "Lars", Password: password, Grants: []staff.Grant{{Site: "AMS", Role: staff.Desk}}})
	must(t, err)
	w.hand(t, "lars", lars)
	count := func(w *opened, who, part string) int {
		t.Helper()
		return len(rows(t, w.as(who, "en").get("/desk").Body.String(), part))
	}
	if mine, desks := count(w, "lars", "mine"), count(w, "lars", "due"); mine != 0 || desks != 2 {
		t.Errorf("a colleague's promises: got %d mine, %d the desk's, want 0 and 2", mine, desks)
	}
	if mine := count(w.after(t, 46*time.Minute), "lars", "mine"); mine != 2 {
		t.Errorf("a quarter of an hour before: got %d the stand-in's, want 2", mine)
	}
	if mine := count(w.after(t, 54*time.Minute), "manager", "mine"); mine != 0 {
		t.Errorf("six minutes before: got %d the manager's, want 0", mine)
	}
	if mine := count(w.after(t, 56*time.Minute), "manager", "mine"); mine != 2 {
		t.Errorf("four minutes before: got %d the manager's, want 2", mine)
	}
	r, err := w.Report(t.Context(), staff.Operator, w.lost.Report.Ref)
	must(t, err)
	for _, ill := range []ref.Staff{lars.Ref, r.Next().Owner} {
		_, err := w.SetDuty(t.Context(), staff.Operator, ill, "", []staff.Away{{From: noon, Until: noon.AddDate(0, 0, 3)}})
		must(t, err)
	}
	first := rows(t, w.as("manager", "en").get("/desk").Body.String(), "mine")
	if len(first) != 2 || !strings.HasPrefix(text(first[0]), "Nobody is there to keep this") {
		t.Errorf("all are ill: got %d for the manager, want both first, as nobody's", len(first))
	}
}

func TestTheDayShowsWhatToDecideWithWhatSpeaksForIt(t *testing.T) {
	w := atWork(t)
	decide := rows(t, w.as("desk", "en").get("/desk").Body.String(), "decide")
	if len(decide) != 1 {
		t.Fatalf("got %d to decide, want 1", len(decide))
	}
	for _, want := range []string{"Anna: laptop, silver", "Serial number: the same", "very likely"} {
		if got := text(decide[0]); !strings.Contains(got, want) {
			t.Errorf("got %q, want %q in it", got, want)
		}
	}
	if got := w.as("desk", "en").get(attr(decide[0], "href")).Body.String(); !strings.Contains(got, "data-key-y") {
		t.Error("one click leads to no page on which it is decided")
	}
}

func TestACallIsNotedAndMakesTheNextPromise(t *testing.T) {
	w := atWork(t)
	id := w.lost.Report.Ref
	card := "/desk/reports/" + string(id) + "/contact"
	page := w.as("desk", "en").get(card).Body.String()
	for _, want := range []string{`href="mailto:anna@example.org?subject=` + string(id), "a duck on the lid", "Look first: this may be it", "Promised", "Reached us"} {
		if !strings.Contains(page, want) {
			t.Errorf("the call card does not say %q", want)
		}
	}
	got := w.as("desk", "en").post(card, url.Values{"how": {"spoke"}, "next": {""}, "next_update_by": {"2026-11-25T18:30"}})
	if got.Code != http.StatusSeeOther {
		t.Fatalf("note a call: got status %d, want 303: %s", got.Code, got.Body)
	}
	r, err := w.Report(t.Context(), admin(t, w), id)
	must(t, err)
	last, _ := r.History.Last(history.Contacted)
	if want := time.Date(2026, 11, 25, 17, 30, 0, 0, time.UTC); last.How != string(loss.Spoke) || !r.UpdateDue.Equal(want) {
		t.Errorf("got %+v, and the next word by %s, want a call, and %s", last, r.UpdateDue, want)
	}
	day := w.as("desk", "en").get(got.Header().Get("Location")).Body.String()
	if want := "Called and spoke. They hear from us again today before 18:30."; !strings.Contains(day, want) {
		t.Errorf("the day does not say %q", want)
	}
	if strings.Contains(w.as("manager", "en").get(got.Header().Get("Location")).Body.String(), "Called and spoke.") {
		t.Error("a colleague who did not call reads so")
	}
	if page := w.as("", "en").get(w.lost.Link).Body.String(); !strings.Contains(page, "Kim called and spoke with you") || !strings.Contains(page, "today before 18:30") {
		t.Error("the traveller does not read who called, and when there is word again")
	}
	refused := w.as("desk", "en").post(card, url.Values{"how": {"spoke"}, "next_update_by": {"2026-11-25T09:00"}})
	if refused.Code != http.StatusUnprocessableEntity || !strings.Contains(refused.Body.String(), "That is over already.") {
		t.Errorf("a promise for the past: got status %d, want 422 and why", refused.Code)
	}
}

func TestAPhoneNumberCanBeDialled(t *testing.T) {
	w := atWork(t)
	thanks, _, err := w.File(t.Context(), nil, loss.Statement{Sites: []string{"AMS"}, From: noon.Add(-time.Hour), Lang: "en",
		Contact: loss.Contact{Phone: `+44 (0)7700-900 123 "ask for Jo"`}, Things: []loss.Details{{Type: "hat"}}}, nil, "")
	must(t, err)
	page := w.as("desk", "en").get("/desk/reports/" + string(thanks.Report.Ref) + "/contact").Body.String()
	if !strings.Contains(page, `href="tel:`) || strings.Contains(page, "ZgotmplZ") {
		t.Error("the call card has no number to dial")
	}
}

func TestAfterADecisionTheNextOneIsOpen(t *testing.T) {
	w := atWork(t)
	hat, _, err := w.TakeIn(t.Context(), admin(t, w), found.Details{Site: "AMS", Zone: "gate D14", FoundAt: noon.Add(-time.Hour), Lang: "nl", Type: "paraplu", Category: "umbrella", Brand: "Senz", Colours: []string{"rood"}, Serial: "UMB123456"}, nil, "")
	must(t, err)
	other, _, err := w.File(t.Context(), nil, loss.Statement{Sites: []string{"AMS"}, Place: "gate D14", From: noon.Add(-2 * time.Hour), To: noon.Add(-time.Hour), Lang: "fr", Contact: loss.Contact{Name: "Zoé"},
		Things: []loss.Details{{Type: "parapluie", Category: "umbrella", Brand: "Senz", Colours: []string{"rouge"}, Identifiers: loss.Identifiers{Serial: "UMB123456"}}}}, nil, "")
	must(t, err)
	pair := url.Values{"thing": {"1"}, "item": {string(w.laptop.Ref)}}
	got := w.as("desk", "en").post("/desk/reports/"+string(w.lost.Report.Ref)+"/confirm", pair)
	to := got.Header().Get("Location")
	if want := "/desk/reports/" + string(other.Report.Ref) + "?item=" + string(hat.Ref); !strings.HasPrefix(to, want) {
		t.Fatalf("confirmed: led to %q, want the next pair, %s", to, want)
	}
	page := w.as("desk", "en").get(to).Body.String()
	for _, want := range []string{"Is this Zoé’s umbrella?", "Confirmed. Anna: laptop", "/desk/reports/" + string(w.lost.Report.Ref) + "/contact"} {
		if !strings.Contains(page, want) {
			t.Errorf("the next pair does not say %q", want)
		}
	}
	if page := w.as("desk", "en").get(strings.Replace(to, "did_item="+string(w.laptop.Ref), "did_item="+string(hat.Ref), 1)).Body.String(); strings.Contains(page, "Confirmed.") {
		t.Error("an address that claims what was not decided is believed")
	}
	if got := w.as("desk", "en").post("/desk/reports/"+string(other.Report.Ref)+"/confirm", url.Values{"thing": {"1"}, "item": {string(hat.Ref)}}); !strings.Contains(w.as("desk", "en").get(got.Header().Get("Location")).Body.String(), "Nothing else waits for a decision.") {
		t.Error("after the last decision, the page does not say that nothing else waits")
	}
}

func TestAMatchIsToldInTheReadersWordsAndQuotesBoth(t *testing.T) {
	w := atWork(t)
	page := w.as("desk", "de").get("/desk/reports/" + string(w.lost.Report.Ref)).Body.String()
	for _, want := range []string{"Laptop von Anna: ist es das?", "Seriennummer", `<q lang="en" dir="auto">`, "silber"} {
		if !strings.Contains(page, want) {
			t.Errorf("the comparison in German does not say %q", want)
		}
	}
	if strings.Contains(page, "zilver<") {
		t.Error("the comparison in German says a colour in Dutch")
	}
}

func TestServingSomebodySilencesEverythingElse(t *testing.T) {
	w := atWork(t).after(t, 107*time.Minute)
	begin := w.as("desk", "en").get("/desk?serving=1")
	if begin.Code != http.StatusSeeOther || begin.Header().Get("Location") != "/desk" {
		t.Fatalf("begin: got %d to %q, want 303 to the day", begin.Code, begin.Header().Get("Location"))
	}
	at := func(path string) string {
		r := httptest.NewRequest("GET", path, nil)
		r.AddCookie(&http.Cookie{Name: staff.SessionCookie, Value: w.sessions["desk"]})
		for _, c := range begin.Result().Cookies() {
			r.AddCookie(c)
		}
		got := httptest.NewRecorder()
		w.pages.ServeHTTP(got, r)
		return got.Body.String()
	}
	for _, path := range []string{"/desk", "/desk/reports", "/desk/reports/" + string(w.lost.Report.Ref), "/desk/reports/" + string(w.lost.Report.Ref) + "/contact"} {
		page := at(path)
		for _, noise := range []string{"data-live", "minutes late", "To decide"} {
			if strings.Contains(page, noise) {
				t.Errorf("%s while serving: got %q, want quiet", path, noise)
			}
		}
		checkPage(t, path, page)
	}
	for _, want := range []string{`action="/desk/reports"`, `href="/desk/file"`, `href="/desk/items?status=confirmed"`, `href="/desk?serving=0"`} {
		if page := at("/desk"); !strings.Contains(page, want) {
			t.Errorf("the page of a counter lacks %s", want)
		}
	}
	end := w.as("desk", "en").get("/desk?serving=0").Result().Cookies()
	if len(end) != 1 || end[0].MaxAge >= 0 {
		t.Errorf("end: got cookies %v, want the one of before to end", end)
	}
}

func TestReportsAreFoundByNameWordsAndReference(t *testing.T) {
	w := atWork(t)
	for words, want := range map[string]int{"Anna": 1, "laptop": 1, "ordinateur portable": 1, "giraffe": 0, "": 1} {
		page := w.as("desk", "en").get("/desk/reports?q=" + url.QueryEscape(words)).Body.String()
		if got := strings.Count(page, `class="record"`); got != want {
			t.Errorf("%q: got %d reports, want %d", words, got, want)
		}
	}
	for words, want := range map[string]string{strings.ToLower(string(w.lost.Report.Ref)): "/desk/reports/" + string(w.lost.Report.Ref), string(w.laptop.Ref): "/desk/items/" + string(w.laptop.Ref)} {
		if got := w.as("desk", "en").get("/desk/reports?q=" + words).Header().Get("Location"); got != want {
			t.Errorf("%s: led to %q, want %s", words, got, want)
		}
	}
}
