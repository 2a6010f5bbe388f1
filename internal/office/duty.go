package office

import (
	"context"
	"fmt"
	"strings"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// SetDuty says when a member works and when they are away; see [staff.Member.SetDuty]. Everybody may
// say when they themselves are away; hours of duty are set by who manages them. What the member is not
// there to keep passes to others.
func (o *Office) SetDuty(ctx context.Context, by staff.Member, whose ref.Staff, duty string, away []staff.Away) (staff.Member, error) {
	duty = strings.TrimSpace(duty)
	m, err := o.changeMember(ctx, by, whose, func(m *staff.Member) error {
		if duty != m.Duty && (by.MaySomewhere(staff.ManageStaff) != nil || manages(by, *m) != nil) {
			return fault.New(fault.Forbidden, "role")
		}
		return m.SetDuty(duty, away, o.now())
	})
	if err != nil {
		return m, err
	}
	o.passOnFor(ctx, m)
	return m, nil
}

// ZoneOf is the clock by which a member's days go: that of the first site at which they work.
func (o *Office) ZoneOf(ctx context.Context, m staff.Member) *time.Location {
	sites, err := o.Sites(ctx)
	if err != nil {
		return time.UTC
	}
	for _, s := range sites {
		if m.May(staff.TakeIn, s.Code) == nil {
			return s.Location()
		}
	}
	return time.UTC
}

// Roster returns when a member works, to that member and to who manages them, without the password.
func (o *Office) Roster(ctx context.Context, by staff.Member, whose ref.Staff) (staff.Member, error) {
	m, err := o.managed(ctx, by, whose)
	m.Password = ""
	if err != nil {
		return m, fmt.Errorf("roster: %w", err)
	}
	return m, nil
}
