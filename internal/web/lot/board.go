package lot

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/locale"
	"lostfound/internal/office"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/searchrequest"
	"lostfound/internal/site"
	"lostfound/internal/vehicle"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/visit"
)

// boardPage is a lot at a glance: what is asked, and the cars to be cleaned.
type boardPage struct {
	Lots     []site.Site
	At       site.Site
	Asked    []card
	Waiting  []card // until their car comes back
	Cars     []car
	Done     *car   // the one that was cleaned a moment ago
	Undo     string // the address that takes back what was done a moment ago
	UndoNo   int    // of an answer
	Building bool   // what is asked can't be told just now
}

// car is a car on its stall.
type car struct {
	No                  int
	Plate, Stall, About string // About is what it looks like
	Left                string // until it is rented out again, as 1:45; empty where that is over a day
	Leaves              locale.Moment
	Soon                bool // within the hour
}

// card is a request: what is missing, and in which car.
type card struct {
	Ref, To string
	Things  []missing
	Cars    []car
	Said    string // of the car, where the lot knows none that it may be
	Owner   bool   // whoever misses it stands here
	Late    bool   // nobody answered in time
	Places  []choice.Option
	More    []answer
}

// missing is a thing that is looked for.
type missing struct {
	Name, Picture, Colours, Brand string
	Photo                         string
}

// answer is one that is given seldom.
type answer struct{ Kind, Icon, Words string }

// seldom are the pictures of those answers, in the order in which they are offered.
var seldom = []struct {
	kind searchrequest.Kind
	icon string
}{{searchrequest.GoneOut, "road"}, {searchrequest.AnotherBranch, "building"}, {searchrequest.OwnerOnLot, "user-check"}}

// fill reads the lot.
func (w *Workplace) fill(c *gin.Context, p *boardPage) error {
	v, ctx := visit.Of(c), c.Request.Context()
	l, err := w.office.Lot(ctx, v.Member, p.At.Code)
	if err != nil {
		return err
	}
	for _, s := range l.Standing(v.Now) {
		if s.DoneAt.IsZero() {
			p.Cars = append(p.Cars, carOf(v, p.At, s))
		}
	}
	all, err := w.office.Searches(ctx, v.Member, p.At.Code)
	if fault.Is(err, fault.Unavailable) {
		p.Building, err = true, nil
	}
	if err != nil {
		return err
	}
	for _, s := range all {
		one := cardOf(v, p.At, s)
		if s.Request.State == searchrequest.Asked {
			p.Asked = append(p.Asked, one)
		} else {
			p.Waiting = append(p.Waiting, one)
		}
	}
	at := "/lot/" + p.At.Code
	if no, err := strconv.Atoi(c.Query("done")); err == nil {
		if s, err := l.Stay(no); err == nil && !s.DoneAt.IsZero() {
			done := carOf(v, p.At, *s)
			p.Done, p.Undo = &done, fmt.Sprintf("%s/cars/%d/not-done", at, no)
		}
	}
	id, err := ref.ParseReport(c.Query("answered"))
	if no, notNo := strconv.Atoi(c.Query("no")); err == nil && notNo == nil {
		p.Undo, p.UndoNo = fmt.Sprintf("%s/requests/%s/take-back", at, id), no
	}
	return nil
}

func carOf(v *visit.Visit, at site.Site, s vehicle.Stay) car {
	out := car{No: s.No, Plate: s.Text, Stall: s.Stall, About: strings.Join(strings.Fields(s.Company+" "+s.Model+" "+s.Colour), " "),
		Leaves: v.Language.At(s.NextRentalAt, v.Now, at.Location())}
	if left := s.NextRentalAt.Sub(v.Now); !s.NextRentalAt.IsZero() && left < 24*time.Hour {
		out.Left = fmt.Sprintf("%d:%02d", int(left.Hours()), int(left.Minutes())%60)
		out.Soon = left < time.Hour
	}
	return out
}

func cardOf(v *visit.Visit, at site.Site, s office.Search) card {
	l := v.Language
	out := card{Ref: string(s.Report), To: "/lot/" + at.Code + "/requests/" + string(s.Report), Owner: s.Request.OwnerIsHere(), Late: !s.Request.EscalatedAt.IsZero()}
	for _, t := range s.Things {
		one := missing{Name: cmp.Or(choice.SayKind(l, t.Type, t.Category, s.Lang), l.Say("thing.unnamed", nil)), Picture: choice.Picture(t.Category),
			Colours: strings.Join(choice.SayColours(l, t.Colours, s.Lang), ", "), Brand: t.Brand}
		if len(t.Pictures) > 0 {
			one.Photo = out.To + "/photos/" + t.Pictures[0].ID + "/" + string(picture.View)
		}
		out.Things = append(out.Things, one)
	}
	for _, c := range s.Cars {
		out.Cars = append(out.Cars, carOf(v, at, c.Stay))
	}
	colour := choice.SayColours(l, []string{s.Said.Colour}, s.Said.Lang)[0]
	out.Said = strings.Join(strings.Fields(strings.Join([]string{s.Said.Plate.Text, s.Said.Agreement, s.Said.Company, s.Said.Model, colour}, " ")), " ")
	for _, place := range searchrequest.Places {
		out.Places = append(out.Places, choice.Option{Code: string(place), Name: l.Say("car_place."+string(place), nil)})
	}
	for _, a := range seldom {
		out.More = append(out.More, answer{string(a.kind), a.icon, l.Say("answer."+string(a.kind), nil)})
	}
	return out
}
