package desk

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/office"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// itemsPage is the search of finds.
type itemsPage struct {
	Words      string
	Kept       url.Values // what was picked, for the form of words
	Said       string     // how many there are, and in which order
	Picked     []facet    // what was picked; each leads to the page without it
	All        string     // the address without anything picked
	Groups     []facets
	Cards      []card
	Next       string
	Later      bool   // not the first page
	First      string // the address of the first page
	Rebuilding bool
	MayLook    bool // at who went through a checkpoint
}

// card is a find in a list with its picture.
type card struct {
	Row
	Ref string
}

// Items searches finds by words, or lists them, the last changed first. A reference
// typed as words leads straight to its record.
func (w *Workplace) Items(c *gin.Context) error {
	q := searchOf(c.Request.URL.Query())
	if id, err := ref.ParseItem(q.words); err == nil {
		c.Redirect(http.StatusSeeOther, "/desk/items/"+string(id))
		return nil
	}
	if id, err := ref.ParseReport(q.words); err == nil {
		c.Redirect(http.StatusSeeOther, "/desk/reports/"+string(id))
		return nil
	}
	v := visit.Of(c)
	p := itemsPage{Words: q.words, Kept: q.picked(), All: q.but(office.Facets{}), First: q.but(q.pick), Later: q.after != ""}
	keeping, err := w.keeping(c)
	if err != nil {
		return err
	}
	p.MayLook = len(keeping) > 0
	list, err := w.office.Items(c.Request.Context(), v.Member, office.ItemQuery{Words: q.words, Lang: v.Language.Code, Pick: q.pick,
		Count: true, Cursor: q.after, Limit: onOnePage})
	if fault.Is(err, fault.Unavailable) {
		p.Rebuilding = true
	} else if err != nil {
		return err
	}
	sites, err := w.sites(c, staff.SeeItems)
	if err != nil {
		return err
	}
	p.Groups = q.facets(v.Language, sites, list.Counts)
	for _, g := range p.Groups {
		for _, f := range g.All {
			if f.On {
				p.Picked = append(p.Picked, f)
			}
		}
	}
	p.Said = inSum(v, q, list)
	for _, it := range list.Items {
		p.Cards = append(p.Cards, w.card(c, it))
	}
	if list.Next != "" {
		q.after = list.Next
		p.Next = q.address()
	}
	frame := v.Frame(c, page.Desk)
	frame.Search = false // the page has its own
	return w.items.Write(c.Writer, http.StatusOK, frame, p)
}

// card shows a find. Where it stands is only said where that is not what one expects.
func (w *Workplace) card(c *gin.Context, it found.Item) card {
	row := w.findRow(c, it)
	if it.Status == found.InStore {
		row.Chip = nil
	}
	return card{row, string(it.Ref)}
}

// inSum says how many finds there are, and in which order they stand.
func inSum(v *visit.Visit, q search, list office.ItemPage) string {
	key := "items.newest"
	switch {
	case list.Total == 0:
		return ""
	case list.Some:
		key = "items.some"
	case q.words != "":
		key = "items.best"
	}
	return v.Language.Say(key, map[string]any{"Count": list.Total})
}
