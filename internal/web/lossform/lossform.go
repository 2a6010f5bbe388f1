// Package lossform is the form of a loss report, as a traveller fills it in or as
// staff do for the person before them.
package lossform

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/locale"
	"lostfound/internal/loss"
	"lostfound/internal/office"
	"lostfound/internal/ref"
	"lostfound/internal/site"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
)

// Form is what was typed so far, and what the form offers.
type Form struct {
	Key                            string // idempotency key: sending twice makes one report
	Sites                          []string
	Place, From, To, NeededBy      string
	Name, Email, Phone, OnBehalfOf string
	FiledBy                        string
	Things                         []Thing
	Photos                         [][]office.Upload // of each thing

	Action      string // where the form is sent
	PhotosAgain string // said where chosen photos got lost with the page
	Choices     Choices
	Problems    page.Problems
}

// Choices is what can be picked.
type Choices struct {
	Things  []choice.Thing
	Colours []choice.Option
	Sites   []site.Site
}

// Thing is the part of the form about one missing thing.
type Thing struct {
	At          string // what its fields' names begin with: things[0].
	Anchor      string // its id on the page
	Category    string
	Type        string
	Colours     choice.Codes
	Description string
	Brand       string
	Name        string // on it
	Serial      string
	Phone       string
	Plate       string
}

// Particular reports whether something that sets the thing apart was filled in.
func (t Thing) Particular() bool { return t.Brand+t.Name+t.Serial+t.Phone+t.Plate != "" }

// MayAddThing reports whether one more thing can be added.
func (f Form) MayAddThing() bool { return len(f.Things) < loss.MaxThings }

// AtSite reports whether the site is ticked.
func (f Form) AtSite(code string) bool { return slices.Contains(f.Sites, code) }

// Empty is a form nobody has typed into.
func Empty(action string) Form {
	f := Form{Key: ref.Secret(), Action: action, Things: make([]Thing, 1)}
	f.number()
	return f
}

// Read takes a form from what was sent.
func Read(s form.Sent, action string) (Form, error) {
	f := Form{Key: s.Line("key"), Action: action, Sites: s.All("sites"), Place: s.Line("place"),
		From: s.Line("lost_from"), To: s.Line("lost_to"), NeededBy: s.Line("needed_by"),
		Name: s.Line("contact.name"), Email: s.Line("contact.email"), Phone: s.Line("contact.phone"),
		OnBehalfOf: s.Line("on_behalf_of"), FiledBy: s.Line("filed_by")}
	count, _ := strconv.Atoi(s.Line("count"))
	f.Things = make([]Thing, min(max(count, 1), loss.MaxThings))
	f.number()
	for i := range f.Things {
		t := &f.Things[i]
		t.Category, t.Type, t.Colours = s.Line(t.At+"category"), s.Line(t.At+"item_type"), s.All(t.At+"colours")
		t.Description, t.Brand = s.Text(t.At+"description"), s.Line(t.At+"brand")
		t.Name, t.Serial = s.Line(t.At+"identifiers.name"), s.Line(t.At+"identifiers.serial")
		t.Phone, t.Plate = s.Line(t.At+"identifiers.phone"), s.Line(t.At+"identifiers.plate")
		photos, err := s.Photos(t.At+"photo", loss.MaxPictures)
		if err != nil {
			return f, err
		}
		f.Photos = append(f.Photos, photos)
	}
	return f, nil
}

// AddThing adds an empty thing.
func (f *Form) AddThing() {
	if f.MayAddThing() {
		f.Things = append(f.Things, Thing{})
		f.number()
	}
}

func (f *Form) number() {
	for i := range f.Things {
		t := &f.Things[i]
		t.At = fmt.Sprintf("things[%d].", i)
		t.Anchor = strings.TrimSuffix(t.At, ".")
		if i == 0 {
			t.Anchor = "things"
		} else if i == len(f.Things)-1 {
			t.Anchor = "another"
		}
	}
}

// Dropped says, before the form is shown again, that files can't be kept by a page.
func (f *Form) Dropped(l *locale.Language) {
	for _, group := range f.Photos {
		if len(group) > 0 {
			f.PhotosAgain = l.Say("loss.photos_again", nil)
		}
	}
}

// Statement is what the form says, with times in the zone of the first site. Times that
// can't be read are a fault.
func (f Form) Statement(l *locale.Language, in *time.Location) (loss.Statement, error) {
	var c fault.Check
	s := loss.Statement{Sites: f.Sites, Place: f.Place, Lang: l.Code, OnBehalfOf: f.OnBehalfOf, FiledBy: loss.Filer(f.FiledBy),
		Contact:  loss.Contact{Name: f.Name, Email: f.Email, Phone: f.Phone},
		From:     form.Time(&c, "lost_from", f.From, in),
		To:       form.Time(&c, "lost_to", f.To, in),
		NeededBy: form.Time(&c, "needed_by", f.NeededBy, in)}
	if s.FiledBy == "" && s.OnBehalfOf != "" {
		s.FiledBy = loss.Helper
	}
	for _, t := range f.Things {
		s.Things = append(s.Things, loss.Details{Category: t.Category, Type: t.Type, Colours: choice.ColourWords(l, t.Colours),
			Brand: t.Brand, Description: t.Description,
			Identifiers: loss.Identifiers{Serial: t.Serial, Plate: t.Plate, Name: t.Name, Phone: t.Phone}})
	}
	return s, c.Err()
}
