// Package dutyform is the form of when somebody works, for the manager, and of when they are away,
// for themselves too.
package dutyform

import (
	"fmt"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/staff"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
)

// Form is what was typed.
type Form struct {
	Duty     string
	Away     []Away // those that are known, and room for one more
	Problems page.Problems
}

// Away is a time away, in local time. It is named by its place in the list.
type Away struct {
	FromName, UntilName string
	From, Until         string
}

// Of shows a roster by the clock of a zone.
func Of(m staff.Member, in *time.Location) Form {
	f := Form{Duty: m.Duty}
	for _, a := range m.Away {
		f.add(a.From.In(in).Format(form.Moment), a.Until.In(in).Format(form.Moment))
	}
	f.add("", "")
	return f
}

func (f *Form) add(from, until string) {
	at := fmt.Sprintf("away[%d].", len(f.Away))
	f.Away = append(f.Away, Away{at + "from", at + "until", from, until})
}

// Read reads what was sent, as local time of a zone. Times away that were emptied are left out.
func Read(s form.Sent, in *time.Location) (Form, []staff.Away, error) {
	f := Form{Duty: s.Line("duty")}
	var away []staff.Away
	var c fault.Check
	for i := range staff.MaxAway + 1 {
		from, until := s.Line(fmt.Sprintf("away[%d].from", i)), s.Line(fmt.Sprintf("away[%d].until", i))
		if from == "" && until == "" {
			continue
		}
		f.add(from, until)
		row := f.Away[len(f.Away)-1]
		away = append(away, staff.Away{From: form.Time(&c, row.FromName, from, in).UTC(), Until: form.Time(&c, row.UntilName, until, in).UTC()})
	}
	f.add("", "")
	return f, away, c.Err()
}
