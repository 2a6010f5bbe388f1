package eval

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"lostfound/internal/found"
	"lostfound/internal/loss"
	"lostfound/internal/match"
	"lostfound/internal/office"
)

// Folds cross-validates: the reports are dealt into n groups, and each group is answered
// with weights fitted on the pairs of the others. A report is in one group with all its
// pairs. What cannot be held out is the lexicon, and the weights that Fit begins with.
func Folds(ctx context.Context, items, reports, truth []byte, n int, model match.Model) ([]Answer, error) {
	set, err := read(items, reports)
	if err != nil {
		return nil, err
	}
	if n < 2 || n > len(set.order) {
		return nil, fmt.Errorf("%d folds of %d reports: want at least 2 and no more than reports", n, len(set.order))
	}
	seen, err := observe(items, reports, truth)
	if err != nil {
		return nil, err
	}
	out := make([]Answer, len(set.order))
	for fold := range n {
		var others []match.Evidence
		for i := range set.order {
			if i%n != fold {
				others = append(others, seen[i]...)
			}
		}
		fitted := match.Fit(others)
		model.Weights = &fitted
		answers, err := set.run(ctx, model)
		if err != nil {
			return nil, err
		}
		for i := fold; i < len(out); i += n {
			out[i] = answers[i]
		}
	}
	return out, nil
}

// observe compares every report with every find, as the office does with those in reach;
// one slice a report.
func observe(items, reports, truth []byte) ([][]match.Evidence, error) {
	right, err := pairs(truth)
	if err != nil {
		return nil, err
	}
	var ids []string
	var finds []match.Find
	stock := match.Stock{DF: map[string]int{}}
	err = eachLine(items, func(raw []byte) error {
		var l office.ItemLine
		if err := json.Unmarshal(raw, &l); err != nil {
			return fmt.Errorf("items: %w", err)
		}
		f := match.FindOf(found.Item{Details: l.Details})
		ids, finds = append(ids, l.ID), append(finds, f)
		stock.N++
		for _, term := range match.FindTerms(f) {
			stock.DF[term]++
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var out [][]match.Evidence
	err = eachLine(reports, func(raw []byte) error {
		var l office.ReportLine
		if err := json.Unmarshal(raw, &l); err != nil {
			return fmt.Errorf("reports: %w", err)
		}
		said, err := l.Whole()
		if err != nil {
			return fmt.Errorf("report %s: %w", l.ID, err)
		}
		r := loss.Report{Sites: said.Sites, Place: said.Place, From: said.From, To: said.To, Lang: said.Lang, Contact: said.Contact, OnBehalfOf: said.OnBehalfOf}
		var seen []match.Evidence
		for i, t := range said.Things {
			lost := match.LossOf(r, loss.Thing{No: i + 1, Details: t})
			known := match.Stock{N: stock.N, DF: map[string]int{}}
			for _, term := range match.LossTerms(lost) {
				known.DF[term.Term] = stock.DF[term.Term]
			}
			for i, f := range finds {
				seen = append(seen, match.Observe(lost, f, known, slices.Contains(right[l.ID], ids[i])))
			}
		}
		out = append(out, seen)
		return nil
	})
	return out, err
}
