// Package lossform is the form of a loss report, as a traveller fills it in or as
// staff do for the person before them.
package lossform

import (
	"context"
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
	"lostfound/internal/staff"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
)

// Form is what was typed so far, and what the form offers.
type Form struct {
	Key                            string // idempotency key: sending twice makes one report
	Sites                          []string
	Place, From, To, NeededBy      string
	Flight, Seat                   string
	Name, Email, Phone, OnBehalfOf string
	FiledBy                        string
	Car                            loss.Car // that the things may be in
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
	Kept        []string // IDs of photos that lie with the office already
}

// Particular reports whether something that sets the thing apart was filled in.
func (t Thing) Particular() bool { return t.Brand+t.Name+t.Serial+t.Phone+t.Plate != "" }

// MayAddThing reports whether one more thing can be added.
func (f Form) MayAddThing() bool { return len(f.Things) < loss.MaxThings }

// AtSite reports whether the site is ticked.
func (f Form) AtSite(code string) bool { return slices.Contains(f.Sites, code) }

// AtLot reports whether a rental lot can be ticked.
func (f Form) AtLot() bool {
	return slices.ContainsFunc(f.Choices.Sites, func(s site.Site) bool { return s.Kind == site.RentalLot })
}

// SaysCar reports whether something of a car was filled in.
func (f Form) SaysCar() bool { return f.Car != loss.Car{} }

// Empty is a form nobody has typed into, for so many things.
func Empty(action string, things int) Form {
	f := Form{Key: ref.Secret(), Action: action, Things: make([]Thing, min(max(things, 1), loss.MaxThings))}
	f.number()
	return f
}

// Read takes a form from what was sent.
func Read(s form.Sent, action string) (Form, error) {
	f := Form{Key: s.Line("key"), Action: action, Sites: s.All("sites"), Place: s.Line("place"),
		From: s.Line("lost_from"), To: s.Line("lost_to"), NeededBy: s.Line("needed_by"), Flight: s.Line("flight"), Seat: s.Line("seat"),
		Name: s.Line("contact.name"), Email: s.Line("contact.email"), Phone: s.Line("contact.phone"),
		OnBehalfOf: s.Line("on_behalf_of"), FiledBy: s.Line("filed_by"),
		Car: loss.Car{Agreement: s.Line("car.agreement"), Company: s.Line("car.company"), Model: s.Line("car.model"), Colour: s.Line("car.colour"), ByColleague: s.On("car.by_colleague")}}
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
		t.Kept = s.All(t.At + "kept")
		for _, id := range t.Kept[:min(len(t.Kept), loss.MaxPictures)] {
			photos = append(photos, office.Upload{Field: t.At + "photo", Kept: id})
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

// Renew takes a new key where something else was filed under the form's.
func (f *Form) Renew(err error) {
	if e := fault.Of(err); e != nil && slices.ContainsFunc(e.Problems, func(p fault.Problem) bool { return p.Field == "Idempotency-Key" }) {
		f.Key = ref.Secret()
	}
}

// KeepPhotos leaves the photos with the office before the form is shown again, as a page
// can't hold files. by is as for office.File. What can't be kept has to be chosen once more,
// and the form says so.
func (f *Form) KeepPhotos(ctx context.Context, o *office.Office, by *staff.Member, l *locale.Language) error {
	if !slices.ContainsFunc(f.Photos, func(g []office.Upload) bool { return len(g) > 0 }) {
		return nil
	}
	kept, err := o.Keep(ctx, by, f.Photos, f.Key)
	if err != nil && fault.Of(err) == nil {
		return err
	}
	for i := range f.Things {
		f.Things[i].Kept = nil
		if err == nil {
			f.Things[i].Kept = kept[i]
		}
	}
	if err != nil {
		f.PhotosAgain = l.Say("loss.photos_again", nil)
	}
	return nil
}

// Statement is what the form says, with times in the zone of the first site. Times that
// can't be read are a fault.
func (f Form) Statement(l *locale.Language, in *time.Location) (loss.Statement, error) {
	var c fault.Check
	s := loss.Statement{Sites: f.Sites, Place: f.Place, Lang: l.Code, OnBehalfOf: f.OnBehalfOf, Flight: f.Flight, Seat: f.Seat, FiledBy: loss.Filer(f.FiledBy), Car: f.Car,
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
