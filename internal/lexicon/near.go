package lexicon

import "slices"

// Likeness of two concepts, for those who confuse, generalise or specify.
const (
	Same      = 1.0
	Wide      = 0.8  // one is a kind of the other
	Neighbour = 0.6  // people mistake one for the other
	Siblings  = 0.5  // two kinds of one thing
	Held      = 0.35 // one usually contains the other
	Family    = 0.15 // both are clothes, say
)

// Like says how far one concept may stand for another, in 0..1. It is symmetric.
func Like(a, b string) float64 {
	if a == b {
		return Same
	}
	l := shelf()
	x := l.kin[a]
	if like, ok := x.like[b]; ok {
		return like
	}
	if x.group.Thing() && l.kin[b].group == x.group {
		return Family
	}
	return 0
}

// Opposite reports whether two concepts contradict each other.
func Opposite(a, b string) bool { return slices.Contains(shelf().kin[a].opposite, b) }

// GroupOf returns the group of a code; "" where it is unknown.
func GroupOf(code string) Group { return shelf().kin[code].group }

// kin is what stands near a concept.
type kin struct {
	group    Group
	like     map[string]float64
	opposite []string
}

// relate notes for every concept what stands near it, both ways.
func (l *lexicon) relate() {
	l.kin = map[string]kin{}
	for _, c := range l.concepts {
		l.kin[c.Code] = kin{group: c.Group, like: map[string]float64{}}
	}
	both := func(a, b string, like float64) {
		l.kin[a].like[b] = max(l.kin[a].like[b], like)
		l.kin[b].like[a] = max(l.kin[b].like[a], like)
	}
	kinds := map[string][]string{}
	for _, c := range l.concepts {
		for _, other := range c.Wider {
			both(c.Code, other, Wide)
			kinds[other] = append(kinds[other], c.Code)
		}
		for _, other := range c.Near {
			both(c.Code, other, Neighbour)
		}
		for _, other := range c.Holds {
			both(c.Code, other, Held)
		}
		for _, other := range c.Opposite {
			for _, pair := range [][2]string{{c.Code, other}, {other, c.Code}} {
				k := l.kin[pair[0]]
				k.opposite = append(k.opposite, pair[1])
				l.kin[pair[0]] = k
			}
		}
	}
	for _, of := range kinds {
		for _, a := range of {
			for _, b := range of {
				if a != b {
					both(a, b, Siblings)
				}
			}
		}
	}
}
