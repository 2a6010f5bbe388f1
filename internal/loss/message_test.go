package loss

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"lostfound/internal/history"
)

var both = []Channel{Mail, Webhook}

// held is how long who sends a message keeps it from the others.
const held = 5 * time.Minute

// written is a report of two things whose traveller left an address.
func written() *Report {
	s := statement()
	s.Contact = Contact{Email: "anna@example.org"}
	r := File("R-1", s, nil, "", now, home)
	r.Inform(0, both, now, time.UTC)
	return &r
}

// owing applies a rule and owes what follows from it, as the office does.
func (r *Report) owing(t *testing.T, at time.Time, rule func() error) {
	t.Helper()
	known := len(r.History)
	must(t, rule())
	r.Inform(known, both, at, time.UTC)
}

// sendAll sends what is due and returns what it was.
func (r *Report) sendAll(at time.Time) (sent []string) {
	for {
		m, ok := r.Take(at, at.Add(held))
		if !ok {
			return sent
		}
		sent = append(sent, fmt.Sprint(m.What, m.Things))
		r.Delivered(m.No, at)
	}
}

func TestAnEventOwesItsMessage(t *testing.T) {
	r := written()
	steps := []struct {
		name string
		rule func() error
		want []string
	}{
		{"reported", func() error { return nil }, []string{"received[]"}},
		{"compared", func() error { r.History.Add(history.Entry{At: now, What: history.Compared}); return nil }, nil},
		{"a find dismissed that nobody had spoken of", func() error { return r.Dismiss(1, "F-2", "S-1", now) }, nil},
		{"one found", func() error { return r.Confirm(1, "F-1", "S-1", now) }, []string{"here[1]"}},
		{"that was another's", func() error { return r.Dismiss(1, "F-1", "S-1", now) }, []string{"mistaken[1]"}},
		{"called in vain", func() error { return r.Contacted(NoAnswer, time.Time{}, "", "S-1", now, home) }, []string{"missed[]"}},
		{"called", func() error { return r.Contacted(Spoke, time.Time{}, "", "S-1", now, home) }, nil},
		{"both found at once", func() error {
			must(t, r.Confirm(1, "F-3", "S-1", now))
			return r.Confirm(2, "F-4", "S-1", now)
		}, []string{"here[1 2]"}},
		{"one handed over", func() error { return r.Return(1, "F-3", "S-1", now) }, []string{"back[1]"}},
		{"found and at once handed over", func() error { return r.Return(2, "F-4", "S-1", now) }, []string{"back[2]"}},
	}
	for _, s := range steps {
		r.owing(t, now, s.rule)
		if got := r.sendAll(now); !slices.Equal(got, s.want) {
			t.Errorf("%s: sent %v, want %v", s.name, got, s.want)
		}
	}
	if got := r.NextMessage(); !got.IsZero() {
		t.Errorf("all sent: the next is due %s, want none", got)
	}
	if m := r.Messages[len(r.Messages)-1]; m.Turn != 1 || m.No != len(r.Messages) {
		t.Errorf("the second of its kind: got turn %d and number %d, want 1 and %d", m.Turn, m.No, len(r.Messages))
	}
}

func TestOnlyWhoCanBeReachedIsOwed(t *testing.T) {
	for name, c := range map[string]struct {
		contact Contact
		by      []Channel
		want    []Channel
	}{
		"an address and a number": {Contact{Email: "a@example.org", Phone: "+31 6 1234"}, both, both},
		"a number alone":          {Contact{Phone: "+31 6 1234"}, both, []Channel{Webhook}},
		"nothing":                 {Contact{Name: "Anna"}, both, nil},
		"no channel set up":       {Contact{Email: "a@example.org", Phone: "+31 6 1234"}, nil, nil},
	} {
		s := statement()
		s.Contact = c.contact
		r := File("R-1", s, nil, "", now, home)
		r.Inform(0, c.by, now, time.UTC)
		var got []Channel
		for _, m := range r.Messages {
			got = append(got, m.By)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: owed by %v, want %v", name, got, c.want)
		}
	}
}

