package notice

import (
	"regexp"
	"unicode/utf8"

	"lostfound/internal/lexicon"
	"lostfound/internal/loss"
)

// plain are words that nothing can be hidden in. A report may be filed by anybody with anybody's
// address: our letters carry no stranger's advertisement, and no address that a mail program
// would turn into a link.
var plain = regexp.MustCompile(`^[\pL\pM\d' ’&-]+$`)

// maxName is the longest name of a thing that is repeated, in characters.
const maxName = 40

// things names things, in their owner's words where those are plain, or else by their kind.
func (t *teller) things(all []loss.Thing) string {
	names := make([]string, len(all))
	for i, thing := range all {
		names[i] = t.name(thing)
	}
	return t.List(names)
}

func (t *teller) name(thing loss.Thing) string {
	if plain.MatchString(thing.Type) && utf8.RuneCountInString(thing.Type) <= maxName {
		return thing.Type
	}
	if c, known := lexicon.Lookup(thing.Category); known {
		return c.Name(t.Code)
	}
	return t.Say("thing.unnamed", nil)
}
