// Package match is the practised eye at the desk: it says how well a found item fits
// a missing thing, and why.
//
// A find and a loss are reduced to traits that no longer depend on language. Each trait
// that agrees earns points, the rarer in the stock the more; each that contradicts takes
// some away. Place and time are leanings with tails, never walls, as days are off by one
// and travellers name the wrong airport. The points add up to a probability.
//
// Everything here is a pure function of its arguments. More agreeing evidence never lowers
// a score. Find and Loss are also what the index keeps of an item and of a thing, as
// JSON; they hold what is needed to compare, not the texts.
package match

import (
	"math"
	"time"
)

// Strength is what a score means for the people who read it.
type Strength string

// The strengths, the best first.
const (
	Strong   Strength = "strong"   // tell the desk at once
	Possible Strength = "possible" // worth a look
	Weak     Strength = "weak"     // probably another thing
)

// Scores from which a find is a strong and a possible match, and what is left of a score
// where something contradicts: a person must look, it is never strong. They were chosen by
// cross-validation on the development sets together: at most one in fifty reports of things not
// in stock has a strong match, and about one in eight a possible one.
const (
	StrongFrom   = 0.80
	PossibleFrom = 0.42
	doubt        = 0.65
)

// Result says how well a find fits a loss. Reasons come in the order of their weight.
type Result struct {
	Score    float64  `json:"score"` // 0 to 1
	Strength Strength `json:"strength"`
	Reasons  []Reason `json:"reasons"`
}

// Reason is one thing that speaks for a match, or against it where Points are negative.
// The words for it are the locale's messages "reason.<kind>" and, for contradictions,
// "reason.<kind>.against".
type Reason struct {
	Kind     Kind              `json:"kind"`
	Points   float64           `json:"points"`
	Possible float64           `json:"possible"` // what full agreement would earn
	Args     map[string]string `json:"args,omitempty"`
}

// Kind is what a reason is about.
type Kind string

// The kinds of reason, with their arguments. Codes are the lexicon's.
const (
	ByThing  Kind = "thing"  // Loss, Find: codes
	ByColour Kind = "colour" // Loss, Find: codes
	ByBrand  Kind = "brand"  // Loss, Find: codes, or folded words where the lexicon has none
	ByDetail Kind = "detail" // Loss, Find: codes; one is empty where the other side denies what this one says
	ByPart   Kind = "part"   // Part, Loss, Find: codes; a part and its colour or material on either side
	ByWord   Kind = "word"   // Loss, Find: folded words
	ByNumber Kind = "number" // Number
	ByMark   Kind = "mark"   // none: the report tells a mark that only the owner knows, or none of them
	BySerial Kind = "serial" // Wrong: how many characters differ
	ByPlate  Kind = "plate"  // Wrong
	ByName   Kind = "name"   // none
	ByPhone  Kind = "phone"  // none
	BySite   Kind = "site"   // Site: code of the site it was found at
	ByPlace  Kind = "place"  // Place: a code, a gate, a terminal, a pier or a number
	ByTime   Kind = "time"   // Hours from the end of the window to the find; negative: before its beginning
	ByUnseen Kind = "unseen" // Count of marks in the report of which the find's notes say nothing
	ByUnsaid Kind = "unsaid" // Count of things in the find's notes of which the report says nothing
)

// Stock is what a find is compared against: how many records are in reach and how many
// of them carry each term. The zero value knows nothing and treats all alike.
type Stock struct {
	N  int
	DF map[string]int
}

// rarity is the information in a term, in nats: the logarithm of one in how many records
// carries it. usual is the share expected before the stock is looked at.
func (s Stock) rarity(term string, usual float64) float64 {
	const faith = 60 // records that the expectation is worth
	df, known := s.DF[term]
	if !known || s.N == 0 {
		return -math.Log(usual)
	}
	return math.Max(0.1, math.Log((float64(s.N)+faith)/(math.Max(0, float64(df)-1)+faith*usual)))
}

// The reach of a report in time: from a little before the loss, as days are mistaken,
// to now, and not longer than 90 days.
const (
	before = 2 * 24 * time.Hour
	after  = 90 * 24 * time.Hour
)

// Reach is when finds that may be the thing were made. The sites are the report's and
// those connected to them.
func Reach(l Loss, now time.Time) (from, until time.Time) {
	begin := l.From
	if begin.IsZero() {
		begin = l.To
	}
	from = begin.Add(-before)
	if end := from.Add(after); end.Before(now) {
		return from, end
	}
	return from, now.Add(before)
}

// ReachBack is when things that the find may be were lost.
func ReachBack(f Find) (from, until time.Time) {
	return f.At.Add(-after), f.At.Add(before)
}
