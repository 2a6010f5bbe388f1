package office

import (
	"strings"
	"time"

	"lostfound/internal/found"
	"lostfound/internal/index"
	"lostfound/internal/lexicon"
	"lostfound/internal/match"
	"lostfound/internal/ref"
)

// Age is how long ago a find was made, in days of UTC: as near as one remembers.
type Age string

// The ages. Each holds the ones before; Earlier is what none of them holds.
const (
	Yesterday Age = "yesterday" // or today
	Week      Age = "week"
	Recent    Age = "month"
	Earlier   Age = "earlier"
)

// Ages lists all ages.
var Ages = []Age{Yesterday, Week, Recent, Earlier}

// days are the days that an age reaches back from today; none for Earlier.
func (a Age) days() int { return map[Age]int{Yesterday: 2, Week: 8, Recent: 31}[a] }

// Facets narrow a search of finds down. Within a facet one of what is picked suffices;
// where nothing is picked, everything passes.
type Facets struct {
	Sites    []string // codes
	Statuses []found.Status
	Kinds    []lexicon.Group
	Colours  []string // of lexicon.Colours
	Found    Age      // empty for any
}

// Counts says how many finds there would be if just that were picked in its facet, whatever is
// picked in the others. It is exact.
type Counts struct {
	Sites    map[string]int
	Statuses map[found.Status]int
	Kinds    map[lexicon.Group]int
	Colours  map[string]int
	Found    map[Age]int
}

// Terms of the index by which finds are narrowed down.
func statusTerm(s found.Status) string { return "status:" + string(s) }
func kindTerm(g lexicon.Group) string  { return "kind:" + string(g) }
func shadeTerm(colour string) string   { return "shade:" + colour }
func insideTerm(it ref.Item) string    { return "inside:" + string(it) }

// facetTerms are those that a find stands under: where it lay, what kinds of things it may be, and the colours
// it is of, or else those that are spoken of.
func facetTerms(it found.Item, f match.Find) []string {
	out := []string{statusTerm(it.Status)}
	if it.Inside != "" {
		out = append(out, insideTerm(it.Inside))
	}
	for _, kind := range f.Kinds {
		for code := range strings.SplitSeq(kind, "|") {
			if g := lexicon.GroupOf(code); g.Thing() {
				out = append(out, kindTerm(g))
			}
		}
	}
	colours := f.Colours
	if len(colours) == 0 {
		colours = f.Details
	}
	for _, colour := range colours {
		for _, shade := range lexicon.ShadeOf(colour) {
			out = append(out, shadeTerm(shade))
		}
	}
	return out
}

// The facets in the order in which they are sifted by; the sites are apart.
const (
	byStatus = iota
	byKind
	byColour
	byAge
)

// sieve is what the index narrows down by, at the instant now. It counts where that is wanted.
func (f Facets) sieve(now time.Time, count bool) []index.Facet {
	out := []index.Facet{
		byStatus: {Picked: termsOf(f.Statuses, statusTerm), Count: termsOf(found.Statuses, statusTerm)},
		byKind:   {Picked: termsOf(f.Kinds, kindTerm), Count: termsOf(lexicon.Groups, kindTerm)},
		byColour: {Picked: termsOf(f.Colours, shadeTerm), Count: termsOf(lexicon.Colours, shadeTerm)},
		byAge:    {Picked: daysBack(now, f.Found.days()), Count: daysBack(now, Recent.days()), Rest: f.Found == Earlier},
	}
	for i := range out {
		if !count && !out[i].Rest {
			out[i].Count = nil
		}
	}
	return out
}

// counts reads what was counted.
func (f Facets) counts(s index.Sifted, now time.Time) Counts {
	out := Counts{s.Sites, numbers(found.Statuses, statusTerm, s.Counts[byStatus]), numbers(lexicon.Groups, kindTerm, s.Counts[byKind]),
		numbers(lexicon.Colours, shadeTerm, s.Counts[byColour]), map[Age]int{Earlier: s.Counts[byAge][""]}}
	for _, age := range Ages {
		for _, day := range daysBack(now, age.days()) {
			out.Found[age] += s.Counts[byAge][day]
		}
	}
	return out
}

// daysBack are the terms of so many days up to now; a clock that runs ahead may have made it
// tomorrow.
func daysBack(now time.Time, days int) []string {
	if days == 0 {
		return nil
	}
	var out []string
	for back := -1; back < days; back++ {
		out = append(out, match.DayTerm(now.AddDate(0, 0, -back)))
	}
	return out
}

func termsOf[T ~string](all []T, term func(T) string) []string {
	var out []string
	for _, one := range all {
		out = append(out, term(one))
	}
	return out
}

func numbers[T ~string](all []T, term func(T) string, counted map[string]int) map[T]int {
	out := map[T]int{}
	for _, one := range all {
		out[one] = counted[term(one)]
	}
	return out
}

// senses are the words that were typed, as the index looks for them.
func senses(words, lang string) [][]index.Sense {
	var out [][]index.Sense
	for _, word := range match.Asked(words, lang) {
		var any []index.Sense
		for _, t := range word {
			any = append(any, index.Sense{Term: t.Term, Worth: int(t.Weight)})
		}
		out = append(out, any)
	}
	return out
}
