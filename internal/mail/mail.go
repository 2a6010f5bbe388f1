// Package mail is the office's postbox: it hands letters to a mail server.
//
// Guarantees. A letter goes to the one address its traveller gave, and to no other, whatever
// that address holds. It carries the same Message-ID and date at every attempt, so that a
// second copy is known for one. It is text and HTML, says that a program wrote it (RFC 3834),
// and one click ends such letters (RFC 8058). Credentials are sent over TLS alone.
package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"lostfound/internal/loss"
	"lostfound/internal/notice"
)

// patience is how long a server may take for one letter where the caller sets no end.
const patience = 30 * time.Second

// Sender hands letters to one server. It is safe for concurrent use: each letter has a
// connection of its own.
type Sender struct {
	host           string
	options        []gomail.Option
	from           string
	user, password string
}

// New makes a sender for a server smtp://user:password@host:port, which speaks TLS once it
// is asked to, or smtps://, which speaks it from the start. With credentials TLS must be had; without,
// it is used where the server offers it. from is the bare address that letters come from.
func New(server, from string) (*Sender, error) {
	u, err := url.Parse(server)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" {
		return nil, errors.New("the mail server is no address such as smtp://localhost:25") // the cause would repeat a password
	}
	if !loss.IsAddress(from) {
		return nil, fmt.Errorf("letters cannot come from %q: it is no mail address", from)
	}
	s := &Sender{host: u.Hostname(), from: from, user: u.User.Username()}
	s.password, _ = u.User.Password()
	s.options = []gomail.Option{gomail.WithTLSConfig(&tls.Config{ServerName: s.host, MinVersion: tls.VersionTLS12})}
	port := 25
	switch {
	case u.Scheme == "smtps":
		port = 465
		s.options = append(s.options, gomail.WithSSL())
	case s.user != "":
		port = 587
		s.options = append(s.options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	default:
		s.options = append(s.options, gomail.WithTLSPolicy(gomail.TLSOpportunistic))
	}
	if u.Port() != "" {
		if port, err = strconv.Atoi(u.Port()); err != nil {
			return nil, fmt.Errorf("the mail server's port: %w", err)
		}
	}
	s.options = append(s.options, gomail.WithPort(port))
	if s.user != "" {
		s.options = append(s.options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(s.user), gomail.WithPassword(s.password))
	}
	return s, nil
}

// Send hands over one letter. An error is a [notice.Failure]. Where the server does not answer
// once it has the letter, that is one too, though the letter may have gone.
func (s *Sender) Send(ctx context.Context, l notice.Letter) error {
	if !loss.IsAddress(l.Email) {
		return &notice.Failure{Why: loss.NoAddress}
	}
	m, err := s.message(l)
	if err != nil {
		return fmt.Errorf("write letter %s: %w", l.ID, err)
	}
	left := patience
	if until, ok := ctx.Deadline(); ok {
		left = min(left, max(time.Until(until), time.Millisecond))
	}
	c, err := gomail.NewClient(s.host, append(s.options[:len(s.options):len(s.options)], gomail.WithTimeout(left))...)
	if err != nil {
		return fmt.Errorf("address the mail server: %w", err)
	}
	if err := c.DialAndSendWithContext(ctx, m); err != nil && !m.IsDelivered() { // what fails after the letter is taken is none of its business
		return failure(err)
	}
	return nil
}

// message is the letter as a mail.
func (s *Sender) message(l notice.Letter) (*gomail.Msg, error) {
	html, err := l.HTML()
	if err != nil {
		return nil, err
	}
	_, domain, _ := strings.Cut(s.from, "@")
	m := gomail.NewMsg()
	m.FromMailAddress(&mail.Address{Name: l.From, Address: s.from})
	m.ToMailAddress(&mail.Address{Address: l.Email})
	m.Subject(l.Subject)
	m.SetMessageIDWithValue(l.ID + "@" + domain)
	m.SetDateWithValue(l.At)
	m.SetGenHeader(gomail.HeaderContentLang, l.Lang)
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.SetGenHeader(gomail.HeaderXAutoResponseSuppress, "All")
	m.SetListUnsubscribe(l.Stop.URL)
	m.SetListUnsubscribePost()
	m.SetBodyString(gomail.TypeTextPlain, l.Plain())
	m.AddAlternativeString(gomail.TypeTextHTML, html)
	return m, nil
}

// failure says in the house's words what a server said. Only what it says of the recipient or
// of the letter is for good: what is wrong with the sender, the operator can put right.
func failure(err error) *notice.Failure {
	var said *gomail.SendError
	if !errors.As(err, &said) || said.ErrorCode() == 0 {
		return &notice.Failure{Why: loss.Unreachable}
	}
	f := &notice.Failure{Why: loss.NotNow, Code: strings.TrimSpace(fmt.Sprintf("%d %s", said.ErrorCode(), said.EnhancedStatusCode()))}
	ours := said.Reason == gomail.ErrSMTPMailFrom || said.Reason == gomail.ErrConnCheck
	if !said.IsTemp() && said.ErrorCode() >= 500 && !ours {
		f.Why = loss.Refused
	}
	return f
}
