package match

import (
	"fmt"
	"slices"
	"testing"
)

// BenchmarkFit prints the weights fitted on the development sets together beside those in use:
// go test -run xxx -bench Fit ./internal/match. How they fare on reports they were not fitted
// on is what lostfound eval --folds says.
func BenchmarkFit(b *testing.B) {
	var seen []Evidence
	for _, name := range sets {
		s := readSet(b, name)
		for _, s.wide = range []bool{false, true} {
			for _, r := range s.reports {
				near, stock := s.inReach(r.loss)
				for _, it := range near {
					seen = append(seen, Observe(r.loss, it.find, stock, slices.Contains(r.right, it.id)))
				}
			}
		}
	}
	if len(evidenceNames) != int(evidences) {
		b.Fatalf("got %d names, want one for each of %d kinds of evidence", len(evidenceNames), evidences)
	}
	for e, w := range Fit(seen) {
		fmt.Printf("\t%-14s %6.2f (%.2f)\n", evidenceNames[e]+":", w, weights[e])
	}
}

var evidenceNames = []string{"start", "sameThing", "otherThing", "sameColour", "otherColour", "sameBrand", "otherBrand", "sameDetail", "nearDetail", "otherDetail",
	"deniedDetail", "unseenDetail", "unsaidDetail", "samePart", "otherPart", "sameWord", "sameNumber", "knownMark", "unknownMark", "otherMark", "sameSerial", "otherSerial",
	"samePlate", "otherPlate", "samePhone", "sameName", "sameLetters", "otherName", "sameSite", "otherSite", "samePlace", "sameSpot", "otherPlace",
	"rightTime", "wrongTime", "rivals"}
