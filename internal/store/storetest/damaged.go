package storetest

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"lostfound/internal/store"
)

func damagedBackup(t *testing.T, open func(*testing.T) *store.Store) {
	from, to := open(t), open(t)
	fill(t, from)
	backup, _ := backUp(t, from)
	refuse := func(what string, damaged []byte, why string) {
		t.Helper()
		if n, err := to.Restore(t.Context(), bytes.NewReader(damaged)); err == nil || n != 0 || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: got %d objects restored, %v, want none and an error with %q", what, n, err, why)
		}
		wantEmpty(t, to)
	}
	for _, n := range []int{0, 5, 100, len(backup) / 2, len(backup) - 100, len(backup) - 8, len(backup) - 1} {
		refuse(fmt.Sprintf("cut off after %d bytes", n), backup[:n], "EOF")
	}
	for _, at := range []int{0, 12, 500, len(backup) / 3, len(backup) / 2, len(backup) - 6, len(backup) - 1} {
		altered := bytes.Clone(backup)
		altered[at] ^= 0x10
		refuse(fmt.Sprintf("altered at %d", at), altered, "no whole backup")
	}
	refuse("something behind it", append(bytes.Clone(backup), "more"...), "EOF")
	refuse("no backup", []byte("hello"), "EOF")

	// Whoever packs again makes the checksum of the whole fit.
	files := unpacked(t, backup)
	end, extra := len(files)-1, file{"labels/F-99.json", "{}"}
	for _, test := range []struct {
		what  string
		files []file
		why   string
	}{
		{"an object altered", replaced(files, 7, file{files[7].name, "{}"}), files[7].name + " was altered"},
		{"an object renamed", replaced(files, 7, file{extra.name, files[7].body}), files[7].name + " was altered"},
		{"an object left out", slices.Concat(files[:7], files[8:]), "lists 23 objects and has 22"},
		{"an object added", slices.Insert(slices.Clone(files), 7, extra), "lists 23 objects and has 24"},
		{"an object after the end", append(slices.Clone(files), extra), extra.name + " comes after the end"},
		{"no end", files[:end], "its end is missing"},
		{"an end that lists nothing", replaced(files, end, file{files[end].name, "null"}), "its end is missing"},
		{"an end that is no list", replaced(files, end, file{files[end].name, "{"}), "EOF"},
		{"an object outside", replaced(files, 7, file{"/etc/passwd", ""}), "is no object"},
	} {
		refuse(test.what, packed(t, test.files), test.why)
	}
	if n, err := to.Restore(t.Context(), bytes.NewReader(packed(t, files))); err != nil || n != end {
		t.Errorf("packed again as it was: got %d objects restored, %v, want %d", n, err, end)
	}
}

// file is one in a backup.
type file struct{ name, body string }

func replaced(files []file, at int, by file) []file {
	files = slices.Clone(files)
	files[at] = by
	return files
}

func unpacked(t *testing.T, backup []byte) []file {
	t.Helper()
	zip, err := gzip.NewReader(bytes.NewReader(backup))
	if err != nil {
		t.Fatal(err)
	}
	var files []file
	for in := tar.NewReader(zip); ; {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file{h.Name, string(body)})
	}
}

func packed(t *testing.T, files []file) []byte {
	t.Helper()
	var buf bytes.Buffer
	zip := gzip.NewWriter(&buf)
	out := tar.NewWriter(zip)
	for _, f := range files {
		if err := out.WriteHeader(&tar.Header{Name: f.name, Mode: 0o600, Size: int64(len(f.body))}); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(out, f.body); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(out.Close(), zip.Close()); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}
