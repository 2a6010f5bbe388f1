package office

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/index"
	"lostfound/internal/locale"
	"lostfound/internal/loss"
	"lostfound/internal/mail"
	"lostfound/internal/mail/mailtest"
	"lostfound/internal/notice"
	"lostfound/internal/ref"
)

// withPost has the office write by mail, to a server that takes everything.
func (o *opened) withPost(t *testing.T) *mailtest.Server {
	t.Helper()
	server := mailtest.Start(t)
	carrier, err := mail.New(server.URL, "found@example.org")
	must(t, err)
	book, err := locale.Open()
	must(t, err)
	o.post = Post{By: map[loss.Channel]Carrier{loss.Mail: carrier}, Writer: notice.NewWriter(book, "Lost & Found"), Origin: "https://found.example.org"}
	o.channels = []loss.Channel{loss.Mail}
	return server
}

// anna is a report of a traveller who left an address.
func (o *opened) anna(t *testing.T, things ...loss.Details) loss.Report {
	t.Helper()
	now := o.clock.now()
	th, _, err := o.File(t.Context(), nil, loss.Statement{Sites: []string{"AMS"}, From: now.Add(-3 * time.Hour), Lang: "nl", Contact: loss.Contact{Email: "anna@example.org"}, Things: things}, nil, "")
	must(t, err)
	return th.Report
}

// sendsDue sends what is due and holds how much that was against what is wanted.
func (o *opened) sendsDue(t *testing.T, when string, want int) {
	t.Helper()
	if got, err := o.SendDue(t.Context()); err != nil || got != want {
		t.Errorf("%s: sent %d, %v, want %d", when, got, err, want)
	}
}

func ids(letters []mailtest.Letter) []string {
	var out []string
	for _, l := range letters {
		out = append(out, l.Header.Get("Message-Id"))
	}
	return out
}

func TestWhatHappensIsWrittenToItsTraveller(t *testing.T) {
	o := open(t)
	server := o.withPost(t)
	it, r := o.find(t, "AMS-RENT", theLaptop), o.anna(t, herLaptop)
	o.sendsDue(t, "reported", 1)
	o.sendsDue(t, "reported, and once more", 0)
	_, err := o.Confirm(t.Context(), o.desk, r.Ref, 1, it.Ref)
	must(t, err)
	o.sendsDue(t, "found", 1)
	letters := server.Letters()
	if len(letters) != 2 || letters[0].To != "anna@example.org" || ids(letters)[0] == ids(letters)[1] {
		t.Fatalf("got %d letters called %v, want two of different names to anna@example.org", len(letters), ids(letters))
	}
	if got := letters[0].Header.Get("Content-Language"); got != "nl" {
		t.Errorf("the language: got %s, want the report's, nl", got)
	}
	if got, want := letters[0].Header.Get("List-Unsubscribe"), "<https://found.example.org"+o.StopLink(r)+">"; got != want {
		t.Errorf("List-Unsubscribe: got %s, want %s", got, want)
	}
	if body := strings.ReplaceAll(string(letters[1].Raw), "=\r\n", ""); !strings.Contains(body, "https://found.example.org"+o.Link(r)) || !strings.Contains(body, "AMS-RENT") {
		t.Error("found: the letter lacks the traveller's page or the place where the thing lies")
	}
	r, err = o.reports.Get(t.Context(), string(r.Ref))
	must(t, err)
	for _, m := range r.Messages {
		if m.Outcome != loss.Sent {
			t.Errorf("message %d: got %s, want it sent", m.No, m.Outcome)
		}
	}
}

func TestWithoutAChannelNobodyIsOwedAMessage(t *testing.T) {
	o := open(t)
	r := o.anna(t, herLaptop)
	if len(r.Messages) != 0 {
		t.Errorf("got %v owed, want nothing", r.Messages)
	}
	o.withPost(t)
	o.sendsDue(t, "set up later", 0)
}

func TestWhoFiledElsewhereIsNotThankedAgain(t *testing.T) {
	o := open(t)
	server := o.withPost(t)
	line := `{"id":"old 1","sites":["AMS"],"lost_from":"` + o.clock.now().Add(-time.Hour).Format(time.RFC3339) + `","lang":"nl","contact":{"email":"anna@example.org"},"item_type":"laptop"}`
	done, err := o.Import(t.Context(), o.admin, ImportReports, strings.NewReader(line))
	must(t, err)
	o.sendsDue(t, "imported", 0)
	it := o.find(t, "AMS-RENT", theLaptop)
	_, err = o.Confirm(t.Context(), o.desk, ref.Report(done.Refs["old 1"]), 1, it.Ref)
	must(t, err)
	o.sendsDue(t, "and then found", 1)
	if got := len(server.Letters()); got != 1 {
		t.Errorf("got %d letters, want the one that it is here", got)
	}
}

