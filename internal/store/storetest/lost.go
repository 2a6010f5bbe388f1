package storetest

import (
	"bytes"
	"errors"
	"net/http"
	"testing"

	"lostfound/internal/fault"
	"lostfound/internal/picture"
	"lostfound/internal/store"
)

// RunLost tests what becomes of saves that are refused, and of those that succeed
// but whose answer is lost. open returns an empty store whose requests go
// through what wrap makes of its own transport.
func RunLost(t *testing.T, open func(t *testing.T, wrap func(http.RoundTripper) http.RoundTripper) *store.Store) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, *store.Store, *line)
	}{
		{"a creation that did not arrive is sent again", createRefused},
		{"a creation whose answer was lost is known as our own", createLost},
		{"a creation that others have built on since is known as our own", createLostAndChanged},
		{"a creation that never arrives is an error", createNever},
		{"a service that does not answer is said so", silence},
		{"a change that did not arrive is made again", updateRefused},
		{"a change whose answer was lost is made once", updateLost},
		{"a change whose answer was lost is not stale", updateIfLost},
		{"a change that others have built on since is made once", updateLostAndChanged},
		{"a change buried under those of others is an error and made once", updateLostAndBuried},
		{"a change to what was restored is made once", updateRestored},
		{"a change that arrives late is made once", updateLate},
		{"a change to what was deleted since is missing", updateLostAndDeleted},
		{"a change that never arrives is an error", updateNever},
		{"a change that is forbidden is sent once", updateForbidden},
		{"whoever gives up does not wait", updateGivenUp},
		{"a photo whose answer was lost is put again", photoLost},
		{"a restore that stops leaves no store", restoreStopped},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := &line{}
			test.run(t, open(t, func(next http.RoundTripper) http.RoundTripper { l.next = next; return l }), l)
		})
	}
}

func createRefused(t *testing.T, s *store.Store, l *line) {
	for name, accidents := range map[string][]accident{
		"F-1": {refused},
		"F-2": {refused, refused, refused},
		"F-3": {answered(http.StatusServiceUnavailable, "SlowDown"), answered(http.StatusInternalServerError, "InternalError")},
		"F-4": {answered(http.StatusConflict, "ConditionalRequestConflict")}, // another creator's, who failed
	} {
		l.arrange(accidents...)
		made := create(t, s, name, label{Text: "blue"})
		wantLabel(t, s, name, made)
		if got, want := l.sent(), len(accidents)+1; got != want {
			t.Errorf("%s: got %d saves, want %d", name, got, want)
		}
	}
}

func createLost(t *testing.T, s *store.Store, l *line) {
	l.arrange(lost)
	made := create(t, s, "F-1", label{Text: "blue"})
	wantLabel(t, s, "F-1", made)
	if got := l.sent(); got != 1 {
		t.Errorf("got %d saves, want 1", got)
	}
	wantFault(t, labels(s).Create(t.Context(), "F-1", &label{Text: "another's"}), fault.Conflict)
	l.arrange(lost) // a refusal is an answer too
	wantFault(t, labels(s).Create(t.Context(), "F-1", &label{Text: "another's"}), fault.Conflict)
	wantLabel(t, s, "F-1", made)
}

func createLostAndChanged(t *testing.T, s *store.Store, l *line) {
	l.arrange(then(lost, func() { others(t, s, 3) }))
	create(t, s, "F-1", label{Text: "blue"})
	wantCount(t, s, "F-1", 3)
}

func createNever(t *testing.T, s *store.Store, l *line) {
	l.arrange(times(100, refused)...)
	if err := labels(s).Create(t.Context(), "F-1", &label{}); !errors.Is(err, errLine) {
		t.Errorf("got %v, want %v", err, errLine)
	}
	wantFew(t, l)
	_, err := labels(s).Get(t.Context(), "F-1")
	wantFault(t, err, fault.Missing)
}

func photoLost(t *testing.T, s *store.Store, l *line) {
	l.arrange(lost)
	if err := s.PutPhoto(t.Context(), "F-1", "p1", picture.View, "image/jpeg", noise(1000)); err != nil { // the embedded client asks once
		putPhoto(t, s, "F-1", "p1", picture.View, "image/jpeg", noise(1000))
	}
	wantPhoto(t, s, "F-1", "p1", picture.View, "image/jpeg", noise(1000))
}

func restoreStopped(t *testing.T, s *store.Store, l *line) {
	fill(t, s)
	backup, held := backUp(t, s)
	for _, name := range gather(t, labels(s).Names(t.Context(), "")) {
		if err := labels(s).Delete(t.Context(), name); err != nil {
			t.Fatal(err)
		}
	}
	for _, o := range gather(t, s.PhotoOwners(t.Context())) {
		if err := s.DeletePhotos(t.Context(), o.Name); err != nil {
			t.Fatal(err)
		}
	}
	wantEmpty(t, s)
	l.arrange(append(times(10, arrives), times(100, refused)...)...)
	if n, err := s.Restore(t.Context(), bytes.NewReader(backup)); !errors.Is(err, errLine) || n >= len(held)-1 {
		t.Errorf("got %d objects restored, %v, want fewer and %v", n, err, errLine)
	}
	l.arrange()
	if err := s.Ready(t.Context()); err == nil {
		t.Error("got a store that is ready, want none")
	}
	if _, err := s.Restore(t.Context(), bytes.NewReader(backup)); err == nil {
		t.Error("got a restore over half of another, want an error")
	}
}

// silence: whoever asked can do something about it, namely wait.
func silence(t *testing.T, s *store.Store, l *line) {
	create(t, s, "F-1", label{})
	putPhoto(t, s, "F-1", "p1", picture.View, "image/jpeg", []byte("photo"))
	l.snap()
	defer l.mend() // for whoever clears up
	ctx := t.Context()
	for name, ask := range map[string]func() error{
		"read":           func() error { _, err := labels(s).Get(ctx, "F-1"); return err },
		"change":         func() error { _, err := labels(s).Update(ctx, "F-1", func(*label) error { return nil }); return err },
		"delete":         func() error { return labels(s).Delete(ctx, "F-1") },
		"write a photo":  func() error { return s.PutPhoto(ctx, "F-1", "p2", picture.View, "image/jpeg", []byte("photo")) },
		"read a photo":   func() error { _, err := s.Photo(ctx, "F-1", "p1", picture.View); return err },
		"delete a photo": func() error { return s.DeletePhoto(ctx, "F-1", "p1") },
	} {
		f := fault.Of(ask())
		if f == nil || f.Kind != fault.Unavailable || f.Problems[0].Args["Keeper"] != "S3" {
			t.Errorf("%s: got %v, want that S3 is silent", name, f)
		}
	}
}
