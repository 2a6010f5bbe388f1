package choice

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"lostfound/internal/lexicon"
	"lostfound/internal/locale"
	"lostfound/static"
)

func TestWhatIsOfferedExists(t *testing.T) {
	for _, code := range slices.Concat(offered, unseen) {
		if _, known := lexicon.Lookup(code); !known {
			t.Errorf("%s is offered but not in the lexicon", code)
		}
	}
	for _, code := range unseen {
		if c, _ := lexicon.Lookup(code); !c.NoPhoto {
			t.Errorf("%s is offered as never photographed, but the lexicon lets it be", code)
		}
	}
}

func TestEveryThingHasAPicture(t *testing.T) {
	var sprites strings.Builder
	for _, name := range []string{"things.svg", "more.svg"} {
		raw, err := fs.ReadFile(static.Files, "shared/vendor/"+name)
		if err != nil {
			t.Fatal(err)
		}
		sprites.Write(raw)
	}
	for _, c := range lexicon.Concepts() {
		if p := Picture(c.Code); !strings.Contains(sprites.String(), `id="`+p+`"`) {
			t.Errorf("%s %s (%s) is in no sprite; scripts/vendor-assets.sh makes them", c.Code, c.Icon, p)
		}
	}
}

func TestColoursAreWordsTheLexiconKnows(t *testing.T) {
	book, err := locale.Open()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range book.Languages() {
		for _, code := range colours {
			c, _ := lexicon.Lookup(code)
			if word := ColourWords(l, Codes{code})[0]; !slices.Contains(c.Names(l.Code), word) {
				t.Errorf("%s: %q is not what the lexicon calls %s: %v", l.Code, word, code, c.Names(l.Code))
			}
		}
	}
}
