package storetest

import (
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"lostfound/internal/fault"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/store"
)

func createRace(t *testing.T, open func(*testing.T) *store.Store) {
	s := open(t)
	var (
		all   sync.WaitGroup
		tries [16]label
		errs  [16]error
	)
	for i := range tries {
		tries[i].Count = i
		all.Go(func() { errs[i] = labels(s).Create(t.Context(), "F-1", &tries[i]) })
	}
	all.Wait()
	won := 0
	for i, err := range errs {
		if err == nil {
			won++
			wantLabel(t, s, "F-1", tries[i])
		} else {
			wantFault(t, err, fault.Conflict)
		}
	}
	if won != 1 {
		t.Errorf("got %d creators that won, want 1", won)
	}
}

func counterRace(t *testing.T, open func(*testing.T) *store.Store) {
	const writers, each = 8, 20
	s := open(t)
	create(t, s, "F-1", label{})
	var all sync.WaitGroup
	for range writers {
		all.Go(func() {
			for range each {
				if _, err := labels(s).Update(t.Context(), "F-1", increment); err != nil {
					t.Errorf("increment: %v", err)
				}
			}
		})
	}
	all.Wait()
	if got, err := labels(s).Get(t.Context(), "F-1"); err != nil || got.Count != writers*each {
		t.Errorf("got the count %d, %v, want %d", got.Count, err, writers*each)
	}
}

func increment(l *label) error { l.Count++; return nil }

func stale(t *testing.T, open func(*testing.T) *store.Store) {
	s := open(t)
	first := create(t, s, "F-1", label{})
	second, err := labels(s).UpdateIf(t.Context(), "F-1", first.Rev, increment)
	if err != nil || second.Count != 1 || second.Rev == first.Rev {
		t.Fatalf("got %+v, %v, want the count 1 and another revision than %s", second, err, first.Rev)
	}
	_, err = labels(s).UpdateIf(t.Context(), "F-1", first.Rev, increment)
	wantFault(t, err, fault.Stale)
	wantLabel(t, s, "F-1", second)
}

func unchanged(t *testing.T, open func(*testing.T) *store.Store) {
	s := open(t)
	made := create(t, s, "F-1", label{Text: "<grün> & \u2028"})
	got, err := labels(s).Update(t.Context(), "F-1", func(*label) error { return nil })
	if err != nil || got != made {
		t.Errorf("got %+v, %v, want %+v", got, err, made)
	}
	wantLabel(t, s, "F-1", made)

	type later struct { // a document of a program that knows more
		label
		Note string `json:"note"`
	}
	notes := store.Of[later](s, "labels")
	noted := later{Note: "kept"}
	if err := notes.Create(t.Context(), "F-2", &noted); err != nil {
		t.Fatal(err)
	}
	if _, err := labels(s).Update(t.Context(), "F-2", func(*label) error { return nil }); err != nil {
		t.Error(err)
	}
	if got, err := notes.Get(t.Context(), "F-2"); err != nil || got != noted {
		t.Errorf("got %+v, %v, want %+v", got, err, noted)
	}
}

func failedChange(t *testing.T, open func(*testing.T) *store.Store) {
	s := open(t)
	made := create(t, s, "F-1", label{Text: "blue"})
	no := errors.New("no")
	got, err := labels(s).Update(t.Context(), "F-1", func(l *label) error { l.Text = "red"; return no })
	if !errors.Is(err, no) || got != made {
		t.Errorf("got %+v, %v, want %+v as read, and the change's error", got, err, made)
	}
	wantLabel(t, s, "F-1", made)
}

func deletedMeanwhile(t *testing.T, open func(*testing.T) *store.Store) {
	s := open(t)
	create(t, s, "F-1", label{})
	_, err := labels(s).Update(t.Context(), "F-1", func(l *label) error {
		l.Count++
		return labels(s).Delete(t.Context(), "F-1")
	})
	wantFault(t, err, fault.Missing)
	wantEmpty(t, s)
}

func unreadable(t *testing.T, open func(*testing.T) *store.Store) {
	s := open(t)
	create(t, s, "F-1", label{Text: "blue"})
	type other struct {
		ref.Revised
		Text int `json:"text"`
	}
	others := store.Of[other](s, "labels")
	_, getErr := others.Get(t.Context(), "F-1")
	_, updateErr := others.Update(t.Context(), "F-1", func(*other) error { return nil })
	var allErr error
	for _, allErr = range others.All(t.Context()) {
	}
	for _, err := range []error{getErr, updateErr, allErr} {
		var cause *json.UnmarshalTypeError
		if !errors.As(err, &cause) || !strings.Contains(err.Error(), "labels/F-1") {
			t.Errorf("got %v, want an error that names labels/F-1", err)
		}
	}
}

func missing(t *testing.T, open func(*testing.T) *store.Store) {
	s := open(t)
	_, err := labels(s).Get(t.Context(), "F-1")
	wantFault(t, err, fault.Missing)
	_, err = labels(s).Update(t.Context(), "F-1", increment)
	wantFault(t, err, fault.Missing)
	_, err = s.Photo(t.Context(), "F-1", "p1", picture.View)
	wantFault(t, err, fault.Missing)
}

func deleteTwice(t *testing.T, open func(*testing.T) *store.Store) {
	s := open(t)
	create(t, s, "F-1", label{})
	for range 2 {
		if err := labels(s).Delete(t.Context(), "F-1"); err != nil {
			t.Errorf("delete: %v", err)
		}
	}
	_, err := labels(s).Get(t.Context(), "F-1")
	wantFault(t, err, fault.Missing)
	create(t, s, "F-1", label{}) // the name is free again
}

func awkwardNames(t *testing.T, open func(*testing.T) *store.Store) {
	s := open(t)
	for _, name := range []string{"", ".", "..", "../x", "a/b", "/a", "a\\b", "a b", "a\x00b", "a\n", "ä", strings.Repeat("a", 300)} {
		ctx := t.Context()
		wantFault(t, labels(s).Create(ctx, name, &label{}), fault.Missing)
		_, err := labels(s).Get(ctx, name)
		wantFault(t, err, fault.Missing)
		_, err = labels(s).Update(ctx, name, increment)
		wantFault(t, err, fault.Missing)
		wantFault(t, labels(s).Delete(ctx, name), fault.Missing)
		wantFault(t, s.PutPhoto(ctx, name, "p1", picture.View, "image/jpeg", []byte("x")), fault.Missing)
		wantFault(t, s.PutPhoto(ctx, "F-1", name, picture.View, "image/jpeg", []byte("x")), fault.Missing)
		wantFault(t, s.PutPhoto(ctx, "F-1", "p1", picture.Size(name), "image/jpeg", []byte("x")), fault.Missing)
		_, err = s.Photo(ctx, "F-1", name, picture.View)
		wantFault(t, err, fault.Missing)
		wantFault(t, s.DeletePhotos(ctx, name), fault.Missing)
	}
	wantEmpty(t, s)
}

// inParallel calls do for 0..n-1, eight at a time.
func inParallel(n int, do func(i int)) {
	var (
		all  sync.WaitGroup
		next atomic.Int64
	)
	for range 8 {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	all.Wait()
}
