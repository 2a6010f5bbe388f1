package passage

import (
	"cmp"
	"slices"
	"time"
)

// Asked is what is known of somebody whose way is looked for: a caller at the desk, the writer
// of a report. All of it may be empty.
type Asked struct {
	Name     string // with given names or without
	Flight   string
	Seat     string
	Lane     string
	From, To time.Time // of the passage; one end alone is fine
}

// IsEmpty reports whether nothing is asked for.
func (a Asked) IsEmpty() bool { return a == Asked{} }

// Find lists the passages that fit all that is asked for, the best first; where they fit
// equally, the last first. What a passage leaves open fits, except where nothing else is asked.
func (a Asked) Find(passages []Passage) []Owner {
	type ranked struct {
		Owner
		points int
	}
	var all []ranked
	for _, p := range passages {
		if !a.From.IsZero() && p.At.Before(a.From) || !a.To.IsZero() && p.At.After(a.To) {
			continue
		}
		r := ranked{Owner: Owner{Passage: p}}
		if a.fits(&r.Owner, &r.points) {
			all = append(all, r)
		}
	}
	slices.SortStableFunc(all, func(x, y ranked) int { return cmp.Or(cmp.Compare(y.points, x.points), y.At.Compare(x.At)) })
	out := make([]Owner, len(all))
	for i, r := range all {
		out[i] = r.Owner
	}
	return out
}

// fits notes what speaks for a passage, and reports whether nothing speaks against it.
func (a Asked) fits(o *Owner, points *int) bool {
	named := a.Name != "" && o.Surname != ""
	for _, one := range []struct {
		both       bool
		fit        Fit
		same, near Code
		points     int
	}{
		{named, Named(o.Surname, a.Name), SameName, NearName, 4},
		{a.Flight != "" && o.Flight != "", equal(foldFlight(a.Flight), foldFlight(o.Flight)), SameFlight, "", 2},
		{a.Seat != "" && o.Seat != "", equal(foldSeat(a.Seat), foldSeat(o.Seat)), SameSeat, "", 2},
		{a.Lane != "", Lanes(a.Lane, o.Lane), SameLane, NearLane, 2},
	} {
		switch {
		case !one.both:
		case one.fit == Same:
			o.add(one.same)
			*points += one.points
		case one.fit == Near:
			o.add(one.near)
			*points += one.points / 2
		default:
			return false
		}
	}
	return len(o.Reasons) > 0 || a.Name == "" && a.Flight == "" && a.Seat == ""
}

func equal(a, b string) Fit {
	if a != "" && a == b {
		return Same
	}
	return ""
}
