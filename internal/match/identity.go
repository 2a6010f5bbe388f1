package match

import (
	"slices"
	"strconv"

	"lostfound/internal/lexicon"
)

// identifiers compares numbers that no two things share.
func (s *sum) identifiers(l, f *Traits) {
	s.identifier(BySerial, l.Serials, f.Serials, sameSerial, otherSerial, []float64{1, 0.8, 0.4})
	s.identifier(ByPlate, l.Plates, f.Plates, samePlate, otherPlate, []float64{1, 0.4}) // plates of one fleet are alike
	for _, p := range l.Phones {
		if slices.Contains(f.Phones, p) {
			s.see(samePhone, ByPhone, 1, 1)
			return
		}
	}
}

// identifier compares what should be equal. worth is how much it counts with no
// character wrong, with one, and so on; with more it is another.
func (s *sum) identifier(kind Kind, l, f []string, same, other evidence, worth []float64) {
	if len(l) == 0 || len(f) == 0 {
		return
	}
	limit := len(worth) - 1
	best := limit + 1
	for _, a := range l {
		for _, b := range f {
			best = min(best, lexicon.Edits(a, b, limit))
		}
	}
	if best <= limit {
		s.see(same, kind, worth[best], 1, "Wrong", strconv.Itoa(best))
	} else {
		s.see(other, kind, -1, 1)
	}
}

// names looks for the traveller's name, or its initials, on the thing. A name that the
// report tells of otherwise, a child's or a pet's, does not speak against it.
func (s *sum) names(l, f *Traits) {
	for _, n := range l.Names {
		if len(n) < 3 {
			continue
		}
		for m := range both(f.Names, f.Words) {
			if n == m || len(n) >= 6 && lexicon.Edits(n, m, 1) <= 1 {
				s.see(sameName, ByName, 1, 1)
				return
			}
		}
	}
	for _, i := range l.Letters {
		if slices.Contains(f.Letters, i) {
			s.see(sameLetters, ByName, 1, 1)
			return
		}
	}
	for _, n := range f.Names {
		if slices.Contains(l.Words, n) {
			return // told in the description: a child, a pet, a friend
		}
	}
	if len(l.Names) > 0 && len(f.Names) > 0 {
		s.see(otherName, ByName, -1, 1)
	}
}