// TestWhoDiesBetweenSendingAndNotingSendsTheSameAgain leaves behind what a killed process does.
func TestWhoDiesBetweenSendingAndNotingSendsTheSameAgain(t *testing.T) {
	o := open(t)
	server := o.withPost(t)
	it, r := o.find(t, "AMS", theLaptop), o.anna(t, herLaptop)
	var m loss.Message
	r, err := o.reports.Update(t.Context(), string(r.Ref), func(r *loss.Report) error {
		m, _ = r.Take(o.now(), o.now().Add(held))
		return nil
	})
	must(t, err)
	l, err := o.letter(t.Context(), r, m)
	must(t, err)
	if failure := o.handOver(t.Context(), m.By, l); failure != nil {
		t.Fatal(failure)
	}
	_, err = o.Confirm(t.Context(), o.desk, r.Ref, 1, it.Ref) // which is told after it
	must(t, err)
	o.sendsDue(t, "while the other may still be sending", 0)
	o.clock.add(held)
	o.sendsDue(t, "after the other died", 2)
	if got := ids(server.Letters()); len(got) != 3 || got[0] != got[1] || got[2] == got[1] {
		t.Errorf("got letters called %v, want two of one name and one of another", got)
	}
}

func TestAnEmptiedRedisForgetsNoMessage(t *testing.T) {
	o := open(t)
	server := o.withPost(t)
	o.anna(t, herLaptop)
	must(t, o.inside.Redis.FlushAll(t.Context()).Err())
	o.sendsDue(t, "emptied", 0)
	_, err := o.Rebuild(t.Context())
	must(t, err)
	o.sendsDue(t, "put together again", 1)
	if got := len(server.Letters()); got != 1 {
		t.Errorf("got %d letters, want 1", got)
	}
}

