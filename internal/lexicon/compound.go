package lexicon

import (
	"slices"
	"strings"
)

// links join the parts of a compound.
var links = map[string][]string{
	"nl": {"", "s", "en", "e"},
	"de": {"", "s", "n", "en", "er", "es", "e"},
	"sv": {"", "s", "e"},
	"da": {"", "s", "e"},
	"no": {"", "s", "e"},
	"fi": {"", "n", "s"},
}

const (
	leastPart    = 3  // letters of a known part of a compound
	leastStrange = 4  // letters of a first part that is not known
	leastTail    = 5  // letters of the last part where the first is not known
	leastHue     = 4  // the same where the last is a colour: felgeel
	longestOne   = 40 // longer words are not taken apart
)

// parts takes a compound apart: knuffelkonijn is a knuffel and a konijn. The last part
// must be known; a first part that is not known is a word of its own.
func (l *lexicon) parts(word, lang string) []Word {
	joints, compounds := links[lang]
	if !compounds || len(word) < 2*leastPart || len(word) > longestOne {
		return nil
	}
	var strange []Word
	for cut := leastPart; cut <= len(word)-leastPart; cut++ {
		tail := l.own(word[cut:], lang)
		if len(tail) == 0 {
			continue
		}
		last := Word{Text: word[cut:], Codes: tail}
		for _, joint := range joints {
			head, ok := strings.CutSuffix(word[:cut], joint)
			if !ok || len(head) < leastPart {
				continue
			}
			if codes := l.own(head, lang); len(codes) > 0 {
				return []Word{{Text: head, Codes: codes}, last}
			}
		}
		if strange != nil || len(last.Text) < leastTail && (len(last.Text) < leastHue || l.concepts[l.codes[tail[0]]].Group != Colour) {
			continue
		}
		if more := l.parts(word[:cut], lang); len(more) > 0 {
			return append(more, last)
		}
		if cut >= leastStrange || len(last.Text) < leastTail {
			strange = []Word{{Text: word[:cut]}, last}
		}
	}
	return strange
}

// own looks a word up in one language, and among the names that hold everywhere.
func (l *lexicon) own(word, lang string) []string {
	if l.quiet[lang][word] {
		return nil
	}
	if s := slices.Concat(in(l.exact[word], lang), in(l.exact[word], "")); len(s) > 0 {
		return l.codesOf(s)
	}
	if len(word) <= shortest {
		return nil
	}
	base := stem(word, lang)
	return l.codesOf(slices.Concat(in(l.exact[base], lang), l.stems[lang][base]))
}
