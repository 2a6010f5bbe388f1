package office

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"lostfound/internal/fault"
	"lostfound/internal/history"
	"lostfound/internal/loss"
	"lostfound/internal/photo"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// Thanks is the first answer to a report.
type Thanks struct {
	Report  loss.Report
	Link    string // path of the traveller's private page
	Similar bool   // things like this are in store; never how many or which
}

// File takes a loss report: from a traveller where by is nil, else from the staff
// member who wrote it down. photos holds the uploads of each thing, in order.
// key is an idempotency key, or empty; for a key seen before the first report is
// returned and created is false.
func (o *Office) File(ctx context.Context, by *staff.Member, s loss.Statement, photos [][]Upload, key string) (t Thanks, created bool, err error) {
	return o.fileTelling(ctx, o.channels, by, s, photos, key)
}

// fileTelling is File that tells the traveller by the channels that the report reached us.
func (o *Office) fileTelling(ctx context.Context, channels []loss.Channel, by *staff.Member, s loss.Statement, photos [][]Upload, key string) (t Thanks, created bool, err error) {
	s = tidyStatement(s)
	var who ref.Staff
	if by != nil {
		who = by.Ref
	}
	if err := o.checkLoss(ctx, by, s, photos); err != nil {
		return t, false, err
	}
	desk, err := o.Desk(ctx, s.Sites[0])
	if err != nil {
		return t, false, err
	}
	var made [][]photo.Made
	for _, group := range photos {
		m, err := o.develop(ctx, group)
		if err != nil {
			return t, false, err
		}
		made = append(made, m)
	}
	print, err := fingerprint(s, photos...)
	if err != nil {
		return t, false, err
	}
	claimed, name, err := o.claim(ctx, reportScope(by), key, request{Ref: string(ref.NewReport()), Print: print, At: o.now()},
		func(r request) error { return o.lacks(r, photos) })
	if err != nil {
		return t, false, err
	}
	id := claimed.Ref
	var r loss.Report
	for range tries {
		o.expect(ctx, id)
		shown := make([][]picture.Picture, len(made))
		for i, m := range made {
			if err := o.file(ctx, id, m); err != nil {
				return t, false, err
			}
			shown[i] = gather(claimed.Kept, photos[i], m)
		}
		r = loss.File(ref.Report(id), s, shown, who, o.now(), desk)
		r.Inform(0, channels, o.now(), desk.In)
		r.Request = name
		if err := o.askLots(ctx, &r); err != nil {
			return t, false, err
		}
		err = o.reports.Create(ctx, id, &r)
		if !fault.Is(err, fault.Conflict) {
			break
		}
		first, getErr := o.reports.Get(ctx, id)
		if getErr == nil && name != "" && first.Request == name {
			t, err := o.thank(ctx, first)
			return t, false, err
		}
		if id, err = o.reclaim(ctx, name, id, string(ref.NewReport())); err != nil {
			return t, false, err
		}
		if err := o.carry(ctx, claimed.Ref, id, slices.Concat(shown...)); err != nil {
			return t, false, err
		}
	}
	if err != nil || r.Ref != ref.Report(id) {
		return t, false, fmt.Errorf("file %s: %w", id, cmp.Or(err, errNoneFree))
	}
	o.Tally.Filed.Add(1)
	t, err = o.thank(ctx, r)
	return t, true, err
}

// thank compares the report with the stock and notes that this was done. What
// fails here is made up for by a round: the report itself is safe.
func (o *Office) thank(ctx context.Context, r loss.Report) (Thanks, error) {
	found, _ := o.announceLoss(ctx, r) // a round repeats it
	if found.compared {
		noted, err := o.reports.Update(ctx, string(r.Ref), func(r *loss.Report) error {
			if _, before := r.History.Last(history.Compared); !before {
				r.History.Add(history.Entry{At: o.now(), What: history.Compared})
			}
			return nil
		})
		if err != nil {
			o.log.Warn("note the comparison", "report", r.Ref, "error", err)
		} else {
			r = noted
		}
	}
	return Thanks{Report: r, Link: o.Link(r), Similar: found.similar}, nil
}

func (o *Office) checkLoss(ctx context.Context, by *staff.Member, s loss.Statement, photos [][]Upload) error {
	counts := make([]int, len(photos))
	for i, group := range photos {
		counts[i] = len(group)
	}
	if err := s.Check(counts, o.now()); err != nil {
		return err
	}
	byStaff := s.FiledBy == loss.Counter || s.FiledBy == loss.Phone
	if byStaff {
		var m staff.Member
		if by != nil {
			m = *by
		}
		if err := m.May(staff.FileReport, s.Sites[0]); err != nil {
			return err
		}
	}
	if err := o.checkPlain(ctx, s); err != nil {
		return err
	}
	for i, d := range s.Things {
		var ups []Upload
		if i < len(photos) {
			ups = photos[i]
		}
		if err := checkPhotos(d.Category, d.Type, s.Lang, ups); err != nil {
			return err
		}
	}
	return nil
}

// checkPlain refuses sites and categories that do not exist.
func (o *Office) checkPlain(ctx context.Context, s loss.Statement) error {
	if err := o.checkSites(ctx, "sites", s.Sites...); err != nil {
		return err
	}
	for i, d := range s.Things {
		if err := checkKind(fmt.Sprintf("things[%d].", i), d.Category); err != nil {
			return err
		}
	}
	return nil
}

func tidyStatement(s loss.Statement) loss.Statement {
	s.Sites = tidyList(s.Sites)
	for _, t := range []*string{&s.Place, &s.Lang, &s.Contact.Name, &s.Contact.Email, &s.Contact.Phone, &s.OnBehalfOf, &s.Flight, &s.Seat, &s.Car.Agreement, &s.Car.Company, &s.Car.Model, &s.Car.Colour} {
		*t = strings.TrimSpace(*t)
	}
	things := make([]loss.Details, len(s.Things))
	for i, d := range s.Things {
		for _, t := range []*string{&d.Type, &d.Category, &d.Brand, &d.Description, &d.Identifiers.Serial, &d.Identifiers.Plate, &d.Identifiers.Name, &d.Identifiers.Phone} {
			*t = strings.TrimSpace(*t)
		}
		d.Colours = tidyList(d.Colours)
		things[i] = d
	}
	s.Things = things
	return s
}
