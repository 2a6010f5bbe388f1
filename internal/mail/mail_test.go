package mail

import (
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
	"time"

	"lostfound/internal/loss"
	"lostfound/internal/mail/mailtest"
	"lostfound/internal/notice"
)

func letter(to string) notice.Letter {
	return notice.Letter{ID: "R-2M8T-4C.3.20261125T131000", At: time.Date(2026, 11, 25, 13, 10, 0, 0, time.UTC), Event: loss.Here, Lang: "fr", Dir: "ltr",
		From: "Fundbüro, \"Süd\"", Email: to, Subject: "R-2M8T-4C\u00a0: nous l’avons", Paragraphs: []string{"Nous l’avons : clés.", "L’objet est ici : Roissy."},
		Page: notice.Link{Name: "Votre page", URL: "https://found.example.org/r/R-2M8T-4C/secret"},
		Stop: notice.Link{Name: "Plus de messages", URL: "https://found.example.org/stop/R-2M8T-4C/other"}}
}

func sender(t *testing.T, url string) *Sender {
	t.Helper()
	s, err := New(url, "found@example.org")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestALetterArrivesWhole(t *testing.T) {
	server := mailtest.Start(t)
	s := sender(t, server.URL)
	for range 2 {
		if err := s.Send(t.Context(), letter("anna@example.org")); err != nil {
			t.Fatal(err)
		}
	}
	got := server.Letters()
	if len(got) != 2 {
		t.Fatalf("got %d letters, want 2", len(got))
	}
	for _, l := range got {
		if l.From != "found@example.org" || l.To != "anna@example.org" {
			t.Errorf("the envelope: got from %s to %s", l.From, l.To)
		}
		for name, want := range map[string]string{
			"To":                       "<anna@example.org>",
			"Message-Id":               "<R-2M8T-4C.3.20261125T131000@example.org>",
			"Date":                     "Wed, 25 Nov 2026 13:10:00 +0000",
			"Content-Language":         "fr",
			"Auto-Submitted":           "auto-generated",
			"List-Unsubscribe":         "<https://found.example.org/stop/R-2M8T-4C/other>",
			"List-Unsubscribe-Post":    "List-Unsubscribe=One-Click",
			"X-Auto-Response-Suppress": "All",
		} {
			if got := l.Header[name]; len(got) != 1 || got[0] != want {
				t.Errorf("%s: got %q, want %q once", name, got, want)
			}
		}
		subject, err := new(mime.WordDecoder).DecodeHeader(l.Header.Get("Subject"))
		if want := "R-2M8T-4C\u00a0: nous l’avons"; err != nil || subject != want {
			t.Errorf("subject: got %q, %v, want %q", subject, err, want)
		}
		from, err := mail.ParseAddress(l.Header.Get("From"))
		if want := "Fundbüro, \"Süd\""; err != nil || from.Name != want || from.Address != "found@example.org" {
			t.Errorf("from: got %v, %v, want %s", from, err, want)
		}
		text, html := parts(t, l)
		for _, want := range []string{"Nous l’avons : clés.", "https://found.example.org/r/R-2M8T-4C/secret", "https://found.example.org/stop/R-2M8T-4C/other"} {
			if !strings.Contains(text, want) || !strings.Contains(html, want) {
				t.Errorf("text or HTML lacks %q", want)
			}
		}
	}
}

// parts returns the text and the HTML of a letter.
func parts(t *testing.T, l mailtest.Letter) (text, html string) {
	t.Helper()
	m, err := mail.ReadMessage(strings.NewReader(string(l.Raw)))
	if err != nil {
		t.Fatal(err)
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("got %s, %v, want multipart/alternative", kind, err)
	}
	var out []string
	for r := multipart.NewReader(m.Body, params["boundary"]); ; {
		p, err := r.NextRawPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(quotedprintable.NewReader(p))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(raw))
	}
	if len(out) != 2 {
		t.Fatalf("got %d parts, want text and HTML", len(out))
	}
	return out[0], out[1]
}

