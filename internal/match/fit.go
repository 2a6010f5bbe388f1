package match

import "math"

// Evidence is what was seen when a report was compared with a find, before it is weighed.
type Evidence struct {
	raw   [evidences]float64
	Right bool // they are a pair
}

// Observe compares a loss with a find, for Fit.
func Observe(l Loss, f Find, stock Stock, right bool) Evidence {
	s := Model{}.sum(stock)
	s.silent = true
	s.compare(&l, &f)
	s.raw[start] = 1
	return Evidence{s.raw, right}
}

// How firmly Fit holds the weights to those set by hand, and how long it goes on.
const (
	firmness = 16.0
	fitSteps = 60
)

// Fit moves the committed weights to where the evidence is most likely, not far from where
// they were, and never below zero: logistic regression with a prior, by Newton's method, one
// weight at a time. It is deterministic. The weights in use are those that BenchmarkFit
// prints for the development sets.
func Fit(seen []Evidence) Weights {
	prior := weights
	w := prior
	for range fitSteps {
		var slope, bend Weights
		for e := range w {
			spread := math.Max(0.5, math.Abs(prior[e])/2)
			if evidence(e) == start {
				spread = 5
			}
			bend[e] = firmness / (spread * spread)
			slope[e] = -bend[e] * (w[e] - prior[e])
		}
		for i := range seen {
			p := &seen[i]
			z := 0.0
			for e, x := range p.raw {
				z += w[e] * x
			}
			q := 1 / (1 + math.Exp(-z))
			if q < 1e-6 && !p.Right {
				continue // cannot be told from nothing, and most are
			}
			y := 0.0
			if p.Right {
				y = 1
			}
			for e, x := range p.raw {
				if x != 0 {
					slope[e] += (y - q) * x
					bend[e] += q * (1 - q) * x * x * 4
				}
			}
		}
		for e := range w {
			w[e] += slope[e] / bend[e]
			if evidence(e) != start {
				w[e] = math.Max(0, w[e])
			}
		}
	}
	return w
}
