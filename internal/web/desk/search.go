package desk

import (
	"net/url"
	"slices"
	"strings"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/lexicon"
	"lostfound/internal/locale"
	"lostfound/internal/office"
	"lostfound/internal/site"
	"lostfound/internal/web/choice"
)

// search is what the address of the finds' page asks for: all of the page's state, so that it
// can be kept, sent on and gone back to.
type search struct {
	words string
	pick  office.Facets
	after string // the cursor of a later page
}

// searchOf reads an address. What is not there to pick is passed over.
func searchOf(from url.Values) search {
	q := search{words: asked(from.Get("q")), after: from.Get("after")}
	q.pick = office.Facets{Statuses: oneOf(from["status"], found.Statuses), Kinds: oneOf(from["kind"], lexicon.Groups), Colours: oneOf(from["colour"], lexicon.Colours)}
	q.pick.Sites = slices.DeleteFunc(slices.Clone(from["site"]), func(code string) bool { return code == "" })
	if ages := oneOf(from["found"], office.Ages); len(ages) > 0 {
		q.pick.Found = ages[0]
	}
	return q
}

// oneOf returns those of all that were typed.
func oneOf[T ~string](typed []string, all []T) []T {
	return slices.DeleteFunc(slices.Clone(all), func(one T) bool { return !slices.Contains(typed, string(one)) })
}

// picked are the facets as the address has them.
func (q search) picked() url.Values {
	v := url.Values{}
	for _, code := range q.pick.Sites {
		v.Add("site", code)
	}
	for _, s := range q.pick.Statuses {
		v.Add("status", string(s))
	}
	for _, g := range q.pick.Kinds {
		v.Add("kind", string(g))
	}
	for _, code := range q.pick.Colours {
		v.Add("colour", code)
	}
	if q.pick.Found != "" {
		v.Add("found", string(q.pick.Found))
	}
	return v
}

// address is that of the page which shows the search.
func (q search) address() string {
	v := q.picked()
	if q.words != "" {
		v.Set("q", q.words)
	}
	if q.after != "" {
		v.Set("after", q.after)
	}
	if len(v) == 0 {
		return "/desk/items"
	}
	return "/desk/items?" + v.Encode()
}

// but is the address where the words stay and something else is picked, from the first page.
func (q search) but(pick office.Facets) string { return search{words: q.words, pick: pick}.address() }

// facets are what can be picked of one sort.
type facets struct {
	Name, Title string
	All         []facet
}

// facet can be picked, or was: To picks it or leaves it out.
type facet struct {
	Name, To        string
	Count           int
	On              bool
	Picture, Swatch string
}

// facets says what can be picked, with how many finds there are of each. What there is
// none of is left out.
func (q search) facets(l *locale.Language, sites []site.Site, n office.Counts) []facets {
	group := func(name string) facets { return facets{Name: name, Title: l.Say("items."+name, nil)} }
	site, status, kind, colour, age := group("site"), group("status"), group("kind"), group("colour"), group("found")
	for _, s := range sites {
		pick, on := q.pick, false
		pick.Sites, on = toggled(pick.Sites, s.Code)
		site.add(facet{Name: s.Name, To: q.but(pick), Count: n.Sites[s.Code], On: on})
	}
	if len(sites) == 1 {
		site.All = nil
	}
	for _, s := range found.Statuses {
		pick, on := q.pick, false
		pick.Statuses, on = toggled(pick.Statuses, s)
		status.add(facet{Name: l.Say("status."+string(s), nil), To: q.but(pick), Count: n.Statuses[s], On: on})
	}
	for _, g := range lexicon.Groups {
		pick, on := q.pick, false
		pick.Kinds, on = toggled(pick.Kinds, g)
		kind.add(facet{Name: l.Say("group."+string(g), nil), To: q.but(pick), Count: n.Kinds[g], On: on, Picture: choice.Picture(emblems[g])})
	}
	for _, o := range choice.Colours(l) {
		pick, on := q.pick, false
		pick.Colours, on = toggled(pick.Colours, o.Code)
		colour.add(facet{Name: o.Name, To: q.but(pick), Count: n.Colours[o.Code], On: on, Swatch: o.Code})
	}
	for _, a := range office.Ages {
		pick, on := q.pick, q.pick.Found == a
		if pick.Found = a; on {
			pick.Found = ""
		}
		age.add(facet{Name: l.Say("age."+string(a), nil), To: q.but(pick), Count: n.Found[a], On: on})
	}
	return slices.DeleteFunc([]facets{status, site, kind, colour, age}, func(g facets) bool { return len(g.All) == 0 })
}

func (g *facets) add(f facet) {
	if f.Count > 0 || f.On {
		g.All = append(g.All, f)
	}
}

// toggled is the list without the one, or with it, and whether it was there.
func toggled[T comparable](all []T, one T) ([]T, bool) {
	if slices.Contains(all, one) {
		return slices.DeleteFunc(slices.Clone(all), func(o T) bool { return o == one }), true
	}
	return append(slices.Clone(all), one), false
}

// emblems are the kinds whose pictures stand for their groups.
var emblems = map[lexicon.Group]string{
	lexicon.Bag: "backpack", lexicon.Electronics: "laptop", lexicon.Document: "passport", lexicon.Card: "bank_card", lexicon.Key: "key", lexicon.Clothing: "jacket",
	lexicon.Accessory: "glasses", lexicon.Jewellery: "ring", lexicon.Medicine: "medicine", lexicon.Child: "cuddly_toy", lexicon.Sport: "ball", lexicon.Music: "guitar",
	lexicon.Vehicle: "bicycle", lexicon.Home: "cup",
}

// asked is a line of what somebody searches for. Nobody is turned away for a long question.
func asked(words string) string {
	line := []rune(strings.ToValidUTF8(words, ""))
	return strings.TrimSpace(string(line[:min(len(line), fault.Line)]))
}
