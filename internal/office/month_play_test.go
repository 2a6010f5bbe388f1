package office

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/loss"
	"lostfound/internal/promise"
	"lostfound/internal/ref"
	"lostfound/internal/site"
	"lostfound/internal/staff"
)

// place is a site; its desk is open from one hour to another, but for Sundays.
type place struct {
	in         *time.Location
	from, till int
}

// worker is one of the desk, at work from one hour to another.
type worker struct {
	staff.Member
	at         string
	from, till int
	away       []staff.Away
	left       bool
}

// place opens a site.
func (m *month) place(code, zone string, from, till int) {
	in, err := time.LoadLocation(zone)
	m.must(err)
	m.places[code] = &place{in, from, till}
	m.openFrom(code, till)
}

// openFrom sets the hours of a desk.
func (m *month) openFrom(code string, till int) {
	p := m.places[code]
	p.till = till
	_, _, err := m.PutSite(m.t.Context(), staff.Operator, site.Site{Code: code, Name: code, Kind: site.Airport, TimeZone: p.in.String(), Hours: fmt.Sprintf("Mo-Sa %02d:00-%02d:00; Su off", p.from, till)})
	m.must(err)
}

// hire adds somebody to a desk, without the hashing of a password.
func (m *month) hire(at string, from, till int) {
	w := &worker{staff.Member{Ref: ref.NewStaff(), Name: "W", Grants: []staff.Grant{{Site: at, Role: staff.Desk}}, Duty: fmt.Sprintf("Mo-Sa %02d:00-%02d:00", from, till)}, at, from, till, nil, false}
	w.SignIn = string(w.Ref)
	m.must(m.members.Create(m.t.Context(), string(w.Ref), &w.Member))
	m.spreadSites(m.t.Context())
	m.passOnFor(m.t.Context(), w.Member)
	m.crew = append(m.crew, w)
}

// there says whether somebody is at work, read off their hours and not off the rule under test.
func (m *month) there(w *worker, at time.Time) bool {
	p := m.places[w.at]
	local := at.In(p.in)
	return !w.left && !m.isAway(w, at) && local.Weekday() != time.Sunday && local.Hour() >= max(p.from, w.from) && local.Hour() < min(p.till, w.till)
}

func (m *month) isAway(w *worker, at time.Time) bool {
	return slices.ContainsFunc(w.away, func(a staff.Away) bool { return !at.Before(a.From) && at.Before(a.Until) })
}

// file tells of a loss.
func (m *month) file() {
	code := []string{"AMS", "JFK"}[m.draw.IntN(2)]
	s := loss.Statement{Sites: []string{code}, From: m.at.Add(-time.Hour), Lang: "en", Things: []loss.Details{{Type: "hat"}}}
	if m.draw.IntN(2) == 0 {
		s.Contact.Phone = "+31 6 00000045"
	}
	if m.draw.IntN(5) == 0 {
		s.NeededBy = m.at.Add(time.Duration(1+m.draw.IntN(40)) * time.Hour)
	}
	filed, _, err := m.File(m.t.Context(), nil, s, nil, "")
	m.must(err)
	m.note(filed.Report)
	if s.Contact.Phone != "" && m.draw.IntN(2) == 0 {
		m.choose(filed.Report)
	}
}

// choose is a traveller who picks when we call.
func (m *month) choose(r loss.Report) {
	slots, err := m.Slots(m.t.Context(), r)
	m.must(err)
	if len(slots) == 0 {
		return
	}
	r, err = m.ChooseCall(m.t.Context(), r.Ref, m.linkToken(r), slots[m.draw.IntN(len(slots))], "")
	m.must(err)
	m.note(r)
}

