package main

import (
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"lostfound/internal/fault"
)

// uploads bounds how many large requests are worked on at a time, and how long each may
// take to arrive. A body over small, or of unknown length, takes one of a few places while
// it is read and worked on, as photos are held in memory. Whoever finds none free
// within the wait, or sends too slowly, is told so by the page or the API that reads the body.
type uploads struct {
	next   http.Handler
	places chan struct{}
	wait   time.Duration // for a place
	grace  time.Duration // in which nothing need come
	most   time.Duration // waited for a body in all; an import may take longer
}

const (
	small   = 1 << 20 // bytes
	places  = 12      // of 100 MiB at most
	slowest = 8 << 10 // bytes a second
)

func newUploads(next http.Handler) *uploads {
	return &uploads{next, make(chan struct{}, places), 30 * time.Second, 30 * time.Second, 5 * time.Minute}
}

func (u *uploads) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength >= 0 && r.ContentLength <= small {
		u.next.ServeHTTP(w, r)
		return
	}
	wait := time.NewTimer(u.wait)
	defer wait.Stop()
	select {
	case u.places <- struct{}{}:
		defer func() { <-u.places }()
		body := &arriving{ReadCloser: r.Body, limit: http.NewResponseController(w), allowed: u.grace, most: u.most}
		if strings.HasPrefix(r.URL.Path, "/api/v1/import") {
			body.most = 0
		}
		r.Body = body
	case <-wait.C:
		w.Header().Set("Connection", "close")
		w.Header().Set("Retry-After", "10")
		r.Body = refused{r.Body}
	case <-r.Context().Done():
		return
	}
	u.next.ServeHTTP(w, r)
}

// refused is a body there is no place for.
type refused struct{ io.Closer }

func (refused) Read([]byte) (int, error) { return 0, fault.New(fault.Unavailable, "too_busy") }

// arriving is a body that must keep coming. Only the time spent waiting for it counts, so
// that who reads it may take a while over each part.
type arriving struct {
	io.ReadCloser
	limit   *http.ResponseController
	allowed time.Duration // that may be waited until what has come allows for more
	most    time.Duration // waited in all, 0 for no bound
	waited  time.Duration
}

func (a *arriving) Read(p []byte) (int, error) {
	left := a.allowed - a.waited
	if a.most > 0 {
		left = min(left, a.most-a.waited)
	}
	began := time.Now()
	if err := a.limit.SetReadDeadline(began.Add(left)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return 0, err
	}
	n, err := a.ReadCloser.Read(p)
	a.waited += time.Since(began)
	a.allowed += time.Duration(n) * time.Second / slowest
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return n, fault.New(fault.Unavailable, "too_slow")
	case err != nil:
		_ = a.limit.SetReadDeadline(time.Time{}) // for what else is done with the request
	}
	return n, err
}
