package match

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"

	"lostfound/internal/lexicon"
)

// luck is what must be taken off the worth of a trait that agrees, as long reports speak
// of so much else that something agrees by chance.
func luck(l, f *Traits) float64 {
	strange := 0
	for d := range both(l.Details, l.Holds) {
		if agreed(d, f) == "" {
			strange++
		}
	}
	for _, w := range l.Words {
		if !slices.Contains(f.Words, w) {
			strange++
		}
	}
	return math.Log1p(float64(strange) / 6)
}

// details compares the marks, materials, motifs and contents, also what one side denies.
func (s *sum) details(l, f *Traits) {
	unseen := 0
	for d := range both(l.Details, l.Holds) {
		if code := agreed(d, f); code != "" && slices.Contains(carriers, code) && otherwise(l, f) {
			full := s.stock.rarity(prefixOf(code)+code, usualShare(code))
			s.see(nearDetail, ByDetail, math.Max(0.2, full-s.chance), full, "Loss", code, "Find", code)
			continue
		} else if code != "" {
			full := s.stock.rarity(prefixOf(code)+code, usualShare(code))
			s.see(sameDetail, ByDetail, math.Max(0.2, full-s.chance), full, "Loss", code, "Find", code)
			continue
		}
		code, _ := next(d)
		if other := opposed(d, f.Details); other != "" {
			s.see(otherDetail, ByDetail, -1, 1, "Loss", code, "Find", other)
		} else if denied := among(d, f.Denied); denied != "" {
			s.see(deniedDetail, ByDetail, -1, 1, "Loss", denied, "Find", "")
		} else if near := similar(d, f); near != "" {
			full := s.stock.rarity(prefixOf(code)+code, usualShare(code))
			s.see(nearDetail, ByDetail, math.Max(0.2, full-s.chance), full, "Loss", code, "Find", near)
		} else if g := groupOf(code); (g == lexicon.Detail || g == lexicon.Motif) && code != size {
			unseen++
		}
	}
	if unseen > 0 {
		s.see(unseenDetail, ByUnseen, -float64(unseen), 0, "Count", strconv.Itoa(unseen))
	}
	for _, d := range l.Denied {
		if slices.Contains(f.Denied, d) {
			s.see(sameDetail, ByDetail, 2, 2, "Loss", d, "Find", d)
		} else if code := cmp.Or(among(d, f.Details), among(d, f.Holds)); code != "" {
			s.see(deniedDetail, ByDetail, -1, 1, "Loss", "", "Find", d)
		}
	}
	rest := 0
	for d := range both(f.Details, f.Holds) {
		if among(d, f.Kinds) == "" && among(d, f.Colours) == "" && among(d, l.Details) == "" && among(d, l.Holds) == "" && among(d, l.Kinds) == "" && similar(d, l) == "" {
			rest++
		}
	}
	if rest > 0 {
		s.see(unsaidDetail, ByUnsaid, -float64(rest), 0, "Count", strconv.Itoa(rest))
	}
}

// plain are details that many a thing has, and that say little of it: its size, and parts that all
// of its kind have.
var plain = []string{"bag", "band", "big", "buckle", "button", "case", "charger", "cover", "dial", "folding", "frame", "full", "handle", "hard", "label", "left", "lid", "light",
	"lock", "long", "medium", "old", "pocket_side", "right", "screen", "short", "size", "small", "soft", "sticker", "strap", "text_print", "wheel", "written", "zip"}

func usualShare(detail string) float64 {
	if slices.Contains(plain, detail) {
		return usualPlain
	}
	return usualDetail
}

// otherwise reports whether both sides say what is pictured or written on it and none of it
// agrees: two stickers are not one.
func otherwise(l, f *Traits) bool {
	pictured := func(d string) bool { code, _ := next(d); return groupOf(code) == lexicon.Motif }
	if len(f.Words) == 0 && !slices.ContainsFunc(f.Details, pictured) {
		return false
	}
	said := len(l.Words) > 0
	for _, w := range l.Words {
		if slices.ContainsFunc(f.Words, func(b string) bool { return likeWords(w, b) > 0 }) {
			return false
		}
	}
	for _, d := range l.Details {
		if pictured(d) {
			if said = true; agreed(d, f) != "" {
				return false
			}
		}
	}
	return said
}

// size is the word for it; what the size is, a number says.
const size = "size"

// opposed returns a trait that contradicts a meaning of the trait, or "".
func opposed(trait string, list []string) string {
	for code, more := next(trait); code != ""; code, more = next(more) {
		for _, other := range list {
			if lexicon.Opposite(code, other) {
				return other
			}
		}
	}
	return ""
}

// similar returns a trait of the other side that is near to the trait, or "".
func similar(trait string, f *Traits) string {
	for _, list := range [3][]string{f.Details, f.Holds, f.Colours} {
		for _, other := range list {
			if lexicon.Like(trait, other) >= lexicon.Siblings {
				return other
			}
		}
	}
	return ""
}

