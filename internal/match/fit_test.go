package match

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"testing"
)

// pair is one report compared with one find, for fitting.
type pair struct {
	raw   [evidences]float64
	right bool
	item  string
}

func (s set) pairs(r report) []pair {
	near, stock := s.inReach(r.loss)
	out := make([]pair, 0, len(near))
	for _, it := range near {
		seen := sum{stock: stock, weights: &weights}
		l := r.loss
		seen.compare(&l, &it.find)
		seen.raw[start] = 1
		out = append(out, pair{seen.raw, slices.Contains(r.right, it.id), it.id})
	}
	return out
}

// faith is how firmly the weights are held to those set by hand.
const faith = 16.0

// fit moves the weights to where the pairs are most likely, not far from where they
// were, and never below zero. Newton's method, one weight at a time.
func fit(reports [][]pair, prior [evidences]float64) [evidences]float64 {
	w := prior
	for range 60 {
		var grad, curve [evidences]float64
		for e := range w {
			spread := math.Max(0.5, math.Abs(prior[e])/2)
			if evidence(e) == start {
				spread = 5
			}
			curve[e] = faith / (spread * spread)
			grad[e] = -curve[e] * (w[e] - prior[e])
		}
		for _, pairs := range reports {
			for _, p := range pairs {
				z := 0.0
				for e, x := range p.raw {
					z += w[e] * x
				}
				q := 1 / (1 + math.Exp(-z))
				y := 0.0
				if p.right {
					y = 1
				}
				if q < 1e-6 && !p.right {
					continue
				}
				for e, x := range p.raw {
					if x != 0 {
						grad[e] += (y - q) * x
						curve[e] += q * (1 - q) * x * x * 4
					}
				}
			}
		}
		for e := range w {
			w[e] += grad[e] / curve[e]
			if evidence(e) != start {
				w[e] = math.Max(0, w[e])
			}
		}
	}
	return w
}

func rank(pairs []pair, w [evidences]float64) []answer {
	out := make([]answer, len(pairs))
	for i, p := range pairs {
		z := 0.0
		for e, x := range p.raw {
			z += w[e] * x
		}
		seen := sum{raw: p.raw}
		out[i] = answer{p.item, Result{Score: 1 / (1 + math.Exp(-z))}}
		if seen.contradicted() && !seen.identified() {
			out[i].Score *= StrongFrom
		}
		out[i].Strength = strength(out[i].Score)
	}
	slices.SortStableFunc(out, func(a, b answer) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.item, b.item)) })
	return out
}

// BenchmarkFit fits the weights in five folds of reports and measures each on the fold it has
// not seen; then it prints the weights fitted on all: go test -run xxx -bench Fit ./internal/match
func BenchmarkFit(t *testing.B) {
	s := readSet(t)
	all := make([][]pair, len(s.reports))
	for i, r := range s.reports {
		all[i] = s.pairs(r)
	}
	const folds = 5
	var fitted, byHand marks
	var right, wrong []float64
	for fold := range folds {
		var train [][]pair
		for i := range all {
			if i%folds != fold {
				train = append(train, all[i])
			}
		}
		w := fit(train, weights)
		for i, r := range s.reports {
			if i%folds != fold {
				continue
			}
			a := rank(all[i], w)
			n := fitted.count(a, r.right)
			byHand.count(rank(all[i], weights), r.right)
			switch {
			case len(r.right) == 0:
				wrong = append(wrong, a[0].Score)
			case n == 1:
				right = append(right, a[0].Score)
			default:
				right = append(right, -1)
			}
		}
	}
	t.Logf("as they are:     %v", byHand)
	t.Logf("cross-validated: %v", fitted)
	for _, share := range []float64{0, 0.04, 0.07} {
		t.Logf("strong for %.2f of those not in stock, from %.3f: %.3f", share, quantile(wrong, share), curve(right, wrong, share))
	}
	names := evidenceNames()
	if len(names) != int(evidences) {
		t.Fatalf("got %d names, want one for each of %d kinds of evidence", len(names), evidences)
	}
	for e, w := range fit(all, weights) {
		fmt.Printf("\t%-14s %6.2f (%.2f)\n", names[e]+":", w, weights[e])
	}
}

func evidenceNames() []string {
	return []string{"start", "sameThing", "otherThing", "sameColour", "otherColour", "sameBrand", "otherBrand", "sameDetail", "nearDetail", "otherDetail",
		"deniedDetail", "unseenDetail", "unsaidDetail", "samePart", "otherPart", "sameWord", "sameNumber", "knownMark", "unknownMark", "otherMark", "sameSerial", "otherSerial",
		"samePlate", "otherPlate", "samePhone", "sameName", "sameLetters", "otherName", "sameSite", "otherSite", "samePlace", "sameSpot", "otherPlace",
		"rightTime", "wrongTime"}
}
