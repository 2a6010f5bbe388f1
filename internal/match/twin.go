package match

import (
	"slices"
	"strings"
	"time"

	"lostfound/internal/lexicon"
)

// TwinFrom is the score from which two records are worth a look as one told twice. Of 6,000 pairs
// of different finds of one site within two days of each other, made hard to tell apart, 6 at most reach it in
// the development set, and of 12,720 pairs of reports none.
const TwinFrom = StrongFrom

// shift is how far apart a thing may be noted twice and be believed to be found at one time.
const shift = 12 * time.Hour

// SameFind says how likely two finds are one item that was registered twice, in 0..1: as if
// either were looked for where and when it was found. It is symmetric.
func (m Model) SameFind(a, b Find, stock Stock) float64 {
	if !sameKind(a.Kinds, b.Kinds) {
		return 0
	}
	return min(m.Weigh(a.lost(), b, stock), m.Weigh(b.lost(), a, stock))
}

// SameLoss says how likely two missing things of two reports are one, as members of a family tell of
// it, in 0..1: as if either were found where and when it was lost. It is symmetric.
func (m Model) SameLoss(a, b Loss, stock Stock) float64 {
	if !sameKind(a.Kinds, b.Kinds) {
		return 0
	}
	return min(m.Weigh(a, b.found(a.Sites), stock), m.Weigh(b, a.found(b.Sites), stock))
}

func (f Find) lost() Loss {
	return Loss{Sites: []string{f.Site}, From: f.At.Add(-shift), To: f.At.Add(shift), Traits: f.Traits}
}

// found is the loss as a find, at one of the sites if it was lost there.
func (l Loss) found(sites []string) Find {
	f := Find{At: l.From.Add(l.To.Sub(l.From) / 2), Traits: l.Traits}
	for _, s := range l.Sites {
		if f.Site == "" || slices.Contains(sites, s) {
			f.Site = s
		}
	}
	return f
}

// sameKind reports whether one may be called what the other is: what lay in it or around it is
// another thing.
func sameKind(a, b []string) bool {
	for _, x := range a {
		for i := range strings.SplitSeq(x, either) {
			for _, y := range b {
				for j := range strings.SplitSeq(y, either) {
					if lexicon.Like(i, j) >= lexicon.Siblings {
						return true
					}
				}
			}
		}
	}
	return false
}
