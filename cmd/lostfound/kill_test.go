package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestNothingAcknowledgedIsLost kills the program while finds and reports come in,
// again and again. What was acknowledged must be there after the restart, with its
// photo, findable, and once; what was not is sent again and must then be there once.
func TestNothingAcknowledgedIsLost(t *testing.T) {
	exe, err := exec.LookPath("lostfound")
	if err != nil {
		t.Fatal(err)
	}
	base := []string{"LOSTFOUND_LISTEN=127.0.0.1:0", "LOSTFOUND_ADMIN_TOKEN=" + adminToken, "PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "TMPDIR=" + t.TempDir()}
	t.Run("embedded", func(t *testing.T) {
		killRounds(t, exe, append(base, "LOSTFOUND_DATA="+t.TempDir()))
	})
	t.Run("real", func(t *testing.T) {
		s3, redis := realServers(t)
		killRounds(t, exe, append(base, "LOSTFOUND_S3_ENDPOINT="+s3, "LOSTFOUND_S3_ACCESS_KEY=test", "LOSTFOUND_S3_SECRET_KEY=testtest1",
			fmt.Sprintf("LOSTFOUND_S3_BUCKET=kill-%d", time.Now().UnixNano()), "LOSTFOUND_REDIS_URL="+redis))
	})
}

// sent is one find or report and what became of it.
type sent struct {
	question
	word string // its serial: a word that nothing else has
	ref  string // as acknowledged
}

func killRounds(t *testing.T, exe string, env []string) {
	rounds := 10
	if testing.Short() {
		rounds = 2
	}
	photo, err := os.ReadFile("../../internal/demo/pictures/laptop_duck.jpg")
	if err != nil {
		t.Fatal(err)
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	dice := rand.New(rand.NewPCG(seed, 1))
	var all []*sent
	for round := range rounds {
		p, err := start(exe, env)
		if err != nil {
			t.Fatal(err)
		}
		if err := p.ready(); err != nil {
			t.Fatal(err)
		}
		if round == 0 {
			site := question{method: "PUT", path: "/api/v1/sites/AMS", token: adminToken,
				body: []byte(`{"name":"Schiphol","kind":"airport","time_zone":"Europe/Amsterdam","languages":["nl"],"zones":[],"connects":[]}`)}
			if status, body, err := site.ask(p.url); err != nil || status != http.StatusCreated {
				t.Fatalf("make site: %d %s %v", status, body, err)
			}
		}
		all = append(all, sendUntilKilled(p, round, photo, time.Duration(100+dice.IntN(600))*time.Millisecond)...)
	}
	p, err := start(exe, env)
	if err != nil {
		t.Fatal(err)
	}
	defer p.kill()
	if err := p.ready(); err != nil {
		t.Fatal(err)
	}
	acknowledged := 0
	for _, s := range all {
		if s.ref != "" {
			acknowledged++
			continue
		}
		if _, err := s.send(p.url); err != nil { // as the device would
			t.Fatal(err)
		}
	}
	t.Logf("%d sent, %d acknowledged before a kill", len(all), acknowledged)
	if acknowledged == 0 || acknowledged == len(all) {
		t.Fatalf("the kills hit nothing: %d of %d acknowledged", acknowledged, len(all))
	}
	for _, s := range all {
		s.check(t, p.url)
	}
}

// sendUntilKilled has four devices send until the program dies, the given time
// after it first acknowledged something.
func sendUntilKilled(p *program, round int, photo []byte, after time.Duration) []*sent {
	var mu sync.Mutex
	var first sync.Once
	var all []*sent
	var devices sync.WaitGroup
	for device := range 4 {
		devices.Go(func() {
			for n := 0; ; n++ {
				word := fmt.Sprintf("ZZ%02d%d%04dQX", round, device, n)
				s := &sent{word: word, question: question{method: "POST", key: "key-" + word, token: adminToken}}
				if n%3 == 2 {
					s.path = "/api/v1/reports"
					s.body = fmt.Appendf(nil, `{"sites":["AMS"],"lost_from":"2026-10-02T05:30:00+02:00","lang":"en","item_type":"laptop","identifiers":{"serial":%q}}`, word)
				} else {
					s.path = "/api/v1/items"
					s.body = fmt.Appendf(nil, `{"site":"AMS","found_at":"2026-10-02T06:10:00+02:00","lang":"nl","item_type":"laptop","serial":%q}`, word)
					s.photo = photo
				}
				mu.Lock()
				all = append(all, s)
				mu.Unlock()
				if _, err := s.send(p.url); err != nil {
					return
				}
				first.Do(func() { time.AfterFunc(after, p.kill) })
			}
		})
	}
	devices.Wait()
	return all
}

// send asks, and notes the reference of what was acknowledged.
func (s *sent) send(url string) (int, error) {
	status, body, err := s.ask(url)
	if err != nil {
		return 0, err
	}
	var answer struct{ Ref string }
	if status != http.StatusCreated && status != http.StatusOK {
		return status, fmt.Errorf("%s %s: got %d %s", s.method, s.path, status, body)
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return status, err
	}
	s.ref = answer.Ref
	return status, nil
}

func (s *sent) check(t *testing.T, url string) {
	t.Helper()
	get := question{method: "GET", path: s.path + "/" + s.ref, token: adminToken}
	status, body, err := get.ask(url)
	if err != nil || status != http.StatusOK {
		t.Errorf("%s %s: got %d %v, want it there", s.path, s.ref, status, err)
		return
	}
	if again, err := s.send(url); err != nil || again != http.StatusOK {
		t.Errorf("%s %s sent again: got %d %v, want 200", s.path, s.ref, again, err)
	}
	if strings.HasSuffix(s.path, "/reports") {
		return
	}
	var it struct {
		Photos []struct{ View, Thumb string }
	}
	if err := json.Unmarshal(body, &it); err != nil || len(it.Photos) != 1 {
		t.Errorf("%s: got %d photos, %v, want 1", s.ref, len(it.Photos), err)
		return
	}
	get.path = it.Photos[0].View
	if status, photo, err := get.ask(url); err != nil || status != http.StatusOK || len(photo) < 1000 {
		t.Errorf("photo of %s: got %d, %d bytes, %v", s.ref, status, len(photo), err)
	}
	get.path = "/api/v1/items?site=AMS&q=" + s.word
	_, body, err = get.ask(url)
	var list struct {
		Items []struct{ Ref, Serial string }
	}
	if err == nil {
		err = json.Unmarshal(body, &list)
	}
	found := 0
	for _, it := range list.Items {
		if it.Serial == s.word {
			found++
		}
	}
	if err != nil || found != 1 {
		t.Errorf("search for %s: got it %d times, %v, want once", s.word, found, err)
	}
}
