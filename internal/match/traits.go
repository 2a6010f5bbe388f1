package match

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"lostfound/internal/found"
	"lostfound/internal/lexicon"
	"lostfound/internal/loss"
)

// Traits are what can be compared. All lists are sorted and free of doubles; codes are
// the lexicon's, words are folded.
type Traits struct {
	Kinds   []string `json:"k,omitempty"` // what it is
	Holds   []string `json:"h,omitempty"` // things that the description speaks of
	Colours []string `json:"c,omitempty"`
	Brands  []string `json:"b,omitempty"` // codes, or words where unknown
	Details []string `json:"d,omitempty"` // codes of marks, parts, materials, motifs
	Denied  []string `json:"x,omitempty"` // codes of what it has not
	Parts   []string `json:"q,omitempty"` // of a part, its colour or material: ribbon:red
	Words   []string `json:"w,omitempty"` // that the lexicon does not know
	Numbers []string `json:"n,omitempty"`
	Serials []string `json:"i,omitempty"` // folded
	Plates  []string `json:"p,omitempty"` // folded
	Phones  []string `json:"f,omitempty"` // last digits of telephone numbers
	Names   []string `json:"m,omitempty"` // words of people's names
	Letters []string `json:"l,omitempty"` // initials, in order of the alphabet
	Places  []string `json:"z,omitempty"` // codes, gates, numbers
	Marks   []string `json:"o,omitempty"` // of all these, what only the owner knows
	Heard   bool     `json:"y,omitempty"` // the brands stand in the text alone, which may speak of something else
}

// Kind is the code of what it is, as far as one word says so; empty where none does.
func (t *Traits) Kind() string {
	if len(t.Kinds) == 0 {
		return ""
	}
	return first(t.Kinds)
}

// Find is a found item as it is compared.
type Find struct {
	Site string    `json:"s"`
	At   time.Time `json:"t"`
	Traits
}

// Loss is one missing thing of a report as it is compared.
type Loss struct {
	Sites []string  `json:"s"`
	From  time.Time `json:"t,omitzero"`
	To    time.Time `json:"u,omitzero"`
	Traits
}

// withoutLeanings forgets where and when it was lost, so that only the thing counts.
func (l Loss) withoutLeanings() Loss {
	l.Sites, l.From, l.To, l.Places = nil, time.Time{}, time.Time{}, nil
	return l
}

// FindOf reads the traits of an item.
func FindOf(it found.Item) Find {
	f := Find{Site: it.Site, At: it.FoundAt}
	t := &f.Traits
	t.readType(it.Category, it.Type, it.Lang)
	t.readColours(it.Colours, it.Lang)
	t.readBrand(it.Brand)
	t.readText(it.Description, it.Lang)
	t.readNames(it.Description)
	t.readMarks(it.Marks, it.Lang)
	t.addSerial(it.Serial)
	t.addPlate(it.Plate)
	t.readPlace(it.Zone, it.Lang)
	t.settle()
	return f
}

// LossOf reads the traits of a report's thing.
func LossOf(r loss.Report, th loss.Thing) Loss {
	l := Loss{Sites: slices.Clone(r.Sites), From: r.From, To: r.To}
	if l.To.IsZero() && r.FiledAt.After(l.From) {
		l.To = r.FiledAt // missed by then
	}
	if l.To.IsZero() {
		l.To = l.From
	}
	if l.From.IsZero() {
		l.From = l.To
	}
	t := &l.Traits
	t.readType(th.Category, th.Type, r.Lang)
	t.readColours(th.Colours, r.Lang)
	t.readBrand(th.Brand)
	t.readText(th.Description, r.Lang)
	for _, name := range []string{th.Identifiers.Name, r.Contact.Name, r.OnBehalfOf} {
		t.addName(name)
	}
	t.addSerial(th.Identifiers.Serial)
	t.addPlate(th.Identifiers.Plate)
	t.addPhone(th.Identifiers.Phone)
	t.addPhone(r.Contact.Phone)
	t.readPlace(r.Place, r.Lang)
	t.settle()
	return l
}

func (t *Traits) readType(category, kind, lang string) {
	if _, ok := lexicon.Lookup(category); ok {
		t.Kinds = append(t.Kinds, category)
	}
	pictured := false
	for _, w := range lexicon.Read(kind, lang) {
		t.note(w, &t.Kinds)
		pictured = pictured || slices.ContainsFunc(w.Codes, func(code string) bool { return groupOf(code) == lexicon.Motif })
	}
	if len(t.Kinds) == 0 && pictured {
		t.Kinds = append(t.Kinds, toy) // a "rabbit" that is lost is one to cuddle
	}
}

const toy = "cuddly_toy"

func (t *Traits) readColours(colours []string, lang string) {
	for _, colour := range colours {
		for _, w := range lexicon.Read(colour, lang) {
			t.note(w, &t.Holds)
			for _, code := range w.Codes {
				if g := groupOf(code); (g == lexicon.Colour || g == lexicon.Material) && code != "dark" && code != "light" {
					t.Colours = append(t.Colours, code)
				}
			}
		}
	}
}

func (t *Traits) readBrand(brand string) {
	code := lexicon.BrandOf(brand)
	if code == "" {
		code = strings.Join(lexicon.Words(brand), "")
	}
	if code != "" {
		t.Brands = append(t.Brands, code)
	}
	t.Heard = code == ""
}

