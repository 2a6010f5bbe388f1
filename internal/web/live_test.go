package web

import (
	"bufio"
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"lostfound/internal/embedded"
	"lostfound/internal/found"
	"lostfound/internal/index"
	"lostfound/internal/office"
	"lostfound/internal/staff"
)

// branch is one instance of the program: a listening server over an office of its own.
type branch struct {
	*office.Office
	*house
	keepers office.Keepers
	at      string
}

// shared is an office at work with two branches on one S3 and one Redis.
type shared struct {
	*opened
	rdb        redis.UniversalClient
	one, other branch
}

// onEach runs a test with the embedded Redis and with a real one, of which database 6 is emptied.
func onEach(t *testing.T, test func(*testing.T, *shared)) {
	for _, name := range []string{"embedded", "redis"} {
		t.Run(name, func(t *testing.T) {
			k, err := embedded.Open(t.TempDir(), embedded.Holder{Command: "test"})
			must(t, err)
			t.Cleanup(func() { must(t, k.Close()) })
			w := &shared{rdb: k.Redis}
			if name == "redis" {
				w.rdb = realRedis(t)
			}
			w.opened = emptyOn(t, k, w.rdb)
			w.fill(t)
			w.one, w.other = w.branch(t), w.branch(t)
			test(t, w)
		})
	}
}

func realRedis(t *testing.T) redis.UniversalClient {
	t.Helper()
	address := os.Getenv("LOSTFOUND_TEST_REDIS")
	if address == "" {
		if os.Getenv("LOSTFOUND_TEST_FULL") == "1" {
			t.Fatal("LOSTFOUND_TEST_REDIS names no server")
		}
		t.Skip("LOSTFOUND_TEST_REDIS names no server")
	}
	if strings.HasPrefix(address, "/") {
		address = "unix://" + address + "?db=6"
	}
	rdb, err := index.Connect(address)
	must(t, err)
	t.Cleanup(func() { rdb.Close() })
	must(t, rdb.FlushDB(t.Context()).Err())
	return rdb
}

func (w *shared) branch(t *testing.T) branch {
	t.Helper()
	b := branch{keepers: office.Keepers{Store: w.keepers.Store, Index: index.New(w.rdb)}}
	var err error
	b.Office, err = office.Open(t.Context(), b.keepers, office.Options{Now: func() time.Time { return noon }})
	must(t, err)
	b.house, err = open(b.Office, Options{Log: slog.New(slog.DiscardHandler)})
	must(t, err)
	handler, err := b.handler()
	must(t, err)
	server := httptest.NewUnstartedServer(handler)
	server.Config.ReadTimeout = 300 * time.Millisecond // of a request; streams last longer
	server.Start()
	b.at = server.URL
	t.Cleanup(func() { b.keepers.Index.Hush(); server.Close() })
	return b
}

// heard is an event as a browser gets it.
type heard struct{ id, kind, data string }

// follow opens a stream. What is heard stops with it.
func (w *shared) follow(t *testing.T, who, address string) (events <-chan heard, end context.CancelFunc) {
	t.Helper()
	ctx, end := context.WithCancel(t.Context())
	t.Cleanup(end)
	r, err := http.NewRequestWithContext(ctx, "GET", address, nil)
	must(t, err)
	if who != "" {
		r.AddCookie(&http.Cookie{Name: staff.SessionCookie, Value: w.sessions[who]})
	}
	res, err := http.DefaultTransport.RoundTrip(r)
	must(t, err)
	for name, want := range map[string]string{"Content-Type": "text/event-stream", "X-Accel-Buffering": "no", "Cache-Control": "no-store"} {
		if got := res.Header.Get(name); res.StatusCode != http.StatusOK || got != want {
			t.Fatalf("%s: got status %d with %s %q, want %q", address, res.StatusCode, name, got, want)
		}
	}
	out := make(chan heard, 100)
	go func() {
		defer close(out)
		defer res.Body.Close()
		var e heard
		for lines := bufio.NewScanner(res.Body); lines.Scan(); {
			switch name, value, _ := strings.Cut(lines.Text(), ": "); name {
			case "id":
				e.id = value
			case "event":
				e.kind = value
			case "data":
				e.data = value
			case "":
				if e.data != "" {
					select {
					case out <- e:
					case <-ctx.Done():
						return
					}
				}
				e = heard{}
			}
		}
	}()
	return out, end
}

