// Package mailtest is the far end of the office's post for tests: a real mail server, which
// takes letters, refuses them, puts them off or says nothing.
package mailtest

import (
	"bytes"
	"io"
	"net"
	"net/mail"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"
)

// Answers are what servers say.
var (
	Refusal  = &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such mailbox"}
	Greylist = &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "try again later"}
)

// Letter is one that the server took.
type Letter struct {
	From, To string // as the envelope has them
	Header   mail.Header
	Raw      []byte
}

// Server is a mail server on this machine. It is safe for concurrent use.
type Server struct {
	URL string

	mu       sync.Mutex
	letters  []Letter
	tries    map[string]int
	answer   func(to string, try int) error // to a recipient, at the nth try from 1; nil takes it
	received func(Letter) error             // to a letter, before it is kept; nil takes it
	quit     chan struct{}
}

// Start starts a server that takes everything, until the test ends.
func Start(t testing.TB) *Server {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{URL: "smtp://" + listener.Addr().String(), tries: map[string]int{}, quit: make(chan struct{})}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &session{server: s}, nil }))
	server.Domain = "mail.example.org"
	served := make(chan struct{})
	go func() {
		defer close(served)
		_ = server.Serve(listener) // ends with the test
	}()
	t.Cleanup(func() {
		close(s.quit)
		_ = server.Close()
		<-served
	})
	return s
}

// Answer sets what is said of a recipient at the nth try.
func (s *Server) Answer(say func(to string, try int) error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answer = say
}

// Received sets what is said once a letter is there; what is refused then is not kept.
func (s *Server) Received(say func(Letter) error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.received = say
}

// Silence says nothing until the test ends.
func (s *Server) Silence() error {
	<-s.quit
	return Greylist
}

// Letters returns what was taken so far.
func (s *Server) Letters() []Letter {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Letter(nil), s.letters...)
}

// session is one connection.
type session struct {
	server *Server
	letter Letter
}

func (c *session) Mail(from string, _ *smtp.MailOptions) error {
	c.letter = Letter{From: from}
	return nil
}

func (c *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s := c.server
	s.mu.Lock()
	s.tries[to]++
	try, say := s.tries[to], s.answer
	s.mu.Unlock()
	if c.letter.To != "" {
		to = c.letter.To + ", " + to
	}
	c.letter.To = to
	if say == nil {
		return nil
	}
	return say(to, try)
}

func (c *session) Data(r io.Reader) error {
	s := c.server
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return &smtp.SMTPError{Code: 554, Message: "no letter"}
	}
	c.letter.Header, c.letter.Raw = m.Header, raw
	s.mu.Lock()
	say := s.received
	s.mu.Unlock()
	if say != nil {
		if err := say(c.letter); err != nil {
			return err
		}
	}
	s.mu.Lock()
	s.letters = append(s.letters, c.letter)
	s.mu.Unlock()
	return nil
}

func (c *session) Reset()        { c.letter = Letter{} }
func (c *session) Logout() error { return nil }
