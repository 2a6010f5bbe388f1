package eval

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lostfound/internal/match"
)

// developmentSet is one of those that match keeps.
func developmentSet(t *testing.T, set string) (items, reports, truth []byte) {
	t.Helper()
	read := func(name string) []byte {
		raw, err := os.ReadFile(filepath.Join("..", "match", "testdata", set, name+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	return read("items"), read("reports"), read("truth")
}

func TestTheRealPathKeepsItsMarks(t *testing.T) {
	for _, c := range []struct {
		name, set string
		in, out   int
		model     match.Model
		top1      float64
	}{
		{"as in use", "lostfound", 128, 32, match.Model{}, 0.96},
		{"as in use, elsewhere", "elsewhere", 148, 34, match.Model{}, 0.96},
		{"without place and time", "lostfound", 128, 32, match.Model{NoLeaning: true}, 0.85},
	} {
		items, reports, truth := developmentSet(t, c.set)
		answers, err := Run(context.Background(), items, reports, c.model)
		if err != nil {
			t.Fatal(err)
		}
		m, err := Mark(answers, truth)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s:\n%v", c.name, m)
		if m.InStock != c.in || m.NotInStock != c.out {
			t.Errorf("%s: got %d reports in stock and %d not, want %d and %d", c.name, m.InStock, m.NotInStock, c.in, c.out)
		}
		if m.Top1 < c.top1 {
			t.Errorf("%s: got top-1 %.3f, want at least %.2f", c.name, m.Top1, c.top1)
		}
	}
}

func TestFoldsAnswerEveryReportOnce(t *testing.T) {
	items, reports, truth := developmentSet(t, "lostfound")
	head := func(raw []byte, n int) []byte {
		return []byte(strings.Join(strings.SplitAfterN(string(raw), "\n", n+1)[:n], ""))
	}
	items, reports, truth = head(items, 60), head(reports, 12), head(truth, 12)
	answers, err := Folds(context.Background(), items, reports, truth, 3, match.Model{})
	if err != nil {
		t.Fatal(err)
	}
	if len(answers) != 12 {
		t.Fatalf("got %d answers, want 12", len(answers))
	}
	for i, a := range answers {
		if want := fmt.Sprintf("r%04d", i+1); a.Report != want || len(a.Ranked) == 0 {
			t.Errorf("got an answer to %q with %d finds, want one to %s with some", a.Report, len(a.Ranked), want)
		}
	}
	for _, n := range []int{0, 1, 13} {
		if _, err := Folds(context.Background(), items, reports, truth, n, match.Model{}); err == nil {
			t.Errorf("%d folds of 12 reports: got no error, want one", n)
		}
	}
}
