package staff

import (
	"testing"
	"time"

	"lostfound/internal/fault"
)

func TestADeviceTakesInAtItsSiteAndNothingElse(t *testing.T) {
	now := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	m, err := NewDevice("S-1", "AMS", "lane 4", "S-2", now)
	if err != nil {
		t.Fatal(err)
	}
	for _, do := range []Action{TakeIn, SeeItems, SeeReports, FileReport, Decide, Release, EnrolDevice, ManageStaff, ManageSite, Platform} {
		if got, want := m.May(do, "AMS") == nil, do == TakeIn; got != want {
			t.Errorf("%s: got %v, want %v", do, got, want)
		}
		if m.May(do, "CDG") == nil || m.May(do, "") == nil {
			t.Errorf("%s elsewhere: got yes, want no", do)
		}
	}
	for name, of := range map[string][2]string{"workplace": {"AMS", ""}, "site": {"", "lane 4"}} {
		if _, err := NewDevice("S-1", of[0], of[1], "S-2", now); !fault.Is(err, fault.Invalid) {
			t.Errorf("without a %s: got %v, want it refused", name, err)
		}
	}
}

func TestARevokedDeviceStaysOutUntilItIsEnrolledAgain(t *testing.T) {
	now := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	m, err := NewDevice("S-1", "AMS", "lane 4", "S-2", now)
	if err != nil {
		t.Fatal(err)
	}
	token := func(kind TokenKind, at time.Time) Token {
		return Token{Kind: kind, Member: "S-1", CreatedAt: at, Until: at.Add(kind.Lifetime())}
	}
	old := token(Tablet, now)
	if !old.Valid(m, now.Add(300*24*time.Hour)) {
		t.Error("enrolled 300 days ago: got it refused, want it in")
	}
	if link := token(Enrolment, now); link.Valid(m, now) || !link.Enrols(m, now.Add(14*time.Minute)) || link.Enrols(m, now.Add(15*time.Minute)) {
		t.Error("a link: want it to enrol for a quarter of an hour, and never to speak for the device")
	}
	if old.Enrols(m, now) {
		t.Error("a tablet's own token: got it to enrol, want it refused")
	}
	m.Revoke(now.Add(time.Hour))
	if old.Valid(m, now.Add(time.Hour)) {
		t.Error("revoked: got in, want out")
	}
	m.Enrol(now.Add(2 * time.Hour))
	if old.Valid(m, now.Add(2*time.Hour)) || !token(Tablet, now.Add(2*time.Hour)).Valid(m, now.Add(2*time.Hour)) {
		t.Error("enrolled again: want the new token to be let in, and not the old one")
	}
}
