package lexicon

import (
	"slices"
	"strings"
)

// Word is a word or phrase of a text and what it means.
type Word struct {
	Text  string   // folded
	Codes []string // of what it may mean, sorted; none where it is unknown
	Not   bool     // the text says that it is not so: "no case", "Hülle fehlt"
	Caps  bool     // written with a capital
	Loud  bool     // written in capitals
	First bool     // does not continue what stands before it
}

const (
	longest    = 4 // words of the longest names
	reach      = 3 // words that a denial carries
	mostOthers = 2 // languages of a text besides the declared one
)

// Read finds what a text in a language (BCP 47, may be empty or wrong) speaks of, in
// order. Words that say nothing (the, and, my) are left out.
func Read(text, lang string) []Word {
	l, tokens := shelf(), tokenise(text)
	r := reading{l, append([]string{primary(lang)}, l.alsoIn(tokens, primary(lang))...)}
	var out []Word
	denied, begins := 0, true
	for i := 0; i < len(tokens); {
		if tokens[i].first {
			denied, begins = 0, true
		}
		w := tokens[i].text
		switch gone := r.says(l.gone, w); {
		case r.says(l.no, w), gone && begins: // manca una ruota
			denied = reach
			i++
			continue
		case gone, r.says(l.kept, w) && !begins:
			out[len(out)-1].Not = !out[len(out)-1].Not
			i++
			continue
		case r.says(l.but, w):
			denied = 0
		}
		found, n := r.phrase(tokens[i:])
		for k, f := range found {
			f.Not, f.Caps, f.Loud, f.First = f.Not != (denied > 0), tokens[i].caps, tokens[i].loud, begins && k == 0
			out, begins = append(out, f), false
		}
		if len(found) > 0 {
			denied -= n
		}
		i += n
	}
	return out
}

// alsoIn returns the languages other than the declared one that two or more words of the
// text belong to that are none of its own: finders write in their mother tongue.
func (l *lexicon) alsoIn(tokens []token, lang string) []string {
	hits := map[string]int{}
	for _, t := range tokens {
		if l.quiet[lang][t.text] || len(t.text) < shortest {
			continue
		}
		senses := l.exact[t.text]
		if own := stem(t.text, lang); len(in(senses, lang)) > 0 || len(in(l.exact[own], lang)) > 0 || len(l.stems[lang][own]) > 0 {
			continue
		}
		for _, other := range l.languages {
			if l.quiet[other][t.text] || len(in(senses, other)) > 0 {
				hits[other]++
			} else if s := stem(t.text, other); len(s) > shortest && s != t.text && len(l.stems[other][s]) > 0 {
				hits[other]++
			}
		}
	}
	var out []string
	for _, other := range l.languages {
		if hits[other] >= 2 && other != lang {
			out = append(out, other)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return hits[b] - hits[a] })
	return out[:min(len(out), mostOthers)]
}

// reading is the lexicon with the languages of one text, the declared one first.
type reading struct {
	*lexicon
	langs []string
}

func (r reading) says(list map[string]map[string]bool, word string) bool {
	return slices.ContainsFunc(r.langs, func(lang string) bool { return list[lang][word] })
}

// phrase reads the longest name that the tokens begin with, else the first token, and says
// how many tokens it took: at least one. A word that says nothing is read as none.
func (r reading) phrase(tokens []token) ([]Word, int) {
	words := make([]string, 0, longest)
	for i, t := range tokens[:min(longest, len(tokens))] {
		if i > 0 && t.first {
			break
		}
		words = append(words, t.text)
	}
	for n := len(words); n > 1; n-- {
		if codes := r.look(words[:n]); len(codes) > 0 {
			return []Word{{Text: strings.Join(words[:n], " "), Codes: codes}}, n
		}
	}
	if r.quiet[r.langs[0]][words[0]] {
		return nil, 1
	}
	if codes := r.look(words[:1]); len(codes) > 0 {
		return []Word{{Text: words[0], Codes: codes}}, 1
	}
	if r.says(r.quiet, words[0]) {
		return nil, 1
	}
	for _, lang := range r.langs {
		if codes := r.without(words[0], lang); len(codes) > 0 {
			return []Word{{Text: words[0], Codes: codes, Not: true}}, 1
		}
		if parts := r.parts(words[0], lang); len(parts) > 0 {
			return parts, 1
		}
	}
	return []Word{{Text: words[0]}}, 1
}

