package main

import (
	"net/http"
	"time"
)

// A body over small, or of unknown length, takes one of a few places while it is
// read and worked on, as photos are held in memory. Whoever finds none free within
// the wait is asked to try again.
const (
	small       = 1 << 20 // bytes
	places      = 12      // of 100 MiB at most
	placeWithin = 30 * time.Second
)

// fewLarge bounds how many large requests next has at a time.
func fewLarge(next http.Handler) http.Handler {
	free := make(chan struct{}, places)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength >= 0 && r.ContentLength <= small {
			next.ServeHTTP(w, r)
			return
		}
		wait := time.NewTimer(placeWithin)
		defer wait.Stop()
		select {
		case free <- struct{}{}:
			defer func() { <-free }()
			next.ServeHTTP(w, r)
		case <-wait.C:
			w.Header().Set("Retry-After", "10")
			http.Error(w, "Many photos are coming in just now. Nothing is lost; please send again in a moment.", http.StatusServiceUnavailable)
		case <-r.Context().Done():
		}
	})
}
