package match

import (
	"slices"
	"strings"

	"lostfound/internal/lexicon"
)

// usual shares of the stock that carry a thing, a colour, ... of one kind.
const (
	usualThing  = 0.03
	usualColour = 0.1
	usualBrand  = 0.02
	usualDetail = 0.02
	usualPlain  = 0.25
	usualWord   = 0.005
)

// thing compares what is lost with what was found, and with what is in it or around it:
// the laptop may be noted as the bag it was in.
func (s *sum) thing(l, f *Traits) {
	if len(l.Kinds) == 0 || len(f.Kinds) == 0 {
		return
	}
	best, full, a, b := 0.0, 0.0, first(l.Kinds), first(f.Kinds)
	try := func(x, y []string, trust float64) {
		for _, i := range x {
			for m, more := next(i); m != ""; m, more = next(more) {
				worth := s.stock.rarity("k:"+m, usualThing)
				for _, j := range y {
					for n, rest := next(j); n != ""; n, rest = next(rest) {
						like := trust * lexicon.Like(m, n)
						if like >= lexicon.Held/2 && like*worth > best {
							best, full, a, b = like*worth, worth, m, n
						}
					}
				}
			}
		}
	}
	try(l.Kinds, f.Kinds, 1)
	try(l.Kinds, f.Holds, 0.85)
	try(l.Holds, f.Kinds, 0.7)
	if best > 0 {
		s.see(sameThing, ByThing, best, full, "Loss", a, "Find", b)
	} else {
		s.see(otherThing, ByThing, -1, s.stock.rarity("k:"+a, usualThing), "Loss", a, "Find", b)
	}
}

func first(traits []string) string {
	code, _ := next(traits[0])
	return code
}

// next returns the first meaning of a trait, and the others.
func next(trait string) (code, more string) {
	if i := strings.IndexByte(trait, either[0]); i >= 0 {
		return trait[:i], trait[i+1:]
	}
	return trait, ""
}

// colour compares the best pair of colours: neighbours count almost as the same. What either
// side says of the other's colour elsewhere, of a part or as a shade, does not contradict it.
func (s *sum) colour(l, f *Traits) {
	if len(l.Colours) == 0 || len(f.Colours) == 0 {
		return
	}
	best, full, a, b := 0.0, 0.0, l.Colours[0], f.Colours[0]
	for _, i := range l.Colours {
		worth := s.stock.rarity(prefixOf(i)+i, usualColour)
		for _, j := range f.Colours {
			if like := lexicon.Like(i, j); like >= lexicon.Siblings && like*worth > best {
				best, full, a, b = like*worth, worth, i, j
			}
		}
	}
	if best > 0 {
		s.see(sameColour, ByColour, best, full, "Loss", a, "Find", b)
	} else if !mentions(l.Details, f.Colours) && !mentions(f.Details, l.Colours) {
		s.see(otherColour, ByColour, -1, s.stock.rarity(prefixOf(a)+a, usualColour), "Loss", a, "Find", b)
	}
}

// mentions reports whether one of the traits is or may be one of the colours.
func mentions(traits, colours []string) bool {
	return slices.ContainsFunc(traits, func(t string) bool { return among(t, colours) != "" })
}

// brand compares makers, one wrong letter allowed. A brand that is only heard of in a text
// may be of something else.
func (s *sum) brand(l, f *Traits) {
	best, a, b := 0.0, "", ""
	for _, pair := range [2][2][]string{{l.Brands, f.Words}, {f.Brands, l.Words}} {
		for _, i := range pair[0] {
			if slices.Contains(pair[1], i) { // a brand that is also a word, or is not known
				best, a, b = s.stock.rarity("b:"+i, usualBrand), i, i
			}
		}
	}
	for _, i := range l.Brands {
		for _, j := range f.Brands {
			if i == j || len(i) >= 5 && lexicon.Edits(i, j, 1) <= 1 {
				if worth := s.stock.rarity("b:"+i, usualBrand); worth > best {
					best, a, b = worth, i, j
				}
			}
		}
	}
	if best > 0 {
		s.see(sameBrand, ByBrand, best, best, "Loss", a, "Find", b)
		return
	}
	if len(l.Brands) == 0 || len(f.Brands) == 0 {
		return
	}
	amount := -1.0
	if l.Heard || f.Heard {
		amount = -0.5
	}
	s.see(otherBrand, ByBrand, amount, s.stock.rarity("b:"+l.Brands[0], usualBrand), "Loss", l.Brands[0], "Find", f.Brands[0])
}
