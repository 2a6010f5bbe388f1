package storetest

import (
	"bytes"
	"io"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/picture"
	"lostfound/internal/store"
)

// noise is n bytes that do not compress, the same each time.
func noise(n int) []byte {
	b := make([]byte, n)
	rand.NewChaCha8([32]byte{7}).Read(b)
	return b
}

func putPhoto(t *testing.T, s *store.Store, owner, id string, size picture.Size, contentType string, data []byte) {
	t.Helper()
	if err := s.PutPhoto(t.Context(), owner, id, size, contentType, data); err != nil {
		t.Fatalf("put photo: %v", err)
	}
}

func wantPhoto(t *testing.T, s *store.Store, owner, id string, size picture.Size, contentType string, data []byte) {
	t.Helper()
	o, err := s.Photo(t.Context(), owner, id, size)
	if err != nil {
		t.Errorf("photo: %v", err)
		return
	}
	defer o.Close()
	got, err := io.ReadAll(o)
	if err != nil || !bytes.Equal(got, data) {
		t.Errorf("got %d bytes, %v, want the %d that were put", len(got), err, len(data))
	}
	if o.Size != int64(len(data)) || o.ContentType != contentType || o.ETag == "" || o.ETag[0] == '"' {
		t.Errorf("got %d bytes of %s with the etag %s, want %d of %s with one without quotes", o.Size, o.ContentType, o.ETag, len(data), contentType)
	}
}

func photos(t *testing.T, open func(*testing.T) *store.Store) {
	s := open(t)
	data := noise(5 << 20)
	for range 2 { // writing the same again changes nothing
		putPhoto(t, s, "F-1", "p1", picture.Kept, "image/jpeg", data)
	}
	wantPhoto(t, s, "F-1", "p1", picture.Kept, "image/jpeg", data)
	putPhoto(t, s, "F-1", "p1", picture.Thumb, "image/webp", data[:10])
	wantPhoto(t, s, "F-1", "p1", picture.Thumb, "image/webp", data[:10])

	o, err := s.Photo(t.Context(), "F-1", "p1", picture.Kept)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	for _, part := range []struct{ from, n int }{{4 << 20, 1000}, {0, 10}, {len(data) - 7, 7}, {1 << 20, 1 << 20}} {
		got := make([]byte, part.n)
		at, err := o.Seek(int64(part.from), io.SeekStart)
		if err != nil || at != int64(part.from) {
			t.Fatalf("seek to %d: got %d, %v", part.from, at, err)
		}
		if _, err := io.ReadFull(o, got); err != nil || !bytes.Equal(got, data[part.from:part.from+part.n]) {
			t.Errorf("%d bytes from %d: got others, %v", part.n, part.from, err)
		}
	}
	if end, err := o.Seek(0, io.SeekEnd); err != nil || end != int64(len(data)) {
		t.Errorf("seek to the end: got %d, %v, want %d", end, err, len(data))
	}
}

func deletePhotos(t *testing.T, open func(*testing.T) *store.Store) {
	s := open(t)
	start := time.Now()
	for _, owner := range []string{"F-1", "F-10", "R-2"} {
		for _, id := range []string{"p1", "p2"} {
			putPhoto(t, s, owner, id, picture.View, "image/jpeg", []byte(owner))
			putPhoto(t, s, owner, id, picture.Thumb, "image/jpeg", []byte(owner))
		}
	}
	create(t, s, "F-1", label{}) // no photo
	wantOwners(t, s, "F-1", "F-10", "R-2")
	for _, o := range gather(t, s.PhotoOwners(t.Context())) {
		if len(o.Photos) != 2 {
			t.Errorf("%s: got %d photos, want 2", o.Name, len(o.Photos))
		}
		for id, at := range o.Photos {
			if off := at.Sub(start).Abs(); off > time.Minute {
				t.Errorf("%s %s: got it written %v from now", o.Name, id, off)
			}
		}
	}
	for range 2 {
		if err := s.DeletePhotos(t.Context(), "F-1"); err != nil {
			t.Fatal(err)
		}
	}
	wantOwners(t, s, "F-10", "R-2")
	_, err := s.Photo(t.Context(), "F-1", "p1", picture.View)
	wantFault(t, err, fault.Missing)
	wantPhoto(t, s, "F-10", "p2", picture.Thumb, "image/jpeg", []byte("F-10"))
}

func wantOwners(t *testing.T, s *store.Store, want ...string) {
	t.Helper()
	var got []string
	for _, o := range gather(t, s.PhotoOwners(t.Context())) {
		got = append(got, o.Name)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got photos of %v, want %v", got, want)
	}
}
