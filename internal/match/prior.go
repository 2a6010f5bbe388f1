package match

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"lostfound/internal/lexicon"
)

// crowd takes off for the number of finds that are near: the more there are, the likelier one of
// them is like the thing by chance.
func (s *sum) crowd() {
	const few = 60 // that make no difference
	s.see(rivals, "", -math.Log1p(float64(s.stock.N)/few), 0)
}

// place compares the sites, and the places in them. Travellers name the wrong gate, so
// another place takes little away.
func (s *sum) place(l *Loss, f *Find) {
	if len(l.Sites) > 0 {
		if slices.Contains(l.Sites, f.Site) {
			s.see(sameSite, BySite, 1, 1, "Site", f.Site)
		} else {
			s.see(otherSite, BySite, -1, 1, "Site", f.Site)
		}
	}
	if len(l.Places) == 0 || len(f.Places) == 0 {
		return
	}
	kinds, spot, where := 0, 0.0, ""
	for _, p := range l.Places {
		if !slices.Contains(f.Places, p) {
			continue
		}
		if groupOf(p) == lexicon.Place {
			kinds++
			where = cmp.Or(where, p)
		} else if exact := exactness(p); exact > spot {
			spot, where = exact, p
		}
	}
	if where == "" {
		if comparable(l.Places, f.Places) {
			s.see(otherPlace, ByPlace, -1, 1, "Place", f.Places[0])
		}
		return
	}
	before := s.points
	if kinds > 0 {
		s.see(samePlace, "", min(float64(kinds)+1, 3)/2, 0) // the kind of place, and half as much for a second
	}
	s.see(sameSpot, "", spot, 0)
	if !s.silent {
		s.reasons = append(s.reasons, Reason{ByPlace, s.points - before, s.weights[samePlace] + s.weights[sameSpot], map[string]string{"Place": where}})
	}
}

// comparable reports whether both sides name a kind of place, or both a spot: a gate of which
// nobody says the number is not another than 14.
func comparable(a, b []string) bool {
	kind := func(p string) bool { return groupOf(p) == lexicon.Place }
	spot := func(p string) bool { return !kind(p) }
	return slices.ContainsFunc(a, kind) && slices.ContainsFunc(b, kind) || slices.ContainsFunc(a, spot) && slices.ContainsFunc(b, spot)
}

// when weighs how long after the loss the thing was found. Most things are found within
// hours; what was found before may still be it, as days are mistaken.
func (s *sum) when(l *Loss, f *Find) {
	if l.From.IsZero() {
		return
	}
	hours, lean := 0.0, 1.0
	switch {
	case f.At.Before(l.From):
		hours = f.At.Sub(l.From).Hours()
		lean = math.Max(-2, -0.5+hours/24)
	case f.At.After(l.To):
		hours = f.At.Sub(l.To).Hours()
		lean = math.Max(-1.5, 1-math.Log1p(hours/6)/1.5)
	}
	if lean > 0 {
		s.see(rightTime, ByTime, lean, 1, "Hours", strconv.Itoa(int(math.Round(hours))))
	} else {
		s.see(wrongTime, ByTime, lean, 1, "Hours", strconv.Itoa(int(math.Round(hours))))
	}
}
