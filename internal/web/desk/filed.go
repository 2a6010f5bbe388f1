package desk

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/match"
	"lostfound/internal/office"
	"lostfound/internal/ref"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// filedPage is what to say and to hand over after a report was written down, and what may
// already be it.
type filedPage struct {
	Ref, Sites     string
	Things         []string
	Say            string // by when the person hears from us
	Link, FullLink string
	Near           []card // finds that may well be it, the best first, each leading to the comparison
	More           bool   // there are others, or some that hardly are
	Twins          []rival
	Rebuilding     bool
}

// fewNear is how many finds are shown.
const fewNear = 3

// Filed shows what to tell the person, the card to give along, and what is like it already.
func (w *Workplace) Filed(c *gin.Context) error {
	v := visit.Of(c)
	r, err := w.office.Report(c.Request.Context(), v.Member, ref.Report(c.Param("ref")))
	if err != nil {
		return err
	}
	p := filedPage{Ref: string(r.Ref), Link: w.office.Link(r)}
	p.FullLink = v.Absolute(p.Link)
	p.Say = v.Language.Say("filed.promise", map[string]any{"When": v.Language.Before(r.UpdateDue, v.Now, w.location(c, r.Sites)).Text})
	var sites []string
	for _, code := range r.Sites {
		sites = append(sites, w.siteName(c, code))
	}
	p.Sites = strings.Join(sites, ", ")
	for _, t := range r.Things {
		p.Things = append(p.Things, thingName(v.Language, t, r.Lang))
	}
	if p.Twins, err = w.twinLosses(c, r); err != nil {
		return err
	}
	matches, err := w.office.Matches(c.Request.Context(), v.Member, r.Ref)
	if fault.Is(err, fault.Unavailable) {
		p.Rebuilding = true
	} else if err != nil {
		return err
	}
	for _, m := range matches {
		if m.State != office.Proposed {
			continue
		}
		if m.Strength == match.Weak || len(p.Near) == fewNear {
			p.More = true
			continue
		}
		one := w.card(c, m.Item)
		one.To, one.Chip = compareLink(r.Ref, m.Thing, m.Item.Ref), strengthChip(v.Language, m.Strength)
		p.Near = append(p.Near, one)
	}
	return w.filed.Write(c.Writer, http.StatusOK, v.Frame(c, page.Desk), p)
}