// privative are endings that say that there is none: kılıfsız has no kılıf.
var privative = map[string][]string{
	"en": {"less"},
	"nl": {"loos", "loze"},
	"de": {"los", "lose", "loser", "loses", "losen"},
	"sv": {"los", "lost", "losa"},
	"da": {"los", "lost", "lose"},
	"no": {"los", "lost", "lose"},
	"tr": {"siz", "suz"},
	"fi": {"ton", "toman", "tomat"},
}

// without returns the codes of what a word says to be lacking.
func (l *lexicon) without(word, lang string) []string {
	for _, ending := range privative[lang] {
		if base, ok := strings.CutSuffix(word, ending); ok && len(base) > shortest {
			return l.own(base, lang)
		}
	}
	return nil
}

// look returns the codes of what words mean together: in the languages of the text, else
// in any; as written, else inflected.
func (r reading) look(words []string) []string {
	key := strings.Join(words, " ")
	if len(words) == 2 && len(r.exact[key]) == 0 && len(words[0]) > 1 && len(words[1]) > 1 && !r.quiet[r.langs[0]][words[0]] && !r.quiet[r.langs[0]][words[1]] {
		key = words[0] + words[1] // hand bag
	}
	senses := r.exact[key]
	anywhere := in(senses, "")
	if len(words) == 1 && len(anywhere) == 0 {
		anywhere = r.begun(key)
	}
	for _, lang := range r.langs {
		own := in(senses, lang)
		if len(own) == 0 && len(key) > shortest {
			base := stemAll(words, lang)
			own = slices.Concat(in(r.exact[base], lang), r.stems[lang][base])
			if len(anywhere) == 0 {
				anywhere = in(r.exact[base], "")
			}
		}
		if len(own) == 0 && lang == "de" && len(words) == 1 {
			own = in(r.exact[umlauts.Replace(key)], lang)
		}
		if len(own) > 0 {
			return r.codesOf(slices.Concat(own, anywhere))
		}
	}
	if len(anywhere) > 0 {
		return r.codesOf(slices.Concat(anywhere, senses))
	}
	if len(key) < leastForeign {
		return nil // short words mean too many things elsewhere
	}
	if len(senses) == 0 && len(words) == 1 {
		for _, other := range r.languages {
			if s := stem(key, other); len(s) >= leastForeign {
				senses = append(senses, r.stems[other][s]...)
			}
		}
	}
	return r.codesOf(senses)
}

// leastForeign is how long a word, or what an inflection leaves of it, must be to be
// understood in a language that the text is not in.
const leastForeign = 5

var umlauts = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u")

// in returns the senses in a language; those of names that hold everywhere have none.
func in(senses []sense, lang string) []sense {
	var own []sense
	for _, s := range senses {
		if s.lang == lang {
			own = append(own, s)
		}
	}
	return own
}

// codesOf returns the codes of senses, without brands that are also words.
func (l *lexicon) codesOf(senses []sense) []string {
	var codes []string
	for _, s := range senses {
		if c := &l.concepts[s.concept]; !c.everyday {
			codes = append(codes, c.Code)
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// begun returns the meanings of the longest beginning of a word that is a name.
func (l *lexicon) begun(word string) []sense {
	for n := min(len(word), longestOpening); n >= leastOpening; n-- {
		if s := l.openings[word[:n]]; len(s) > 0 {
			return s
		}
	}
	return nil
}

const (
	leastOpening   = 4
	longestOpening = 12
)
