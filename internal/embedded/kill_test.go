package embedded

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/store"
)

// TestMain makes the test program also the one that is killed: with a folder in
// the environment it writes into that until then.
func TestMain(m *testing.M) {
	if dir := os.Getenv("LOSTFOUND_TEST_WRITE"); dir != "" {
		fmt.Fprintln(os.Stderr, write(context.Background(), dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

type page struct {
	ref.Revised
	Text string `json:"text"`
}

func pages(s *store.Store) store.Documents[page, *page] { return store.Of[page](s, "pages") }

// write writes photos and pages, and says of each page when its creation and its update
// were acknowledged.
func write(ctx context.Context, dir string) error {
	k, err := Open(dir, Holder{Command: "write", Address: "127.0.0.1:8080"})
	if err != nil {
		return err
	}
	s, err := store.Open(ctx, k.S3, Bucket)
	if err != nil {
		return err
	}
	failed := make(chan error)
	for range 4 {
		go func() {
			for {
				if err := writeOne(ctx, s); err != nil {
					failed <- err
					return
				}
			}
		}()
	}
	return <-failed
}

func writeOne(ctx context.Context, s *store.Store) error {
	name := string(ref.NewItem())
	if err := s.PutPhoto(ctx, name, "p1", picture.View, "image/jpeg", photo(name)); err != nil {
		return err
	}
	if err := pages(s).Create(ctx, name, &page{Text: "new"}); err != nil {
		return err
	}
	fmt.Println("new", name)
	if _, err := pages(s).Update(ctx, name, func(p *page) error { p.Text = "old"; return nil }); err != nil {
		return err
	}
	fmt.Println("old", name)
	return nil
}

func photo(name string) []byte { return bytes.Repeat([]byte(name), 2000) }

func TestNothingAcknowledgedIsLost(t *testing.T) {
	dir := t.TempDir()
	acknowledged := map[string]string{} // "new" or "old" by name
	for round := range 6 {
		w := startWriter(t, dir)
		for range 20 + 25*round {
			w.next(acknowledged)
		}
		w.kill()
		for w.next(acknowledged) { // what was on its way
		}
	}
	k, err := Open(dir, Holder{Command: "test"})
	if err != nil {
		t.Fatal(err)
	}
	defer k.Close()
	s := remember(t, k.S3)
	for name, text := range acknowledged {
		if got, err := pages(s).Get(t.Context(), name); err != nil || text == "old" && got.Text != text {
			t.Errorf("%s: got %q, %v, want %q", name, got.Text, err, text)
		}
	}
	there := 0
	for name, err := range pages(s).Names(t.Context(), "") { // acknowledged or not, none is torn
		if err != nil {
			t.Fatal(err)
		}
		there++
		if _, err := pages(s).Get(t.Context(), name); err != nil {
			t.Error(err)
		}
		if got, err := get(t.Context(), k.S3, "photos/"+name+"/p1/view"); err != nil || !bytes.Equal(got, photo(name)) {
			t.Errorf("photo of %s: got %d bytes, %v", name, len(got), err)
		}
	}
	t.Logf("%d pages acknowledged before a kill, %d there", len(acknowledged), there)
}

func TestASecondProcessIsToldWhoHasTheFolder(t *testing.T) {
	dir := t.TempDir()
	w := startWriter(t, dir)
	w.next(map[string]string{})
	k, err := Open(dir, Holder{Command: "test"})
	if err == nil {
		k.Close()
		t.Fatal("two processes have one folder")
	}
	for _, want := range []string{dir, "lostfound write", fmt.Sprint("process ", w.process.Pid), "127.0.0.1:8080", "since 2"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("got %q, want it to say %q", err, want)
		}
	}
	w.kill()
	if k, err = Open(dir, Holder{Command: "test"}); err != nil {
		t.Fatalf("after it was killed: %v", err)
	}
	if err := k.Close(); err != nil {
		t.Error(err)
	}
}

// writer is a process that writes into a folder.
type writer struct {
	t       *testing.T
	process *os.Process
	lines   *bufio.Scanner
	kill    func() // and wait for its end
}

func startWriter(t *testing.T, dir string) *writer {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "LOSTFOUND_TEST_WRITE="+dir)
	cmd.Stderr = os.Stderr
	out, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdout = in
	err = errors.Join(cmd.Start(), in.Close())
	if err != nil {
		t.Fatal(err)
	}
	w := &writer{t, cmd.Process, bufio.NewScanner(out), sync.OnceFunc(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})}
	t.Cleanup(func() {
		w.kill()
		out.Close()
	})
	return w
}

// next notes one acknowledgement, and reports whether there was one.
func (w *writer) next(acknowledged map[string]string) bool {
	if !w.lines.Scan() {
		return false
	}
	text, name, _ := strings.Cut(w.lines.Text(), " ")
	if _, err := ref.ParseItem(name); err != nil {
		w.t.Errorf("got %q from the writer, want an acknowledgement", w.lines.Text())
	}
	acknowledged[name] = text
	return true
}

func TestAFolderInUseIsAnErrorEvenWhenNobodySaysWhoHasIt(t *testing.T) {
	dir := t.TempDir()
	k, err := Open(dir, Holder{Command: "serve"})
	if err != nil {
		t.Fatal(err)
	}
	for _, said := range []string{"", "{"} {
		if err := os.WriteFile(filepath.Join(dir, "holder.json"), []byte(said), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(dir, Holder{Command: "test"}); err == nil || !strings.Contains(err.Error(), "in use") {
			t.Errorf("got %v, want that it is in use", err)
		}
	}
	if err := k.Close(); err != nil {
		t.Fatal(err)
	}
	if k, err = Open(dir, Holder{Command: "test"}); err != nil {
		t.Fatalf("after closing: %v", err)
	}
	if err := k.Close(); err != nil {
		t.Error(err)
	}
}

func TestAFolderThatCannotBeMadeIsAnError(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{file, filepath.Join(file, "below")} {
		if k, err := Open(dir, Holder{}); err == nil {
			k.Close()
			t.Errorf("%s: got it opened, want an error", dir)
		}
	}
}
