package office

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// seenEvery is how closely it is known when a device was last used.
const seenEvery = 5 * time.Minute

// AddDevice makes a device for a workplace of a site, for a tablet that people without accounts
// share, and the secret of the link that enrols it once, for a quarter of an hour.
func (o *Office) AddDevice(ctx context.Context, by staff.Member, site, place string) (staff.Member, string, error) {
	if err := by.MaySomewhere(staff.EnrolDevice); err != nil {
		return staff.Member{}, "", err
	}
	m, err := staff.NewDevice(ref.NewStaff(), site, strings.TrimSpace(place), by.Ref, o.now())
	if err != nil {
		return m, "", err
	}
	if err := by.May(staff.EnrolDevice, site); err != nil {
		return m, "", err
	}
	if _, err := o.Site(ctx, site); err != nil {
		return m, "", err
	}
	if err := o.members.Create(ctx, string(m.Ref), &m); err != nil {
		return m, "", fmt.Errorf("add device %s: %w", m.Ref, err)
	}
	secret, err := o.issue(ctx, m, staff.Enrolment)
	return m, secret, err
}

// LinkDevice makes another link for a device: for a tablet that takes the place of another, or
// for one that was revoked. Whoever held it before is out once the link is used.
func (o *Office) LinkDevice(ctx context.Context, by staff.Member, id ref.Staff) (staff.Member, string, error) {
	m, err := o.device(ctx, by, id)
	if err != nil {
		return m, "", err
	}
	secret, err := o.issue(ctx, m, staff.Enrolment)
	return m, secret, err
}

// RevokeDevice shuts a device out at once.
func (o *Office) RevokeDevice(ctx context.Context, by staff.Member, id ref.Staff) error {
	if _, err := o.device(ctx, by, id); err != nil {
		return err
	}
	if _, err := o.members.Update(ctx, string(id), func(m *staff.Member) error { m.Revoke(o.now()); return nil }); err != nil {
		return fmt.Errorf("revoke %s: %w", id, err)
	}
	o.forget(ctx, "member:"+string(id))
	return nil
}

// Devices are those of the sites where the member enrols them, by workplace.
func (o *Office) Devices(ctx context.Context, by staff.Member) ([]staff.Member, error) {
	if err := by.MaySomewhere(staff.EnrolDevice); err != nil {
		return nil, err
	}
	var out []staff.Member
	for m, err := range o.members.All(ctx) {
		if err != nil {
			return nil, fmt.Errorf("read devices: %w", err)
		}
		if m.Device != nil && by.May(staff.EnrolDevice, m.At()) == nil {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b staff.Member) int {
		return cmp.Or(strings.Compare(a.At(), b.At()), strings.Compare(a.Name, b.Name), strings.Compare(string(a.Ref), string(b.Ref)))
	})
	return out, nil
}

// device is one that the member may enrol; any other is missing.
func (o *Office) device(ctx context.Context, by staff.Member, id ref.Staff) (staff.Member, error) {
	if err := by.MaySomewhere(staff.EnrolDevice); err != nil {
		return staff.Member{}, err
	}
	m, err := o.members.Get(ctx, string(id))
	if err != nil {
		return m, fmt.Errorf("device %s: %w", id, err)
	}
	if m.Device == nil || by.May(staff.EnrolDevice, m.At()) != nil {
		return staff.Member{}, fault.New(fault.Missing, "no_such_record")
	}
	return m, nil
}

// Enrolled is the device that a link is for: a Missing fault where the link was used or its time
// is up.
func (o *Office) Enrolled(ctx context.Context, secret string) (staff.Member, error) {
	t, err := o.tokens.Get(ctx, ref.Digest(secret))
	if err != nil {
		return staff.Member{}, asOver(err)
	}
	m, err := o.members.Get(ctx, string(t.Member))
	if err != nil {
		return m, asOver(err)
	}
	if !t.Enrols(m, o.now()) {
		return staff.Member{}, fault.New(fault.Missing, "enrolment_over")
	}
	return m, nil
}

// Enrol lets in the device on which its link is opened, and gives the secret that it keeps.
// The link is used up first, so that two who open it at once are not both let in.
func (o *Office) Enrol(ctx context.Context, secret string) (string, staff.Member, error) {
	m, err := o.Enrolled(ctx, secret)
	if err != nil {
		return "", m, err
	}
	now := o.now()
	if _, err := o.tokens.Update(ctx, ref.Digest(secret), func(t *staff.Token) error {
		if !t.Enrols(m, now) {
			return fault.New(fault.Missing, "enrolment_over")
		}
		t.Until = now
		return nil
	}); err != nil {
		return "", m, asOver(err)
	}
	m, err = o.members.Update(ctx, string(m.Ref), func(m *staff.Member) error { m.Enrol(now); return nil })
	if err != nil {
		return "", m, fmt.Errorf("enrol %s: %w", m.Ref, err)
	}
	o.forget(ctx, "member:"+string(m.Ref))
	own, err := o.issue(ctx, m, staff.Tablet)
	return own, m, err
}

// asOver tells of a link that nobody knows what is told of one that is used up.
func asOver(err error) error {
	if fault.Is(err, fault.Missing) {
		return fault.New(fault.Missing, "enrolment_over")
	}
	return fmt.Errorf("look up a link: %w", err)
}

// noteSeen notes that a device is in use. That it could not be noted keeps nobody from work.
func (o *Office) noteSeen(ctx context.Context, m staff.Member) {
	if m.Device == nil || o.now().Sub(m.Device.SeenAt) < seenEvery {
		return
	}
	if _, err := o.members.Update(ctx, string(m.Ref), func(m *staff.Member) error { m.Device.SeenAt = o.now(); return nil }); err != nil {
		o.log.Warn("device seen", "device", m.Ref, "error", err)
	}
	o.forget(ctx, "member:"+string(m.Ref))
}
