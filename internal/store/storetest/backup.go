package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"lostfound/internal/picture"
	"lostfound/internal/store"
)

// backUp returns a backup, and what it holds by name.
func backUp(t *testing.T, s *store.Store) ([]byte, map[string]string) {
	t.Helper()
	var out bytes.Buffer
	n, err := s.Backup(t.Context(), &out)
	if err != nil {
		t.Fatalf("back up: %v", err)
	}
	files := unpacked(t, out.Bytes())
	if len(files) != n+1 {
		t.Errorf("got %d files in the backup of %d objects, want one more", len(files), n)
	}
	if !slices.IsSortedFunc(files[:n], func(a, b file) int { return strings.Compare(a.name, b.name) }) {
		t.Errorf("got %v, want the objects sorted", files[:n])
	}
	held := map[string]string{}
	for _, f := range files {
		held[f.name] = f.body
	}
	return out.Bytes(), held
}

func fill(t *testing.T, s *store.Store) {
	t.Helper()
	for i := range 20 {
		create(t, s, fmt.Sprintf("F-%d", i), label{Text: "blue suitcase", Count: i})
	}
	putPhoto(t, s, "F-1", "p1", picture.Kept, "image/png", noise(3<<20))
	putPhoto(t, s, "F-1", "p1", picture.Thumb, "image/webp", noise(2000))
	putPhoto(t, s, "F-2", "p2", picture.View, "image/jpeg", nil)
}

func restore(t *testing.T, open func(*testing.T) *store.Store) {
	from, to := open(t), open(t)
	fill(t, from)
	backup, want := backUp(t, from)
	n, err := to.Restore(t.Context(), bytes.NewReader(backup))
	if err != nil || n != 23 {
		t.Fatalf("restore: got %d objects, %v, want 23", n, err)
	}
	if _, got := backUp(t, to); !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}
	wantPhoto(t, to, "F-1", "p1", picture.Kept, "image/png", noise(3<<20))
	before, err := labels(to).Get(t.Context(), "F-3")
	if err != nil {
		t.Fatal(err)
	}
	wantLabel(t, from, "F-3", before)
	if _, err := labels(to).UpdateIf(t.Context(), "F-3", before.Rev, increment); err != nil {
		t.Errorf("update what was restored: %v", err)
	}
}

func backupBusy(t *testing.T, open func(*testing.T) *store.Store) {
	s := open(t)
	fill(t, s)
	var (
		all  sync.WaitGroup
		stop = make(chan struct{})
	)
	for i := range 2 {
		all.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				default:
				}
				if _, err := labels(s).Update(t.Context(), fmt.Sprintf("F-%d", n%20), increment); err != nil {
					t.Errorf("update: %v", err)
				}
				name := fmt.Sprintf("G-%d-%d", i, n%5)
				if err := errors.Join(labels(s).Create(t.Context(), name, &label{}), labels(s).Delete(t.Context(), name)); err != nil {
					t.Errorf("come and go: %v", err)
				}
			}
		})
	}
	for range 5 {
		backup, _ := backUp(t, s)
		to := open(t)
		if _, err := to.Restore(t.Context(), bytes.NewReader(backup)); err != nil {
			t.Errorf("restore: %v", err)
		}
	}
	close(stop)
	all.Wait()
}

func restoreOver(t *testing.T, open func(*testing.T) *store.Store) {
	from, to := open(t), open(t)
	fill(t, from)
	backup, _ := backUp(t, from)
	there := create(t, to, "F-1", label{Text: "was here"})
	if n, err := to.Restore(t.Context(), bytes.NewReader(backup)); err == nil || n != 0 {
		t.Errorf("got %d objects restored, %v, want an error", n, err)
	}
	wantLabel(t, to, "F-1", there)
	if got := gather(t, labels(to).Names(t.Context(), "")); len(got) != 1 {
		t.Errorf("got the documents %v, want F-1 alone", got)
	}
}

// wantEmpty checks that nothing at all is in the store.
func wantEmpty(t *testing.T, s *store.Store) {
	t.Helper()
	if _, held := backUp(t, s); len(held) != 1 {
		t.Errorf("got %v in the store, want nothing", slices.Sorted(maps.Keys(held)))
	}
}
