package office

import (
	"context"
	"crypto/hmac"
	"fmt"

	"lostfound/internal/fault"
	"lostfound/internal/site"
	"lostfound/internal/staff"
)

// NeedsSetUp reports whether nobody has set the platform up yet.
func (o *Office) NeedsSetUp(ctx context.Context) (bool, error) {
	if o.isSetUp.Load() {
		return false, nil
	}
	s, err := o.settings.Get(ctx, theSettings)
	if err != nil {
		return false, fmt.Errorf("read the office's settings: %w", err)
	}
	o.isSetUp.Store(s.SetUp != "")
	return s.SetUp == "", nil
}

// noteAdmin closes the set-up once there is an admin, however that came about.
func (o *Office) noteAdmin(ctx context.Context, m staff.Member) error {
	if m.May(staff.Platform, "") != nil {
		return nil
	}
	_, err := o.settings.Update(ctx, theSettings, func(s *settings) error {
		if s.SetUp == "" {
			s.SetUp = m.Ref
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("note that there is an admin: %w", err)
	}
	o.isSetUp.Store(true)
	return nil
}

// SetUpCode is what the first admin must know. The program prints it at start,
// so that only whoever runs the program can set it up.
func (o *Office) SetUpCode() string { return o.sign("set-up")[:12] }

// SetUp makes the first admin and the first site. It works once.
func (o *Office) SetUp(ctx context.Context, code string, n NewMember, first site.Site) (staff.Member, error) {
	if !hmac.Equal([]byte(code), []byte(o.SetUpCode())) {
		return staff.Member{}, fault.Newf(fault.Invalid, "code", "wrong_set_up_code", nil)
	}
	if needs, err := o.NeedsSetUp(ctx); err != nil {
		return staff.Member{}, err
	} else if !needs {
		return staff.Member{}, fault.New(fault.Conflict, "already_set_up")
	}
	if err := first.Check(); err != nil {
		return staff.Member{}, err
	}
	n.Grants = []staff.Grant{{Site: staff.AllSites, Role: staff.Admin}}
	admin, err := o.newMember(ctx, n)
	if err != nil {
		return admin, err
	}
	_, err = o.settings.Update(ctx, theSettings, func(s *settings) error {
		if s.SetUp != "" {
			return fault.New(fault.Conflict, "already_set_up")
		}
		s.SetUp = admin.Ref
		return nil
	})
	if err != nil {
		return admin, fmt.Errorf("set up: %w", err)
	}
	// From here on the platform counts as set up; `staff add` helps whoever
	// lost the connection between this line and the next.
	o.isSetUp.Store(true)
	if err := o.hire(ctx, &admin); err != nil {
		return admin, err
	}
	_, _, err = o.PutSite(ctx, admin, first)
	return admin, err
}
