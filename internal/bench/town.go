package bench

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"lostfound/internal/found"
	"lostfound/internal/lexicon"
	"lostfound/internal/loss"
	"lostfound/internal/promise"
	"lostfound/internal/ref"
	"lostfound/internal/site"
)

// now is the instant at which everything is measured. Stock is what came in over the days
// before it.
var now = time.Date(2026, 10, 2, 12, 0, 0, 0, time.UTC)

const days = 90

// Town makes up sites, finds and losses, each from its number alone: the same seed and sizes
// make the same town. It is safe for concurrent use.
type Town struct {
	items, sites int
	seed         uint64
	busy         []float64 // share of the finds at this site and those before it
	thing        []float64 // share of things[i] and those before it
}

// NewTown makes a town of so many finds at so many sites. Sites differ in size as places do, the
// n-th having a share like 1/(n+2): of 500 the busiest has 8 %.
func NewTown(items, sites int, seed uint64) *Town {
	t := &Town{items: items, sites: sites, seed: seed}
	for i := range sites {
		t.busy = append(t.busy, 1/(float64(i)+2.3))
	}
	for _, th := range things {
		t.thing = append(t.thing, th.share)
	}
	cumulate(t.busy)
	cumulate(t.thing)
	return t
}

func cumulate(shares []float64) {
	sum := 0.0
	for i, s := range shares {
		sum += s
		shares[i] = sum
	}
	for i := range shares {
		shares[i] /= sum
	}
}

func draw(luck *rand.Rand, cumulated []float64) int {
	return min(sort.SearchFloat64s(cumulated, luck.Float64()), len(cumulated)-1)
}

// Busiest is the code of the site with the most finds.
func (t *Town) Busiest() string { return code(0) }

// Sites are the places of the town. Every second half is a rental lot that belongs to a site of
// the first half.
func (t *Town) Sites() []site.Site {
	var out []site.Site
	for i := range t.sites {
		s := site.Site{Code: code(i), Name: code(i), Kind: site.Airport, TimeZone: "UTC", Languages: []string{speaks(i)}}
		if half := (t.sites + 1) / 2; i >= half {
			s.Kind, s.Connects = site.RentalLot, []string{code(i - half)}
		}
		out = append(out, s)
	}
	return out
}

// near are a site and those connected to it, either way.
func (t *Town) near(home string) []string {
	out := []string{home}
	for _, s := range t.Sites() {
		switch {
		case s.Code == home:
			out = append(out, s.Connects...)
		case slices.Contains(s.Connects, home):
			out = append(out, s.Code)
		}
	}
	return out
}

func code(i int) string { return fmt.Sprintf("S%03d", i) }

var languages = []string{"nl", "en", "de", "fr", "es", "it", "pt", "pl", "sv", "tr"}

func speaks(i int) string { return languages[i%len(languages)] }

// made is what is true of a thing, before anybody describes it.
type made struct {
	thing
	colour, brand, motif, detail, material string
	owner                                  [2]string // on a tag; none where empty
	serial, zone, place                    string
	site                                   int
	at                                     time.Time
}

func (t *Town) luck(of string, i int) *rand.Rand {
	return rand.New(rand.NewPCG(t.seed, uint64(i)<<8|uint64(of[0])))
}

// make makes up the thing behind a find; numbers from that of items on come in next.
func (t *Town) make(i int) made {
	luck := t.luck("item", i)
	m := made{thing: things[draw(luck, t.thing)], site: draw(luck, t.busy)}
	past := float64(days*24*time.Hour) * (1 - (float64(i)+luck.Float64())/float64(t.items))
	m.at = now.Add(-time.Duration(max(past, 0)) - 30*time.Minute).Truncate(time.Minute)
	m.colour = colours[skewed(luck, len(colours))]
	if len(m.brands) > 0 && luck.Float64() < 0.6 {
		m.brand = m.brands[skewed(luck, len(m.brands))]
	}
	if luck.Float64() < 0.5 {
		m.detail = details[luck.IntN(len(details))]
	}
	if luck.Float64() < 0.3 {
		m.motif = motifs[luck.IntN(len(motifs))]
	}
	if luck.Float64() < 0.3 {
		m.material = materials[skewed(luck, len(materials))]
	}
	if luck.Float64() < 0.12 {
		m.owner = [2]string{name(luck), name(luck)}
	}
	if m.numbered && luck.Float64() < 0.3 {
		m.serial = serial(luck)
	}
	m.place = places[skewed(luck, len(places))]
	m.zone = strconv.Itoa(1 + luck.IntN(40))
	return m
}

// skewed draws an index: the first is the most frequent, the last rare.
func skewed(luck *rand.Rand, n int) int {
	f := luck.Float64()
	return int(f * f * float64(n))
}

func serial(luck *rand.Rand) string {
	var s strings.Builder
	for range 11 {
		s.WriteByte("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"[luck.IntN(34)])
	}
	return s.String()
}

