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

// developmentSet is the one that match keeps.
func developmentSet(t *testing.T) (items, reports, truth []byte) {
	t.Helper()
	read := func(name string) []byte {
		raw, err := os.ReadFile(filepath.Join("..", "match", "testdata", "lostfound", name+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	return read("items"), read("reports"), read("truth")
}

func TestTheRealPathKeepsItsMarks(t *testing.T) {
	items, reports, truth := developmentSet(t)
	for _, c := range []struct {
		name  string
		model match.Model
		top1  float64
	}{{"as in use", match.Model{}, 0.96}, {"without place and time", match.Model{NoLeaning: true}, 0.85}} {
		answers, err := Run(context.Background(), items, reports, c.model)
		if err != nil {
			t.Fatal(err)
		}
		m, err := Mark(answers, truth)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s:\n%v", c.name, m)
		if m.InStock != 128 || m.NotInStock != 32 {
			t.Errorf("%s: got %d reports in stock and %d not, want 128 and 32", c.name, m.InStock, m.NotInStock)
		}
		if m.Top1 < c.top1 {
			t.Errorf("%s: got top-1 %.3f, want at least %.2f", c.name, m.Top1, c.top1)
		}
	}
}

func TestFoldsAnswerEveryReportOnce(t *testing.T) {
	items, reports, truth := developmentSet(t)
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
