package lexicon

import (
	"bufio"
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

//go:embed data
var files embed.FS

// lexicon is the lists in the form in which they are searched.
type lexicon struct {
	concepts  []Concept
	things    []Concept
	codes     map[string]int
	exact     map[string][]sense            // folded words joined by blanks
	stems     map[string]map[string][]sense // by language, then stemmed words joined by blanks
	quiet     map[string]map[string]bool    // by language: words that say nothing
	no        map[string]map[string]bool    // by language: words that deny what follows
	gone      map[string]map[string]bool    // by language: words that deny what precedes, or else what follows
	kept      map[string]map[string]bool    // by language: words that say that what precedes is not lost
	but       map[string]map[string]bool    // by language: words that end a denial
	openings  map[string][]sense            // beginnings of words, in all languages
	kin       map[string]kin
	languages []string
}

// sense is a meaning of a name in a language; with lang "" it holds everywhere.
type sense struct {
	concept int
	lang    string
}

// load reads all lists.
func load(files fs.FS) (*lexicon, error) {
	l := &lexicon{codes: map[string]int{}, exact: map[string][]sense{}, stems: map[string]map[string][]sense{},
		quiet: map[string]map[string]bool{}, no: map[string]map[string]bool{}, gone: map[string]map[string]bool{}, kept: map[string]map[string]bool{}, but: map[string]map[string]bool{}, openings: map[string][]sense{}}
	names, err := fs.Glob(files, "data/*.txt")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		raw, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		if err := l.read(raw); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	for lang := range l.quiet {
		l.languages = append(l.languages, lang)
	}
	slices.Sort(l.languages)
	for i := range l.concepts {
		l.enter(i)
	}
	for _, g := range Groups {
		var of []Concept
		for _, c := range l.concepts {
			if c.Group == g {
				of = append(of, c)
			}
		}
		slices.SortFunc(of, func(a, b Concept) int { return strings.Compare(a.Code, b.Code) })
		l.things = append(l.things, of...)
	}
	if err := l.check(); err != nil {
		return nil, err
	}
	l.relate()
	return l, nil
}

func (l *lexicon) read(raw []byte) error {
	lines := bufio.NewScanner(bytes.NewReader(raw))
	var words map[string]map[string]bool // of the section of function words we are in
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			code, rest, ok := strings.Cut(line[1:], "]")
			if !ok {
				return fmt.Errorf("line %d: no end of code", n)
			}
			switch words = nil; code {
			case "quiet":
				words = l.quiet
			case "no":
				words = l.no
			case "gone":
				words = l.gone
			case "kept":
				words = l.kept
			case "but":
				words = l.but
			default:
				if err := l.begin(code, strings.Fields(rest)); err != nil {
					return fmt.Errorf("line %d: %w", n, err)
				}
			}
		default:
			lang, list, ok := strings.Cut(line, ":")
			if !ok || len(l.concepts) == 0 && words == nil {
				return fmt.Errorf("line %d: neither a concept nor its names", n)
			}
			if words != nil {
				addWords(words, lang, list)
				continue
			}
			if lang == "*" {
				lang = ""
			}
			c := &l.concepts[len(l.concepts)-1]
			for name := range strings.SplitSeq(list, ",") {
				if name = strings.TrimSpace(name); name == "" {
					return fmt.Errorf("line %d: empty name", n)
				}
				c.names[lang] = append(c.names[lang], name)
			}
		}
	}
	return lines.Err()
}

func addWords(to map[string]map[string]bool, lang, list string) {
	if to[lang] == nil {
		to[lang] = map[string]bool{}
	}
	for _, w := range strings.Fields(list) {
		to[lang][Fold(w)] = true
	}
}

func (l *lexicon) begin(code string, rest []string) error {
	if len(rest) == 0 {
		return fmt.Errorf("%s: no group", code)
	}
	if _, twice := l.codes[code]; twice {
		return fmt.Errorf("%s: twice", code)
	}
	c := Concept{Code: code, Group: Group(rest[0]), names: map[string][]string{}, ambiguous: map[string]bool{}}
	for _, r := range rest[1:] {
		switch {
		case r == "no_photo":
			c.NoPhoto = true
		case r == "two_people":
			c.TwoPeople = true
		case r == "cold":
			c.Cold = true
		case r == "everyday":
			c.everyday = true
		case r[0] == '~':
			c.Near = append(c.Near, r[1:])
		case r[0] == '<':
			c.Wider = append(c.Wider, r[1:])
		case r[0] == '^':
			c.Holds = append(c.Holds, r[1:])
		case r[0] == '!':
			c.Opposite = append(c.Opposite, r[1:])
		case r[0] >= 0x80 && c.Icon == "":
			c.Icon = r
		default:
			return fmt.Errorf("%s: what is %q", code, r)
		}
	}
	l.codes[code] = len(l.concepts)
	l.concepts = append(l.concepts, c)
	return nil
}

// enter puts a concept's names where they are searched, and takes the marks of
// ambiguity off them.
func (l *lexicon) enter(i int) {
	for _, lang := range slices.Sorted(maps.Keys(l.concepts[i].names)) {
		names := l.concepts[i].names[lang]
		if l.stems[lang] == nil {
			l.stems[lang] = map[string][]sense{}
		}
		for k, name := range names {
			name, marked := strings.CutSuffix(name, "*")
			if marked {
				l.concepts[i].ambiguous[lang+":"+name] = true
			}
			names[k] = name
			words := Words(name)
			s := sense{i, lang}
			if opening, ok := strings.CutSuffix(name, "-"); ok {
				addSense(l.openings, Fold(opening), s)
				continue
			}
			addSense(l.exact, strings.Join(words, " "), s)
			if len(words) > 1 {
				addSense(l.exact, strings.Join(words, ""), s)
			}
			addSense(l.stems[lang], stemAll(words, lang), s)
		}
	}
}

func addSense(to map[string][]sense, key string, s sense) {
	if key != "" && !slices.Contains(to[key], s) {
		to[key] = append(to[key], s)
	}
}

// check says which relation leads nowhere.
func (l *lexicon) check() error {
	for _, c := range l.concepts {
		for _, code := range slices.Concat(c.Near, c.Wider, c.Holds, c.Opposite) {
			if _, ok := l.codes[code]; !ok {
				return fmt.Errorf("%s: no concept %q", c.Code, code)
			}
		}
		if len(c.names) == 0 {
			return fmt.Errorf("%s: no names", c.Code)
		}
	}
	return nil
}
