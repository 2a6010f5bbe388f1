package desk

import (
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/locale"
	"lostfound/internal/loss"
	"lostfound/internal/office"
	"lostfound/internal/promise"
	"lostfound/internal/staff"
	"lostfound/internal/web/visit"
)

// promises are the updates owed at the member's sites, the earliest first, each once.
func (w *Workplace) promises(c *gin.Context) ([]office.DueUpdate, error) {
	sites, err := w.sites(c, staff.SeeReports)
	if err != nil {
		return nil, err
	}
	var all []office.DueUpdate
	for _, s := range sites {
		due, err := w.office.Due(c.Request.Context(), visit.Of(c).Member, s.Code)
		if err != nil {
			return nil, err
		}
		for _, d := range due {
			if !slices.ContainsFunc(all, func(o office.DueUpdate) bool { return o.Report == d.Report }) {
				all = append(all, d)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b office.DueUpdate) int { return a.At.Compare(b.At) })
	return all, nil
}

// soon is what cannot wait: what is promised within so much time.
const soon = 18 * time.Hour

// urgent are the promises that cannot wait, and how many there are besides.
func urgent(all []office.DueUpdate, now time.Time) (first []office.DueUpdate, later int) {
	n := slices.IndexFunc(all, func(d office.DueUpdate) bool { return d.At.After(now.Add(soon)) })
	if n < 0 {
		n = len(all)
	}
	return all[:n], len(all) - n
}

// fillDue adds what cannot wait: what nobody is there to keep before all else, then what the member
// keeps and what falls to them as it gets pressing; and apart from these what others keep.
func (w *Workplace) fillDue(c *gin.Context, p *dayPage) error {
	v, ctx := visit.Of(c), c.Request.Context()
	rest, err := w.promises(c)
	if err != nil {
		return err
	}
	nobodys, err := w.office.Kept(ctx, v.Member, "")
	if err != nil && !fault.Is(err, fault.Unavailable) {
		return err
	}
	own, err := w.office.Kept(ctx, v.Member, v.Member.Ref)
	if err != nil && !fault.Is(err, fault.Unavailable) {
		return err
	}
	own, _ = urgent(without(own, nobodys), v.Now)
	rest, p.Later = urgent(without(rest, slices.Concat(nobodys, own)), v.Now)
	for _, d := range rest[:min(onOnePage, len(rest))] {
		if r, err := w.office.Report(ctx, v.Member, d.Report); err == nil && w.falls(v.Member, r, v.Now) {
			own = append(own, d)
		}
	}
	rest = without(rest, own)
	slices.SortStableFunc(own, func(a, b office.DueUpdate) int { return a.At.Compare(b.At) })
	mine := slices.Concat(nobodys, own)
	p.Mine.Count, p.Due.Count = len(mine), len(rest)
	if p.Mine.Rows, err = w.dueRows(c, mine); err != nil {
		return err
	}
	p.Due.Rows, err = w.dueRows(c, rest)
	return err
}

// falls reports whether a member is to look after a report's next promise by now.
func (w *Workplace) falls(to staff.Member, r loss.Report, now time.Time) bool {
	next := r.Next()
	return next != nil && next.Falls(to.Ref, to.May(staff.ManageSite, r.Sites[0]) == nil, now)
}

// without is a list without the reports of another.
func without(all, others []office.DueUpdate) []office.DueUpdate {
	return slices.DeleteFunc(all, func(d office.DueUpdate) bool {
		return slices.ContainsFunc(others, func(o office.DueUpdate) bool { return o.Report == d.Report })
	})
}

// dueRows shows promises, each leading to whom it was made.
func (w *Workplace) dueRows(c *gin.Context, all []office.DueUpdate) ([]Row, error) {
	v := visit.Of(c)
	var out []Row
	for _, d := range all {
		if len(out) == onOnePage {
			break
		}
		r, err := w.office.Report(c.Request.Context(), v.Member, d.Report)
		if fault.Is(err, fault.Missing) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, w.dueRow(c, r))
	}
	return out, nil
}

func (w *Workplace) dueRow(c *gin.Context, r loss.Report) Row {
	v, in := visit.Of(c), w.location(c, r.Sites)
	row := w.lossRow(c, r)
	row.To = contactLink(r)
	row.Title = ofWhom(v.Language, r, row.Title)
	row.Small = row.Small[:0]
	if travels := travelsOn(v, r, in); travels != "" {
		row.Small = append(row.Small, travels)
	}
	row.Small = append(row.Small, w.siteName(c, r.Sites[0]))
	next := r.Next()
	if next != nil && next.Owner == "" {
		row.Late = v.Language.Say("day.nobodys", nil)
	} else if next != nil && next.Kind == promise.Update {
		if who := w.office.Name(c.Request.Context(), next.Owner); who != "" {
			row.Small = append(row.Small, who)
		}
	}
	if call := promise.OpenCall(r.Promises); call != nil {
		row.Small = append(row.Small, promised(v, *call, w.office.Name(c.Request.Context(), call.Owner), in))
	}
	if late := lateness(v.Language, v.Now.Sub(r.UpdateDue)); late != "" {
		row.Late = late // said before that it is nobody's
		row.Small = append(row.Small, v.Language.Say("day.promised", map[string]any{"When": v.Language.Before(r.UpdateDue, v.Now, in).Text}))
	} else if next != nil && next.Kind == promise.Call {
		row.Chip = &Chip{"time", v.Language.At(next.When.From, v.Now, in).Text}
	} else {
		row.Chip = dueChip(v, r.UpdateDue, in)
	}
	return row
}

// ofWhom is a thing with its owner, where we know the name: "Anna: laptop".
func ofWhom(l *locale.Language, r loss.Report, thing string) string {
	if r.Contact.Name == "" {
		return thing
	}
	return l.Say("day.of_whom", map[string]any{"Who": r.Contact.Name, "What": thing})
}

// travelsOn says when the thing is needed, as long as that lies ahead.
func travelsOn(v *visit.Visit, r loss.Report, in *time.Location) string {
	if !r.NeededBy.After(v.Now) {
		return ""
	}
	return v.Language.Say("day.travels", map[string]any{"When": v.Language.At(r.NeededBy, v.Now, in).Text})
}

// lateness is how long ago a promise should have been kept, empty while it can be.
func lateness(l *locale.Language, by time.Duration) string {
	switch minutes := int(by / time.Minute); {
	case by < 0:
		return ""
	case minutes < 60:
		return l.Say("late.minutes", map[string]any{"Count": max(1, minutes)})
	case minutes < 48*60:
		return l.Say("late.hours", map[string]any{"Count": minutes / 60})
	default:
		return l.Say("late.days", map[string]any{"Count": minutes / (24 * 60)})
	}
}

func dueChip(v *visit.Visit, at time.Time, in *time.Location) *Chip {
	if late := lateness(v.Language, v.Now.Sub(at)); late != "" {
		return &Chip{"late", late}
	}
	return &Chip{"time", v.Language.Before(at, v.Now, in).Text}
}