func TestWhatIsTrueNoMoreIsNotSent(t *testing.T) {
	for name, c := range map[string]struct {
		first, then func(*Report) error
		want        []string
	}{
		"found, and then another's": {
			func(r *Report) error { return r.Confirm(1, "F-1", "S-1", now) },
			func(r *Report) error { return r.Dismiss(1, "F-1", "S-1", now) }, nil},
		"one of two was another's": {
			func(r *Report) error {
				must(t, r.Confirm(1, "F-1", "S-1", now))
				return r.Confirm(2, "F-2", "S-1", now)
			},
			func(r *Report) error { return r.Dismiss(1, "F-1", "S-1", now) }, []string{"here[1 2]"}},
		"called in vain, and then withdrawn": {
			func(r *Report) error { return r.Contacted(NoAnswer, time.Time{}, "", "S-1", now, home) },
			func(r *Report) error { return r.Withdraw(now) }, []string{"ended[]"}},
		"called in vain, and then stopped": {
			func(r *Report) error { return r.Contacted(NoAnswer, time.Time{}, "", "S-1", now, home) },
			func(r *Report) error { r.Stop(now); return nil }, nil},
	} {
		r := written()
		r.sendAll(now)
		r.owing(t, now, func() error { return c.first(r) })
		r.owing(t, now, func() error { return c.then(r) })
		if got := r.sendAll(now); !slices.Equal(got, c.want) {
			t.Errorf("%s: sent %v, want %v", name, got, c.want)
		}
		for _, m := range r.Messages {
			if m.What == Here && len(c.want) == 1 && len(r.About(m)) != 1 {
				t.Errorf("%s: the message is about %d things, want the one that is here", name, len(r.About(m)))
			}
		}
	}
}

func TestOnlyOneSendsAMessage(t *testing.T) {
	r := written()
	m, ok := r.Take(now, now.Add(held))
	if !ok {
		t.Fatal("what is due was not given out")
	}
	must(t, r.Confirm(1, "F-1", "S-1", now))
	r.Inform(1, both, now, time.UTC)
	for _, at := range []time.Time{now, now.Add(held - 1)} {
		if m, ok := r.Take(at, at.Add(held)); ok {
			t.Errorf("%s was given out while another is sent", m.What)
		}
	}
	if got, want := r.NextMessage(), now.Add(held); !got.Equal(want) {
		t.Errorf("looked at next at %s, want %s", got, want)
	}
	again, ok := r.Take(now.Add(held), now.Add(2*held))
	if !ok || again.No != m.No || again.Attempts != 2 {
		t.Errorf("after the sender died: got number %d at attempt %d, %v, want the same again", again.No, again.Attempts, ok)
	}
	r.Delivered(m.No, now.Add(held))
	r.Undelivered(m.No, Unreachable, "", now.Add(held), time.UTC) // the other comes late
	if got := r.Messages[0].Outcome; got != Sent {
		t.Errorf("sent, and then another's attempt failed: got %s, want it sent", got)
	}
}

func TestAnAttemptThatFailedIsRepeatedUntilItIsOver(t *testing.T) {
	for name, c := range map[string]struct {
		why  Reason
		want int // attempts
	}{
		"refused":     {Refused, 1},
		"no address":  {NoAddress, 1},
		"put off":     {NotNow, len(pauses) + 1},
		"unreachable": {Unreachable, len(pauses) + 1},
	} {
		r := written()
		at, attempts := now, 0
		for !r.NextMessage().IsZero() {
			at = r.NextMessage()
			if hour := at.Hour(); attempts > 0 && (hour >= nightFrom || hour < nightUntil) {
				t.Errorf("%s: tried again at %s, in the night", name, at)
			}
			m, ok := r.Take(at, at.Add(held))
			if !ok {
				t.Fatalf("%s: nothing is due at %s", name, at)
			}
			attempts++
			r.Undelivered(m.No, c.why, "450", at, time.UTC)
		}
		if m := r.Messages[0]; m.Outcome != Dead || attempts != c.want || m.Reason != c.why || m.Code != "450" {
			t.Errorf("%s: got %s after %d attempts for %s %s, want it dead after %d", name, m.Outcome, attempts, m.Reason, m.Code, c.want)
		}
		if took := at.Sub(now); c.want > 1 && (took < 48*time.Hour || took > 5*24*time.Hour) {
			t.Errorf("%s: given up after %s, want some days", name, took)
		}
	}
}