// next is the next event; the zero one when the stream ended.
func next(t *testing.T, events <-chan heard) heard {
	t.Helper()
	select {
	case e := <-events:
		return e
	case <-time.After(10 * time.Second):
		t.Fatal("nothing heard within ten seconds")
		return heard{}
	}
}

// until is the first event about a record, or the end, or a refresh, which stands for all that
// was missed while Redis was slow.
func until(t *testing.T, events <-chan heard, about string) heard {
	t.Helper()
	for {
		e := next(t, events)
		if e == (heard{}) || e.kind == "refresh" || e.kind == "" && strings.Contains(e.data, about) {
			return e
		}
	}
}

func (w *shared) umbrella(t *testing.T, at branch) string {
	t.Helper()
	it, _, err := at.TakeIn(t.Context(), staff.Operator, found.Details{Site: "AMS", FoundAt: noon, Lang: "nl", Type: "paraplu"}, nil, "")
	must(t, err)
	return string(it.Ref)
}

func TestNewsReachEveryBranch(t *testing.T) {
	onEach(t, func(t *testing.T, w *shared) {
		here, _ := w.follow(t, "desk", w.one.at+"/desk/live")
		there, _ := w.follow(t, "manager", w.other.at+"/desk/live")
		own, _ := w.follow(t, "", w.other.at+w.lost.Link+"/live")
		began := time.Now()
		it := w.umbrella(t, w.one)
		for name, events := range map[string]<-chan heard{"the branch that took it in": here, "the other branch": there} {
			if e := until(t, events, it); e == (heard{}) {
				t.Errorf("%s: the stream ended, want news of %s", name, it)
			}
		}
		if took := time.Since(began); took > time.Second {
			t.Errorf("heard after %s, want it within a second", took)
		}
		_, err := w.one.Confirm(t.Context(), staff.Operator, w.lost.Report.Ref, 1, w.laptop.Ref)
		must(t, err)
		for name, events := range map[string]<-chan heard{"a desk": there, "the traveller": own} {
			if e := until(t, events, string(w.lost.Report.Ref)); e == (heard{}) {
				t.Errorf("%s: the stream ended, want news of the report", name)
			}
		}
		select {
		case e := <-own:
			if strings.Contains(e.data, "F-") {
				t.Errorf("the traveller: got %+v, want nothing of finds", e)
			}
		default:
		}
	})
}

func TestWhoComesBackHearsWhatWasMissed(t *testing.T) {
	onEach(t, func(t *testing.T, w *shared) {
		events, end := w.follow(t, "desk", w.one.at+"/desk/live")
		last := until(t, events, w.umbrella(t, w.one)).id
		end()
		missed := w.umbrella(t, w.other)
		events, end = w.follow(t, "desk", w.other.at+"/desk/live?last="+last)
		if e := until(t, events, missed); e.id == "" {
			t.Errorf("coming back: got %+v, want news of %s", e, missed)
		}
		end()
		must(t, w.rdb.FlushDB(t.Context()).Err())
		events, _ = w.follow(t, "desk", w.other.at+"/desk/live?last="+last)
		if e := next(t, events); e.kind != "refresh" {
			t.Errorf("Redis was emptied: got %+v, want a refresh", e)
		}
	})
}

