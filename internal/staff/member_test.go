package staff

import (
	"testing"
	"time"

	"lostfound/internal/fault"
)

func TestEveryRoleMayWhatItsTableSays(t *testing.T) {
	may := map[Action]map[Role]bool{}
	for action, least := range map[Action]Role{TakeIn: Finder, HandBack: Finder, SeeItems: Desk, SeeReports: Desk, FileReport: Desk, Decide: Desk, Release: Desk, EnrolDevice: Desk,
		ManageStaff: Manager, ManageSite: Manager, Platform: Admin} {
		may[action] = map[Role]bool{}
		enough := false
		for _, r := range Roles {
			enough = enough || r == least
			may[action][r] = enough
		}
	}
	for action, roles := range may {
		for role, want := range roles {
			here := Member{Ref: "S-1", Grants: []Grant{{"AMS", role}}}
			if got := here.May(action, "AMS") == nil; got != want {
				t.Errorf("%s, %s at the own site: got %v, want %v", role, action, got, want)
			}
			if here.May(action, "CDG") == nil || here.May(action, "") == nil {
				t.Errorf("%s, %s at another site or none: got yes, want no", role, action)
			}
			everywhere := Member{Ref: "S-1", Grants: []Grant{{AllSites, role}}}
			if got := everywhere.May(action, "CDG") == nil; got != want {
				t.Errorf("%s everywhere, %s: got %v, want %v", role, action, got, want)
			}
		}
	}
	if err := (Member{}).May(TakeIn, "AMS"); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("nobody: got %v, want to be asked to sign in", err)
	}
}

func TestAPasswordFitsOnlyItself(t *testing.T) {
	hash, err := HashPassword("correct horse")
	if err != nil {
		t.Fatal(err)
	}
	m := Member{Ref: "S-1", Password: hash}
	for password, want := range map[string]bool{"correct horse": true, "Correct horse": false, "": false} {
		if got := m.PasswordFits(password); got != want {
			t.Errorf("%q: got %v, want %v", password, got, want)
		}
	}
	if (Member{}).PasswordFits("") {
		t.Error("a member without a password: got in, want out")
	}
	m.LeftAt = time.Now()
	if m.PasswordFits("correct horse") {
		t.Error("somebody who left: got in, want out")
	}
	if _, err := HashPassword("too short"); fault.Of(err) == nil {
		t.Errorf("nine characters: got %v, want a fault", err)
	}
}

func TestATokenSpeaksForItsMemberUntilItEnds(t *testing.T) {
	now := time.Date(2026, 10, 2, 12, 0, 0, 0, time.UTC)
	m := Member{Ref: "S-1"}
	token := Token{Kind: Session, Member: "S-1", CreatedAt: now, Until: now.Add(Session.Lifetime())}
	ended, left := m, m
	ended.TokensSince = now.Add(time.Minute)
	left.LeftAt = now
	for name, c := range map[string]struct {
		m    Member
		at   time.Time
		want bool
	}{
		"fresh":                {m, now, true},
		"run out":              {m, now.Add(12 * time.Hour), false},
		"of somebody else":     {Member{Ref: "S-2"}, now, false},
		"all sessions ended":   {ended, now.Add(time.Hour), false},
		"of somebody who left": {left, now, false},
	} {
		if got := token.Valid(c.m, c.at); got != c.want {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}
