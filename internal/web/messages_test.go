package web

import (
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"lostfound/internal/loss"
	"lostfound/internal/mail/mailtest"
	"lostfound/internal/office"
)

// says reports whether a page has the words.
func (v visitor) says(path, words string) bool {
	return strings.Contains(html.UnescapeString(v.get(path).Body.String()), words)
}

func TestMessagesEndAtOnePress(t *testing.T) {
	w := atWork(t)
	nobody, link := w.as("", "en"), w.StopLink(w.lost.Report)
	got := nobody.get(link)
	if got.Code != http.StatusOK || strings.Contains(got.Body.String(), w.lost.Link) {
		t.Errorf("opened: got status %d, want a page that does not name the private one", got.Code)
	}
	if !nobody.says(w.lost.Link, "you hear of it: anna@example.org") {
		t.Error("a link that was only opened ended the messages")
	}
	if got := nobody.send("POST", link, strings.NewReader("List-Unsubscribe=One-Click"), "application/x-www-form-urlencoded"); got.Code != http.StatusOK {
		t.Fatalf("pressed by a mail program: got status %d, want 200", got.Code)
	}
	if !nobody.says(w.lost.Link, "You ended our messages.") {
		t.Error("the status page does not say that messages ended")
	}
	if n, err := w.SendDue(t.Context()); err != nil || n != 2 {
		t.Errorf("sent %d, %v, want those of the other report alone", n, err)
	}
	if got := nobody.post(link, url.Values{"do": {"start"}}); got.Code != http.StatusOK || !nobody.says(w.lost.Link, "you hear of it") {
		t.Errorf("started again: got status %d, want 200 and that it is said", got.Code)
	}
	if got := nobody.post(w.lost.Link+"/messages", url.Values{"do": {"stop"}}); got.Code != http.StatusSeeOther || !nobody.says(w.lost.Link, "You ended our messages.") {
		t.Errorf("ended on the own page: got status %d, want 303 and that it is said", got.Code)
	}
	for name, other := range map[string]string{"a guess": "/stop/" + string(w.lost.Report.Ref) + "/0123456789", "another report's": strings.Replace(w.StopLink(w.ringLost.Report), string(w.ringLost.Report.Ref), string(w.lost.Report.Ref), 1)} {
		if get, post := nobody.get(other).Code, nobody.post(other, nil).Code; get != http.StatusNotFound || post != http.StatusNotFound {
			t.Errorf("%s: got status %d and %d, want 404", name, get, post)
		}
	}
	if token := link[strings.LastIndex(link, "/")+1:]; strings.Contains(w.logged.String(), token) {
		t.Error("the log has the secret of the link")
	}
}

func TestATravellerGivesAnotherAddressOrNone(t *testing.T) {
	w := atWork(t)
	nobody, link := w.as("", "en"), w.lost.Link
	for name, c := range map[string]struct{ email, says string }{
		"two lines": {"anna@example.org\r\nBcc: all@example.org", "invisible"},
		"a list":    {"anna@example.org, bob@example.org", "That is not an e-mail address."},
		"a word":    {"anna", "That is not an e-mail address."},
	} {
		got := nobody.post(link+"/address", url.Values{"email": {c.email}})
		if got.Code != http.StatusUnprocessableEntity || !strings.Contains(got.Body.String(), c.says) {
			t.Errorf("%s: got status %d, want 422 and %q", name, got.Code, c.says)
		}
	}
	got := nobody.post(link+"/address", url.Values{"email": {"ann@example.org"}})
	if got.Code != http.StatusSeeOther || !nobody.says(got.Header().Get("Location"), "From now on we write to ann@example.org.") {
		t.Errorf("another: got status %d, want 303 and that it is said", got.Code)
	}
	got = nobody.post(link+"/address", url.Values{"email": {""}})
	if got.Code != http.StatusSeeOther || !nobody.says(got.Header().Get("Location"), "Your address is gone.") || nobody.says(link, "ann@example.org") {
		t.Errorf("none: got status %d, want 303, that it is said, and no address on the page", got.Code)
	}
}