func TestWhoStopsMessagesGetsNoneUntilTheyStartThem(t *testing.T) {
	r := written()
	r.Stop(now)
	r.owing(t, now, func() error { return r.Confirm(1, "F-1", "S-1", now) })
	if got := r.sendAll(now); got != nil || r.Status != Open {
		t.Errorf("stopped: sent %v for a report that is %s, want nothing, and it is open", got, r.Status)
	}
	r.Resume()
	r.owing(t, now, func() error { return r.Confirm(2, "F-2", "S-1", now) })
	if got, want := r.sendAll(now), []string{"here[2]"}; !slices.Equal(got, want) {
		t.Errorf("started again: sent %v, want %v", got, want)
	}
}

func TestOnlyAnAnswerGoesOutAtNight(t *testing.T) {
	night := time.Date(2026, 10, 2, 23, 0, 0, 0, time.UTC)
	s := statement()
	s.Contact.Email = "anna@example.org"
	r := File("R-1", s, nil, "", night, home)
	r.Inform(0, both, night, time.UTC)
	if got, want := r.sendAll(night), []string{"received[]"}; !slices.Equal(got, want) {
		t.Errorf("reported at night: sent %v, want %v", got, want)
	}
	for filer, want := range map[Filer]time.Time{Counter: night, Phone: night, Self: night.Add(8 * time.Hour)} {
		s.FiledBy = filer
		by := File("R-2", s, nil, "S-1", night, home)
		by.Inform(0, both, night, time.UTC)
		if got := by.NextMessage(); !got.Equal(want) {
			t.Errorf("written down at night by staff, filed by %s: told at %s, want %s", filer, got, want)
		}
	}
	r.owing(t, night, func() error { return r.Confirm(1, "F-1", "S-1", night) })
	if got, want := r.NextMessage(), time.Date(2026, 10, 3, 7, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("found at night: told at %s, want %s", got, want)
	}
}

func TestWhoWasNotReachedIsShownUntilTheyAreTold(t *testing.T) {
	for name, c := range map[string]struct {
		then func(*Report) error
		want bool
	}{
		"nothing since":       {func(*Report) error { return nil }, true},
		"called in vain":      {func(r *Report) error { return r.Contacted(NoAnswer, time.Time{}, "", "S-1", now.Add(time.Hour), home) }, true},
		"spoken to":           {func(r *Report) error { return r.Contacted(Spoke, time.Time{}, "", "S-1", now.Add(time.Hour), home) }, false},
		"sent again":          {func(r *Report) error { return r.SendAgain(1, now.Add(time.Hour)) }, false},
		"ended by themselves": {func(r *Report) error { return r.Withdraw(now.Add(time.Hour)) }, false},
		"wants no messages":   {func(r *Report) error { r.Stop(now.Add(time.Hour)); return nil }, false},
	} {
		r := written()
		if !r.Unreached().IsZero() {
			t.Errorf("%s: unreached before anything was sent", name)
		}
		m, _ := r.Take(now, now.Add(held))
		r.Undelivered(m.No, Refused, "550", now, time.UTC)
		must(t, c.then(r))
		if got := !r.Unreached().IsZero(); got != c.want {
			t.Errorf("%s: got unreached %v, want %v", name, got, c.want)
		}
	}
}
