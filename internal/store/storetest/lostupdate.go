package storetest

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/store"
)

func updateRefused(t *testing.T, s *store.Store, l *line) {
	create(t, s, "F-1", label{})
	for i, accidents := range [][]accident{
		{refused},
		{refused, refused, refused},
		{answered(http.StatusServiceUnavailable, "SlowDown"), answered(http.StatusInternalServerError, "InternalError")},
		{answered(http.StatusConflict, "ConditionalRequestConflict"), answered(http.StatusPreconditionFailed, "PreconditionFailed"), answered(http.StatusNotFound, "NoSuchKey")},
	} {
		l.arrange(accidents...)
		got, err := labels(s).Update(t.Context(), "F-1", increment)
		if err != nil || got.Count != i+1 {
			t.Errorf("got %+v, %v, want the count %d", got, err, i+1)
		}
		wantLabel(t, s, "F-1", got)
		if got, want := l.sent(), len(accidents)+1; got != want {
			t.Errorf("got %d saves, want %d", got, want)
		}
	}
}

func updateLost(t *testing.T, s *store.Store, l *line) {
	create(t, s, "F-1", label{})
	for i, accidents := range [][]accident{{lost}, {refused, lost}, {answered(http.StatusInternalServerError, "InternalError"), lost}} {
		l.arrange(accidents...)
		got, err := labels(s).Update(t.Context(), "F-1", increment)
		if err != nil || got.Count != i+1 {
			t.Errorf("got %+v, %v, want the count %d", got, err, i+1)
		}
		wantLabel(t, s, "F-1", got)
	}
}

func updateIfLost(t *testing.T, s *store.Store, l *line) {
	made := create(t, s, "F-1", label{})
	l.arrange(lost)
	got, err := labels(s).UpdateIf(t.Context(), "F-1", made.Rev, increment)
	if err != nil || got.Count != 1 {
		t.Errorf("got %+v, %v, want the count 1", got, err)
	}
	_, err = labels(s).UpdateIf(t.Context(), "F-1", made.Rev, increment)
	wantFault(t, err, fault.Stale)
	wantCount(t, s, "F-1", 1)
}

func updateLostAndChanged(t *testing.T, s *store.Store, l *line) {
	create(t, s, "F-1", label{})
	l.arrange(then(lost, func() { others(t, s, 3) }))
	if _, err := labels(s).Update(t.Context(), "F-1", increment); err != nil {
		t.Error(err)
	}
	wantCount(t, s, "F-1", 4)
}

func updateLostAndBuried(t *testing.T, s *store.Store, l *line) {
	const many = 100 // more than a document remembers
	create(t, s, "F-1", label{})
	l.arrange(then(lost, func() { others(t, s, many) }))
	if _, err := labels(s).Update(t.Context(), "F-1", increment); !errors.Is(err, errLine) {
		t.Errorf("got %v, want %v", err, errLine)
	}
	wantCount(t, s, "F-1", many+1)
}

func updateRestored(t *testing.T, s *store.Store, l *line) {
	create(t, s, "F-1", label{})
	backup, _ := backUp(t, s)
	if err := labels(s).Delete(t.Context(), "F-1"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Restore(t.Context(), bytes.NewReader(backup)); err != nil {
		t.Fatal(err)
	}
	l.arrange(then(refused, func() { others(t, s, 3) }))
	if _, err := labels(s).Update(t.Context(), "F-1", increment); err != nil {
		t.Error(err)
	}
	wantCount(t, s, "F-1", 4)
}

func updateLate(t *testing.T, s *store.Store, l *line) {
	create(t, s, "F-1", label{})
	l.arrange(late()...)
	if _, err := labels(s).Update(t.Context(), "F-1", increment); err != nil {
		t.Error(err)
	}
	wantCount(t, s, "F-1", 1)
}

func updateLostAndDeleted(t *testing.T, s *store.Store, l *line) {
	create(t, s, "F-1", label{})
	l.arrange(then(lost, func() {
		if err := labels(s).Delete(t.Context(), "F-1"); err != nil {
			t.Error(err)
		}
	}))
	_, err := labels(s).Update(t.Context(), "F-1", increment)
	wantFault(t, err, fault.Missing)
}

func updateNever(t *testing.T, s *store.Store, l *line) {
	made := create(t, s, "F-1", label{})
	l.arrange(times(100, refused)...)
	if _, err := labels(s).Update(t.Context(), "F-1", increment); !errors.Is(err, errLine) {
		t.Errorf("got %v, want %v", err, errLine)
	}
	wantFew(t, l)
	wantLabel(t, s, "F-1", made)
}

func updateForbidden(t *testing.T, s *store.Store, l *line) {
	made := create(t, s, "F-1", label{})
	l.arrange(times(100, answered(http.StatusForbidden, "AccessDenied"))...)
	if _, err := labels(s).Update(t.Context(), "F-1", increment); err == nil || !strings.Contains(err.Error(), "labels/F-1") {
		t.Errorf("got %v, want an error that names labels/F-1", err)
	}
	if got := l.sent(); got != 1 {
		t.Errorf("got %d saves, want 1", got)
	}
	wantLabel(t, s, "F-1", made)
}

func updateGivenUp(t *testing.T, s *store.Store, l *line) {
	made := create(t, s, "F-1", label{})
	ctx, giveUp := context.WithCancel(t.Context())
	l.arrange(func(next http.RoundTripper, save *http.Request) (*http.Response, error) {
		giveUp()
		return refused(next, save)
	})
	start := time.Now()
	if _, err := labels(s).Update(ctx, "F-1", increment); err == nil {
		t.Error("got no error, want one")
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("got the error after %v, want it at once", took)
	}
	wantLabel(t, s, "F-1", made)
}

// others increments F-1 so many times.
func others(t *testing.T, s *store.Store, times int) {
	t.Helper()
	for range times {
		if _, err := labels(s).Update(t.Context(), "F-1", increment); err != nil {
			t.Error(err)
		}
	}
}

func wantCount(t *testing.T, s *store.Store, name string, want int) {
	t.Helper()
	if got, err := labels(s).Get(t.Context(), name); err != nil || got.Count != want {
		t.Errorf("%s: got the count %d, %v, want %d", name, got.Count, err, want)
	}
}

// wantFew checks that a save was sent more than once, and not for ever.
func wantFew(t *testing.T, l *line) {
	t.Helper()
	if got := l.sent(); got < 2 || got > 10 {
		t.Errorf("got %d saves, want a few", got)
	}
}