func TestWhatAServerAnswersIsUnderstood(t *testing.T) {
	for name, c := range map[string]struct {
		set  func(*mailtest.Server)
		want notice.Failure
	}{
		"refuses the recipient": {func(s *mailtest.Server) { s.Answer(func(string, int) error { return mailtest.Refusal }) }, notice.Failure{Why: loss.Refused, Code: "550 5.1.1"}},
		"puts strangers off":    {func(s *mailtest.Server) { s.Answer(func(string, int) error { return mailtest.Greylist }) }, notice.Failure{Why: loss.NotNow, Code: "451 4.7.1"}},
		"refuses the letter":    {func(s *mailtest.Server) { s.Received(func(mailtest.Letter) error { return mailtest.Refusal }) }, notice.Failure{Why: loss.Refused, Code: "550 5.1.1"}},
		"is full":               {func(s *mailtest.Server) { s.Received(func(mailtest.Letter) error { return mailtest.Greylist }) }, notice.Failure{Why: loss.NotNow, Code: "451 4.7.1"}},
	} {
		server := mailtest.Start(t)
		c.set(server)
		err := sender(t, server.URL).Send(t.Context(), letter("anna@example.org"))
		var got *notice.Failure
		if !errors.As(err, &got) || *got != c.want {
			t.Errorf("a server that %s: got %v, want %v", name, err, &c.want)
		}
		if strings.Contains(err.Error(), "anna") {
			t.Errorf("a server that %s: the error names the recipient: %v", name, err)
		}
	}
}

func TestAServerThatSaysNothingIsNotWaitedForLong(t *testing.T) {
	for name, set := range map[string]func(*mailtest.Server){
		"of the recipient": func(s *mailtest.Server) { s.Answer(func(string, int) error { return s.Silence() }) },
		"of the letter":    func(s *mailtest.Server) { s.Received(func(mailtest.Letter) error { return s.Silence() }) },
	} {
		server := mailtest.Start(t)
		set(server)
		ctx, stop := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer stop()
		err := sender(t, server.URL).Send(ctx, letter("anna@example.org"))
		var got *notice.Failure
		if !errors.As(err, &got) || got.Why != loss.Unreachable {
			t.Errorf("says nothing %s: got %v, want it unreachable", name, err)
		}
	}
	err := sender(t, "smtp://127.0.0.1:1").Send(t.Context(), letter("anna@example.org"))
	var got *notice.Failure
	if !errors.As(err, &got) || got.Why != loss.Unreachable {
		t.Errorf("nobody listens: got %v, want it unreachable", err)
	}
}

func TestALetterGoesToOneAddressOrNowhere(t *testing.T) {
	server := mailtest.Start(t)
	s := sender(t, server.URL)
	for _, to := range []string{"", "anna", "anna@example.org\r\nBcc: all@example.org", "anna@example.org\nSubject: other", "anna@example.org, bob@example.org", "Anna <anna@example.org>",
		"anna@example.org>\r\nRCPT TO:<bob@example.org", "\"a b\"@example.org", " anna@example.org", "anna@example.org\x00", "undisclosed:;", "<anna@example.org>"} {
		var got *notice.Failure
		if err := s.Send(t.Context(), letter(to)); !errors.As(err, &got) || got.Why != loss.NoAddress {
			t.Errorf("to %q: got %v, want it to be no address", to, err)
		}
	}
	evil := letter("anna+lost@example.org")
	evil.Subject += "\r\nBcc: all@example.org"
	evil.From += "\r\nBcc: all@example.org"
	if err := s.Send(t.Context(), evil); err != nil {
		t.Fatal(err)
	}
	got := server.Letters()
	if len(got) != 1 || got[0].To != "anna+lost@example.org" || got[0].Header.Get("Bcc") != "" {
		t.Errorf("got %d letters, the first to %q with Bcc %q, want one to the address alone", len(got), got[0].To, got[0].Header.Get("Bcc"))
	}
}

func TestCredentialsAreNotSentInTheOpen(t *testing.T) {
	server := mailtest.Start(t) // speaks no TLS
	s := sender(t, strings.Replace(server.URL, "smtp://", "smtp://office:word@", 1))
	err := s.Send(t.Context(), letter("anna@example.org"))
	var got *notice.Failure
	if !errors.As(err, &got) || got.Why != loss.Unreachable || len(server.Letters()) > 0 {
		t.Errorf("got %v and %d letters, want none sent", err, len(server.Letters()))
	}
}

func TestASenderNeedsAServerAndAnAddress(t *testing.T) {
	for name, c := range map[string]struct{ server, from string }{
		"no scheme":          {"localhost:25", "found@example.org"},
		"another scheme":     {"https://localhost", "found@example.org"},
		"no host":            {"smtp://", "found@example.org"},
		"no address":         {"smtp://localhost", "found"},
		"an address of more": {"smtp://localhost", "Found <found@example.org>"},
	} {
		if _, err := New(c.server, c.from); err == nil {
			t.Errorf("%s: got a sender, want an error", name)
		}
	}
	if _, err := New("smtp://office:word@[::1", "found@example.org"); err == nil || strings.Contains(err.Error(), "word") {
		t.Errorf("got %v, want an error without the password", err)
	}
}
