package choice

import (
	"slices"
	"strconv"

	"lostfound/internal/lexicon"
	"lostfound/internal/locale"
)

// Thing is a kind of thing as a tile shows it.
type Thing struct {
	Code    string // a category of the lexicon
	Name    string // in the reader's language
	Picture string // its emoji, as the page's function thing knows it
}

// offered are the things lost most, in the order in which they are offered.
var offered = []string{"backpack", "suitcase", "handbag", "wallet", "phone", "laptop", "headphones", "key", "glasses", "jacket", "watch", "ring",
	"umbrella", "passport", "bank_card", "cuddly_toy", "camera", "medicine"}

// unseen are offered apart to whoever takes in a find: no photo is taken of them.
var unseen = []string{"bank_card", "passport", "medicine"}

// Things returns the kinds to pick from.
func Things(l *locale.Language) []Thing { return tiles(l, offered) }

// NoPhoto returns the kinds that are never photographed.
func NoPhoto(l *locale.Language) []Thing { return tiles(l, unseen) }

// Seen returns the kinds to pick from where those never photographed stand apart.
func Seen(l *locale.Language) []Thing {
	return tiles(l, slices.DeleteFunc(slices.Clone(offered), func(code string) bool { return slices.Contains(unseen, code) }))
}

func tiles(l *locale.Language, codes []string) []Thing {
	var out []Thing
	for _, code := range codes {
		if c, known := lexicon.Lookup(code); known {
			out = append(out, Thing{code, c.Name(l.Code), Picture(code)})
		}
	}
	return out
}

// Name is what a code of the lexicon is called in the language, empty for an unknown one.
func Name(l *locale.Language, code string) string {
	c, known := lexicon.Lookup(code)
	if !known {
		return ""
	}
	return c.Name(l.Code)
}

// Picture is the emoji of a category, as the hexadecimal code point that names it in
// the sprites of shared/vendor; empty where there is none.
func Picture(category string) string {
	c, _ := lexicon.Lookup(category)
	for _, r := range c.Icon {
		return strconv.FormatInt(int64(r), 16)
	}
	return ""
}
