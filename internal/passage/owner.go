package passage

import (
	"cmp"
	"slices"
	"time"
)

// A thing is left at a lane some time before somebody sees it, and a gate's clock is some
// minutes off at most.
const (
	unseen = 45 * time.Minute
	skew   = 5 * time.Minute
)

// Find is where and when a thing was found.
type Find struct {
	Lane, Tray string // the tray it lay in, where somebody said
	At         time.Time
}

// Owner is a passage of somebody whose thing it may be, and why.
type Owner struct {
	Passage
	Reasons []Reason
}

// Reason is one thing that speaks for a passage. Minutes are those by which it lies before the
// find or the time asked for, fewer than 0 where after.
type Reason struct {
	Code    Code
	Minutes int
}

// Code is what a reason is about. The words for it are the locale's messages "passage.<code>".
type Code string

// The codes.
const (
	SameTray   Code = "same_tray"
	SameLane   Code = "same_lane"
	NearLane   Code = "near_lane"
	Minutes    Code = "minutes"
	SameName   Code = "same_name"
	NearName   Code = "near_name"
	SameFlight Code = "same_flight"
	SameSeat   Code = "same_seat"
)

// Codes lists all codes.
var Codes = []Code{SameTray, SameLane, NearLane, Minutes, SameName, NearName, SameFlight, SameSeat}

// Window is within which passages are looked for that may be of the find's owner.
func (f Find) Window() (from, to time.Time) { return f.At.Add(-unseen), f.At.Add(skew) }

// Owners are the people who may have left a find there, the likeliest first: whose tray it lay
// in, then who went through the lane nearest in time, before rather than after. Each person is
// once among them. A tray counts on any lane: the one a find was noted at may be mistaken.
func (f Find) Owners(passages []Passage) []Owner {
	type ranked struct {
		Owner
		rank int
		off  time.Duration
	}
	from, to := f.Window()
	var all []ranked
	for _, p := range passages {
		if p.At.Before(from) || p.At.After(to) {
			continue
		}
		r := ranked{Owner: Owner{Passage: p}, off: f.At.Sub(p.At)}
		if t := foldTray(f.Tray); t != "" && t == foldTray(p.Tray) {
			r.add(SameTray)
			r.rank += 4
		}
		switch Lanes(f.Lane, p.Lane) {
		case Same:
			r.add(SameLane)
			r.rank += 2
		case Near:
			r.add(NearLane)
			r.rank++
		}
		if r.rank == 0 {
			continue
		}
		r.Reasons = append(r.Reasons, Reason{Minutes, minutes(r.off)})
		if r.off < 0 {
			r.off = skew - r.off // nobody leaves a thing after it was found, unless a clock is wrong
		}
		all = append(all, r)
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.rank, a.rank), cmp.Compare(a.off, b.off), cmp.Compare(a.Surname, b.Surname))
	})
	var out []Owner
	seen := map[string]bool{}
	for _, r := range all {
		if who := r.who(); !seen[who] {
			seen[who] = true
			out = append(out, r.Owner)
		}
	}
	return out
}

func (o *Owner) add(c Code) { o.Reasons = append(o.Reasons, Reason{Code: c}) }

// minutes are rounded to the nearest.
func minutes(d time.Duration) int { return int(d.Round(time.Minute) / time.Minute) }

// who is the same for all passages of a person, who may have used several trays.
func (p Passage) who() string {
	return signs(p.Surname) + "|" + foldFlight(p.Flight) + "|" + p.Date + "|" + foldSeat(p.Seat)
}