func TestTwoProcessesSendNothingTwice(t *testing.T) {
	o := open(t)
	server := o.withPost(t)
	for range 20 {
		o.anna(t, herLaptop)
	}
	second, err := Open(t.Context(), Keepers{o.store, o.index}, Options{Now: o.clock.now, Post: o.post})
	must(t, err)
	var both sync.WaitGroup
	for _, one := range []*Office{o.Office, second} {
		both.Go(func() {
			if _, err := one.SendDue(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	got := ids(server.Letters())
	slices.Sort(got)
	if n := len(slices.Compact(slices.Clone(got))); n != 20 || len(got) != 20 {
		t.Errorf("got %d letters of %d names, want 20 of 20", len(got), n)
	}
}

func TestWhoIsPutOffTriesAgainAndWhoIsRefusedDoesNot(t *testing.T) {
	o := open(t)
	server := o.withPost(t)
	server.Answer(func(_ string, try int) error {
		if try < 3 {
			return mailtest.Greylist
		}
		return nil
	})
	r := o.anna(t, herLaptop)
	o.sendsDue(t, "put off", 0)
	o.sendsDue(t, "at once", 0)
	o.clock.add(time.Minute)
	o.sendsDue(t, "put off once more", 0)
	o.clock.add(5 * time.Minute)
	o.sendsDue(t, "at the third try", 1)

	server.Answer(func(string, int) error { return mailtest.Refusal })
	_, err := o.Withdraw(t.Context(), r.Ref, o.linkToken(r))
	must(t, err)
	o.sendsDue(t, "refused", 0)
	o.clock.add(30 * 24 * time.Hour)
	o.sendsDue(t, "refused, a month later", 0)
	r, err = o.reports.Get(t.Context(), string(r.Ref))
	must(t, err)
	if m := r.Messages[1]; m.Outcome != loss.Dead || m.Reason != loss.Refused || m.Code != "550 5.1.1" || m.Attempts != 1 {
		t.Errorf("got %+v, want it dead after one attempt for 550 5.1.1", m)
	}
}

func TestWhatHappensWhileALetterIsSentIsWrittenToo(t *testing.T) {
	o := open(t)
	server := o.withPost(t)
	it, r := o.find(t, "AMS", theLaptop), o.anna(t, herLaptop)
	var once sync.Once
	server.Received(func(mailtest.Letter) error {
		once.Do(func() {
			if _, err := o.Confirm(t.Context(), o.desk, r.Ref, 1, it.Ref); err != nil {
				t.Error(err)
			}
		})
		return nil
	})
	o.sendsDue(t, "found while it is sent", 2)
	if got := len(server.Letters()); got != 2 {
		t.Errorf("got %d letters, want that it was received and that it is here", got)
	}
}

func TestNobodyIsWrittenToInTheNightOfTheSite(t *testing.T) {
	o := open(t)
	o.withPost(t)
	it, r := o.find(t, "AMS", theLaptop), o.anna(t, herLaptop)
	o.sendsDue(t, "by day", 1)
	o.clock.add(8*time.Hour + 30*time.Minute) // 20:30 UTC is 22:30 in Amsterdam
	_, err := o.Confirm(t.Context(), o.desk, r.Ref, 1, it.Ref)
	must(t, err)
	o.sendsDue(t, "at 22:30", 0)
	o.clock.add(8 * time.Hour)
	o.sendsDue(t, "at 6:30", 0)
	o.clock.add(30 * time.Minute)
	o.sendsDue(t, "at 7:00", 1)
}

func TestAnErasedReportIsOwedNothing(t *testing.T) {
	o := open(t)
	o.withPost(t)
	r := o.anna(t, herLaptop)
	must(t, o.Erase(t.Context(), r.Ref, o.linkToken(r)))
	o.sendsDue(t, "erased", 0)
	due, err := o.index.Due(t.Context(), "AMS", index.Letter, o.now(), 9)
	if err != nil || len(due) != 0 {
		t.Errorf("erased: got %v due, %v, want nothing", due, err)
	}
	if _, err := o.reports.Get(t.Context(), string(r.Ref)); !fault.Is(err, fault.Missing) {
		t.Errorf("got %v, want it gone", err)
	}
}

func TestATravellerStopsMessagesByASecretOfTheirOwn(t *testing.T) {
	o := open(t)
	server := o.withPost(t)
	r, other := o.anna(t, herLaptop), o.anna(t, herLaptop)
	for name, token := range map[string]string{"none": "", "the page's": o.linkToken(r), "another report's": o.stopToken(other.Ref)} {
		if _, err := o.Stop(t.Context(), r.Ref, token, true); code(err) != " no_such_link" {
			t.Errorf("with the secret %s: got %v, want no such link", name, err)
		}
	}
	if _, err := o.OwnReport(t.Context(), r.Ref, o.stopToken(r.Ref)); code(err) != " no_such_link" {
		t.Errorf("the page with the secret that stops: got %v, want no such link", err)
	}
	for range 2 { // mail programs press twice
		_, err := o.Stop(t.Context(), r.Ref, o.stopToken(r.Ref), true)
		must(t, err)
	}
	o.sendsDue(t, "one stopped", 1)
	_, err := o.Stop(t.Context(), r.Ref, o.stopToken(r.Ref), false)
	must(t, err)
	_, err = o.Withdraw(t.Context(), r.Ref, o.linkToken(r))
	must(t, err)
	o.sendsDue(t, "started again, and the search ended", 1)
	if letters := server.Letters(); len(letters) != 2 || !strings.Contains(ids(letters)[0], string(other.Ref)) || !strings.Contains(ids(letters)[1], string(r.Ref)) {
		t.Errorf("got letters %v, want the other's and then one that the search ended", ids(letters))
	}
}

func TestAMistypedAddressIsPutRight(t *testing.T) {
	o := open(t)
	server := o.withPost(t)
	server.Answer(func(to string, _ int) error {
		if to == "anna@example.org" {
			return mailtest.Refusal
		}
		return nil
	})
	r := o.anna(t, herLaptop)
	o.sendsDue(t, "mistyped", 0)
	if _, err := o.SendAgain(t.Context(), o.elsewhere, r.Ref, 1); !fault.Is(err, fault.Missing) {
		t.Errorf("sent again by a member of another site: got %v, want no such record", err)
	}
	_, err := o.SendAgain(t.Context(), o.desk, r.Ref, 1)
	must(t, err)
	o.sendsDue(t, "sent again to the same", 0)
	if _, err := o.Readdress(t.Context(), r.Ref, o.linkToken(r), "ann@example.org\r\nBcc: all@example.org"); code(err) != "email control_character" {
		t.Errorf("an address of two lines: got %v, want it refused", err)
	}
	_, err = o.Readdress(t.Context(), r.Ref, o.linkToken(r), "ann@example.org")
	must(t, err)
	o.sendsDue(t, "put right", 1)
	if got := server.Letters(); len(got) != 1 || got[0].To != "ann@example.org" {
		t.Errorf("got %d letters, want one to ann@example.org", len(got))
	}
}
