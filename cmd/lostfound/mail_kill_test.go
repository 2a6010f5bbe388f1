package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"lostfound/internal/config"
	"lostfound/internal/embedded"
	"lostfound/internal/loss"
	"lostfound/internal/mail/mailtest"
	"lostfound/internal/office"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// TestEveryReportHasItsMailAndNoneTwice kills the program while it writes to travellers over a mail
// server that refuses some, puts others off, and now and then takes a letter and does not say so. In the
// end each report has the mail that it reached us, under one name however often it was sent, and the
// desk knows of those that were refused.
func TestEveryReportHasItsMailAndNoneTwice(t *testing.T) {
	exe, err := exec.LookPath("lostfound")
	if err != nil {
		t.Fatal(err)
	}
	at := freeAddress(t)
	base := []string{"LOSTFOUND_LISTEN=" + at, "LOSTFOUND_ADMIN_TOKEN=" + adminToken, "LOSTFOUND_PUBLIC_URL=http://" + at, "LOSTFOUND_MAIL_FROM=found@example.org",
		"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "TMPDIR=" + t.TempDir()}
	t.Run("embedded", func(t *testing.T) {
		mailUnderKills(t, exe, append(base, "LOSTFOUND_DATA="+t.TempDir()))
	})
	t.Run("real", func(t *testing.T) {
		s3, redis := realServers(t)
		mailUnderKills(t, exe, append(base, "LOSTFOUND_S3_ENDPOINT="+s3, "LOSTFOUND_S3_ACCESS_KEY=test", "LOSTFOUND_S3_SECRET_KEY=testtest1",
			fmt.Sprintf("LOSTFOUND_S3_BUCKET=mail-%d", time.Now().UnixNano()), "LOSTFOUND_REDIS_URL="+redis))
	})
}

// freeAddress is one that nobody listens at, to be the public one as well.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func mailUnderKills(t *testing.T, exe string, env []string) {
	rounds := 4
	if testing.Short() {
		rounds = 2
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	dice := rand.New(rand.NewPCG(seed, 1))
	box := newMailbox(t)
	env = append(env, "LOSTFOUND_SMTP_URL="+box.URL)
	var filed []*sent
	for round := range rounds {
		p, err := start(exe, env)
		if err != nil {
			t.Fatal(err)
		}
		if err := p.ready(); err != nil {
			t.Fatal(err)
		}
		if round == 0 {
			site := question{method: "PUT", path: "/api/v1/sites/AMS", token: adminToken,
				body: fmt.Appendf(nil, `{"name":"Schiphol","kind":"airport","time_zone":"Etc/GMT%+d","languages":["nl"],"zones":[],"connects":[]}`, time.Now().UTC().Hour()-12)} // where it is day
			if status, body, err := site.ask(p.url); err != nil || status != http.StatusCreated {
				t.Fatalf("make site: %d %s %v", status, body, err)
			}
		}
		filed = append(filed, fileUntilKilled(p, round, time.Duration(2500+dice.IntN(1000))*time.Millisecond)...)
	}
	box.calm.Store(true)
	o := laterOffice(t, env)
	again := 0
	for _, s := range filed {
		if s.ref == "" {
			continue // nobody was told that it arrived
		}
		r, err := o.Report(t.Context(), staff.Operator, ref.Report(s.ref))
		if err != nil || len(r.Messages) != 1 {
			t.Errorf("%s: got %d messages, %v, want the one that it reached us", s.ref, len(r.Messages), err)
			continue
		}
		m, copies := r.Messages[0], box.copies(r.Contact.Email)
		slices.Sort(copies)
		switch names := len(slices.Compact(copies)); {
		case strings.HasPrefix(r.Contact.Email, "refused") && (m.Outcome != loss.Dead || m.Reason != loss.Refused || names != 0):
			t.Errorf("%s, refused: got %s and %d mails, want it dead and none", s.ref, m.Outcome, names)
		case !strings.HasPrefix(r.Contact.Email, "refused") && (m.Outcome != loss.Sent || names != 1):
			t.Errorf("%s: got %s and %d mails by name, want one", s.ref, m.Outcome, names)
		case m.Attempts > 1:
			again++
		}
	}
	sent, twice := box.counts()
	t.Logf("%d reports, %d mails, %d of them copies, %d messages at more than one attempt", len(filed), sent, twice, again)
	if sent == 0 || twice == 0 {
		t.Errorf("the kills hit nothing: %d mails, %d copies", sent, twice)
	}
}

// fileUntilKilled files reports until the program dies, the given time after the first.
func fileUntilKilled(p *program, round int, after time.Duration) []*sent {
	var all []*sent
	var first sync.Once
	for n := 0; ; n++ {
		who := "anna"
		switch n % 10 {
		case 3:
			who = "refused"
		case 5, 7:
			who = "greylisted"
		}
		word := fmt.Sprintf("ZZ%02d%04dQX", round, n)
		s := &sent{word: word, question: question{method: "POST", key: "key-" + word, token: adminToken, path: "/api/v1/reports",
			body: fmt.Appendf(nil, `{"sites":["AMS"],"lost_from":"2026-10-02T05:30:00Z","lang":"en","item_type":"laptop","contact":{"email":"%s-%s@example.org"}}`, who, word)}}
		all = append(all, s)
		if _, err := s.send(p.url); err != nil {
			return all
		}
		first.Do(func() { time.AfterFunc(after, p.kill) })
	}
}

// laterOffice is the office of those settings after its messages have all gone or died, some days
// later by its clock.
func laterOffice(t *testing.T, env []string) *office.Office {
	t.Helper()
	cfg, err := config.Read(env)
	if err != nil {
		t.Fatal(err)
	}
	k, err := openKeepers(t.Context(), cfg, embedded.Holder{Command: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := k.Close(); err != nil {
			t.Error(err)
		}
	})
	post, err := openPost(cfg)
	if err != nil {
		t.Fatal(err)
	}
	var ahead atomic.Int64
	o, err := office.Open(t.Context(), k.Keepers, office.Options{Post: post, Now: func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 5 * 24 {
		if _, err := o.SendDue(t.Context()); err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		ahead.Add(int64(time.Hour))
	}
	return o
}

// mailbox is the mail server, and every letter that came whole, also those it did not answer for.
type mailbox struct {
	*mailtest.Server
	calm atomic.Bool // it answers for all

	mu    sync.Mutex
	names map[string][]string // Message-IDs by recipient, one for each copy
}

func newMailbox(t *testing.T) *mailbox {
	box := &mailbox{Server: mailtest.Start(t), names: map[string][]string{}}
	box.Answer(func(to string, try int) error {
		switch {
		case strings.HasPrefix(to, "refused"):
			return mailtest.Refusal
		case strings.HasPrefix(to, "greylisted") && try == 1:
			return mailtest.Greylist
		}
		return nil
	})
	box.Received(func(l mailtest.Letter) error {
		box.mu.Lock()
		box.names[l.To] = append(box.names[l.To], l.Header.Get("Message-Id"))
		silent := len(box.names)%10 == 9 && len(box.names[l.To]) == 1 && !box.calm.Load()
		box.mu.Unlock()
		if silent {
			return box.Silence()
		}
		return nil
	})
	return box
}

func (b *mailbox) copies(to string) []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.names[to])
}

// counts is how many letters came, and how many of them were there already.
func (b *mailbox) counts() (all, twice int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, copies := range b.names {
		all += len(copies)
		twice += len(copies) - 1
	}
	return all, twice
}
