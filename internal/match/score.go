package match

import (
	"cmp"
	"math"
	"slices"
)

// Model is how evidence is weighed. The zero value is the one in use; others are for its
// examination.
type Model struct {
	Weights   *Weights // the committed ones where nil
	NoLeaning bool     // place and time do not count
}

// Score compares a loss with a find and says why.
func Score(l Loss, f Find, stock Stock) Result { return Model{}.Score(l, f, stock) }

// Score compares a loss with a find and says why.
func (m Model) Score(l Loss, f Find, stock Stock) Result {
	s := m.sum(stock)
	s.reasons = make([]Reason, 0, 16)
	score := s.score(m, &l, &f)
	slices.SortStableFunc(s.reasons, func(a, b Reason) int {
		return cmp.Compare(math.Abs(b.Points), math.Abs(a.Points))
	})
	return Result{Score: score, Strength: strength(score), Reasons: s.reasons}
}

// Weigh returns the Score alone, in less time: for the many of which few are shown.
func (m Model) Weigh(l Loss, f Find, stock Stock) float64 {
	s := m.sum(stock)
	s.silent = true
	return s.score(m, &l, &f)
}

func (m Model) sum(stock Stock) sum {
	if m.Weights == nil {
		return sum{stock: stock, weights: &weights}
	}
	return sum{stock: stock, weights: m.Weights}
}

func (s *sum) score(m Model, l *Loss, f *Find) float64 {
	if m.NoLeaning {
		thing := l.withoutLeanings()
		l = &thing
	}
	s.compare(l, f)
	return s.probability()
}

// probability is that of what was seen, in 0..1.
func (s *sum) probability() float64 {
	score := 1 / (1 + math.Exp(-s.points-s.weights[start]))
	if s.contradicted() && !s.identified() {
		score *= doubt
	}
	return score
}

func strength(score float64) Strength {
	switch {
	case score >= StrongFrom:
		return Strong
	case score >= PossibleFrom:
		return Possible
	}
	return Weak
}

// sum adds up the evidence. raw is what was seen before it is weighed.
type sum struct {
	stock   Stock
	weights *Weights
	raw     [evidences]float64
	points  float64
	chance  float64 // see luck
	silent  bool    // no reasons are wanted
	reasons []Reason
}

// see notes evidence: how much of it there is, negative where it contradicts, and how much
// full agreement would have been.
func (s *sum) see(what evidence, kind Kind, amount, full float64, args ...string) {
	s.raw[what] += amount
	points := s.weights[what] * amount
	s.points += points
	if kind == "" || s.silent {
		return
	}
	r := Reason{Kind: kind, Points: points, Possible: s.weights[what] * full}
	if len(args) > 0 {
		r.Args = make(map[string]string, len(args)/2)
		for i := 0; i+1 < len(args); i += 2 {
			r.Args[args[i]] = args[i+1]
		}
	}
	s.reasons = append(s.reasons, r)
}

// contradicted reports whether something that is said of the one is not so of the other.
func (s *sum) contradicted() bool {
	for _, e := range []evidence{otherColour, otherBrand, otherDetail, deniedDetail, otherPart, otherMark, otherSerial, otherPlate, otherName} {
		if s.raw[e] < 0 {
			return true
		}
	}
	return false
}

// identified reports whether something agrees that hardly any other thing has.
func (s *sum) identified() bool {
	return s.raw[sameSerial] > 0 || s.raw[samePlate] == 1 || s.raw[samePhone] > 0 || s.raw[sameName] > 0 || s.raw[knownMark] > 0
}

func (s *sum) compare(l *Loss, f *Find) {
	s.chance = luck(&l.Traits, &f.Traits)
	s.thing(&l.Traits, &f.Traits)
	s.colour(&l.Traits, &f.Traits)
	s.brand(&l.Traits, &f.Traits)
	s.details(&l.Traits, &f.Traits)
	s.parts(&l.Traits, &f.Traits)
	s.words(&l.Traits, &f.Traits)
	s.marks(&l.Traits, &f.Traits)
	s.identifiers(&l.Traits, &f.Traits)
	s.names(&l.Traits, &f.Traits)
	s.crowd()
	s.place(l, f)
	s.when(l, f)
}