// agreed returns the meaning of a trait that the find has as well, or "".
func agreed(trait string, f *Traits) string {
	for _, list := range [4][]string{f.Details, f.Holds, f.Kinds, f.Colours} {
		if code := among(trait, list); code != "" {
			return code
		}
	}
	return ""
}

// both yields two lists, one after the other.
func both(a, b []string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, list := range [2][]string{a, b} {
			for _, s := range list {
				if !yield(s) {
					return
				}
			}
		}
	}
}

// among returns a meaning that a trait shares with one of a list, or "".
func among(trait string, list []string) string {
	several := strings.Contains(trait, either)
	for _, other := range list {
		if trait == other {
			code, _ := next(trait)
			return code
		}
		if !several && !strings.Contains(other, either) {
			continue
		}
		for code, more := next(trait); code != ""; code, more = next(more) {
			for code2, rest := next(other); code2 != ""; code2, rest = next(rest) {
				if code == code2 {
					return code
				}
			}
		}
	}
	return ""
}

// parts compares the colours and materials of parts that both sides speak of.
func (s *sum) parts(l, f *Traits) {
	for _, a := range l.Parts {
		part, quality, _ := strings.Cut(a, ":")
		best, against := 0.0, ""
		for _, b := range f.Parts {
			part2, quality2, _ := strings.Cut(b, ":")
			if among(part, []string{part2}) == "" || groupOf(quality) != groupOf(quality2) {
				continue
			}
			against = quality2
			best = math.Max(best, lexicon.Like(quality, quality2))
		}
		if best >= lexicon.Siblings {
			s.see(samePart, ByPart, best, 1, "Part", part, "Loss", quality, "Find", against)
		} else if against != "" {
			s.see(otherPart, ByPart, -1, 1, "Part", part, "Loss", quality, "Find", against)
		}
	}
}

// words compares what the lexicon does not know: names, titles, words of other languages.
func (s *sum) words(l, f *Traits) {
	for _, a := range l.Words {
		for _, b := range f.Words {
			if like := likeWords(a, b); like > 0 {
				full := s.stock.rarity("w:"+a, usualWord)
				s.see(sameWord, ByWord, math.Max(0.2, like*full-s.chance), full, "Loss", a, "Find", b)
				break
			}
		}
	}
	for _, n := range l.Numbers {
		if slices.Contains(f.Numbers, n) {
			worth := float64(min(len(n), 4)) / 2 // a 2 is on many things, 1961 on few
			s.see(sameNumber, ByNumber, worth, worth, "Number", n)
		}
	}
}

// likeWords is how far two words may be one: a slip apart, or one word in two languages.
func likeWords(a, b string) float64 {
	switch {
	case a == b:
		return 1
	case len(a) >= 3 && a+"s" == b, len(b) >= 3 && b+"s" == a: // Liv's
		return 0.9
	case len(a) >= 6 && len(b) >= 6 && lexicon.Edits(a, b, 2) <= 1+len(a)/10:
		return 0.9
	case kindred(a, b):
		return 0.5
	}
	return 0
}

// beginning is how many first letters two words must share to be taken for one: inflected,
// compounded, or of two languages that have it from the same place.
const beginning = 5

// kindred reports whether two words begin alike, spelling aside, or the shorter begins the
// longer: harp and harppu, acustica and akustik.
func kindred(a, b string) bool {
	n := min(len(a), len(b), beginning)
	if n < opening {
		return false
	}
	for i := range n {
		if heard(a[i]) != heard(b[i]) {
			return false
		}
	}
	return true
}

// heard makes letters of folded words alike that stand for one sound in most languages.
func heard(letter byte) byte {
	switch letter {
	case 'c', 'q':
		return 'k'
	case 'z':
		return 's'
	case 'w':
		return 'v'
	case 'y', 'j':
		return 'i'
	}
	return letter
}

// carriers are marks that say little without what stands on them.
var carriers = []string{"embroidered", "engraved", "initials", "label", "name_mark", "sticker", "tag_luggage", "text_print", "written"}

// marks asks whether the report speaks of any of the marks that only the owner knows.
// That there is an engraving is not enough, if it is said what was engraved.
func (s *sum) marks(l, f *Traits) {
	told, known, carried := 0, 0, false
	if slices.ContainsFunc(f.Letters, func(i string) bool { return slices.Contains(l.Letters, i) }) {
		told, known = 1, 1
	}
	for _, m := range f.Marks {
		if slices.Contains(carriers, m) {
			carried = carried || slices.Contains(l.Details, m)
			continue
		}
		told++
		if cmp.Or(among(m, l.Details), among(m, l.Holds), among(m, l.Names), among(m, l.Numbers)) != "" ||
			slices.ContainsFunc(l.Words, func(w string) bool { return likeWords(m, w) > 0 }) {
			known++
		}
	}
	switch {
	case told == 0 && carried:
		s.see(knownMark, ByMark, 0.5, 1)
	case told == 0:
	case known > 0:
		s.see(knownMark, ByMark, float64(known)/float64(told), 1)
	case carried:
		s.see(otherMark, ByMark, -1, 1)
	default:
		s.see(unknownMark, ByMark, -1, 1)
	}
}
