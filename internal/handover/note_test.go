package handover

import (
	"strings"
	"testing"
	"time"

	"lostfound/internal/fault"
)

var now = time.Date(2026, 11, 25, 14, 0, 0, 0, time.UTC)

func TestANoteIsReadKnownAndQuestioned(t *testing.T) {
	n, err := Write("H-1", "S-1", []string{"AMS"}, "  The ring is in safe 2.\n", []Passed{{"R-1", "S-2"}}, now, now.Add(16*time.Hour))
	if err != nil || n.Text != "The ring is in safe 2." {
		t.Fatalf("got %q, %v, want it written", n.Text, err)
	}
	n.Read("S-1", now)
	n.Read("S-2", now.Add(time.Minute))
	n.Read("S-2", now.Add(time.Hour))
	if len(n.Marks) != 1 || !n.Marks[0].ReadAt.Equal(now.Add(time.Minute)) || n.Knows("S-2") || !n.Knows("S-1") {
		t.Errorf("read twice, and by its writer: got %+v, want the first time of the reader", n.Marks)
	}
	n.Know("S-2", now.Add(2*time.Hour))
	n.Know("S-3", now.Add(2*time.Hour))
	if !n.Knows("S-2") || !n.Knows("S-3") || n.Knows("S-4") {
		t.Errorf("got %+v, want both to know", n.Marks)
	}
	for range 2 {
		if err := n.Ask("S-2", "Who has the key?", now); err != nil {
			t.Fatal(err)
		}
	}
	if len(n.Questions) != 1 || !n.Open() {
		t.Errorf("asked twice: got %+v, want it once, and open", n.Questions)
	}
	for name, tc := range map[string]struct {
		err  error
		want fault.Kind
	}{
		"an answer by another":     {n.Answer("S-2", 0, "I do.", now), fault.Forbidden},
		"an answer to no question": {n.Answer("S-1", 1, "Samira.", now), fault.Missing},
		"an empty answer":          {n.Answer("S-1", 0, " ", now), fault.Invalid},
		"an empty question":        {n.Ask("S-2", " ", now), fault.Invalid},
		"a book for a question":    {n.Ask("S-2", strings.Repeat("x", fault.Page+1), now), fault.Invalid},
	} {
		if !fault.Is(tc.err, tc.want) {
			t.Errorf("%s: got %v, want %s", name, tc.err, tc.want)
		}
	}
	if err := n.Answer("S-1", 0, "Samira.", now); err != nil || n.Open() {
		t.Errorf("answered: got %v, open %v", err, n.Open())
	}
	if _, err := Write("H-2", "S-1", nil, "\x00", nil, now, now); !fault.Is(err, fault.Invalid) {
		t.Errorf("what is no text: got %v, want it refused", err)
	}
}
