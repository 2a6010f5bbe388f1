package office

import (
	"testing"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/loss"
	"lostfound/internal/staff"
)

func TestFiguresCountWhatIsThere(t *testing.T) {
	o := open(t)
	manager := o.hire(t, "fatima", "AMS", staff.Manager)
	old := o.find(t, "AMS", found.Details{Lang: "en", Type: "scarf"})
	hand := func(it found.Item) {
		t.Helper()
		_, err := o.Release(t.Context(), o.desk, it.Ref, found.Recipient{Name: "Anna", Agreed: found.Aloud})
		must(t, err)
	}
	o.loss(t, "AMS", loss.Details{Type: "gloves"})
	hand(old)
	o.clock.add(40 * 24 * time.Hour)
	engraved := anUmbrella
	engraved.Serial = "ZZUMB4471"
	o.find(t, "AMS", engraved)
	laptop, ring := o.find(t, "AMS", theLaptop), o.find(t, "AMS", found.Details{Lang: "en", Type: "ring"})
	o.find(t, "AMS-RENT", theLaptop)
	his := o.loss(t, "AMS", herLaptop, loss.Details{Type: "ring"})
	o.loss(t, "AMS", loss.Details{Type: "umbrella", Colours: []string{"red"}, Identifiers: loss.Identifiers{Serial: engraved.Serial}})
	o.loss(t, "CDG", herLaptop)
	gone := o.loss(t, "AMS", loss.Details{Type: "toy"})
	for thing, it := range map[int]found.Item{1: laptop, 2: ring} {
		_, err := o.Confirm(t.Context(), o.desk, his.Report.Ref, thing, it.Ref)
		must(t, err)
	}
	hand(laptop)
	must(t, o.Erase(t.Context(), gone.Report.Ref, o.linkToken(gone.Report)))
	want := Figures{InStore: 1, Awaited: 1, Sought: 2, ToLookAt: 1, Due: 3, Late: 1, Released: 1, Found: 3, FoundBack: 1, Reported: 3, ReportedBack: 1}
	check := func(when string) {
		t.Helper()
		got, err := o.Figures(t.Context(), manager, "AMS")
		must(t, err)
		if got != want {
			t.Errorf("%s: got %+v, want %+v", when, got, want)
		}
	}
	check("as it happened")
	_, err := o.Rebuild(t.Context())
	must(t, err)
	check("counted again from the documents")
	if _, err := o.Figures(t.Context(), o.desk, "AMS"); !fault.Is(err, fault.Forbidden) {
		t.Errorf("for the desk: got %v, want it refused", err)
	}
	if _, err := o.Figures(t.Context(), manager, "CDG"); !fault.Is(err, fault.Forbidden) {
		t.Errorf("for another site's manager: got %v, want it refused", err)
	}
}
