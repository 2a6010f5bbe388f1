package office

import (
	"sync"
	"testing"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/staff"
)

// enrolled is a tablet at a lane of AMS, and its secret.
func (o *opened) enrolled(t *testing.T) (staff.Member, string) {
	t.Helper()
	_, link, err := o.AddDevice(t.Context(), o.desk, "AMS", "lane 4")
	must(t, err)
	secret, m, err := o.Enrol(t.Context(), link)
	must(t, err)
	return m, secret
}

func TestADeviceIsEnrolledOnce(t *testing.T) {
	o := open(t)
	_, link, err := o.AddDevice(t.Context(), o.desk, "AMS", " lane 4 ")
	must(t, err)
	if m, err := o.Enrolled(t.Context(), link); err != nil || m.Name != "lane 4" {
		t.Errorf("opened: got %+v, %v, want lane 4", m, err)
	}
	if _, err := o.Who(t.Context(), link); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("the link as a session: got %v, want it refused", err)
	}
	var all sync.WaitGroup
	in := make(chan string, 8)
	for range cap(in) {
		all.Go(func() {
			if secret, _, err := o.Enrol(t.Context(), link); err == nil {
				in <- secret
			}
		})
	}
	all.Wait()
	close(in)
	if len(in) != 1 {
		t.Fatalf("opened by eight at once: got %d let in, want 1", len(in))
	}
	m, err := o.Who(t.Context(), <-in)
	must(t, err)
	for _, at := range []string{"AMS", "CDG"} {
		_, _, err := o.TakeIn(t.Context(), m, found.Details{Site: at, FoundAt: o.clock.now(), Type: "hat", Finder: " KO "}, nil, "")
		if want := at == "AMS"; (err == nil) != want {
			t.Errorf("a find at %s: got %v, want it taken %v", at, err, want)
		}
	}
	if _, _, err := o.Enrol(t.Context(), link); !fault.Is(err, fault.Missing) {
		t.Errorf("once more: got %v, want it missing", err)
	}
	_, late, err := o.AddDevice(t.Context(), o.desk, "AMS", "lane 5")
	must(t, err)
	o.clock.add(15 * time.Minute)
	if _, _, err := o.Enrol(t.Context(), late); !fault.Is(err, fault.Missing) {
		t.Errorf("after a quarter of an hour: got %v, want it missing", err)
	}
}

func TestAFindOfADeviceNamesItsFinder(t *testing.T) {
	o := open(t)
	m, _ := o.enrolled(t)
	it, _, err := o.TakeIn(t.Context(), m, found.Details{Site: "AMS", FoundAt: o.clock.now(), Type: "hat", Finder: " KO "}, nil, "")
	must(t, err)
	if it.Finder != "KO" || it.TakenInBy != m.Ref || o.Name(t.Context(), it.TakenInBy) != "lane 4" {
		t.Errorf("got finder %q, taken in by %s, want KO at lane 4", it.Finder, o.Name(t.Context(), it.TakenInBy))
	}
	_, _, err = o.TakeIn(t.Context(), m, found.Details{Site: "AMS", FoundAt: o.clock.now(), Type: "hat", Finder: "Karim Overdone"}, nil, "")
	if !fault.Is(err, fault.Invalid) {
		t.Errorf("a name in place of initials: got %v, want it refused", err)
	}
}

func TestARevokedDeviceIsOutUntilItsNextLink(t *testing.T) {
	o := open(t)
	m, secret := o.enrolled(t)
	find := found.Details{Site: "AMS", FoundAt: o.clock.now(), Type: "hat"}
	it, _, err := o.TakeIn(t.Context(), m, find, nil, "unsent")
	must(t, err)
	o.clock.add(time.Hour)
	must(t, o.RevokeDevice(t.Context(), o.desk, m.Ref))
	if _, err := o.Who(t.Context(), secret); !fault.Is(err, fault.Unauthenticated) || fault.Of(err).Problems[0].Code != "device_revoked" {
		t.Errorf("revoked: got %v, want to be told so", err)
	}
	o.clock.add(time.Hour)
	_, link, err := o.LinkDevice(t.Context(), o.desk, m.Ref)
	must(t, err)
	again, _, err := o.Enrol(t.Context(), link)
	must(t, err)
	by, err := o.Who(t.Context(), again)
	must(t, err)
	if _, err := o.Who(t.Context(), secret); err == nil {
		t.Error("the secret from before: got in, want out")
	}
	// What the tablet could not tell was saved is sent again under its key, and is the same find.
	same, created, err := o.TakeIn(t.Context(), by, find, nil, "unsent")
	if err != nil || created || same.Ref != it.Ref {
		t.Errorf("sent again: got %s, created %v, %v, want %s", same.Ref, created, err, it.Ref)
	}
}

func TestItIsKnownWhenADeviceWasLastSeen(t *testing.T) {
	o := open(t)
	m, secret := o.enrolled(t)
	for _, c := range []struct{ after, want time.Duration }{{4 * time.Minute, 0}, {time.Hour, time.Hour}, {time.Hour + 2*time.Minute, time.Hour}} {
		o.clock.add(c.after - o.clock.now().Sub(m.Device.SeenAt))
		_, err := o.Who(t.Context(), secret)
		must(t, err)
		all, err := o.Devices(t.Context(), o.desk)
		must(t, err)
		if got := all[0].Device.SeenAt.Sub(m.Device.SeenAt); len(all) != 1 || got != c.want {
			t.Errorf("after %v: got seen at %v, want %v", c.after, got, c.want)
		}
	}
}

func TestDevicesAreForTheDeskOfTheirSite(t *testing.T) {
	o := open(t)
	m, _ := o.enrolled(t)
	for name, who := range map[string]staff.Member{"a finder": o.finder, "another site's manager": o.elsewhere, "the device itself": m} {
		if _, _, err := o.AddDevice(t.Context(), who, "AMS", "lane 9"); !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s adds one: got %v, want it forbidden", name, err)
		}
		if err := o.RevokeDevice(t.Context(), who, m.Ref); fault.Of(err) == nil {
			t.Errorf("%s revokes it: got %v, want it refused", name, err)
		}
		if all, _ := o.Devices(t.Context(), who); len(all) > 0 {
			t.Errorf("%s lists them: got %+v, want none", name, all)
		}
	}
	if err := o.RevokeDevice(t.Context(), o.desk, o.finder.Ref); !fault.Is(err, fault.Missing) {
		t.Errorf("a person revoked as a device: got %v, want it missing", err)
	}
	if _, err := o.IssueBearer(t.Context(), m, m.Ref); fault.Of(err) == nil {
		t.Errorf("a device makes a token for itself: got %v, want it refused", err)
	}
	people, err := o.Staff(t.Context(), o.admin)
	must(t, err)
	for _, p := range people {
		if p.Device != nil {
			t.Errorf("the list of people has %s", p.Name)
		}
	}
}
