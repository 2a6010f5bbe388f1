package browser

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// program is a running lostfound: where it answers, and for a demonstration the
// private page of a traveller, and the page that ends the messages to them.
type program struct {
	url, traveller, stop string
}

// build makes the program as it would be shipped.
func build(t *testing.T) string {
	t.Helper()
	exe := filepath.Join(t.TempDir(), "lostfound")
	cmd := exec.Command("go", "build", "-o", exe, "lostfound/cmd/lostfound")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return exe
}

// demonstration runs a made-up day.
func demonstration(t *testing.T, exe string) program {
	t.Helper()
	p := start(t, exe, "demo", "LOSTFOUND_DATA="+t.TempDir())
	if p.traveller == "" || p.stop == "" {
		t.Fatal("the demonstration names no private page, or none that ends messages")
	}
	return p
}

var (
	isAt    = regexp.MustCompile(`lostfound is at (\S+)`)
	private = regexp.MustCompile(`(/r/R-\S+)`)
	ends    = regexp.MustCompile(`(/stop/R-\S+)`)
)

// start runs the program until the test ends and returns once it has said where it
// is. Its other settings are what env says and nothing from outside.
func start(t *testing.T, exe, command string, env ...string) program {
	t.Helper()
	cmd := exec.Command(exe, command)
	cmd.Env = append(env, "LOSTFOUND_LISTEN=127.0.0.1:0", "PATH="+os.Getenv("PATH"), "HOME="+os.Getenv("HOME"), "TMPDIR="+os.TempDir())
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // what it holds is thrown away
		_ = cmd.Wait()
	})
	var p program
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		line := lines.Text()
		if at := isAt.FindStringSubmatch(line); at != nil {
			p.url = at[1]
		}
		if at := private.FindStringSubmatch(line); at != nil {
			p.traveller = at[1]
		}
		if at := ends.FindStringSubmatch(line); at != nil {
			p.stop = at[1]
		}
		if p.url != "" && (command != "demo" || strings.HasPrefix(line, "Everything is made up")) {
			go io.Copy(io.Discard, out)
			return p
		}
	}
	_ = cmd.Wait()
	t.Fatalf("the program did not start: %s", said.String())
	return program{}
}
