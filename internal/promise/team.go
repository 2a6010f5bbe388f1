package promise

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"lostfound/internal/hours"
	"lostfound/internal/ref"
)

// Person is somebody who may keep the promises of a desk.
type Person struct {
	Ref     ref.Staff
	Hours   hours.Hours  // on duty, while the desk is open; without any, whenever it is
	Away    []hours.Span // not there, whatever the hours say
	Reserve bool         // keeps what is theirs already, or what a desk without others promised
}

// shifts are, for each of those who make up the desk, when they are there; for a desk without a
// team, when it is open. The spans hold all of the stretch, and some around it.
func (d Desk) shifts(from, until time.Time) [][]hours.Span {
	open := d.Hours.Around(from, until, d.In)
	if len(d.Team) == 0 {
		return [][]hours.Span{open}
	}
	alone := d.onlyReserve()
	var out [][]hours.Span
	for _, p := range d.Team {
		if !p.Reserve || alone {
			out = append(out, d.shiftsOf(p, open, from, until))
		}
	}
	return out
}

func (d Desk) shiftsOf(p Person, open []hours.Span, from, until time.Time) []hours.Span {
	if p.Hours.String() != "" {
		open = hours.Both(open, p.Hours.Around(from, until, d.In))
	}
	return hours.Except(open, p.Away)
}

func (d Desk) onlyReserve() bool {
	return !slices.ContainsFunc(d.Team, func(p Person) bool { return !p.Reserve })
}

// covered reports whether somebody is there for a whole stretch.
func covered(shifts [][]hours.Span, stretch hours.Span) bool {
	return slices.ContainsFunc(shifts, func(s []hours.Span) bool { return hours.Cover(s, stretch) })
}

// With is the desk at which that person counts, though a reserve: who deals with a traveller is there.
func (d Desk) With(who ref.Staff) Desk {
	d.Team = slices.Clone(d.Team)
	for i := range d.Team {
		if d.Team[i].Ref == who {
			d.Team[i].Reserve = false
		}
	}
	return d
}

// Without is the desk while somebody is away for a time.
func (d Desk) Without(who ref.Staff, from, until time.Time) Desk {
	d.Team = slices.Clone(d.Team)
	for i := range d.Team {
		if d.Team[i].Ref == who {
			d.Team[i].Away = append(slices.Clone(d.Team[i].Away), hours.Span{From: from, Until: until})
		}
	}
	return d
}

// person is who has that reference, if they belong to the desk.
func (d Desk) person(who ref.Staff) (Person, bool) {
	i := slices.IndexFunc(d.Team, func(p Person) bool { return p.Ref == who })
	if i < 0 {
		return Person{}, false
	}
	return d.Team[i], true
}

// Keeps reports whether a person of the desk is there to keep a promise. One that is late
// can be kept by whoever is not away.
func (d Desk) Keeps(who ref.Staff, p Promise, now time.Time) bool {
	is, there := d.person(who)
	return there && d.keeps(is, p, now)
}

func (d Desk) keeps(who Person, p Promise, now time.Time) bool {
	if p.Late(now) {
		return !slices.ContainsFunc(who.Away, func(s hours.Span) bool { return !now.Before(s.From) && now.Before(s.Until) })
	}
	stretch := presence(p.Kind, p.When)
	return hours.Cover(d.shiftsOf(who, d.Hours.Around(stretch.From, stretch.Until, d.In), stretch.From, stretch.Until), stretch)
}

// Assign gives a promise to people who are there to keep it: whose it is stays, or else the
// stand-in takes it, or else another; where nobody is there, it is nobody's. Who takes what is the
// same for all promises under a key and differs between keys, so that each traveller
// deals with one person and each person with some travellers. It reports whether the owner changed.
func (d Desk) Assign(p *Promise, key string, now time.Time) bool {
	alone := d.onlyReserve()
	type choice struct {
		who  ref.Staff
		rank int
		draw string
	}
	var able []choice
	for _, is := range d.Team {
		c := choice{is.Ref, 2, ref.Digest(key, string(is.Ref))}
		switch is.Ref {
		case p.Owner:
			c.rank = 0
		case p.StandIn:
			c.rank = 1
		default:
			if is.Reserve && !alone {
				continue
			}
		}
		if d.keeps(is, *p, now) {
			able = append(able, c)
		}
	}
	slices.SortFunc(able, func(a, b choice) int { return cmp.Or(a.rank-b.rank, strings.Compare(a.draw, b.draw)) })
	was := p.Owner
	p.Owner, p.StandIn = "", ""
	if len(able) > 0 {
		p.Owner = able[0].who
	}
	if len(able) > 1 {
		p.StandIn = able[1].who
	}
	return p.Owner != was
}

// Shift is when a person begins to work here next, after the shift of now where they are in one;
// the zero time where nobody can say. A person who is of no desk is there when it opens.
func (d Desk) Shift(who ref.Staff, now time.Time) time.Time {
	is, _ := d.person(who)
	until := now.Add(Furthest)
	for _, s := range d.shiftsOf(is, d.Hours.Around(now, until, d.In), now, until) {
		if s.From.After(now) {
			return s.From
		}
	}
	return time.Time{}
}
