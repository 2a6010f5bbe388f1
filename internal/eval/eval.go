// Package eval is the office's examination: it takes a set of finds and reports
// through the real path (import, index, match), on keepers of its own, and marks
// the answers against the truth.
//
// It uses no clock: "now" is just after the last thing the set mentions, so a run
// can be repeated to the letter.
package eval

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"lostfound/internal/embedded"
	"lostfound/internal/fault"
	"lostfound/internal/index"
	"lostfound/internal/match"
	"lostfound/internal/office"
	"lostfound/internal/ref"
	"lostfound/internal/site"
	"lostfound/internal/staff"
	"lostfound/internal/store"
)

// best is how many finds are listed for a report.
const best = 20

// Answer is what the office says to one report.
type Answer struct {
	Report  string   `json:"report"`
	Similar bool     `json:"similar"` // what the traveller is told
	Ranked  []Ranked `json:"ranked"`  // best first, at most 20, never nil
}

// Ranked is one find of an answer. Score is in 0..1.
type Ranked struct {
	Item     string         `json:"item"`
	Score    float64        `json:"score"`
	Strength match.Strength `json:"strength"`
	Reasons  []match.Reason `json:"reasons"`
}

// Run answers every report of the set, in its order, weighing evidence by the model. items
// and reports are JSON lines with an id each.
func Run(ctx context.Context, items, reports []byte, model match.Model) ([]Answer, error) {
	set, err := read(items, reports)
	if err != nil {
		return nil, err
	}
	return set.run(ctx, model)
}

func (s set) run(ctx context.Context, model match.Model) ([]Answer, error) {
	dir, err := os.MkdirTemp("", "lostfound-eval-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	k, err := embedded.Open(dir, embedded.Holder{Command: "eval"})
	if err != nil {
		return nil, err
	}
	defer k.Close()
	st, err := store.Open(ctx, k.S3, embedded.Bucket)
	if err != nil {
		return nil, err
	}
	o, err := office.Open(ctx, office.Keepers{Store: st, Index: index.New(k.Redis)}, office.Options{Now: func() time.Time { return s.now }, Model: model})
	if err != nil {
		return nil, err
	}
	if _, err := o.Rebuild(ctx); err != nil {
		return nil, err
	}
	return s.answer(ctx, o)
}

// set is what Run was given, as far as it must be looked into beforehand.
type set struct {
	items, reports []byte
	sites          []string
	order          []string // report ids
	now            time.Time
}

func read(items, reports []byte) (set, error) {
	s := set{items: items, reports: reports}
	note := func(at time.Time, codes ...string) {
		if at.After(s.now) {
			s.now = at
		}
		for _, c := range codes {
			if !slices.Contains(s.sites, c) {
				s.sites = append(s.sites, c)
			}
		}
	}
	err := eachLine(items, func(raw []byte) error {
		var it office.ItemLine
		if err := json.Unmarshal(raw, &it); err != nil {
			return fmt.Errorf("items: %w", err)
		}
		note(it.FoundAt, it.Site)
		return nil
	})
	if err != nil {
		return s, err
	}
	err = eachLine(reports, func(raw []byte) error {
		var r office.ReportLine
		if err := json.Unmarshal(raw, &r); err != nil {
			return fmt.Errorf("reports: %w", err)
		}
		note(r.From, r.Sites...)
		note(r.To)
		s.order = append(s.order, r.ID)
		return nil
	})
	s.now = s.now.Add(time.Minute)
	slices.Sort(s.sites)
	return s, err
}

func eachLine(raw []byte, do func([]byte) error) error {
	lines := bufio.NewScanner(bytes.NewReader(raw))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if len(bytes.TrimSpace(lines.Bytes())) > 0 {
			if err := do(lines.Bytes()); err != nil {
				return err
			}
		}
	}
	return lines.Err()
}

func (s set) answer(ctx context.Context, o *office.Office) ([]Answer, error) {
	by := staff.Operator
	for _, code := range s.sites {
		if _, _, err := o.PutSite(ctx, by, site.Site{Code: code, Name: code, Kind: site.Airport, TimeZone: "UTC"}); err != nil {
			return nil, fmt.Errorf("site %q: %w", code, err)
		}
	}
	taken, err := load(ctx, o, office.ImportItems, s.items)
	if err != nil {
		return nil, err
	}
	ids := map[ref.Item]string{}
	for id, r := range taken.Refs {
		ids[ref.Item(r)] = id
	}
	filed, err := load(ctx, o, office.ImportReports, s.reports)
	if err != nil {
		return nil, err
	}
	var out []Answer
	for _, id := range s.order {
		matches, err := o.Matches(ctx, by, ref.Report(filed.Refs[id]))
		if err != nil {
			return nil, fmt.Errorf("report %s: %w", id, err)
		}
		out = append(out, answer(id, matches, ids))
	}
	return out, nil
}

func load(ctx context.Context, o *office.Office, kind office.ImportKind, raw []byte) (office.Imported, error) {
	done, err := o.Import(ctx, staff.Operator, kind, bytes.NewReader(raw))
	if err != nil {
		return done, err
	}
	for _, r := range done.Refused {
		err = errors.Join(err, fmt.Errorf("%s, line %d: %w", kind, r.Line, &fault.Error{Kind: fault.Invalid, Problems: r.Problems}))
	}
	return done, err
}

// answer lists the finds for any of the report's things, each once, as its best fit.
func answer(id string, matches []office.Match, ids map[ref.Item]string) Answer {
	a := Answer{Report: id, Ranked: []Ranked{}}
	seen := map[ref.Item]bool{}
	for _, m := range matches {
		if seen[m.Item.Ref] || len(a.Ranked) == best {
			continue
		}
		seen[m.Item.Ref] = true
		a.Similar = a.Similar || m.Strength != match.Weak
		a.Ranked = append(a.Ranked, Ranked{ids[m.Item.Ref], m.Score, m.Strength, m.Reasons})
	}
	return a
}

// Write writes the answers, one JSON line each.
func Write(w io.Writer, answers []Answer) error {
	enc := json.NewEncoder(w)
	for _, a := range answers {
		if err := enc.Encode(a); err != nil {
			return err
		}
	}
	return nil
}
