package storetest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"lostfound/internal/store"
)

func names(t *testing.T, open func(*testing.T) *store.Store) {
	s := open(t)
	for _, name := range []string{"F-3", "F-1", "F-4", "F-2"} {
		create(t, s, name, label{})
	}
	for _, prefix := range []string{"label", "labels2"} { // neighbours are others
		if err := store.Of[label](s, prefix).Create(t.Context(), "F-9", &label{}); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		after string
		want  []string
	}{
		{"", []string{"F-1", "F-2", "F-3", "F-4"}},
		{"F-2", []string{"F-3", "F-4"}},
		{"F-25", []string{"F-3", "F-4"}}, // no document's name
		{"F-4", nil},
	} {
		if got := gather(t, labels(s).Names(t.Context(), test.after)); !slices.Equal(got, test.want) {
			t.Errorf("after %q: got %v, want %v", test.after, got, test.want)
		}
	}
	for name := range labels(s).Names(t.Context(), "") {
		if name != "F-1" {
			t.Errorf("got %q first, want F-1", name)
		}
		break // stopping early is fine
	}
}

func many(t *testing.T, open func(*testing.T) *store.Store) {
	const n = 2500 // more than two pages of a listing
	s := open(t)
	inParallel(n, func(i int) {
		if err := labels(s).Create(t.Context(), fmt.Sprintf("F-%04d", i), &label{Count: i}); err != nil {
			t.Errorf("create: %v", err)
		}
	})
	if got := gather(t, labels(s).Names(t.Context(), "")); len(got) != n || !slices.IsSorted(got) {
		t.Errorf("got %d names, sorted: %v, want %d in order", len(got), slices.IsSorted(got), n)
	}
	seen := map[int]int{}
	for _, l := range gather(t, labels(s).All(t.Context())) {
		seen[l.Count]++
	}
	for i := range n {
		if seen[i] != 1 {
			t.Errorf("document %d: got it %d times, want once", i, seen[i])
		}
	}
	for range labels(s).All(t.Context()) {
		break // stopping early is fine
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	defer cancel()
	got, last := 0, error(nil)
	for _, err := range labels(s).All(ctx) {
		if cancel(); err == nil {
			got++
		}
		last = err
	}
	if !errors.Is(last, context.Canceled) || got == n {
		t.Errorf("cancelled after the first: got %d documents, then %v, want the cancellation", got, last)
	}
}

func modifiedSince(t *testing.T, open func(*testing.T) *store.Store) {
	s := open(t)
	before := time.Now().Add(-time.Minute) // the service's clock may differ a little
	create(t, s, "F-1", label{})
	create(t, s, "F-2", label{})
	if got, want := gather(t, labels(s).ModifiedSince(t.Context(), before)), []string{"F-1", "F-2"}; !slices.Equal(got, want) {
		t.Errorf("since before: got %v, want %v", got, want)
	}
	if got := gather(t, labels(s).ModifiedSince(t.Context(), before.Add(time.Hour))); len(got) != 0 {
		t.Errorf("since later: got %v, want none", got)
	}
}

func gather[V any](t *testing.T, all iter.Seq2[V, error]) []V {
	t.Helper()
	var got []V
	for v, err := range all {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, v)
	}
	return got
}
