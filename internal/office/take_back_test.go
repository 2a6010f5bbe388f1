package office

import (
	"testing"
	"time"

	"lostfound/internal/found"
	"lostfound/internal/staff"
)

func TestTakeBackLeavesNothing(t *testing.T) {
	o := open(t)
	finder := o.finder
	d := found.Details{Site: "AMS", FoundAt: o.clock.now(), Lang: "en", Type: "umbrella", Colours: []string{"black"}}
	it, _, err := o.TakeIn(t.Context(), finder, d, []Upload{snap(t, 3)}, "k")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.TakeBack(t.Context(), finder, it.Ref); err != nil {
		t.Fatal(err)
	}
	if left := o.stored(t, string(it.Ref), it.Pictures[0].ID); len(left) != 0 {
		t.Errorf("got photos %v, want none", left)
	}
	if page, err := o.Items(t.Context(), staff.Operator, ItemQuery{Words: "umbrella"}); err != nil || len(page.Items) != 0 {
		t.Errorf("searched for: got %d finds, %v, want none", len(page.Items), err)
	}
	again, created, err := o.TakeIn(t.Context(), finder, d, []Upload{snap(t, 3)}, "k")
	if err != nil || created || again.Ref != it.Ref || again.ErasedAt.IsZero() {
		t.Errorf("sent again under its key: got %s created %v, %v, want the same empty record", again.Ref, created, err)
	}
	late, _, err := o.TakeIn(t.Context(), finder, d, nil, "k2")
	if err != nil {
		t.Fatal(err)
	}
	o.clock.add(found.TakeBackWithin + time.Minute)
	if _, err := o.TakeBack(t.Context(), finder, late.Ref); code(err) != " too_late_to_take_back" {
		t.Errorf("too late: got %q", code(err))
	}
}