// name is one of some 100,000 family names, of which few are frequent.
func name(luck *rand.Rand) string {
	const first, middle, last = "BDFGHJKLMNPRSTVZ", "aeiou", "lnrst"
	n := int(100_000 * luck.Float64() * luck.Float64())
	var s strings.Builder
	s.WriteByte(first[n%len(first)])
	for n /= len(first); ; n /= len(middle) * len(last) {
		s.WriteByte(middle[n%len(middle)])
		s.WriteByte(last[n/len(middle)%len(last)])
		if n < len(middle)*len(last) {
			return s.String() + "sen"
		}
	}
}

// Item makes the find of a number, as staff write it down: few words, in the language of the
// site.
func (t *Town) Item(i int) found.Item {
	m := t.make(i)
	lang := speaks(m.site)
	luck := t.luck("words", i)
	d := found.Details{Site: code(m.site), FoundAt: m.at, Lang: lang, Type: named(luck, m.code, lang), Zone: say(luck, lang, m.place) + " " + m.zone, Serial: m.serial}
	if luck.Float64() < 0.5 {
		d.Category = m.code
	}
	if luck.Float64() < 0.8 {
		d.Colours = []string{named(luck, m.colour, lang)}
	}
	d.Brand = named(luck, m.brand, lang)
	d.Description = say(luck, lang, m.material, m.code, m.detail)
	d.Marks = say(luck, lang, m.motif)
	if m.owner[0] != "" {
		d.Marks = strings.TrimSpace(d.Marks + " " + m.owner[0] + ", " + m.owner[1][:1] + ".")
	}
	at := m.at.Add(time.Duration(luck.IntN(20)) * time.Minute)
	return found.TakeIn(ref.Item(fmt.Sprintf("F-%07d", i)), d, nil, "S-0000-00", at)
}

// Missing is a report of one thing, and the find that it is.
type Missing struct {
	loss.Report
	Item ref.Item
}

// Missing makes the report of a number, as travellers tell it: in another language, mostly, with
// other words, some things left out, and a few of them wrong.
func (t *Town) Missing(i int) Missing {
	luck := t.luck("loss", i)
	item := luck.IntN(t.items)
	m := t.make(item)
	lang := languages[luck.IntN(len(languages))]
	if luck.Float64() < 0.3 {
		lang = speaks(m.site)
	}
	to := m.at.Add(-time.Duration(luck.IntN(90)) * time.Minute)
	if luck.Float64() < 0.1 {
		to = to.Add(24 * time.Hour) // days are mistaken
	}
	st := loss.Statement{Sites: []string{code(m.site)}, Lang: lang, From: to.Add(-time.Duration(1+luck.IntN(6)) * time.Hour), To: to}
	if luck.Float64() < 0.6 {
		st.Place = say(luck, lang, m.place)
	}
	d := loss.Details{Type: named(luck, m.code, lang)}
	switch told := luck.Float64(); {
	case told < 0.7:
		d.Colours = []string{named(luck, m.colour, lang)}
	case told < 0.8:
		d.Colours = []string{named(luck, colours[skewed(luck, len(colours))], lang)}
	}
	if luck.Float64() < 0.6 {
		d.Brand = named(luck, m.brand, lang)
	}
	told := []string{m.code}
	for _, trait := range []string{m.material, m.detail, m.motif} {
		if luck.Float64() < 0.5 {
			told = append(told, trait)
		}
	}
	d.Description = say(luck, lang, append(told, details[luck.IntN(len(details))])...)
	if m.owner[0] != "" && luck.Float64() < 0.6 {
		d.Identifiers.Name = m.owner[1] + " " + m.owner[0]
	} else {
		st.Contact.Name = name(luck) + " " + name(luck)
	}
	if luck.Float64() < 0.4 {
		d.Identifiers.Serial = m.serial
	}
	st.Things = []loss.Details{d}
	r := loss.File(ref.Report(fmt.Sprintf("R-%07d", i)), st, nil, "", slices.MinFunc([]time.Time{to.Add(12 * time.Hour), now}, time.Time.Compare), promise.Desk{In: time.UTC})
	return Missing{r, ref.Item(fmt.Sprintf("F-%07d", item))}
}

// named is one of the names of a concept in a language, mostly the usual one.
func named(luck *rand.Rand, concept, lang string) string {
	c, ok := lexicon.Lookup(concept)
	if !ok {
		return concept
	}
	if names := c.Names(lang); len(names) > 0 {
		return names[skewed(luck, len(names))]
	}
	return c.Name(lang)
}

// say names several concepts, without those that are empty.
func say(luck *rand.Rand, lang string, concepts ...string) string {
	var out []string
	for _, c := range concepts {
		if c != "" {
			out = append(out, named(luck, c, lang))
		}
	}
	return strings.Join(out, " ")
}
