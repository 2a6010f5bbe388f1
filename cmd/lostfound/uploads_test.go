package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"lostfound/internal/config"
)

// openUploads is the program's handler over an empty office, and the door before it.
func openUploads(t *testing.T) *uploads {
	t.Helper()
	cfg, err := config.Read([]string{"LOSTFOUND_DATA=" + t.TempDir(), "LOSTFOUND_ADMIN_TOKEN=" + adminToken})
	if err != nil {
		t.Fatal(err)
	}
	h, err := open(t.Context(), &call{flags: flag.NewFlagSet("serve", flag.ContinueOnError)}, cfg, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := h.office.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	handler, err := h.handler()
	if err != nil {
		t.Fatal(err)
	}
	return handler.(*uploads)
}

const boundary = "--b\r\nContent-Disposition: form-data; name=\"description\"\r\n\r\n"

// Who finds no place is told so in the form that the address speaks.
func TestTooManyLargeBodiesAreToldSo(t *testing.T) {
	u := openUploads(t)
	for range places {
		u.places <- struct{}{}
	}
	u.wait = 0
	body := []byte(boundary + strings.Repeat("x", small) + "\r\n--b--\r\n")
	for path, want := range map[string][2]string{
		"/api/v1/reports": {"application/problem+json", `"code":"too_busy"`},
		"/report":         {"text/html; charset=utf-8", "<h1"},
	} {
		r := httptest.NewRequest("POST", path, bytes.NewReader(body))
		r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
		w := httptest.NewRecorder()
		u.ServeHTTP(w, r)
		if w.Code != http.StatusServiceUnavailable || w.Header().Get("Content-Type") != want[0] || !strings.Contains(w.Body.String(), want[1]) {
			t.Errorf("%s: got status %d, %s, %.200s, want 503 and %s", path, w.Code, w.Header().Get("Content-Type"), w.Body, want[1])
		}
		if w.Header().Get("Retry-After") == "" || w.Header().Get("Connection") != "close" {
			t.Errorf("%s: got headers %v, want to be told when to come back", path, w.Header())
		}
	}
}

func TestWhoStopsSendingLosesThePlace(t *testing.T) {
	u := openUploads(t)
	u.grace = 50 * time.Millisecond
	server := httptest.NewServer(u)
	defer server.Close()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "POST /report HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: %d\r\n\r\n%sx", 2*small, boundary)
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("got status %d, want 503", res.StatusCode)
	}
	for end := time.Now().Add(10 * time.Second); len(u.places) > 0; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the place is still taken")
		}
	}
}

// An import is read as it is worked on, which takes longer than any other request may.
func TestAnImportOutlastsTheServersPatience(t *testing.T) {
	u := openUploads(t)
	u.most = 20 * time.Millisecond
	server := httptest.NewUnstartedServer(u)
	server.Config.ReadTimeout = 100 * time.Millisecond
	server.Start()
	defer server.Close()
	lines, sending := io.Pipe()
	go func() {
		for i := range 3 {
			fmt.Fprintf(sending, `{"site":"AMS","found_at":"2026-10-02T06:10:00+02:00","item_type":"umbrella","ref":"%d"}`+"\n", i)
			<-time.After(150 * time.Millisecond)
		}
		sending.Close()
	}()
	r, err := http.NewRequestWithContext(t.Context(), "POST", server.URL+"/api/v1/import?kind=items", lines)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+adminToken)
	r.Header.Set("Content-Type", "application/x-ndjson")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	got, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Errorf("got status %d, %s, %v, want all lines read", res.StatusCode, got, err)
	}
}

func TestPagesAreMeasuredToo(t *testing.T) {
	u := openUploads(t)
	ask := func(path string) string {
		w := httptest.NewRecorder()
		u.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		return w.Body.String()
	}
	ask("/report")
	if got := ask("/metrics"); !strings.Contains(got, `route="/report"`) {
		t.Error("the metrics know nothing of a page that was asked for")
	}
}
