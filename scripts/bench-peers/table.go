package main

import (
	"fmt"
	"strings"
)

// row is a figure of every searcher.
type row struct {
	what string
	form string
	of   func(figures) float64
	told bool // without a ratio
}

var rows = []row{
	{"report against its reach, p50 ms", "%.2f", func(f figures) float64 { return f.Reach.P50 }, false},
	{"                          p95 ms", "%.2f", func(f figures) float64 { return f.Reach.P95 }, false},
	{"ranked, busiest site,     p50 ms", "%.2f", func(f figures) float64 { return f.Busiest.P50 }, false},
	{"                          p95 ms", "%.2f", func(f figures) float64 { return f.Busiest.P95 }, false},
	{"ranked, whole platform,   p50 ms", "%.2f", func(f figures) float64 { return f.Platform.P50 }, false},
	{"                          p95 ms", "%.2f", func(f figures) float64 { return f.Platform.P95 }, false},
	{"all words must occur,     p50 ms", "%.2f", func(f figures) float64 { return f.LookUp.P50 }, false},
	{"                          p95 ms", "%.2f", func(f figures) float64 { return f.LookUp.P95 }, false},
	{"finds it has, on average", "%.0f", func(f figures) float64 { return f.LookedUp }, true},
	{"loaded, items a second", "%.0f", func(f figures) float64 { return f.Load }, false},
	{"bytes an item", "%.0f", func(f figures) float64 { return f.Bytes }, false},
	{"the find came first", "%.3f", func(f figures) float64 { return f.First }, true},
	{"and among the first ten", "%.3f", func(f figures) float64 { return f.FirstTen }, true},
	{"load of the machine before", "%.1f", func(f figures) float64 { return f.Busy }, true},
}

// table prints the figures of all, and behind each of a peer's how many times ours it is.
func table(o ours, peers []figures) string {
	var s strings.Builder
	fmt.Fprintf(&s, "%d finds at %d sites, seed %d, %d questions; x is times ours\n", o.Items, o.Sites, o.Seed, o.Reach.N)
	for _, sh := range []shape{terms, words} {
		us := o.like(sh)
		fmt.Fprintf(&s, "\n%-34s %10s", sh, us.Name)
		for _, p := range peers {
			if p.Shape == sh {
				fmt.Fprintf(&s, "  %20s", p.Name)
			}
		}
		s.WriteByte('\n')
		for _, r := range rows {
			fmt.Fprintf(&s, "%-34s %10s", r.what, r.value(us))
			for _, p := range peers {
				if p.Shape == sh {
					fmt.Fprintf(&s, "  %20s", r.cell(p, us))
				}
			}
			s.WriteByte('\n')
		}
	}
	return s.String()
}

// value is empty where there is none.
func (r row) value(f figures) string {
	if v := r.of(f); v >= 0 {
		return fmt.Sprintf(r.form, v)
	}
	return ""
}

func (r row) cell(p, us figures) string {
	ratio := ""
	if !r.told {
		ratio = fmt.Sprintf("x%.2g", r.of(p)/r.of(us))
	}
	return fmt.Sprintf("%s %8s", r.value(p), ratio)
}
