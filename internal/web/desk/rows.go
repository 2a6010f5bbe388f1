package desk

import (
	"fmt"
	"net/url"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/found"
	"lostfound/internal/locale"
	"lostfound/internal/loss"
	"lostfound/internal/match"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/visit"
)

// Row is a record in a list.
type Row struct {
	To, Photo, Picture, Title string
	Small                     []string
	Chip                      *Chip
	Current                   bool
}

// Chip is a word that stands out. Kind is a class of shared/base.css: time, found,
// quiet, no, or empty.
type Chip struct{ Kind, Text string }

func (w *Workplace) findRow(c *gin.Context, it found.Item) Row {
	v := visit.Of(c)
	row := Row{To: "/desk/items/" + string(it.Ref), Picture: choice.Picture(it.Category), Title: findName(v.Language, it), Chip: itemChip(v.Language, it.Status)}
	if len(it.Pictures) > 0 {
		row.Photo = photoLink("items", string(it.Ref), it.Pictures[0], picture.Thumb)
	}
	row.Small = []string{w.siteName(c, it.Site)}
	if it.Zone != "" {
		row.Small = append(row.Small, it.Zone)
	}
	row.Small = append(row.Small, v.Language.Ago(it.FoundAt, v.Now, w.location(c, []string{it.Site})).Text)
	return row
}

func (w *Workplace) lossRow(c *gin.Context, r loss.Report) Row {
	v := visit.Of(c)
	row := Row{To: "/desk/reports/" + string(r.Ref)}
	var names []string
	for _, t := range r.Things {
		names = append(names, thingName(v.Language, t))
		if row.Photo == "" && len(t.Pictures) > 0 {
			row.Photo = photoLink("reports", string(r.Ref), t.Pictures[0], picture.Thumb)
		}
	}
	row.Title = v.Language.List(names)
	if len(r.Things) > 0 {
		row.Picture = choice.Picture(r.Things[0].Category)
	}
	if r.Contact.Name != "" {
		row.Small = append(row.Small, r.Contact.Name)
	}
	row.Small = append(row.Small, w.siteName(c, r.Sites[0]), v.Language.Ago(r.FiledAt, v.Now, w.location(c, r.Sites)).Text)
	return row
}

func (w *Workplace) siteName(c *gin.Context, code string) string {
	if s, err := w.office.Site(c.Request.Context(), code); err == nil {
		return s.Name
	}
	return code
}

// location is the time zone of the first of the sites.
func (w *Workplace) location(c *gin.Context, codes []string) *time.Location {
	if len(codes) > 0 {
		if s, err := w.office.Site(c.Request.Context(), codes[0]); err == nil {
			return s.Location()
		}
	}
	return time.UTC
}

func itemChip(l *locale.Language, s found.Status) *Chip {
	kind := map[found.Status]string{found.InStore: "quiet", found.Confirmed: "found", found.Released: ""}[s]
	return &Chip{kind, l.Say("status."+string(s), nil)}
}

func reportChip(l *locale.Language, s loss.Status) *Chip {
	kind := map[loss.Status]string{loss.Open: "", loss.Settled: "found", loss.Withdrawn: "quiet"}[s]
	return &Chip{kind, l.Say("status."+string(s), nil)}
}

func strengthChip(l *locale.Language, s match.Strength) *Chip {
	kind := map[match.Strength]string{match.Strong: "", match.Possible: "maybe", match.Weak: "quiet"}[s]
	return &Chip{kind, l.Say("strength."+string(s), nil)}
}

func dueChip(v *visit.Visit, at time.Time, in *time.Location) *Chip {
	text := v.Language.Before(at, v.Now, in).Text
	if !v.Now.Before(at) {
		return &Chip{"no", v.Language.Say("desk.late", map[string]any{"When": text})}
	}
	return &Chip{"time", text}
}

// findName is what a find is called, with its first colours.
func findName(l *locale.Language, it found.Item) string {
	return called(l, it.Type, it.Category, it.Colours, it.Brand)
}

// thingName is findName for a missing thing.
func thingName(l *locale.Language, t loss.Thing) string {
	return called(l, t.Type, t.Category, t.Colours, t.Brand)
}

func called(l *locale.Language, kind, category string, colours []string, brand string) string {
	if kind == "" {
		kind = choice.Name(l, category)
	}
	if kind == "" {
		kind = l.Say("thing.unnamed", nil)
	}
	name := kind
	if brand != "" {
		name += ", " + brand
	}
	if len(colours) > 0 {
		name += ", " + l.List(colours[:min(2, len(colours))])
	}
	return name
}

func photoLink(shelf, owner string, p picture.Picture, size picture.Size) string {
	return fmt.Sprintf("/photos/%s/%s/%s/%s", shelf, owner, p.ID, size)
}

func compareLink(r ref.Report, thing int, item ref.Item) string {
	return "/desk/reports/" + string(r) + "?" + url.Values{"thing": {strconv.Itoa(thing)}, "item": {string(item)}}.Encode()
}
