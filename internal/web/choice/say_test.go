package choice

import (
	"slices"
	"testing"

	"lostfound/internal/locale"
)

func TestThingsAreCalledInTheReadersLanguage(t *testing.T) {
	book, err := locale.Open()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ what, reader, word, category, lang, want string }{
		{"a Portuguese suitcase", "de", "mala", "suitcase", "pt", "Koffer"},
		{"the reader's own word", "nl", "knuffelkonijn", "cuddly_toy", "nl", "knuffelkonijn"},
		{"the reader's own, of another country", "nl", "gsm", "phone", "nl-BE", "gsm"},
		{"a word without a category", "en", "Rucksack", "", "de", "backpack"},
		{"a word nobody knows", "en", "blorp", "", "pl", "blorp"},
		{"a word nobody knows, with a category", "en", "blorp", "ring", "pl", "ring"},
		{"nothing but a category", "fr", "", "ring", "", "bague"},
		{"nothing", "fr", "", "", "", ""},
	} {
		l, _ := book.Language(c.reader)
		if got := SayKind(l, c.word, c.category, c.lang); got != c.want {
			t.Errorf("%s: got %q, want %q", c.what, got, c.want)
		}
	}
	for _, c := range []struct {
		what, reader, lang string
		words, want        []string
	}{
		{"Polish and Turkish words", "en", "pl", []string{"czarny", "niebieski"}, []string{"black", "blue"}},
		{"codes", "de", "en", []string{"silver"}, []string{"silber"}},
		{"the reader's own", "nl", "nl", []string{"bordeaux"}, []string{"bordeaux"}},
		{"a colour nobody knows", "en", "fr", []string{"zorglub"}, []string{"zorglub"}},
		{"none", "en", "fr", nil, []string{}},
	} {
		l, _ := book.Language(c.reader)
		if got := SayColours(l, c.words, c.lang); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.what, got, c.want)
		}
	}
}
