// Package caller is the ear of the desk: who may be on the line, from the little that was
// understood. A first name, a name as it sounds, the end of a telephone number, a mail address
// or a reference misheard lead to the people they may belong to, the likeliest first.
//
// Recognised is not verified. Who may be meant is told by [Card.Score]; what to ask before
// anything is told, and whether it was answered, by [Checks] and [Check.Answers].
package caller

import (
	"slices"
	"strings"
	"time"

	"lostfound/internal/lexicon"
	"lostfound/internal/loss"
	"lostfound/internal/match"
	"lostfound/internal/ref"
)

// Card is what the people of one report are known by, as the index gives it back.
type Card struct {
	Code    string     `json:"r"`           // of the reference, six characters
	Names   [][]string `json:"n,omitempty"` // words of each name, folded: of who reported, for whom, and on the things
	Phones  []string   `json:"f,omitempty"` // digits
	Mail    string     `json:"m,omitempty"` // folded
	Flights []string   `json:"v,omitempty"` // KL1234
	Plates  []string   `json:"p,omitempty"` // folded
	Kinds   []string   `json:"k,omitempty"` // of what is missing, codes of the lexicon
	Open    bool       `json:"o,omitempty"`
	At      time.Time  `json:"t"` // of the last change
}

// CardOf reads a report.
func CardOf(r loss.Report) Card {
	c := Card{Code: codeOf(r.Ref), Mail: strings.TrimSpace(lexicon.Fold(r.Contact.Email)), Open: r.Status == loss.Open, At: r.ChangedAt}
	c.addName(r.Contact.Name)
	c.addName(r.OnBehalfOf)
	c.addPhone(r.Contact.Phone)
	c.Flights = flightsIn(r.Place)
	for _, t := range r.Things {
		c.addName(t.Identifiers.Name)
		c.addPhone(t.Identifiers.Phone)
		c.Flights = append(c.Flights, flightsIn(t.Description)...)
		traits := match.LossOf(r, t).Traits
		c.Plates = append(c.Plates, traits.Plates...)
		c.Kinds = append(c.Kinds, traits.Kinds...)
	}
	for _, list := range []*[]string{&c.Flights, &c.Plates, &c.Kinds} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return c
}

// codeOf is a reference without its kind and dashes.
func codeOf(id ref.Report) string {
	return strings.ReplaceAll(strings.TrimPrefix(string(id), "R"), "-", "")
}

func (c *Card) addName(name string) {
	words := nameWords(name)
	if len(words) > 0 && !slices.ContainsFunc(c.Names, func(known []string) bool { return slices.Equal(known, words) }) {
		c.Names = append(c.Names, words)
	}
}

func (c *Card) addPhone(phone string) {
	if d := digits(phone); len(d) >= fewestDigits && !slices.Contains(c.Phones, d) {
		c.Phones = append(c.Phones, d)
	}
}

// How many digits say anything of a telephone number, and how many may be all of it.
const (
	fewestDigits = 3
	wholeNumber  = 7
)

// digits are those of a text without the zeros that begin it: the prefix of a country and of the
// trunk, which some dial and others leave out.
func digits(s string) string { return strings.TrimLeft(onlyDigits(s), "0") }

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, arabicDigits(s))
}

// Same reports whether two cards are of one person: the same number or address, and no other name;
// families share both.
func (c Card) Same(other Card) bool {
	reached := c.Mail != "" && c.Mail == other.Mail || len(c.Phones) > 0 && len(other.Phones) > 0 && ends(c.Phones[0]) == ends(other.Phones[0])
	if !reached {
		return false
	}
	if len(c.Names) == 0 || len(other.Names) == 0 {
		return true
	}
	return likeName(c.Names[0], other.Names[0]) >= oneName
}

// ends are the last eight digits of a number: the rest is written by some and left out by others.
func ends(phone string) string { return phone[max(0, len(phone)-8):] }
