// Package locale is how the office speaks: every text a person reads, in every
// language shipped, and times as people say them.
//
// Guarantees. Every message exists in every language, was written in that language,
// in the polite form, and has the same placeholders everywhere: a test holds this.
// A text never carries markup.
//
// The messages are one file per workplace or subject and language,
// catalogue/desk.en.toml and its like: one message a line, the same keys and
// placeholders in every language.
package locale

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/language"

	"lostfound/internal/fault"
)

//go:embed catalogue/*.toml
var catalogues embed.FS

// Codes are the languages shipped, as BCP 47 tags, in the order in which they are
// offered. The first is spoken to whoever asks for none of them.
var Codes = []string{"en", "nl", "de", "fr"}

// Book holds all languages. It is immutable and safe for concurrent use.
type Book struct {
	languages []*Language
	matcher   language.Matcher
}

// Language speaks one language.
type Language struct {
	Code      string // BCP 47
	Name      string // as its speakers call it
	Dir       string // the way it is read, ltr or rtl
	localizer *i18n.Localizer
}

// Open reads the catalogues.
func Open() (*Book, error) {
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	b := &Book{}
	var tags []language.Tag
	for _, code := range Codes {
		files, err := fs.Glob(catalogues, "catalogue/*."+code+".toml")
		if err != nil {
			return nil, fmt.Errorf("look for the %s catalogues: %w", code, err)
		}
		for _, file := range files {
			if _, err := bundle.LoadMessageFileFS(catalogues, file); err != nil {
				return nil, fmt.Errorf("read %s: %w", file, err)
			}
		}
		l := &Language{Code: code, Dir: direction(code), localizer: i18n.NewLocalizer(bundle, code)}
		l.Name = l.Say("language.name", nil)
		b.languages = append(b.languages, l)
		tags = append(tags, language.Make(code))
	}
	b.matcher = language.NewMatcher(tags)
	return b, nil
}

// direction is the way a language is read, by the script it is usually written in.
func direction(code string) string {
	script, _ := language.Make(code).Script()
	switch script.String() {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg":
		return "rtl"
	}
	return "ltr"
}

// Languages returns all languages, in the order of Codes.
func (b *Book) Languages() []*Language { return b.languages }

// Language returns the language of exactly that code, and whether it is shipped.
func (b *Book) Language(code string) (*Language, bool) {
	for _, l := range b.languages {
		if l.Code == code {
			return l, true
		}
	}
	return nil, false
}

// Negotiate returns the language that fits the wishes best, the first wish first.
// A wish is a tag or a header Accept-Language; what can't be read is passed over.
func (b *Book) Negotiate(wishes ...string) *Language {
	_, i := language.MatchStrings(b.matcher, wishes...)
	return b.languages[i]
}

// Say returns the message with its placeholders filled. A whole number under
// "Count" chooses the plural. A message that does not exist is its key in
// brackets, as a page with one is better than none.
func (l *Language) Say(key string, args map[string]any) string {
	text, err := l.find(key, args)
	if err != nil && text == "" {
		return "[" + key + "]"
	}
	return text
}

func (l *Language) find(key string, args map[string]any) (string, error) {
	return l.localizer.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: args, PluralCount: args["Count"]})
}

// Fault returns the words for one problem: those for its code at this very field,
// fault.required.sites, where there are any, else those for the code.
func (l *Language) Fault(p fault.Problem) string {
	if text, err := l.find("fault."+p.Code+"."+p.Field, p.Args); err == nil {
		return text
	}
	return l.Say("fault."+p.Code, p.Args)
}

// List joins words as in "black, red and white".
func (l *Language) List(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return l.Say("list.last", map[string]any{"Before": strings.Join(words[:last], ", "), "Last": words[last]})
}
