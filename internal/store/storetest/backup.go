package storetest

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"
	"testing"

	"lostfound/internal/picture"
	"lostfound/internal/store"
)

// backUp returns a backup, and what it holds.
func backUp(t *testing.T, s *store.Store) ([]byte, map[string]string) {
	t.Helper()
	var out bytes.Buffer
	n, err := s.Backup(t.Context(), &out)
	if err != nil {
		t.Fatalf("back up: %v", err)
	}
	held := contents(t, out.Bytes())
	if len(held) != n+1 {
		t.Errorf("got %d files in the backup of %d objects, want one more", len(held), n)
	}
	return out.Bytes(), held
}

// contents returns the files of a backup: attributes and bytes by name.
func contents(t *testing.T, backup []byte) map[string]string {
	t.Helper()
	zip, err := gzip.NewReader(bytes.NewReader(backup))
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]string{}
	last := ""
	for in := tar.NewReader(zip); ; {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			return held
		}
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if h.Name < last && h.Name != "complete" {
			t.Errorf("got %s after %s in the backup", h.Name, last)
		}
		last = h.Name
		held[h.Name] = fmt.Sprint(h.PAXRecords, "\n", string(raw))
	}
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

func damagedBackup(t *testing.T, open func(*testing.T) *store.Store) {
	from, to := open(t), open(t)
	fill(t, from)
	backup, _ := backUp(t, from)
	refuse := func(what string, damaged []byte) {
		t.Helper()
		if n, err := to.Restore(t.Context(), bytes.NewReader(damaged)); err == nil || n != 0 {
			t.Errorf("%s: got %d objects restored, %v, want an error", what, n, err)
		}
		wantEmpty(t, to)
	}
	for _, n := range []int{0, 5, 100, len(backup) / 2, len(backup) - 100, len(backup) - 8, len(backup) - 1} {
		refuse(fmt.Sprintf("cut off after %d bytes", n), backup[:n])
	}
	for _, at := range []int{0, 12, 500, len(backup) / 3, len(backup) / 2, len(backup) - 6, len(backup) - 1} {
		altered := bytes.Clone(backup)
		altered[at] ^= 0x10
		refuse(fmt.Sprintf("altered at %d", at), altered)
	}
	refuse("something behind it", append(bytes.Clone(backup), "more"...))
	refuse("no backup", []byte("hello"))
	refuse("an object altered and packed again", repacked(t, backup, func(name string, raw []byte) []byte {
		return bytes.ReplaceAll(raw, []byte("blue"), []byte("pink"))
	}))
	refuse("an object left out and packed again", repacked(t, backup, func(name string, raw []byte) []byte {
		if name == "labels/F-7.json" {
			return nil
		}
		return raw
	}))
}

// repacked is the backup with other bytes in it; nil leaves a file out.
func repacked(t *testing.T, backup []byte, alter func(name string, raw []byte) []byte) []byte {
	t.Helper()
	zip, err := gzip.NewReader(bytes.NewReader(backup))
	if err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	outZip := gzip.NewWriter(&buf)
	out := tar.NewWriter(outZip)
	for in := tar.NewReader(zip); ; {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		raw, readErr := io.ReadAll(in)
		if err := errors.Join(err, readErr); err != nil {
			t.Fatal(err)
		}
		if raw = alter(h.Name, raw); raw == nil {
			continue
		}
		h.Size = int64(len(raw))
		if err := out.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := out.Write(raw); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(out.Close(), outZip.Close()); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
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
