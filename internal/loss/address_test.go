package loss

import (
	"slices"
	"testing"
	"time"
)

func TestAnAddressIsOneAndNothingBesides(t *testing.T) {
	for s, want := range map[string]bool{
		"anna@example.org": true, "anna.de-vries+lost@sub.example.org": true,
		"": false, "anna": false, "Anna <anna@example.org>": false, "anna@example.org, bob@example.org": false, "undisclosed:;": false,
		"anna@example.org\r\nBcc: all@example.org": false, "anna@example.org\nSubject: other": false, "anna@example.org\x00": false,
		" anna@example.org": false, "\"a b\"@example.org": false, "<anna@example.org>": false,
	} {
		if got := IsAddress(s); got != want {
			t.Errorf("%q: got %v, want %v", s, got, want)
		}
	}
}

func TestAnotherAddressIsWrittenToFromNowOn(t *testing.T) {
	r := written()
	m, _ := r.Take(now, now.Add(held))
	r.Undelivered(m.No, Refused, "550 5.1.1", now, time.UTC)
	refused(t, r.Readdress("anna@example.org\r\nBcc: all@example.org", now), "control_character")
	refused(t, r.Readdress("anna", now), "not_an_address")
	must(t, r.Readdress(" bob@example.org ", now))
	if got, want := r.sendAll(now), []string{"received[]"}; r.Contact.Email != "bob@example.org" || !slices.Equal(got, want) {
		t.Errorf("what the old address refused: sent %v to %s, want %v to bob@example.org", got, r.Contact.Email, want)
	}
	r.owing(t, now, func() error { return r.Confirm(1, "F-1", "S-1", now) })
	must(t, r.Readdress("", now))
	if got := r.sendAll(now); got != nil {
		t.Errorf("the address removed: sent %v, want nothing", got)
	}
}

func TestAMessageThatFailedIsSentAgainOnWish(t *testing.T) {
	r := written()
	refused(t, r.SendAgain(7, now), "no_such_message")
	refused(t, r.SendAgain(1, now), "message_not_failed")
	m, _ := r.Take(now, now.Add(held))
	refused(t, r.SendAgain(m.No, now), "message_not_failed") // somebody is sending it
	for _, why := range []Reason{NotNow, Refused} {
		r.Undelivered(m.No, why, "", now, time.UTC)
		must(t, r.SendAgain(m.No, now))
		again, ok := r.Take(now, now.Add(held))
		if !ok || again.No != m.No || again.Attempts != 2 {
			t.Errorf("%s, and sent again: got number %d at attempt %d, %v, want number %d at attempt 2", why, again.No, again.Attempts, ok, m.No)
		}
	}
	r.Delivered(m.No, now)
	refused(t, r.SendAgain(m.No, now), "message_not_failed")
}

func TestAReportTakesNoAddressOfTwoLines(t *testing.T) {
	s := statement()
	s.Contact.Email = "anna@example.org\r\nBcc: all@example.org"
	refused(t, s.Check(nil, now), "control_character")
}
