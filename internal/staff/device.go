package staff

import (
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/ref"
)

// Device makes a member of a shared tablet, on which people work who have no account. It takes
// in finds at its one site, and can do nothing else.
type Device struct {
	Place      string    `json:"place"` // the workplace it stands at: a lane, a lot
	EnrolledBy ref.Staff `json:"enrolled_by"`
	SeenAt     time.Time `json:"seen_at,omitzero"` // when it was last used, to a few minutes
}

// NewDevice is a device for a workplace of a site. It comes in once somebody opened its link
// on it.
func NewDevice(id ref.Staff, site, place string, by ref.Staff, now time.Time) (Member, error) {
	var c fault.Check
	if site == "" {
		c.Add("site", "required", nil)
	}
	if place == "" {
		c.Add("place", "required", nil)
	}
	c.Text("place", place, fault.Line)
	return Member{Ref: id, Name: place, Grants: []Grant{{site, Finder}}, Device: &Device{Place: place, EnrolledBy: by}, CreatedAt: now}, c.Err()
}

// At is the one site of a device.
func (m Member) At() string { return m.Grants[0].Site }

// Revoke ends what a device may do, until it is enrolled again.
func (m *Member) Revoke(now time.Time) { m.LeftAt, m.TokensSince = now, now }

// Enrol lets a device in, and nobody who held it before.
func (m *Member) Enrol(now time.Time) {
	m.LeftAt, m.TokensSince, m.Device.SeenAt = time.Time{}, now, now
}
