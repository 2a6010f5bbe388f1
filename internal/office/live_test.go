package office

import (
	"bytes"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/site"
	"lostfound/internal/staff"
)

// hears collects what a listener is told until it was told of all the records.
func hears(t *testing.T, l *index.Listener, want ...string) []string {
	t.Helper()
	var heard []string
	for end := time.After(10 * time.Second); ; {
		select {
		case <-l.Rings():
		case <-end:
			t.Fatalf("within ten seconds: got news of %v, want of %v", heard, want)
		}
		news, _ := l.Take()
		for _, n := range news {
			heard = append(heard, n.About...)
		}
		if !slices.ContainsFunc(want, func(id string) bool { return !slices.Contains(heard, id) }) {
			return heard
		}
	}
}

func TestDesksAndTravellersAreToldWhatChanges(t *testing.T) {
	o := open(t)
	t.Cleanup(o.index.Hush)
	desk, err := o.ListenAtDesk(t.Context(), o.desk, index.Since{})
	must(t, err)
	elsewhere, err := o.ListenAtDesk(t.Context(), o.elsewhere, index.Since{})
	must(t, err)
	r := o.loss(t, "AMS", herLaptop).Report
	hears(t, desk, string(r.Ref))
	token := o.linkToken(r)
	own, err := o.ListenToOwn(t.Context(), r.Ref, token, index.Since{})
	must(t, err)

	it := o.find(t, "AMS-RENT", theLaptop) // connected: the desk sees it, and that it may be hers
	hears(t, desk, string(it.Ref), string(r.Ref))
	_, err = o.Confirm(t.Context(), o.desk, r.Ref, 1, it.Ref)
	must(t, err)
	hears(t, desk, string(it.Ref), string(r.Ref))
	if got := hears(t, own, string(r.Ref)); slices.Contains(got, string(it.Ref)) {
		t.Errorf("the traveller: got news of %v, want of the own report alone", got)
	}
	_, err = o.AddDetail(t.Context(), r.Ref, token, 1, "a duck", nil)
	must(t, err)
	hears(t, own, string(r.Ref))
	must(t, o.Erase(t.Context(), r.Ref, token))
	hears(t, desk, string(r.Ref))
	hears(t, own, string(r.Ref))
	news, _ := elsewhere.Take()
	for _, n := range news {
		if len(n.About) > 0 {
			t.Errorf("a desk elsewhere: got news of %v, want none", n.About)
		}
	}
	if _, err := o.ListenToOwn(t.Context(), r.Ref, token, index.Since{}); !fault.Is(err, fault.Missing) {
		t.Errorf("a report that was erased: got %v, want missing", err)
	}
	if _, err := o.ListenAtDesk(t.Context(), o.finder, index.Since{}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a finder: got %v, want it refused", err)
	}
	_, err = o.Rebuild(t.Context())
	must(t, err)
	<-elsewhere.Rings() // anything may have changed
}

func TestNewsThatDoNotComeThroughFailNothingAndAreLoggedOnce(t *testing.T) {
	o := open(t)
	var logged bytes.Buffer
	o.log = slog.New(slog.NewTextHandler(&logged, nil))
	o.nowhere(t)
	for range 3 {
		if th := o.loss(t, "AMS", herLaptop); th.Report.Status != loss.Open {
			t.Errorf("got %+v, want it filed", th.Report)
		}
		o.tell(t.Context(), []string{"R-1"}, []string{"AMS"})
	}
	if got := strings.Count(logged.String(), "live pages are not told"); got != 1 {
		t.Errorf("got it logged %d times, want once", got)
	}
}

func TestNewsOfASiteThatAnotherProcessMadeAreHeard(t *testing.T) {
	o := open(t)
	t.Cleanup(o.index.Hush)
	_, err := o.Sites(t.Context()) // it remembers those that there are
	must(t, err)
	other, err := Open(t.Context(), Keepers{o.store, o.index}, Options{Now: o.clock.now})
	must(t, err)
	go o.FollowSites(t.Context())
	_, _, err = other.PutSite(t.Context(), o.admin, site.Site{Code: "BRU", Name: "Brussels", Kind: site.Airport, TimeZone: "Europe/Brussels"})
	must(t, err)
	m, err := other.AddStaff(t.Context(), o.admin, NewMember{SignIn: "brigitte", Name: "Brigitte", Password: "correct horse", Grants: []staff.Grant{{Site: "BRU", Role: staff.Desk}}})
	must(t, err)
	desk, err := o.ListenAtDesk(t.Context(), m, index.Since{})
	must(t, err)
	everywhere, err := o.ListenAtDesk(t.Context(), o.admin, index.Since{})
	must(t, err)
	r, _, err := other.File(t.Context(), nil, loss.Statement{Sites: []string{"BRU"}, From: o.clock.now().Add(-time.Hour), Lang: "en", Things: []loss.Details{{Type: "hat"}}}, nil, "")
	must(t, err)
	hears(t, desk, string(r.Report.Ref))
	hears(t, everywhere, string(r.Report.Ref))
	for end := time.After(10 * time.Second); ; {
		sites, err := o.Sites(t.Context())
		must(t, err)
		if slices.ContainsFunc(sites, func(s site.Site) bool { return s.Code == "BRU" }) {
			return
		}
		select {
		case <-end:
			t.Fatalf("within ten seconds: got %v, want the new site among them", sites)
		case <-time.After(5 * time.Millisecond):
		}
	}
}
