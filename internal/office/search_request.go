package office

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/searchrequest"
	"lostfound/internal/site"
	"lostfound/internal/staff"
	"lostfound/internal/store"
	"lostfound/internal/vehicle"
)

// Search is a request as the people on a lot see it: what is missing and in which cars to look,
// and nothing of whose it is.
type Search struct {
	Report  ref.Report
	Lang    string       // of the things' words
	Things  []loss.Thing // still looked for
	Said    vehicle.Sought
	Request searchrequest.Request
	Cars    []vehicle.Suspect // of which nobody has said anything yet, the likeliest first
}

// leaves is when the first of the cars is rented out again; zero where none is.
func (s Search) leaves() time.Time {
	var first time.Time
	for _, c := range s.Cars {
		if at := c.NextRentalAt; first.IsZero() || !at.IsZero() && at.Before(first) {
			first = at
		}
	}
	return first
}

// mostSearches bounds how many requests of a lot are shown and followed; one that is too old is
// given up.
const mostSearches = 1000

// Searches lists what the people on a lot are asked to look for, to them: first what is asked
// now, of that where the owner stands here, and then what is left least time.
func (o *Office) Searches(ctx context.Context, by staff.Member, code string) ([]Search, error) {
	lot, err := o.Lot(ctx, by, code)
	if err != nil {
		return nil, err
	}
	at, err := o.Site(ctx, code)
	if err != nil {
		return nil, err
	}
	ids, err := o.searching(ctx, code)
	if err != nil {
		return nil, err
	}
	var out []Search
	for _, id := range ids {
		s, err := o.search(ctx, id, at, lot)
		if fault.Is(err, fault.Missing) {
			continue // it ended since it was indexed
		}
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	rank := func(yes bool) int {
		if yes {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(out, func(a, b Search) int {
		return cmp.Or(
			cmp.Compare(rank(a.Request.State == searchrequest.Asked), rank(b.Request.State == searchrequest.Asked)),
			cmp.Compare(rank(a.Request.OwnerIsHere()), rank(b.Request.OwnerIsHere())),
			cmp.Compare(rank(!a.leaves().IsZero()), rank(!b.leaves().IsZero())),
			a.leaves().Compare(b.leaves()), a.Request.AskedAt.Compare(b.Request.AskedAt))
	})
	return out, nil
}

// SearchOf is one request of a lot; see [Office.Searches].
func (o *Office) SearchOf(ctx context.Context, by staff.Member, code string, id ref.Report) (Search, error) {
	lot, err := o.Lot(ctx, by, code)
	if err != nil {
		return Search{}, err
	}
	at, err := o.Site(ctx, code)
	if err != nil {
		return Search{}, err
	}
	return o.search(ctx, id, at, lot)
}

func (o *Office) search(ctx context.Context, id ref.Report, at site.Site, lot vehicle.Lot) (Search, error) {
	r, err := o.reports.Get(ctx, string(id))
	if err != nil {
		return Search{}, fmt.Errorf("report %s: %w", id, err)
	}
	q, err := r.SearchAt(at.Code)
	if err != nil {
		return Search{}, err
	}
	if !r.Searching(*q) {
		return Search{}, fault.New(fault.Missing, "no_such_request")
	}
	s := Search{Report: id, Lang: r.Lang, Request: *q}
	s.Said, _ = r.SoughtCar()
	for _, t := range r.Things {
		if r.Sought(t) {
			s.Things = append(s.Things, t)
		}
	}
	here, _ := lot.Suspects(s.Said, spoken(at), o.now())
	left := q.Left(carsOf(here))
	for _, c := range here {
		if slices.ContainsFunc(left, func(l searchrequest.Car) bool { return l.Stay == c.No }) {
			s.Cars = append(s.Cars, c)
		}
	}
	return s, nil
}

// SearchPhoto opens a traveller's photo of what the people on a lot are asked to look for.
func (o *Office) SearchPhoto(ctx context.Context, by staff.Member, code string, id ref.Report, photo string, size picture.Size) (*store.Object, error) {
	s, err := o.SearchOf(ctx, by, code, id)
	if err != nil {
		return nil, err
	}
	for _, t := range s.Things {
		if slices.ContainsFunc(t.Pictures, func(p picture.Picture) bool { return p.ID == photo }) && size != picture.Kept {
			return o.store.Photo(ctx, string(id), photo, size)
		}
	}
	return nil, fault.New(fault.Missing, "no_such_record")
}

// AnswerSearch notes what somebody on a lot says of a car. The traveller reads it at once.
func (o *Office) AnswerSearch(ctx context.Context, by staff.Member, code string, id ref.Report, a searchrequest.Answer) (loss.Report, error) {
	lot, err := o.Lot(ctx, by, code)
	if err != nil {
		return loss.Report{}, err
	}
	if a.Stay != 0 {
		stay, err := lot.Stay(a.Stay)
		if err != nil {
			return loss.Report{}, err
		}
		a.Plate = stay.Text
	}
	at, err := o.Site(ctx, code)
	if err != nil {
		return loss.Report{}, err
	}
	a.By = by.Ref
	return o.changeLoss(context.WithoutCancel(ctx), id, func(r *loss.Report) error {
		cars, _ := suspects(*r, at, lot, o.now())
		return r.AnswerSearch(code, a, cars, o.now())
	})
}

// TakeBackAnswer undoes an answer, by anybody who works on the lot, for a while.
func (o *Office) TakeBackAnswer(ctx context.Context, by staff.Member, code string, id ref.Report, no int) (loss.Report, error) {
	if _, err := o.Lot(ctx, by, code); err != nil {
		return loss.Report{}, err
	}
	return o.changeLoss(context.WithoutCancel(ctx), id, func(r *loss.Report) error { return r.TakeBackAnswer(code, no, o.now()) })
}

// ListenAtLot hears what changes on the lots where the member finds things.
func (o *Office) ListenAtLot(ctx context.Context, by staff.Member, since index.Since) (*index.Listener, error) {
	if err := by.MaySomewhere(staff.TakeIn); err != nil {
		return nil, err
	}
	lots, err := o.LotsOf(ctx, by)
	if err != nil {
		return nil, err
	}
	var topics []string
	for _, s := range lots {
		topics = append(topics, lotTopic(s.Code))
	}
	return o.index.Listen(ctx, since, topics...)
}

// suspects are the cars on a lot that a report may speak of, and whether the lot knows it as gone.
func suspects(r loss.Report, at site.Site, lot vehicle.Lot, now time.Time) ([]searchrequest.Car, bool) {
	said, _ := r.SoughtCar()
	here, out := lot.Suspects(said, spoken(at), now)
	return carsOf(here), out
}

func carsOf(here []vehicle.Suspect) []searchrequest.Car {
	var out []searchrequest.Car
	for _, c := range here {
		out = append(out, searchrequest.Car{Stay: c.No, ReturnedAt: c.ReturnedAt})
	}
	return out
}

// spoken is the language in which a lot writes the colours of its cars.
func spoken(at site.Site) string {
	if len(at.Languages) == 0 {
		return ""
	}
	return at.Languages[0]
}