// work is what a desk does about a report now.
func (m *month) work(r loss.Report) {
	p, id := r.Next(), r.Ref
	i := slices.IndexFunc(m.crew, func(w *worker) bool {
		return w.at == r.Sites[0] && (w.Ref == p.Owner || p.Owner == "") && m.there(w, m.at)
	})
	if i < 0 {
		return // whose it is has not come yet, or is at home
	}
	due := m.at.Add(6 * stride).After(p.When.Until)
	if p.Kind == promise.Call {
		due = !m.at.Before(p.When.From)
	}
	by, style := m.crew[i].Member, rand.New(rand.NewPCG(uint64(p.No), uint64(p.MadeAt.UnixNano()))).IntN(20)
	var err error
	switch {
	case p.Late(m.at) && p.Kind == promise.Call && style == 0:
		m.choose(r)
		return
	case p.Late(m.at):
		r, err = m.NoteContact(m.t.Context(), by, r.Ref, []loss.Way{loss.Spoke, loss.LeftWord}[style%2], time.Time{}, "Our line was down.")
	case !due || style == 1:
		if due {
			m.slow++
		}
		return
	case style < 5 && p.Kind == promise.Call:
		later := promise.Window{From: p.When.From.Add(26 * time.Hour), Until: p.When.Until.Add(26 * time.Hour)}
		r, err = m.AgreeCall(m.t.Context(), by, r.Ref, later, "asked for the lane")
	case style < 5:
		r, err = m.NoteContact(m.t.Context(), by, r.Ref, loss.NoAnswer, p.When.Until.Add(24*time.Hour), "")
	case len(r.Promises) > 2:
		r, err = m.Withdraw(m.t.Context(), r.Ref, m.linkToken(r))
	default:
		r, err = m.NoteContact(m.t.Context(), by, r.Ref, loss.Spoke, time.Time{}, "")
	}
	moved := p.Was != nil
	if fault.Is(err, fault.Invalid) || moved && fault.Is(err, fault.Conflict) { // nobody is there at the other time, or it is the second: it is kept now
		r, err = m.NoteContact(m.t.Context(), by, id, loss.Spoke, time.Time{}, "")
	}
	m.must(err)
	m.note(r)
}

// stays says until when somebody is away; the zero time brings them back.
func (m *month) stays(w *worker, until time.Time) {
	w.away = nil
	if !until.IsZero() {
		w.away = []staff.Away{{From: m.at, Until: until}}
	}
	_, err := m.SetDuty(m.t.Context(), w.Member, w.Ref, w.Duty, w.away)
	m.must(err)
}

// happen is what befalls the desks on a step; it reports whether anything did.
func (m *month) happen(step int) bool {
	ctx := m.t.Context()
	switch {
	case step == 500: // all of a desk are ill at once, and two of them come back before the others
		for _, w := range m.crew {
			if w.at == "JFK" && !w.left {
				m.stays(w, m.at.Add(40*time.Hour))
			}
		}
	case step == 530:
		for _, w := range m.crew[len(m.crew)-2:] {
			m.stays(w, time.Time{})
		}
	case step == 300 || step == 900: // somebody leaves; a new one comes
		w := m.crew[step/300]
		w.left = true
		m.must(m.Leave(ctx, staff.Operator, w.Ref))
		m.hire(w.at, w.from, w.till)
	case step == 700:
		m.openFrom("AMS", 18)
	case step == 1000:
		m.openFrom("AMS", 22)
	case step%250 == 249: // the program stops after it saved that somebody is ill, and starts again
		w := m.crew[m.draw.IntN(len(m.crew))]
		w.away = []staff.Away{{From: m.at, Until: m.at.Add(30 * time.Hour)}}
		_, err := m.members.Update(ctx, string(w.Ref), func(member *staff.Member) error { member.Away = w.away; return nil })
		m.must(err)
		m.open()
		m.walk()
	case step%400 == 399: // Redis is emptied, and somebody falls ill before the index is there again
		m.must(m.keepers.Redis.FlushAll(ctx).Err())
		m.stays(m.crew[m.draw.IntN(len(m.crew))], m.at.Add(50*time.Hour))
		m.file()
		_, err := m.Rebuild(ctx)
		m.must(err)
		m.open()
		m.walk()
	case m.draw.IntN(60) == 0:
		if w := m.crew[m.draw.IntN(len(m.crew))]; !w.left {
			m.stays(w, m.at.Add(time.Duration(8+m.draw.IntN(60))*time.Hour))
		}
	case m.draw.IntN(120) == 0:
		if w := m.crew[m.draw.IntN(len(m.crew))]; !w.left && len(w.away) > 0 {
			m.stays(w, time.Time{})
		}
	default:
		return false
	}
	return true
}
