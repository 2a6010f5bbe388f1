package office

import (
	"testing"
	"time"

	"lostfound/internal/fault"
)

func TestAPasswordIsChangedByWhoKnowsIt(t *testing.T) {
	o := open(t)
	elsewhere, m, err := o.SignIn(t.Context(), "ingrid", "correct horse", "192.0.2.1")
	must(t, err)
	o.clock.add(time.Second)
	if _, err := o.ChangePassword(t.Context(), m, "wrong horse", "battery staple"); !fault.Is(err, fault.Invalid) {
		t.Errorf("a wrong old password: got %v, want refused", err)
	}
	if _, err := o.ChangePassword(t.Context(), m, "correct horse", "short"); !fault.Is(err, fault.Invalid) {
		t.Errorf("a short new password: got %v, want refused", err)
	}
	here, err := o.ChangePassword(t.Context(), m, "correct horse", "battery staple")
	must(t, err)
	if _, err := o.Who(t.Context(), elsewhere); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("another device: got %v, want to be asked to sign in", err)
	}
	if who, err := o.Who(t.Context(), here); err != nil || who.Ref != m.Ref {
		t.Errorf("this device: got %v, %v, want still signed in", who.Ref, err)
	}
	if _, _, err := o.SignIn(t.Context(), "ingrid", "correct horse", "192.0.2.1"); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("the old password: got %v, want refused", err)
	}
	if _, _, err := o.SignIn(t.Context(), "ingrid", "battery staple", "192.0.2.1"); err != nil {
		t.Errorf("the new password: got %v", err)
	}
	for range triesPerPair {
		if _, err := o.ChangePassword(t.Context(), m, "guess", "battery staple 2"); !fault.Is(err, fault.Invalid) {
			t.Errorf("a guess: got %v, want refused", err)
		}
	}
	if _, err = o.ChangePassword(t.Context(), m, "battery staple", "battery staple 2"); !fault.Is(err, fault.TooMany) {
		t.Errorf("after %d guesses: got %v, want to have to wait", triesPerPair, err)
	}
}

func TestAForgottenPasswordIsSetByAManager(t *testing.T) {
	o := open(t)
	session, m, err := o.SignIn(t.Context(), "ingrid", "correct horse", "192.0.2.1")
	must(t, err)
	o.clock.add(time.Second)
	if err := o.ResetPassword(t.Context(), o.finder, m.Ref, "battery staple"); !fault.Is(err, fault.Forbidden) {
		t.Errorf("by a finder: got %v, want refused", err)
	}
	if err := o.ResetPassword(t.Context(), o.admin, o.admin.Ref, "battery staple"); !fault.Is(err, fault.Conflict) {
		t.Errorf("the own: got %v, want refused", err)
	}
	must(t, o.ResetPassword(t.Context(), o.admin, m.Ref, "battery staple"))
	if _, err := o.Who(t.Context(), session); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("their device: got %v, want to be asked to sign in", err)
	}
	if _, _, err := o.SignIn(t.Context(), "ingrid", "battery staple", "192.0.2.1"); err != nil {
		t.Errorf("the new password: got %v", err)
	}
}
