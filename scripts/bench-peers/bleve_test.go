package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

const finds = `
{"id":"F-1","site":"A","at":100,"status":"in_store","words":"black bag","terms":{"k:bag":2,"c:black":1}}
{"id":"F-2","site":"A","at":200,"status":"in_store","words":"black bag Anna","terms":{"k:bag":2,"c:black":1,"n:anna":2}}
{"id":"F-3","site":"A","at":200,"status":"returned","words":"black bag Anna","terms":{"k:bag":2,"c:black":1,"n:anna":2}}
{"id":"F-4","site":"B","at":200,"status":"in_store","words":"blue ring Anna","terms":{"k:ring":2,"c:blue":1,"n:anna":2}}
`

func TestBleveAnswersWithinTheReach(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "finds.jsonl"), []byte(finds), 0o600); err != nil {
		t.Fatal(err)
	}
	q := question{Words: "black bag of Anna", Terms: map[string]float64{"k:bag": 1, "c:black": 1, "n:anna": 1}, Typed: "black bag", Senses: [][]string{{"c:black", "w:black"}, {"k:bag"}}}
	for _, sh := range []shape{terms, words} {
		p := &inProcess{folder: filepath.Join(t.TempDir(), "index"), shape: sh}
		if err := p.load(context.Background(), &stock{folder: folder}); err != nil {
			t.Fatal(err)
		}
		for name, c := range map[string]struct {
			in   within
			want []string
		}{
			"everywhere": {within{}, []string{"F-2", "F-1", "F-4"}},
			"one site":   {within{sites: []string{"A"}}, []string{"F-2", "F-1"}},
			"two sites":  {within{sites: []string{"A", "B"}, from: 150, until: 200}, []string{"F-2", "F-4"}},
			"early":      {within{sites: []string{"A"}, from: 50, until: 150}, []string{"F-1"}},
		} {
			if got, err := p.ranked(context.Background(), q, c.in, 10); err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%s, %s: got %v, %v, want %v", sh, name, got, err, c.want)
			}
		}
		if got, err := p.lookUp(context.Background(), q); err != nil || got != 2 {
			t.Errorf("%s: got %d finds with all words, %v, want 2", sh, got, err)
		}
		if err := p.close(); err != nil {
			t.Error(err)
		}
	}
}

func TestTermsAreQuotedForPostgreSQL(t *testing.T) {
	if got, want := vector(map[string]float64{`w:o'\x`: 4}), `'w:o''\\x':1A `; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
