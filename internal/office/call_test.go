package office

import (
	"testing"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/promise"
)

func TestADeskPromisesAsManyCallsAsItCanMake(t *testing.T) {
	o := open(t)
	var first promise.Window
	for i := range callsAtOnce + 1 {
		lost, _, err := o.File(t.Context(), nil, loss.Statement{Sites: []string{"AMS"}, From: o.clock.now().Add(-time.Hour), Lang: "en", Contact: loss.Contact{Phone: "+31 6 00000045"}, Things: []loss.Details{{Type: "hat"}}}, nil, "")
		must(t, err)
		slots, err := o.Slots(t.Context(), lost.Report)
		must(t, err)
		if i == 0 {
			first = slots[0]
		}
		if i == callsAtOnce && slots[0] == first {
			t.Errorf("after %d calls at %s: it is still offered", i, first.From)
		}
		_, err = o.ChooseCall(t.Context(), lost.Report.Ref, o.linkToken(lost.Report), first, "")
		if full := i == callsAtOnce; full != fault.Is(err, fault.Invalid) || !full && err != nil {
			t.Errorf("call %d at once: got %v, want refused %v", i+1, err, full)
		}
	}
}

func TestPromisesAreCountedByHowTheyEnded(t *testing.T) {
	o := open(t)
	lost, _, err := o.File(t.Context(), nil, loss.Statement{Sites: []string{"AMS"}, From: o.clock.now().Add(-time.Hour), Lang: "en", Contact: loss.Contact{Phone: "+31 6 00000045"}, Things: []loss.Details{{Type: "hat"}}}, nil, "")
	must(t, err)
	id := lost.Report.Ref
	_, err = o.NoteContact(t.Context(), o.desk, id, loss.Spoke, time.Time{}, "")
	must(t, err)
	o.clock.add(2 * loss.FirstUpdate)
	_, err = o.NoteContact(t.Context(), o.desk, id, loss.Wrote, time.Time{}, "Nobody was at work on Sunday.")
	must(t, err)
	check := func(name string) {
		t.Helper()
		f, err := o.Figures(t.Context(), o.admin, "AMS")
		must(t, err)
		if f.Kept != 1 || f.Moved != 0 || f.Missed != 1 {
			t.Errorf("%s: got %d kept, %d moved, %d missed, want 1, 0, 1", name, f.Kept, f.Moved, f.Missed)
		}
	}
	check("as they ended")
	_, err = o.Rebuild(t.Context())
	must(t, err)
	check("after a rebuild")
	must(t, o.Erase(t.Context(), id, o.linkToken(lost.Report)))
	if n, err := o.index.Count(t.Context(), "AMS", index.Missed, time.Time{}, time.Time{}); err != nil || n != 0 {
		t.Errorf("the report was erased: got %d missed, %v, want nothing of it left", n, err)
	}
}
