package office

import (
	"context"
	"fmt"

	"lostfound/internal/fault"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// ChangePassword gives a member who knows the old password a new one. All sessions and tokens of
// theirs end; the secret is that of a new session.
func (o *Office) ChangePassword(ctx context.Context, by staff.Member, old, password string) (secret string, err error) {
	if by.Ref == "" || by.Ref == staff.Operator.Ref {
		return "", fault.New(fault.Unauthenticated, "sign_in")
	}
	key := "password:" + string(by.Ref)
	if err := o.throttle(ctx, key, triesPerPair, triesWindow); err != nil {
		return "", err
	}
	m, err := o.members.Get(ctx, string(by.Ref))
	if err != nil {
		return "", fmt.Errorf("member %s: %w", by.Ref, err)
	}
	fits := false
	if err := o.hash(ctx, func() { fits = m.PasswordFits(old) }); err != nil {
		return "", err
	}
	if !fits {
		return "", fault.Newf(fault.Invalid, "old", "wrong_password", nil)
	}
	if err := o.setPassword(ctx, by, by.Ref, password); err != nil {
		return "", err
	}
	if err := o.index.Unthrottle(ctx, key); err != nil { // only failures count
		o.log.Warn("throttle", "error", err)
	}
	return o.issue(ctx, m, staff.Session)
}

// ResetPassword gives a member whom by manages a new password, for one that was forgotten. All
// sessions and tokens of theirs end. One's own is changed by ChangePassword.
func (o *Office) ResetPassword(ctx context.Context, by staff.Member, whose ref.Staff, password string) error {
	if by.Ref == whose {
		return fault.New(fault.Conflict, "reset_oneself")
	}
	return o.setPassword(ctx, by, whose, password)
}

func (o *Office) setPassword(ctx context.Context, by staff.Member, whose ref.Staff, password string) error {
	if _, err := o.managed(ctx, by, whose); err != nil {
		return err
	}
	var hashed string
	var err error
	if waited := o.hash(ctx, func() { hashed, err = staff.HashPassword(password) }); waited != nil {
		err = waited
	}
	if err != nil {
		return err
	}
	_, err = o.changeMember(ctx, by, whose, func(m *staff.Member) error { m.Password, m.TokensSince = hashed, o.now(); return nil })
	return err
}
