package staff

import (
	"fmt"
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/hours"
)

// Away is a time in which a member does not work. Why is nobody's business here.
type Away struct {
	From  time.Time `json:"from"`
	Until time.Time `json:"until"`
}

// Bounds of a roster.
const (
	maxDuty  = 1_000 // characters
	MaxAway  = 20    // times
	maxAhead = 2     // years
)

// SetDuty says when a member works. Times away that are over are forgotten.
func (m *Member) SetDuty(duty string, away []Away, now time.Time) error {
	var c fault.Check
	c.Text("duty", duty, maxDuty)
	if _, err := hours.Parse(duty); err != nil {
		wrong := fault.Of(err).Problems[0]
		c.Add("duty", wrong.Code, wrong.Args)
	}
	if len(away) > MaxAway {
		c.Add("away", "too_many", fault.Args{"Max": MaxAway})
	}
	for i, a := range away {
		from, until := fmt.Sprintf("away[%d].from", i), fmt.Sprintf("away[%d].until", i)
		switch {
		case a.From.IsZero():
			c.Add(from, "required", nil)
		case a.Until.IsZero():
			c.Add(until, "required", nil)
		case !a.Until.After(a.From):
			c.Add(until, "ends_before_it_begins", nil)
		case a.Until.After(now.AddDate(maxAhead, 0, 0)):
			c.Add(until, "too_far_off", fault.Args{"Max": maxAhead * 365})
		}
	}
	if err := c.Err(); err != nil {
		return err
	}
	away = slices.DeleteFunc(slices.Clone(away), func(a Away) bool { return !a.Until.After(now) })
	slices.SortFunc(away, func(a, b Away) int { return a.From.Compare(b.From) })
	m.Duty, m.Away = duty, away
	return nil
}

// GoHome notes that a member is not there from now until an instant.
func (m *Member) GoHome(now, until time.Time) {
	m.Away = slices.DeleteFunc(m.Away, func(a Away) bool { return !a.Until.After(now) })
	m.Away = slices.Insert(m.Away, 0, Away{now, until})
}

// Hours are when the member is on duty; the zero value for whenever a desk is open.
func (m Member) Hours() hours.Hours {
	h, _ := hours.Parse(m.Duty) // what a member holds was checked
	return h
}

// Reserve reports whether the member runs the site rather than its desk: whose role goes beyond the
// desk's, and who has no hours of duty.
func (m Member) Reserve(site string) bool {
	return m.Duty == "" && !slices.ContainsFunc(m.Grants, func(g Grant) bool { return g.Role == Desk && (g.Site == site || g.Site == AllSites) })
}
