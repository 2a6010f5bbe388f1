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

// How firmly Fit holds the weights to those set by hand, how long it goes on, and what any
// evidence is worth at least: in the development sets the rivals of a find were chosen to have
// its colour and its brand, as in life they were not.
const (
	firmness = 8.0
	fitSteps = 12
	least    = 0.1
)

// Fit moves the committed weights to where the evidence is most likely, not far from where
// they were, and never below the least: logistic regression with a prior, by Newton's method. It
// is deterministic. The weights in use are those that BenchmarkFit prints for the development
// sets, rounded.
func Fit(seen []Evidence) Weights {
	prior := weights
	w := prior
	for range fitSteps {
		var slope Weights
		var bend [evidences]Weights
		for e := range w {
			spread := math.Max(0.5, math.Abs(prior[e])/2)
			if evidence(e) == start {
				spread = 5
			}
			bend[e][e] = firmness / (spread * spread)
			slope[e] = -bend[e][e] * (w[e] - prior[e])
		}
		for i := range seen {
			seen[i].pull(&w, &slope, &bend)
		}
		for e := range w {
			if evidence(e) != start && w[e] <= least && slope[e] < 0 {
				slope[e] = 0 // stays, and the others make up for it
				for k := range w {
					bend[e][k], bend[k][e] = 0, 0
				}
				bend[e][e] = 1
			}
		}
		step := solve(bend, slope)
		for e := range w {
			w[e] += step[e]
			if evidence(e) != start {
				w[e] = math.Max(least, w[e])
			}
		}
	}
	return w
}

// pull adds to the slope and the bend of the likelihood what one pair says.
func (p *Evidence) pull(w, slope *Weights, bend *[evidences]Weights) {
	z := 0.0
	var has []int
	for e, x := range p.raw {
		if x != 0 {
			z += w[e] * x
			has = append(has, e)
		}
	}
	q := 1 / (1 + math.Exp(-z))
	if q < 1e-6 && !p.Right {
		return // cannot be told from nothing, and most are
	}
	y := 0.0
	if p.Right {
		y = 1
	}
	for _, a := range has {
		slope[a] += (y - q) * p.raw[a]
		for _, b := range has {
			bend[a][b] += q * (1 - q) * p.raw[a] * p.raw[b]
		}
	}
}

// solve returns x where a·x = b, for an a that is symmetric and positive.
func solve(a [evidences]Weights, b Weights) Weights {
	for i := range a {
		for k := i + 1; k < len(a); k++ {
			times := a[k][i] / a[i][i]
			if times == 0 {
				continue
			}
			for j := i; j < len(a); j++ {
				a[k][j] -= times * a[i][j]
			}
			b[k] -= times * b[i]
		}
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := i + 1; j < len(a); j++ {
			b[i] -= a[i][j] * b[j]
		}
		b[i] /= a[i][i]
	}
	return b
}
