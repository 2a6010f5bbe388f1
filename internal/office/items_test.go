package office

import (
	"testing"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/lexicon"
	"lostfound/internal/staff"
)

func TestFindsAreSifted(t *testing.T) {
	o := open(t)
	now := o.clock.now()
	add := func(at string, ago time.Duration, d found.Details) found.Item {
		d.FoundAt = now.Add(-ago)
		return o.find(t, at, d)
	}
	day := 24 * time.Hour
	add("AMS", time.Hour, found.Details{Type: "rugzak", Lang: "nl", Colours: []string{"zwart"}, Brand: "Deuter"})
	add("AMS", 3*day, found.Details{Type: "backpack", Lang: "en", Colours: []string{"navy"}})
	add("AMS", 20*day, found.Details{Type: "umbrella", Lang: "en", Description: "a black one"})
	old := add("AMS", 90*day, found.Details{Category: "phone", Serial: "ZZH4K9Q7L2"})
	add("AMS-RENT", time.Hour, found.Details{Type: "Regenschirm", Lang: "de", Colours: []string{"rot"}})
	add("CDG", time.Hour, found.Details{Type: "sac à dos", Lang: "fr", Colours: []string{"noir"}})
	_, err := o.Release(t.Context(), o.desk, old.Ref, found.Recipient{Name: "Anna", Agreed: found.Aloud})
	must(t, err)
	both := o.hire(t, "mo", "AMS", staff.Desk)
	both.Grants = append(both.Grants, staff.Grant{Site: "AMS-RENT", Role: staff.Desk})

	for name, c := range map[string]struct {
		q     ItemQuery
		total int
		some  bool
	}{
		"everything":                  {ItemQuery{}, 5, false},
		"a word of another language":  {ItemQuery{Words: "Rucksack", Lang: "de"}, 2, false},
		"a slip of the pen":           {ItemQuery{Words: "rugazk", Lang: "nl"}, 2, false},
		"a serial number in part":     {ItemQuery{Words: "zzh4k9"}, 1, false},
		"only some of the words":      {ItemQuery{Words: "yellow Deuter"}, 1, true},
		"none of the words":           {ItemQuery{Words: "giraffe"}, 0, false},
		"one site":                    {ItemQuery{Pick: Facets{Sites: []string{"AMS-RENT"}}}, 1, false},
		"one of two colours":          {ItemQuery{Pick: Facets{Colours: []string{"black", "red"}}}, 3, false},
		"a shade":                     {ItemQuery{Pick: Facets{Colours: []string{"blue"}}}, 1, false},
		"a colour spoken of":          {ItemQuery{Pick: Facets{Colours: []string{"black"}, Kinds: []lexicon.Group{lexicon.Accessory}}}, 1, false},
		"a kind":                      {ItemQuery{Pick: Facets{Kinds: []lexicon.Group{lexicon.Bag}}}, 2, false},
		"a status":                    {ItemQuery{Pick: Facets{Statuses: []found.Status{found.Released}}}, 1, false},
		"since yesterday":             {ItemQuery{Pick: Facets{Found: Yesterday}}, 2, false},
		"this week":                   {ItemQuery{Pick: Facets{Found: Week}}, 3, false},
		"this month":                  {ItemQuery{Pick: Facets{Found: Recent}}, 4, false},
		"earlier":                     {ItemQuery{Pick: Facets{Found: Earlier}}, 1, false},
		"words, a kind and a colour":  {ItemQuery{Words: "deuter", Pick: Facets{Kinds: []lexicon.Group{lexicon.Bag}, Colours: []string{"black"}}}, 1, false},
		"what excludes one another":   {ItemQuery{Pick: Facets{Kinds: []lexicon.Group{lexicon.Electronics}, Colours: []string{"red"}}}, 0, false},
		"nothing of what was typed":   {ItemQuery{Words: "  ,;"}, 5, false},
		"a page that is small enough": {ItemQuery{Limit: 2}, 5, false},
	} {
		page, err := o.Items(t.Context(), both, c.q)
		must(t, err)
		if page.Total != c.total || page.Some != c.some {
			t.Errorf("%s: got %d and some words only %v, want %d, %v", name, page.Total, page.Some, c.total, c.some)
		}
		if want := c.q.Limit > 0; (page.Next != "") != want {
			t.Errorf("%s: got a next page %q, want one %v", name, page.Next, want)
		}
	}
}

func TestFacetsAreCounted(t *testing.T) {
	o := open(t)
	now := o.clock.now()
	for i, d := range []found.Details{{Type: "backpack", Colours: []string{"black"}}, {Type: "backpack", Colours: []string{"navy"}}, {Type: "umbrella", Colours: []string{"black"}}, {Type: "unicycle-thing"}} {
		d.Lang, d.FoundAt = "en", now.Add(-time.Duration(i)*5*24*time.Hour)
		o.find(t, "AMS", d)
	}
	page, err := o.Items(t.Context(), o.desk, ItemQuery{Count: true, Pick: Facets{Colours: []string{"black"}}})
	must(t, err)
	n := page.Counts
	for _, c := range []struct {
		name      string
		got, want int
	}{
		{"black", n.Colours["black"], 2}, {"blue, as if it were picked instead", n.Colours["blue"], 1}, {"bags among the black", n.Kinds[lexicon.Bag], 1},
		{"here", n.Sites["AMS"], 2}, {"in store", n.Statuses[found.InStore], 2}, {"handed over", n.Statuses[found.Released], 0},
		{"since yesterday", n.Found[Yesterday], 1}, {"this month", n.Found[Recent], 2}, {"earlier", n.Found[Earlier], 0}, {"all", page.Total, 2},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %d, want %d", c.name, c.got, c.want)
		}
	}
}

func TestFindsOfOthersSitesAreNotSifted(t *testing.T) {
	o := open(t)
	o.find(t, "CDG", found.Details{Type: "umbrella", Lang: "en"})
	page, err := o.Items(t.Context(), o.desk, ItemQuery{Count: true, Words: "umbrella"})
	must(t, err)
	if page.Total != 0 || len(page.Items) != 0 || page.Counts.Sites["CDG"] != 0 {
		t.Errorf("got %+v, want nothing of another's site", page)
	}
	if _, err := o.Items(t.Context(), o.desk, ItemQuery{Pick: Facets{Sites: []string{"AMS", "CDG"}}}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("another's site picked: got %v, want it refused", err)
	}
	if _, err := o.Items(t.Context(), o.desk, ItemQuery{Pick: Facets{Found: Earlier}, Cursor: "!"}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a foreign cursor: got %v, want it refused", err)
	}
}

func TestContentsOfABag(t *testing.T) {
	o := open(t)
	bag := o.find(t, "AMS", found.Details{Type: "backpack", Lang: "en"})
	purse := o.find(t, "AMS", found.Details{Type: "wallet", Lang: "en", Inside: bag.Ref})
	o.find(t, "AMS", found.Details{Type: "wallet", Lang: "en"})
	got, err := o.Contents(t.Context(), o.desk, bag)
	must(t, err)
	if len(got) != 1 || got[0].Ref != purse.Ref {
		t.Errorf("got %v, want the wallet that lay in it", got)
	}
	if _, err := o.Contents(t.Context(), o.elsewhere, bag); !fault.Is(err, fault.Missing) {
		t.Errorf("for another site's manager: got %v, want none there", err)
	}
}