func TestTheStreamEndsWhenItsReaderMayNoLongerRead(t *testing.T) {
	onEach(t, func(t *testing.T, w *shared) {
		w.one.live.beat, w.one.live.check = 10*time.Millisecond, 20*time.Millisecond
		own, _ := w.follow(t, "", w.one.at+w.lost.Link+"/live")
		desk, _ := w.follow(t, "desk", w.one.at+"/desk/live")
		must(t, w.other.Erase(t.Context(), w.lost.Report.Ref, w.lost.Link[strings.LastIndexByte(w.lost.Link, '/')+1:]))
		w.as("desk", "en").post("/sign-out", url.Values{})
		for name, events := range map[string]<-chan heard{"the report was erased": own, "signed out": desk} {
			var last heard
			for e := next(t, events); e != (heard{}); e = next(t, events) {
				last = e
			}
			if last.kind != "end" {
				t.Errorf("%s: got %+v last, want the end", name, last)
			}
		}
	})
}

func TestStreamsAreFewForEachReader(t *testing.T) {
	onEach(t, func(t *testing.T, w *shared) {
		address := w.one.at + w.lost.Link + "/live"
		var first context.CancelFunc
		for range streamsAReport {
			_, end := w.follow(t, "", address)
			if first == nil {
				first = end
			}
		}
		status := func() int {
			res, err := http.Head(address)
			must(t, err)
			res.Body.Close()
			return res.StatusCode
		}
		if got := status(); got != http.StatusTooManyRequests {
			t.Errorf("one more: got status %d, want 429", got)
		}
		first()
		for end := time.Now().Add(10 * time.Second); status() != http.StatusOK; time.Sleep(5 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatal("after one has gone: still no place")
			}
		}
		w.one.live.mu.Lock()
		w.one.live.all = streamsInAll
		w.one.live.mu.Unlock()
		if got := status(); got != http.StatusServiceUnavailable {
			t.Errorf("no place for anybody: got status %d, want 503", got)
		}
	})
}

// A reader that takes nothing is let go, and nobody waits for it.
func TestAStuckReaderHoldsUpNobody(t *testing.T) {
	onEach(t, func(t *testing.T, w *shared) {
		at, err := url.Parse(w.one.at)
		must(t, err)
		stuck, err := net.Dial("tcp", at.Host)
		must(t, err)
		defer stuck.Close()
		_, err = stuck.Write([]byte("GET " + w.lost.Link + "/live HTTP/1.1\r\nHost: " + at.Host + "\r\n\r\n"))
		must(t, err)
		own, _ := w.follow(t, "", w.one.at+w.lost.Link+"/live")
		for range 300 {
			must(t, w.keepers.Index.Tell(t.Context(), []string{string(w.lost.Report.Ref)}, []string{"report:" + string(w.lost.Report.Ref)}))
		}
		began := time.Now()
		if e := next(t, own); e.data == "" {
			t.Errorf("got %+v, want news", e)
		}
		if took := time.Since(began); took > time.Second {
			t.Errorf("another reader waited %s", took)
		}
	})
}

func TestStoppingEndsStreamsAtOnceAndLeavesNothingRunning(t *testing.T) {
	onEach(t, func(t *testing.T, w *shared) {
		var all []<-chan heard
		for _, b := range []branch{w.one, w.other} {
			events, _ := w.follow(t, "desk", b.at+"/desk/live")
			all = append(all, events)
		}
		began := time.Now()
		w.one.keepers.Index.Hush()
		w.other.keepers.Index.Hush()
		for _, events := range all {
			for next(t, events) != (heard{}) {
			}
		}
		if took := time.Since(began); took > 4*time.Second {
			t.Errorf("ended after %s, want it at once", took)
		}
		for end := time.Now().Add(10 * time.Second); ; time.Sleep(5 * time.Millisecond) {
			stacks := make([]byte, 4<<20)
			running := string(stacks[:runtime.Stack(stacks, true)])
			if !strings.Contains(running, "(*house).stream") && !strings.Contains(running, "(*ear).run") {
				break
			}
			if time.Now().After(end) {
				t.Fatalf("still running:\n%s", running)
			}
		}
	})
}
