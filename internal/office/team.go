package office

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"lostfound/internal/hours"
	"lostfound/internal/promise"
	"lostfound/internal/site"
	"lostfound/internal/staff"
)

// Desk is where the promises of the reports that a site keeps are kept, and by whom.
func (o *Office) Desk(ctx context.Context, code string) (promise.Desk, error) {
	home, err := o.Site(ctx, code)
	if err != nil {
		return promise.Desk{}, err
	}
	members, err := o.allMembers(ctx)
	if err != nil {
		return promise.Desk{}, err
	}
	return deskOf(home, members), nil
}

// deskOf makes the desk of a site out of all who work anywhere.
func deskOf(home site.Site, members map[string]staff.Member) promise.Desk {
	desk := promise.Desk{Hours: home.Opening(), In: home.Location()}
	for _, m := range members {
		if !m.LeftAt.IsZero() || m.May(staff.Decide, home.Code) != nil {
			continue
		}
		p := promise.Person{Ref: m.Ref, Hours: m.Hours(), Reserve: m.Reserve(home.Code)}
		for _, a := range m.Away {
			p.Away = append(p.Away, hours.Span(a))
		}
		desk.Team = append(desk.Team, p)
	}
	slices.SortFunc(desk.Team, func(a, b promise.Person) int { return cmp.Compare(a.Ref, b.Ref) })
	return desk
}

// allMembers are all who ever worked here, by reference, without their passwords.
func (o *Office) allMembers(ctx context.Context) (map[string]staff.Member, error) {
	return o.crew.get(ctx, func(ctx context.Context) (map[string]staff.Member, error) {
		members := map[string]staff.Member{}
		for m, err := range o.members.All(ctx) {
			if err != nil {
				return nil, fmt.Errorf("read staff: %w", err)
			}
			m.Password = ""
			members[string(m.Ref)] = m
		}
		return members, nil
	})
}
