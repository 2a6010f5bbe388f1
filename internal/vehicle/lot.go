package vehicle

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/ref"
)

// How long a lot remembers.
const (
	KeepStays = 14 * 24 * time.Hour // after its return, then a stay is erased
	UndoDone  = 5 * time.Minute     // within which a tap on "done" is taken back
)

// Lot is the document of a rental lot: the cars of its fleet and their stays. What a sheet
// brings is in it whole or not at all, as the document is saved at once.
type Lot struct {
	ref.Revised
	Site     string    `json:"site"`
	Vehicles []Vehicle `json:"vehicles"`
	Stays    []Stay    `json:"stays"`   // in the order in which we heard of them
	LastNo   int       `json:"last_no"` // of a stay
}

// Stay is a return and what was done since.
type Stay struct {
	No  int    `json:"no"`  // from 1, never reused
	Car string `json:"car"` // the same for all stays of a car, as its sheets spell its plate
	Return
	DoneAt time.Time `json:"done_at,omitzero"` // cleaned, and nothing was left behind
}

// Fleet replaces what is known of the cars that are named, and adds those that are new.
func (l *Lot) Fleet(cars []Vehicle) {
	at := map[string]int{}
	for i, v := range l.Vehicles {
		at[v.car()] = i
	}
	for _, v := range cars {
		if i, known := at[v.car()]; known {
			l.Vehicles[i] = v
			continue
		}
		at[v.car()] = len(l.Vehicles)
		l.Vehicles = append(l.Vehicles, v)
	}
}

// Arrive notes returns. One of the same car at the same time corrects what is known of it; what
// a return leaves open of its car, the fleet tells. Stays too old to be kept go.
func (l *Lot) Arrive(returns []Return, now time.Time) {
	fleet, at := map[string]Vehicle{}, map[arrival]int{}
	for _, v := range l.Vehicles {
		fleet[v.car()] = v
	}
	for i, s := range l.Stays {
		at[arrival{s.Car, s.ReturnedAt.UnixNano()}] = i
	}
	for _, r := range returns {
		r.Vehicle = r.filledFrom(fleet[r.car()])
		key := r.arrival()
		if i, known := at[key]; known {
			l.Stays[i].Return = r
			continue
		}
		l.LastNo++
		at[key] = len(l.Stays)
		l.Stays = append(l.Stays, Stay{No: l.LastNo, Car: r.car(), Return: r})
	}
	l.Forget(now)
}

// arrival is what makes two rows the same return: the car, and when it came.
type arrival struct {
	car string
	at  int64
}

func (r Return) arrival() arrival { return arrival{r.car(), r.ReturnedAt.UnixNano()} }

// filledFrom is the vehicle with what it leaves open as another has it.
func (v Vehicle) filledFrom(other Vehicle) Vehicle {
	v.Company = cmp.Or(v.Company, other.Company)
	v.Model = cmp.Or(v.Model, other.Model)
	v.Colour = cmp.Or(v.Colour, other.Colour)
	return v
}

// Forget removes the stays whose time is over.
func (l *Lot) Forget(now time.Time) {
	l.Stays = slices.DeleteFunc(l.Stays, func(s Stay) bool { return !s.ReturnedAt.Add(KeepStays).After(now) })
}

// Stay returns the stay of that number.
func (l *Lot) Stay(no int) (*Stay, error) {
	for i := range l.Stays {
		if l.Stays[i].No == no {
			return &l.Stays[i], nil
		}
	}
	return nil, fault.New(fault.Missing, "no_such_stay")
}

// Standing are the stays of the cars that should still be here, the one rented out next first
// and of the others the one that came first. A car has gone with its next rental, and when it
// came back since, or another stands on its stall.
func (l Lot) Standing(now time.Time) []Stay {
	byArrival := slices.SortedStableFunc(slices.Values(l.Stays), func(a, b Stay) int { return b.ReturnedAt.Compare(a.ReturnedAt) })
	cars, stalls := map[string]bool{}, map[string]bool{}
	var out []Stay
	for _, s := range byArrival { // the last first
		car, stall := s.Car, s.stall()
		if !cars[car] && (stall == "" || !stalls[stall]) && s.here(now) {
			out = append(out, s)
		}
		cars[car], stalls[stall] = true, true
	}
	slices.SortStableFunc(out, func(a, b Stay) int {
		return cmp.Or(a.leaves().Compare(b.leaves()), a.ReturnedAt.Compare(b.ReturnedAt))
	})
	return out
}

// Suspects are the cars standing here that are worth a look for a thing, the likeliest first: at
// most 5; see [Sought.Suspects]. lang is that in which the lot writes its colours. Where none is,
// out says that the car is known and has gone.
func (l Lot) Suspects(s Sought, lang string, now time.Time) (here []Suspect, out bool) {
	stands, last := map[int]bool{}, map[string]Stay{}
	for _, stay := range l.Standing(now) {
		stands[stay.No] = true
	}
	for _, stay := range l.Stays {
		if before, twice := last[stay.Car]; !twice || stay.ReturnedAt.After(before.ReturnedAt) {
			last[stay.Car] = stay
		}
	}
	lately := slices.SortedFunc(maps.Values(last), func(a, b Stay) int { return cmp.Compare(a.No, b.No) })
	for _, c := range s.Suspects(lately, lang) {
		switch {
		case !stands[c.No]:
			out = out || slices.ContainsFunc(c.Reasons, func(r Reason) bool { return r.Fit == Fits && (r.Kind == ByPlate || r.Kind == ByAgreement) })
		case len(here) < mostCars:
			here = append(here, c)
		}
	}
	return here, out && len(here) == 0
}

// here reports whether the car has come, is not due to be out again, and its stay is still kept.
func (s Stay) here(now time.Time) bool {
	return !s.ReturnedAt.After(now) && s.leaves().After(now) && s.ReturnedAt.Add(KeepStays).After(now)
}

// leaves is when the car is rented out next.
func (s Stay) leaves() time.Time {
	if s.NextRentalAt.IsZero() {
		return unplanned
	}
	return s.NextRentalAt
}

// Done notes that the car was cleaned and nothing was left behind. Saying it again changes nothing.
func (s *Stay) Done(now time.Time) {
	if s.DoneAt.IsZero() {
		s.DoneAt = now
	}
}

// NotDone takes Done back while that may still be a slip of the finger.
func (s *Stay) NotDone(now time.Time) error {
	if !s.DoneAt.IsZero() && now.Sub(s.DoneAt) > UndoDone {
		return fault.New(fault.Conflict, "too_late_to_undo")
	}
	s.DoneAt = time.Time{}
	return nil
}

// StayOf is the stay in which a car stood here at an instant: the last return of that plate
// until then.
func (l Lot) StayOf(p Plate, at time.Time) (Stay, bool) {
	var out Stay
	for _, s := range l.Stays {
		if !s.ReturnedAt.After(at) && s.ReturnedAt.After(out.ReturnedAt) && p.Compare(s.Plate) == Same {
			out = s
		}
	}
	return out, out.No != 0
}
