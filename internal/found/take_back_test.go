package found

import (
	"testing"
	"time"

	"lostfound/internal/fault"
)

func TestTakeBack(t *testing.T) {
	at := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	fresh := func() Item {
		it := TakeIn("F-1", Details{Site: "AMS", FoundAt: at, Description: "with a note"}, nil, "S-1", at)
		it.Request = "key"
		return it
	}
	it := fresh()
	if err := it.TakeBack("S-1", at.Add(TakeBackWithin)); err != nil || it.ErasedAt.IsZero() || it.Description != "" || it.Request != "key" {
		t.Errorf("by the finder, in time: got %v and %+v, want an empty record that keeps its key", err, it)
	}
	if err := it.TakeBack("S-1", at.Add(time.Hour)); err != nil {
		t.Errorf("a second time: got %v, want nil", err)
	}
	if err := it.Confirm("R-1", 1, "S-2", at); err == nil {
		t.Error("confirmed after it was taken back: got nil, want an error")
	}
	confirmed := fresh()
	if err := confirmed.Confirm("R-1", 1, "S-2", at); err != nil {
		t.Fatal(err)
	}
	late, another := fresh(), fresh()
	for name, c := range map[string]struct {
		err  error
		want fault.Kind
	}{
		"too late":       {late.TakeBack("S-1", at.Add(TakeBackWithin+time.Second)), fault.Conflict},
		"by another":     {another.TakeBack("S-2", at), fault.Forbidden},
		"once confirmed": {confirmed.TakeBack("S-1", at), fault.Conflict},
	} {
		if !fault.Is(c.err, c.want) {
			t.Errorf("%s: got %v, want %v", name, c.err, c.want)
		}
	}
}
