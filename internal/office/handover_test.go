package office

import (
	"bytes"
	"testing"
	"time"

	"lostfound/internal/embedded"
	"lostfound/internal/fault"
	"lostfound/internal/handover"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/staff"
	"lostfound/internal/store"
)

func TestWhoGoesHomeLeavesNoPromiseUnowned(t *testing.T) {
	o := open(t)
	o.site(t, "AMS", "08:00-20:00")
	lars := o.hire(t, "lars", "AMS", staff.Desk)
	id := o.loss(t, "AMS", loss.Details{Type: "ring"}).Report.Ref
	_, err := o.NoteContact(t.Context(), lars, id, loss.Spoke, o.clock.now().Add(2*time.Hour), "") // 14:00 in Amsterdam; word by 16:00
	must(t, err)
	l, err := o.Leaving(t.Context(), lars)
	must(t, err)
	if want := time.Date(2026, 10, 3, 6, 0, 0, 0, time.UTC); !l.Until.Equal(want) || len(l.Passed) != 1 || l.Passed[0] != (handover.Passed{Report: id, To: o.desk.Ref}) {
		t.Fatalf("before going home: got %+v, want the ring to go to a colleague until the desk opens tomorrow", l)
	}
	if got := o.ownerOf(t, id); got != lars.Ref {
		t.Errorf("asked only: got it with %q, want it to stay", got)
	}
	n, err := o.GoHome(t.Context(), lars, "She calls from a hotel: room 12.")
	must(t, err)
	if got := o.ownerOf(t, id); got != o.desk.Ref {
		t.Errorf("gone home: got it with %q, want the colleague", got)
	}
	if _, err := o.GoHome(t.Context(), o.finder, ""); !fault.Is(err, fault.Forbidden) {
		t.Errorf("somebody who keeps nothing: got %v, want refused", err)
	}
	for name, tc := range map[string]struct {
		by   staff.Member
		want int
	}{"the colleague": {o.desk, 1}, "its writer": {lars, 0}, "elsewhere": {o.elsewhere, 0}} {
		all, err := o.Handovers(t.Context(), tc.by)
		must(t, err)
		if len(all) != tc.want {
			t.Errorf("%s: got %d notes, want %d", name, len(all), tc.want)
		}
	}
	if _, err := o.Acknowledge(t.Context(), o.elsewhere, n.Ref); !fault.Is(err, fault.Missing) {
		t.Errorf("a note of another desk: got %v, want it out of sight", err)
	}
	_, err = o.AskAbout(t.Context(), o.desk, n.Ref, "Which hotel?")
	must(t, err)
	_, err = o.Acknowledge(t.Context(), o.desk, n.Ref)
	must(t, err)
	_, err = o.Rebuild(t.Context())
	must(t, err)
	if all, err := o.Handovers(t.Context(), lars); err != nil || len(all) != 1 {
		t.Errorf("a question came back, and the index was rebuilt: got %d notes, %v, want the own", len(all), err)
	}
	_, err = o.AnswerAbout(t.Context(), lars, n.Ref, 0, "The one at the station.")
	must(t, err)
	for _, who := range []staff.Member{lars, o.desk} {
		if all, err := o.Handovers(t.Context(), who); err != nil || len(all) != 0 {
			t.Errorf("%s, known and answered: got %d notes, %v, want none", who.Name, len(all), err)
		}
	}
	o.clock.add(handover.KeepFor + time.Minute)
	_, err = o.EraseDue(t.Context())
	must(t, err)
	_, err = o.Handover(t.Context(), o.desk, n.Ref)
	if left, counted := o.index.Count(t.Context(), "AMS", index.Handover, time.Time{}, time.Time{}); !fault.Is(err, fault.Missing) || counted != nil || left != 0 {
		t.Errorf("two weeks later: got %v, %d listed, %v, want it gone", err, left, counted)
	}
}

func TestANoteSurvivesACrashAndARestore(t *testing.T) {
	o := open(t)
	n, err := o.GoHome(t.Context(), o.desk, "The ring is in safe 2.")
	must(t, err)
	must(t, o.inside.Redis.FlushAll(t.Context()).Err())
	var backup bytes.Buffer
	_, err = o.store.Backup(t.Context(), &backup)
	must(t, err)
	k, err := embedded.Open(t.TempDir(), embedded.Holder{Command: "test"})
	must(t, err)
	t.Cleanup(func() { must(t, k.Close()) })
	st, err := store.Open(t.Context(), k.S3, embedded.Bucket)
	must(t, err)
	_, err = st.Restore(t.Context(), &backup)
	must(t, err)
	again, err := Open(t.Context(), Keepers{st, index.New(k.Redis)}, Options{Now: o.clock.now})
	must(t, err)
	_, err = again.Rebuild(t.Context())
	must(t, err)
	colleague := staff.Member{Ref: "S-0000-00", Grants: []staff.Grant{{Site: "AMS", Role: staff.Desk}}}
	all, err := again.Handovers(t.Context(), colleague)
	must(t, err)
	if len(all) != 1 || all[0].Ref != n.Ref || all[0].Text != n.Text {
		t.Errorf("restored: got %+v, want the note", all)
	}
}
