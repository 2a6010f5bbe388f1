// Package internal_test holds the house's plan against its walls.
package internal_test

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// rings are the house from its core outwards. A package imports only what is in its
// own ring or further in.
var rings = [][]string{
	{"internal/ref", "internal/fault"},
	{"internal/history", "internal/picture", "internal/site", "internal/staff", "internal/found", "internal/loss", "internal/lexicon", "internal/match", "internal/slip", "internal/accent", "internal/hours", "internal/promise", "internal/boardingpass", "internal/vehicle", "internal/caller", "internal/passage", "internal/sheet", "internal/handover", "internal/searchrequest"},
	{"internal/store", "internal/index", "internal/photo", "internal/locale", "internal/config", "internal/embedded", "internal/notice", "internal/mail", "internal/webhook"},
	{"internal/office", "internal/rounds"},
	{"internal/web", "internal/api", "internal/eval", "internal/bench", "internal/demo", "static"},
	{"cmd"},
}

// kept says for all that others made in which folders it may be imported: clients of
// servers and formats of files in the second ring, what speaks HTTP in the fourth.
var kept = map[string][]string{
	"github.com/alicebob/miniredis":      {"internal/embedded"},
	"github.com/bep/imagemeta":           {"internal/photo"},
	"github.com/disintegration/imaging":  {"internal/photo"},
	"github.com/emersion/go-smtp":        {"internal/mail"},
	"github.com/galdor/go-thumbhash":     {"internal/photo"},
	"github.com/gin-gonic/gin":           {"internal/web", "internal/api"},
	"github.com/go-json-experiment/json": {"internal/slip"},
	"github.com/johannesboyne/gofakes3":  {"internal/embedded"},
	"github.com/minio/minio-go":          {"internal/store", "internal/embedded"},
	"github.com/nicksnyder/go-i18n":      {"internal/locale"},
	"github.com/pelletier/go-toml":       {"internal/locale"},
	"github.com/prometheus":              {"internal/api"},
	"github.com/redis/go-redis":          {"internal/index", "internal/embedded"},
	"github.com/wneessen/go-mail":        {"internal/mail"},
	"go.etcd.io/bbolt":                   {"internal/embedded"},
	"golang.org/x/crypto":                {"internal/staff"},
	"golang.org/x/image":                 {"internal/photo"},
	"golang.org/x/sync":                  {"internal"},
	"golang.org/x/text":                  {"internal"},
	"rsc.io/qr":                          {"internal/web"},
}

type goPackage struct {
	ImportPath, Doc string
	Imports         []string
}

func TestImportsPointInwards(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, "lostfound/")
		ring, ok := ringOf(name)
		if !ok {
			t.Errorf("%s has no place in the house", name)
			continue
		}
		if p.Doc == "" {
			t.Errorf("%s does not say what part of the office it is", name)
		}
		for _, imported := range p.Imports {
			if in, ours := strings.CutPrefix(imported, "lostfound/"); ours {
				if other, _ := ringOf(in); other > ring {
					t.Errorf("%s (ring %d) imports %s (ring %d)", name, ring, in, other)
				}
			} else if host, _, _ := strings.Cut(imported, "/"); strings.Contains(host, ".") && !mayImport(name, imported) {
				t.Errorf("%s imports %s, which is not kept there", name, imported)
			}
		}
	}
}

func mayImport(name, imported string) bool {
	for module, folders := range kept {
		if under(imported, module) && slices.ContainsFunc(folders, func(f string) bool { return under(name, f) }) {
			return true
		}
	}
	return false
}

func ringOf(name string) (int, bool) {
	for i, ring := range rings {
		if slices.ContainsFunc(ring, func(r string) bool { return under(name, r) }) {
			return i, true
		}
	}
	return 0, false
}

func under(name, folder string) bool {
	return name == folder || strings.HasPrefix(name, folder+"/")
}

func packages(t *testing.T) []goPackage {
	t.Helper()
	// A passed test is not run again before a folder changes that it opened itself,
	// which go list does not count as.
	for _, folder := range []string{".", "../cmd", "../static"} {
		if err := filepath.WalkDir(folder, func(_ string, _ fs.DirEntry, err error) error { return err }); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("go", "list", "-json=ImportPath,Doc,Imports", "lostfound/...")
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []goPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		if p.ImportPath != "lostfound/internal" {
			all = append(all, p)
		}
	}
}
