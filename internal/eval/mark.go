package eval

import (
	"encoding/json"
	"fmt"
	"slices"

	"lostfound/internal/match"
)

// Marks are the figures of a run. The tops and MRR count reports whose item is in
// stock; the rest says how far the office can be believed.
type Marks struct {
	InStock, NotInStock int
	Top1, Top3, Top10   float64 // share with a true item among the first n
	MRR                 float64 // mean of 1/rank of the first true item, 0 beyond the list
	StrongTrue          float64 // share of in-stock reports whose first item is true and strong
	StrongFalse         float64 // share of not-in-stock reports with a strong item
	FalseHope           float64 // share of not-in-stock reports told "similar"
	MissedHope          float64 // share of in-stock reports not told so
}

// Mark compares answers with the truth: JSON lines {"report","items"}, an empty list
// meaning that the item is not in stock.
func Mark(answers []Answer, truth []byte) (Marks, error) {
	right, err := pairs(truth)
	if err != nil {
		return Marks{}, err
	}
	var m Marks
	for _, a := range answers {
		items, known := right[a.Report]
		if !known {
			return m, fmt.Errorf("truth: nothing about report %s", a.Report)
		}
		m.count(a, items)
	}
	in, out := float64(max(m.InStock, 1)), float64(max(m.NotInStock, 1))
	for _, share := range []*float64{&m.Top1, &m.Top3, &m.Top10, &m.MRR, &m.StrongTrue, &m.MissedHope} {
		*share /= in
	}
	m.StrongFalse /= out
	m.FalseHope /= out
	return m, nil
}

// pairs reads the truth: which items are a report's.
func pairs(truth []byte) (map[string][]string, error) {
	right := map[string][]string{}
	err := eachLine(truth, func(raw []byte) error {
		var t struct {
			Report string   `json:"report"`
			Items  []string `json:"items"`
		}
		if err := json.Unmarshal(raw, &t); err != nil {
			return fmt.Errorf("truth: %w", err)
		}
		right[t.Report] = t.Items
		return nil
	})
	return right, err
}

func (m *Marks) count(a Answer, items []string) {
	strong := len(a.Ranked) > 0 && a.Ranked[0].Strength == match.Strong
	if len(items) == 0 {
		m.NotInStock++
		add(&m.StrongFalse, strong)
		add(&m.FalseHope, a.Similar)
		return
	}
	m.InStock++
	rank := slices.IndexFunc(a.Ranked, func(r Ranked) bool { return slices.Contains(items, r.Item) })
	add(&m.Top1, rank == 0)
	add(&m.Top3, rank >= 0 && rank < 3)
	add(&m.Top10, rank >= 0 && rank < 10)
	add(&m.StrongTrue, rank == 0 && strong)
	add(&m.MissedHope, !a.Similar)
	if rank >= 0 {
		m.MRR += 1 / float64(rank+1)
	}
}

func add(sum *float64, yes bool) {
	if yes {
		*sum++
	}
}

// String is the marks as a person reads them.
func (m Marks) String() string {
	return fmt.Sprintf(`%d reports with their item in stock, %d without
top-1 %.3f   top-3 %.3f   top-10 %.3f   MRR %.3f
strong and right %.3f of those in stock   strong although not in stock %.3f
false hope %.3f   missed hope %.3f`,
		m.InStock, m.NotInStock, m.Top1, m.Top3, m.Top10, m.MRR, m.StrongTrue, m.StrongFalse, m.FalseHope, m.MissedHope)
}
