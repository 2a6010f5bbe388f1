package storetest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
)

// line is a connection on which saves can meet with accidents.
type line struct {
	next http.RoundTripper

	mu        sync.Mutex
	accidents []accident // of the next saves
	saves     int        // since the first accident was arranged
	cut       bool       // nothing gets through
}

// accident stands in for the sending of a save.
type accident func(next http.RoundTripper, save *http.Request) (*http.Response, error)

var errLine = errors.New("the line broke")

func (l *line) arrange(accidents ...accident) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.accidents, l.saves = accidents, 0
}

func (l *line) sent() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.saves
}

// snap lets nothing through until the line is mended.
func (l *line) snap() { l.set(true) }
func (l *line) mend() { l.set(false) }

func (l *line) set(cut bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.cut = cut
}

func (l *line) RoundTrip(r *http.Request) (*http.Response, error) {
	l.mu.Lock()
	cut := l.cut
	l.mu.Unlock()
	if cut {
		return nil, errLine
	}
	if r.Method != http.MethodPut {
		return l.next.RoundTrip(r)
	}
	l.mu.Lock()
	l.saves++
	happens := arrives
	if len(l.accidents) > 0 {
		happens, l.accidents = l.accidents[0], l.accidents[1:]
	}
	l.mu.Unlock()
	return happens(l.next, r)
}

// times is the same accident, n times.
func times(n int, a accident) []accident {
	var all []accident
	for range n {
		all = append(all, a)
	}
	return all
}

func arrives(next http.RoundTripper, save *http.Request) (*http.Response, error) {
	return next.RoundTrip(save)
}

func refused(_ http.RoundTripper, save *http.Request) (*http.Response, error) {
	return nil, errors.Join(errLine, save.Body.Close())
}

func lost(next http.RoundTripper, save *http.Request) (*http.Response, error) {
	res, err := next.RoundTrip(save)
	if err != nil {
		return nil, err
	}
	return nil, errors.Join(errLine, res.Body.Close())
}

// then does something between an accident and the news of it.
func then(a accident, do func()) accident {
	return func(next http.RoundTripper, save *http.Request) (*http.Response, error) {
		res, err := a(next, save)
		do()
		return res, err
	}
}

// answered is a service that does nothing and answers with an error.
func answered(status int, code string) accident {
	return func(_ http.RoundTripper, save *http.Request) (*http.Response, error) {
		body := "<Error><Code>" + code + "</Code><Message>by arrangement</Message></Error>"
		return &http.Response{StatusCode: status, Status: http.StatusText(status), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
			Header: http.Header{"Content-Type": {"application/xml"}}, ContentLength: int64(len(body)),
			Body: io.NopCloser(strings.NewReader(body)), Request: save}, save.Body.Close()
	}
}

// late are two accidents: a save whose sender hears that the line broke, and which
// arrives just before the next one.
func late() []accident {
	var first *http.Request
	return []accident{
		func(_ http.RoundTripper, save *http.Request) (*http.Response, error) {
			body, err := io.ReadAll(save.Body)
			first = save.Clone(context.WithoutCancel(save.Context()))
			first.Body = io.NopCloser(bytes.NewReader(body))
			return nil, errors.Join(errLine, err, save.Body.Close())
		},
		func(next http.RoundTripper, save *http.Request) (*http.Response, error) {
			if res, err := next.RoundTrip(first); err != nil {
				return nil, err
			} else if err := res.Body.Close(); err != nil {
				return nil, err
			}
			return next.RoundTrip(save)
		},
	}
}