func (t *Traits) readText(text, lang string) {
	words := lexicon.Read(text, lang)
	for _, w := range words {
		t.note(w, &t.Holds)
		if slices.ContainsFunc(w.Codes, func(code string) bool { return slices.Contains(kin, code) }) {
			t.Words = append(t.Words, w.Text) // stands on it as it is said: Oma
		}
	}
	t.readParts(words, lang)
}

var kin = []string{"father", "grandfather", "grandmother", "mother"}

// readMarks reads what stands on the thing and sets it apart.
func (t *Traits) readMarks(text, lang string) {
	var m Traits
	m.readText(text, lang)
	m.readNames(text)
	for _, w := range lexicon.Read(text, lang) {
		if w.Loud && !slices.ContainsFunc(w.Codes, func(code string) bool { return !groupOf(code).Thing() }) {
			m.Names = append(m.Names, w.Text) // DUMMY Dora
		}
	}
	for _, to := range [][2]*[]string{{&t.Holds, &m.Holds}, {&t.Details, &m.Details}, {&t.Words, &m.Words}, {&t.Names, &m.Names}, {&t.Letters, &m.Letters},
		{&t.Parts, &m.Parts}, {&t.Brands, &m.Brands}, {&t.Denied, &m.Denied}, {&t.Numbers, &m.Numbers}, {&t.Phones, &m.Phones}} {
		*to[0] = append(*to[0], *to[1]...)
	}
	t.Marks = slices.Concat(m.Holds, m.Details, m.Words, m.Names, m.Numbers)
}

// readParts notes which part has which colour or material: the words beside it, on the
// side where the language puts adjectives, or else on the other: a case of leather.
func (t *Traits) readParts(words []lexicon.Word, lang string) {
	step := 1
	if primary, _, _ := strings.Cut(lang, "-"); strings.Contains(" fr es it pt ", " "+primary+" ") {
		step = -1
	}
	for i, w := range words {
		for _, quality := range w.Codes {
			if g := groupOf(quality); g != lexicon.Colour && g != lexicon.Material || w.Not {
				continue
			}
			if part := cmp.Or(partBeside(words, i, step, 3), partBeside(words, i, -step, 1)); part != "" {
				t.Parts = append(t.Parts, part+":"+quality)
			}
		}
	}
}

// partBeside is the nearest part on one side of a word, at most so many words away and in
// the same phrase, or "".
func partBeside(words []lexicon.Word, i, step, most int) string {
	for k := i + step; k >= 0 && k < len(words) && (k-i)*step <= most && !words[max(k, k-step)].First; k += step {
		if part := partOf(words[k]); part != "" {
			return part
		}
	}
	return ""
}

// partOf is the part that a word names, or the parts between which it leaves a choice.
func partOf(w lexicon.Word) string {
	var parts []string
	for _, code := range w.Codes {
		if g := groupOf(code); g == lexicon.Detail || g.Thing() {
			parts = append(parts, code)
		}
	}
	return strings.Join(parts, either)
}

// note puts a word where it belongs; things among things. A word that may mean several
// things becomes one trait of its meanings.
func (t *Traits) note(w lexicon.Word, things *[]string) {
	if len(w.Codes) == 0 {
		t.noteUnknown(w)
		return
	}
	var thing, detail []string
	for _, code := range w.Codes {
		switch g := groupOf(code); {
		case g == lexicon.Number:
			t.Numbers = append(t.Numbers, code)
		case w.Not:
			t.Denied = append(t.Denied, code)
		case g == lexicon.Brand:
			t.Brands = append(t.Brands, code)
		case g == lexicon.Place:
			t.Places = append(t.Places, code)
		case g.Thing():
			thing = append(thing, code)
		default:
			detail = append(detail, code)
		}
	}
	switch {
	case len(thing) > 0:
		*things = append(*things, strings.Join(append(thing, detail...), either))
	case len(detail) > 0:
		t.Details = append(t.Details, strings.Join(detail, either))
	}
}

// either stands between the meanings of an ambiguous trait.
const either = "|"

func (t *Traits) noteUnknown(w lexicon.Word) {
	switch {
	case isNumber(w.Text):
		t.Numbers = append(t.Numbers, w.Text)
	case len(w.Text) >= 3 && !w.Not:
		t.Words = append(t.Words, w.Text)
	}
}

func (t *Traits) settle() {
	for _, list := range []*[]string{&t.Kinds, &t.Holds, &t.Colours, &t.Brands, &t.Details, &t.Denied, &t.Parts, &t.Words, &t.Numbers,
		&t.Serials, &t.Plates, &t.Phones, &t.Names, &t.Letters, &t.Places, &t.Marks} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
		if len(*list) > mostTraits {
			*list = (*list)[:mostTraits]
		}
	}
	if len(t.Kinds) == 0 {
		t.Kinds, t.Holds = t.Holds, nil
	}
	// What the thing is, and its colour, counts once, however often it is said.
	t.Holds = slices.DeleteFunc(t.Holds, func(code string) bool { return among(code, t.Kinds) != "" })
	t.Details = slices.DeleteFunc(t.Details, func(code string) bool { return among(code, t.Colours) != "" })
	t.Parts = slices.DeleteFunc(t.Parts, func(part string) bool {
		of, _, _ := strings.Cut(part, ":")
		return among(of, t.Kinds) != ""
	})
}

// mostTraits bounds a list, and so the cost of a comparison.
const mostTraits = 64

func groupOf(code string) lexicon.Group { return lexicon.GroupOf(code) }

func isNumber(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}
