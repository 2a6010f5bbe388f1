package loss

import (
	"reflect"
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/history"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
)

// Statement is what the report says, as it would be filed now.
func (r *Report) Statement() Statement {
	s := Statement{Sites: slices.Clone(r.Sites), Place: r.Place, From: r.From, To: r.To, Lang: r.Lang, Contact: r.Contact,
		FiledBy: r.FiledBy, OnBehalfOf: r.OnBehalfOf, NeededBy: r.NeededBy, Flight: r.Flight, Seat: r.Seat, Car: r.Car}
	for _, t := range r.Things {
		t.Colours = slices.Clone(t.Colours)
		s.Things = append(s.Things, t.Details)
	}
	return s
}

// Change makes the report say s: its things in their order, and further ones after them. Of the
// pictures those given for each thing stay. Nothing is given up on the quiet: no thing and no
// site may be missing, and the first site keeps the report.
func (r *Report) Change(s Statement, pictures [][]picture.Picture, by ref.Staff, now time.Time) error {
	switch {
	case r.Status == Withdrawn:
		return fault.New(fault.Conflict, "report_withdrawn")
	case r.Status == Settled:
		return fault.New(fault.Conflict, "report_settled")
	case s.Sites[0] != r.Sites[0] || slices.ContainsFunc(r.Sites, func(site string) bool { return !slices.Contains(s.Sites, site) }):
		return fault.Newf(fault.Invalid, "sites", "only_added", nil)
	case len(s.Things) < len(r.Things):
		return fault.Newf(fault.Invalid, "things", "only_added", nil)
	}
	was, shown := r.Statement(), len(r.Pictures())
	if err := r.Readdress(s.Contact.Email, now); err != nil {
		return fault.Within(err, "contact")
	}
	r.Sites, r.Place, r.From, r.To, r.Lang, r.Contact = slices.Clone(s.Sites), s.Place, s.From, s.To, s.Lang, s.Contact
	r.FiledBy, r.OnBehalfOf, r.NeededBy, r.Flight, r.Seat, r.Car = s.FiledBy, s.OnBehalfOf, s.NeededBy, s.Flight, s.Seat, s.Car
	for i, d := range s.Things {
		if i == len(r.Things) {
			r.Things = append(r.Things, Thing{No: i + 1})
		}
		r.Things[i].Details = d
		if i < len(pictures) {
			r.Things[i].Pictures = pictures[i]
		}
	}
	if !reflect.DeepEqual(was, r.Statement()) || shown != len(r.Pictures()) {
		r.changed(now, history.Entry{At: now, What: history.Changed, By: by})
	}
	return nil
}