func TestScriptAsAnAddressIsOnlyText(t *testing.T) {
	w := atWork(t)
	_, err := w.SendDue(t.Context())
	must(t, err)
	before := len(w.mailbox.Letters())
	const script = `"><script>alert(1)</script>@example.org`
	thanks, _, err := w.File(t.Context(), nil, loss.Statement{Sites: []string{"AMS"}, From: noon.Add(-time.Hour), Lang: "en", Contact: loss.Contact{Name: script, Email: script},
		Things: []loss.Details{{Type: script}}}, nil, "")
	must(t, err)
	_, err = w.SendDue(t.Context())
	must(t, err)
	report := "/desk/reports/" + string(thanks.Report.Ref)
	for who, path := range map[string]string{"": thanks.Link, "desk": report} {
		if page := w.as(who, "en").get(path).Body.String(); strings.Contains(page, "<script>alert") || !strings.Contains(page, "&lt;script&gt;") {
			t.Errorf("%s: the script is not there as text alone", path)
		}
	}
	if !w.as("desk", "en").says(report, "What was given is no address.") || len(w.mailbox.Letters()) != before {
		t.Error("the desk does not read that this is no address, or a letter was sent")
	}
}

func TestBothSidesSeeWhatWasSent(t *testing.T) {
	w := atWork(t)
	w.mailbox.Answer(func(string, int) error { return mailtest.Refusal })
	_, err := w.SendDue(t.Context())
	must(t, err)
	nobody, desk, report := w.as("", "en"), w.as("desk", "en"), "/desk/reports/"+string(w.lost.Report.Ref)
	for page, want := range map[string]string{w.lost.Link: "did not arrive by e-mail. Is the address right?", report: "A message did not reach the traveller."} {
		if !nobody.says(page, want) && !desk.says(page, want) {
			t.Errorf("refused: %s does not say %q", page, want)
		}
	}
	if day := rows(t, desk.get("/desk").Body.String(), "due"); len(day) == 0 || attr(day[0], "href") != report+"#letters" && attr(day[1], "href") != report+"#letters" {
		t.Error("the desk's day does not show that a message did not arrive")
	}
	if !desk.says(report, "Answer 550 5.1.1") {
		t.Error("the desk does not read what the mail server answered")
	}
	if got := desk.post(report+"/messages/1/again", nil); got.Code != http.StatusSeeOther {
		t.Errorf("sent again: got status %d, want 303", got.Code)
	}
	if got := desk.post(report+"/messages/1/again", nil); got.Code != http.StatusConflict || !strings.Contains(got.Body.String(), "This message is on its way") {
		t.Errorf("pressed twice: got status %d, want 409 and why", got.Code)
	}
	if got := desk.post(report+"/messages/9/again", nil); got.Code != http.StatusNotFound {
		t.Errorf("no such message: got status %d, want 404", got.Code)
	}
	w.mailbox.Answer(nil)
	_, err = w.SendDue(t.Context())
	must(t, err)
	if strings.Contains(desk.get("/desk").Body.String(), report+"#letters") {
		t.Error("sent at the second try: the desk's day still shows it")
	}
	if !nobody.says(w.lost.Link, "sent by e-mail") || desk.says(report, "A message did not reach the traveller.") {
		t.Error("sent at the second try: the traveller does not read so, or the desk still reads the contrary")
	}
	if len(w.mailbox.Letters()) != 1 {
		t.Errorf("got %d letters, want the one that was sent again", len(w.mailbox.Letters()))
	}
}

func TestWhereNobodyIsWrittenToNobodyIsPromisedIt(t *testing.T) {
	w := atWork(t)
	w.post = office.Post{}
	silent := w.after(t, 0)
	thanks, _, err := silent.File(t.Context(), nil, loss.Statement{Sites: []string{"AMS"}, From: noon.Add(-time.Hour), Lang: "en", Contact: loss.Contact{Email: "anna@example.org"},
		Things: []loss.Details{{Type: "umbrella"}}}, nil, "")
	must(t, err)
	page := html.UnescapeString(silent.as("", "en").get(thanks.Link).Body.String())
	for _, promise := range []string{"Messages to you", "you hear of it", "Another address", "No more messages"} {
		if strings.Contains(page, promise) {
			t.Errorf("the status page says %q", promise)
		}
	}
	if got := len(thanks.Report.Messages); got != 0 {
		t.Errorf("got %d messages owed, want none", got)
	}
}
