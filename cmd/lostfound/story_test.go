package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the stories run this very program as "lostfound".
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"lostfound": main})
}

// TestStories runs the stories of testdata/stories: an office's day, told in the
// program's own commands and these:
//
//	open                        start the program; $URL is where it answers
//	close, crash                stop it as a person would, or with SIGKILL
//	ask WHO METHOD PATH [FILE] [photo=FILE] [key=KEY]
//	                            ask the API; the answer is a line with the status, then the body. In
//	                            the file, $AN_HOUR_AGO and its like stand for instants
//	keep NAME PATH              keep a value of the last JSON answer: things.0.ref
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/stories",
		Setup: func(env *testscript.Env) error {
			env.Setenv("LOSTFOUND_DATA", filepath.Join(env.WorkDir, "data"))
			env.Setenv("LOSTFOUND_LISTEN", "127.0.0.1:0")
			env.Setenv("LOSTFOUND_ADMIN_TOKEN", adminToken)
			now := time.Now().UTC()
			for name, ago := range map[string]time.Duration{"TWO_HOURS_AGO": 2 * time.Hour, "AN_HOUR_AGO": time.Hour, "IN_AN_HOUR": -time.Hour} {
				env.Setenv(name, now.Add(-ago).Format(time.RFC3339))
			}
			s := &story{tokens: map[string]string{"nobody": "", "admin": adminToken}}
			env.Values[storyKey{}] = s
			env.Defer(s.stop)
			photo, err := os.ReadFile("../../internal/demo/pictures/laptop_duck.jpg")
			if err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(env.WorkDir, "laptop.jpg"), photo, 0o600)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"open": cmdOpen, "close": cmdClose, "crash": cmdCrash, "ask": cmdAsk, "keep": cmdKeep, "token": cmdToken,
		},
	})
}

const adminToken = "the-operators-own-token"

// story is what one script has going.
type story struct {
	program *program
	tokens  map[string]string
	answer  []byte
}

type storyKey struct{}

func the(ts *testscript.TestScript) *story { return ts.Value(storyKey{}).(*story) }

func (s *story) stop() {
	if s.program != nil {
		s.program.kill()
	}
}

func cmdOpen(ts *testscript.TestScript, _ bool, _ []string) {
	s := the(ts)
	env := os.Environ()
	for _, name := range []string{"LOSTFOUND_DATA", "LOSTFOUND_LISTEN", "LOSTFOUND_ADMIN_TOKEN"} {
		env = append(env, name+"="+ts.Getenv(name))
	}
	exe, err := exec.LookPath("lostfound")
	ts.Check(err)
	s.program, err = start(exe, env)
	ts.Check(err)
	ts.Setenv("URL", s.program.url)
	ts.Check(s.program.ready())
}

func cmdClose(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Check(the(ts).program.close())
}

func cmdCrash(ts *testscript.TestScript, _ bool, _ []string) { the(ts).program.kill() }

func cmdToken(ts *testscript.TestScript, _ bool, args []string) {
	the(ts).tokens[args[0]] = ts.Getenv(args[1])
}

func cmdAsk(ts *testscript.TestScript, _ bool, args []string) {
	s := the(ts)
	q := question{method: args[1], path: args[2], token: s.tokens[args[0]]}
	for _, a := range args[3:] {
		if file, ok := strings.CutPrefix(a, "photo="); ok {
			q.photo = []byte(ts.ReadFile(file))
		} else if key, ok := strings.CutPrefix(a, "key="); ok {
			q.key = key
		} else {
			q.body = []byte(os.Expand(ts.ReadFile(a), ts.Getenv))
		}
	}
	status, body, err := q.ask(s.program.url)
	ts.Check(err)
	s.answer = body
	fmt.Fprintf(ts.Stdout(), "%d\n%s\n", status, body)
}

func cmdKeep(ts *testscript.TestScript, _ bool, args []string) {
	var v any
	ts.Check(json.Unmarshal(the(ts).answer, &v))
	for step := range strings.SplitSeq(args[1], ".") {
		switch in := v.(type) {
		case map[string]any:
			v = in[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(in) {
				ts.Fatalf("no element %s in %s", step, the(ts).answer)
			}
			v = in[i]
		default:
			ts.Fatalf("nothing at %s in %s", args[1], the(ts).answer)
		}
	}
	ts.Setenv(args[0], fmt.Sprint(v))
}

// program is a running lostfound.
type program struct {
	cmd *exec.Cmd
	url string
}

var isAt = regexp.MustCompile(`lostfound is at (\S+)`)

// start runs the program and returns once it says where it is.
func start(exe string, env []string) (*program, error) {
	p := &program{cmd: exec.Command(exe, "serve")}
	p.cmd.Env = env
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	var said bytes.Buffer
	p.cmd.Stderr = &said
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if at := isAt.FindStringSubmatch(lines.Text()); at != nil {
			p.url = at[1]
			go io.Copy(io.Discard, out)
			return p, nil
		}
	}
	return nil, errors.Join(p.cmd.Wait(), fmt.Errorf("the program did not start: %s", said.String()))
}

// ready waits until the index answers.
func (p *program) ready() error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	q := question{method: "GET", path: "/api/v1/items", token: adminToken}
	for {
		status, body, err := q.ask(p.url)
		if err == nil && status == http.StatusOK {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("not ready: %d %s %v", status, body, err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func (p *program) close() error {
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return p.cmd.Wait()
}

func (p *program) kill() {
	_ = p.cmd.Process.Kill() // it may have ended by itself
	_ = p.cmd.Wait()
}

// question is one request to the API.
type question struct {
	method, path, token, key string
	body, photo              []byte
}

func (q question) ask(url string) (int, []byte, error) {
	body, kind := bytes.NewBuffer(q.body), "application/json"
	if q.photo != nil {
		body = &bytes.Buffer{}
		form := multipart.NewWriter(body)
		kind = form.FormDataContentType()
		part := "item"
		if strings.HasSuffix(q.path, "/reports") {
			part = "report"
		}
		json, err := form.CreatePart(textproto.MIMEHeader{"Content-Disposition": {`form-data; name="` + part + `"`}, "Content-Type": {"application/json"}})
		if err != nil {
			return 0, nil, err
		}
		json.Write(q.body)
		photo, err := form.CreateFormFile("photo", "photo.jpg")
		if err != nil {
			return 0, nil, err
		}
		photo.Write(q.photo)
		form.Close()
	}
	req, err := http.NewRequest(q.method, url+q.path, body)
	if err != nil {
		return 0, nil, err
	}
	if body.Len() > 0 {
		req.Header.Set("Content-Type", kind)
	}
	if q.token != "" {
		req.Header.Set("Authorization", "Bearer "+q.token)
	}
	if q.key != "" {
		req.Header.Set("Idempotency-Key", q.key)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	return res.StatusCode, answer, err
}
