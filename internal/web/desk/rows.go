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
	Key, To        string
	Photo, Picture string
	Beside         string // a second photo, of what is compared with it
	Late           string // how late we are: said before all else
	Title          string
	Why            string // what speaks most for it
	Small          []string
	Chip           *Chip
	Current        bool
}

// Chip is a word that stands out. Kind is a class of shared/parts.css: time, found,
// maybe, quiet, no, or empty.
type Chip struct{ Kind, Text string }

func (w *Workplace) findRow(c *gin.Context, it found.Item) Row {
	v := visit.Of(c)
	row := Row{Key: string(it.Ref), To: "/desk/items/" + string(it.Ref), Picture: choice.Picture(it.Category), Photo: findPhoto(it),
		Title: findName(v.Language, it), Chip: itemChip(v.Language, it.Status)}
	row.Small = []string{w.siteName(c, it.Site)}
	if it.Zone != "" {
		row.Small = append(row.Small, it.Zone)
	}
	row.Small = append(row.Small, v.Language.Ago(it.FoundAt, v.Now, w.location(c, []string{it.Site})).Text)
	return row
}

func findPhoto(it found.Item) string {
	if len(it.Pictures) == 0 {
		return ""
	}
	return photoLink("items", string(it.Ref), it.Pictures[0], picture.Thumb)
}

func (w *Workplace) lossRow(c *gin.Context, r loss.Report) Row {
	v := visit.Of(c)
	row := Row{Key: string(r.Ref), To: "/desk/reports/" + string(r.Ref), Title: thingNames(v.Language, r)}
	for _, t := range r.Things {
		if row.Photo == "" {
			row.Photo = thingPhoto(r, t)
		}
	}
	if len(r.Things) > 0 {
		row.Picture = choice.Picture(r.Things[0].Category)
	}
	if r.Contact.Name != "" {
		row.Small = append(row.Small, r.Contact.Name)
	}
	row.Small = append(row.Small, w.siteName(c, r.Sites[0]), v.Language.Ago(r.FiledAt, v.Now, w.location(c, r.Sites)).Text)
	return row
}

func thingPhoto(r loss.Report, t loss.Thing) string {
	if len(t.Pictures) == 0 {
		return ""
	}
	return photoLink("reports", string(r.Ref), t.Pictures[0], picture.Thumb)
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

// findName is what a find is called in the reader's language, with its first colours.
func findName(l *locale.Language, it found.Item) string {
	return called(l, choice.SayKind(l, it.Type, it.Category, it.Lang), choice.SayColours(l, it.Colours, it.Lang), it.Brand)
}

// thingName is findName for a missing thing of a report in that language.
func thingName(l *locale.Language, t loss.Thing, lang string) string {
	return called(l, choice.SayKind(l, t.Type, t.Category, lang), choice.SayColours(l, t.Colours, lang), t.Brand)
}

// thingNames are all the things of a report.
func thingNames(l *locale.Language, r loss.Report) string {
	var names []string
	for _, t := range r.Things {
		if len(r.Things) > 1 { // a name each is enough
			t.Colours, t.Brand = nil, ""
		}
		names = append(names, thingName(l, t, r.Lang))
	}
	return l.List(names)
}

func called(l *locale.Language, kind string, colours []string, brand string) string {
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
