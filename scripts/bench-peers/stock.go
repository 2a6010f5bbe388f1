package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"time"
)

// find is a line of finds.jsonl.
type find struct {
	ID     string             `json:"id"`
	Site   string             `json:"site"`
	At     int64              `json:"at"` // seconds since 1970
	Status string             `json:"status"`
	Words  string             `json:"words"`
	Terms  map[string]float64 `json:"terms"` // with what each is worth
}

// question is a line of questions.jsonl: a report, and the find that it is.
type question struct {
	Find   string             `json:"find"`
	Sites  []string           `json:"sites"`
	From   int64              `json:"from"`
	Until  int64              `json:"until"`
	Words  string             `json:"words"`
	Terms  map[string]float64 `json:"terms"`
	Typed  string             `json:"typed"`  // a few words that must all occur
	Senses [][]string         `json:"senses"` // and for each the terms that it may mean
}

// inStore is the status of the finds that are looked for.
const inStore = "in_store"

// stock is the folder that lostfound bench --write filled.
type stock struct {
	folder string
	took   time.Duration // to read the lines, which is nobody's work
}

// finds reads the finds. The first error ends it.
func (s *stock) finds() iter.Seq2[find, error] { return lines[find](s, "finds.jsonl") }

func (s *stock) questions() ([]question, error) {
	var out []question
	for q, err := range lines[question](s, "questions.jsonl") {
		if err != nil {
			return nil, err
		}
		out = append(out, q)
	}
	return out, nil
}

func lines[T any](s *stock, name string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		f, err := os.Open(filepath.Join(s.folder, name))
		if err != nil {
			yield(none, err)
			return
		}
		defer f.Close()
		in := json.NewDecoder(bufio.NewReaderSize(f, 1<<20))
		for {
			var line T
			start := time.Now()
			err := in.Decode(&line)
			s.took += time.Since(start)
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(none, fmt.Errorf("%s: %w", name, err))
				return
			}
			if !yield(line, nil) {
				return
			}
		}
	}
}
