// Package lexicon is the shelf of word lists behind the desk: what lost things,
// their colours, brands, marks and the places they lie in are called, in every
// language that travellers speak and finders write.
//
// It turns words into concepts, so that a "Rucksack" and a "sac à dos" are one
// thing. Names are looked up in all languages at once, the declared one first, as
// notes are often written in another language than the desk's. Reading a text is
// deterministic and its cost is bounded however long the text is.
//
// The lists are plain text in data/, made to be reviewed by native speakers:
//
//	[cool_bag] bag 🧊 ~lunch_box ^medicine cold      code, group, icon, relations, flags
//	en: cool bag, cooler bag, cooler*
//	nl: koeltas, koelbox
//
// Relations are ~code for a neighbour (people confuse the two), <code for something
// more general, ^code for what it usually holds, !code for the opposite. The flags are
// no_photo, two_people, cold and, for brands whose name is also a word, everyday. An
// asterisk marks an ambiguous name, one that other concepts bear as well; "*:" stands
// before names that hold in all languages, and a name that ends in a dash is the
// beginning of words. Lines that begin with # are remarks.
//
// Names of motifs come from the Unicode CLDR annotations (data/UNICODE-LICENSE);
// scripts/extract-cldr.sh shows which names of theirs the lists lack.
package lexicon

import (
	"slices"
	"sync"
)

// Group is the family a concept belongs to. People are shown the things' groups,
// by the locale's messages "group.<group>".
type Group string

// The groups of things people lose, in the order in which people are offered them.
const (
	Bag         Group = "bag"
	Electronics Group = "electronics"
	Document    Group = "document"
	Card        Group = "card"
	Key         Group = "key"
	Clothing    Group = "clothing"
	Accessory   Group = "accessory"
	Jewellery   Group = "jewellery"
	Medicine    Group = "medicine"
	Child       Group = "child"
	Sport       Group = "sport"
	Music       Group = "music"
	Vehicle     Group = "vehicle"
	Home        Group = "home"
	Other       Group = "other"
)

// The groups of what is said about things.
const (
	People   Group = "people"  // whose or for whom: men's, child's
	Colour   Group = "colour"  //
	Pattern  Group = "pattern" // striped, tartan
	Material Group = "material"
	Detail   Group = "detail"  // parts, marks, condition: strap, sticker, scratched
	Motif    Group = "motif"   // what is pictured or hangs on it: cactus, moon, owl
	Country  Group = "country" // and its language and people
	Number   Group = "number"  // in words
	Place    Group = "place"   // where things are lost and found: gate, boot, lounge
	Brand    Group = "brand"
)

// Groups lists the groups of things.
var Groups = []Group{Bag, Electronics, Document, Card, Key, Clothing, Accessory, Jewellery, Medicine, Child, Sport, Music, Vehicle, Home, Other}

// Thing reports whether the group's concepts are things people lose.
func (g Group) Thing() bool { return slices.Contains(Groups, g) }

// Concept is one meaning, whatever it is called.
type Concept struct {
	Code      string
	Group     Group
	Icon      string   // an emoji, as language-free picture; may be empty for what is no thing
	Near      []string // codes of what it is easily taken for
	Wider     []string // codes of more general concepts
	Holds     []string // codes of what it usually contains
	Opposite  []string // codes of what it contradicts
	NoPhoto   bool     // is never photographed: cards, identity documents, medicine
	TwoPeople bool     // nobody handles it alone: cash, jewellery, documents
	Cold      bool     // belongs in a refrigerator
	everyday  bool     // a brand that is also a word of the language: only known where a brand is asked for
	names     map[string][]string
	ambiguous map[string]bool // "lang:name" of names that other concepts bear as well
}

// Name is what a concept is called in a language (BCP 47), else in English.
func (c Concept) Name(lang string) string {
	for _, l := range []string{primary(lang), "en", ""} {
		if n := c.names[l]; len(n) > 0 {
			return n[0]
		}
	}
	return c.Code
}

// Names returns all names in a language, the usual one first.
func (c Concept) Names(lang string) []string { return slices.Clone(c.names[primary(lang)]) }

// shelf is the lexicon read once, at the first question put to it.
var shelf = sync.OnceValue(func() *lexicon {
	l, err := load(files)
	if err != nil {
		panic("lexicon: " + err.Error()) // a mistake in the embedded lists, found by any test
	}
	return l
})

// Lookup returns the concept of a code.
func Lookup(code string) (Concept, bool) {
	i, ok := shelf().codes[code]
	if !ok {
		return Concept{}, false
	}
	return shelf().concepts[i], true
}

// Concepts returns the things people lose, by group and then by code. What it
// returns must not be changed.
func Concepts() []Concept { return shelf().things }

// NoPhoto reports whether a thing is never photographed: by its category, or where
// that says nothing, by the word for it in a language.
func NoPhoto(category, itemType, lang string) bool {
	if c, ok := Lookup(category); ok {
		return c.NoPhoto
	}
	for _, t := range Read(itemType, lang) {
		for _, code := range t.Codes {
			if c, _ := Lookup(code); c.NoPhoto {
				return true
			}
		}
	}
	return false
}
