package loss

import (
	"testing"
	"time"

	"lostfound/internal/promise"
)

func window(in time.Duration) promise.Window {
	return promise.Window{From: now.Add(in), Until: now.Add(in + 30*time.Minute)}
}

func reachable() Report {
	r := File("R-1", statement(), nil, "", now.Add(-time.Hour), home)
	r.Contact.Phone = "+31 6 00000045"
	return r
}

func TestACallIsAgreedAndComes(t *testing.T) {
	r := reachable()
	must(t, r.AgreeCall(window(2*time.Hour), "Which lane was it?", "S-1", now, home))
	if p := r.Next(); p.Kind != promise.Call || p.Owner != "S-1" || !r.UpdateDue.Equal(window(2*time.Hour).Until) {
		t.Fatalf("got %+v next, due %s, want the call", p, r.UpdateDue)
	}
	must(t, r.Contacted(NoAnswer, time.Time{}, "", "S-1", now.Add(time.Hour), home))
	if promise.OpenCall(r.Promises) == nil {
		t.Error("tried before its time: got no call any more, want it to stand")
	}
	must(t, r.Contacted(NoAnswer, time.Time{}, "", "S-1", now.Add(2*time.Hour), home))
	if promise.OpenCall(r.Promises) != nil || r.Next().Kind != promise.Update {
		t.Errorf("tried in its time: got %+v next, want the call kept and word promised", r.Next())
	}
	must(t, r.AgreeCall(window(4*time.Hour), "", "", now.Add(3*time.Hour), home))
	if p := r.Next(); p.Kind != promise.Call || p.Owner != "S-1" || p.StandIn != "S-2" {
		t.Errorf("the traveller picks the next: got %+v, want it kept by whom they know, and a stand-in", p)
	}
	must(t, r.Contacted(Spoke, time.Time{}, "", "S-1", now.Add(4*time.Hour), home))
	for _, p := range r.Promises[:3] {
		if p.Ended == nil || p.Ended.Outcome != promise.Kept {
			t.Errorf("promise %d: got %+v, want kept", p.No, p.Ended)
		}
	}
}

func TestACallIsMovedByUsOnceAndByTheTravellerFreely(t *testing.T) {
	r := reachable()
	must(t, r.AgreeCall(window(2*time.Hour), "", "S-1", now, home))
	must(t, r.AgreeCall(window(2*time.Hour), "", "S-1", now, home))
	if n := len(r.History); n != 2 {
		t.Errorf("agreed twice: got %d entries, want 2 with the filing", n)
	}
	must(t, r.AgreeCall(window(3*time.Hour), "", "S-1", now, home))
	refused(t, r.AgreeCall(window(4*time.Hour), "", "S-1", now, home), "promise_moved_before")
	for i := range 3 {
		must(t, r.AgreeCall(window(time.Duration(5+i)*time.Hour), "", "", now, home))
	}
	call := promise.OpenCall(r.Promises)
	if call.When != window(7*time.Hour) || call.Was == nil || *call.Was != window(2*time.Hour) {
		t.Errorf("got %+v, want the traveller's window, and that we moved it once", call)
	}
	late := window(7 * time.Hour).Until.Add(time.Minute)
	refused(t, r.AgreeCall(window(9*time.Hour), "", "S-1", late, home), "promise_missed")
	must(t, r.AgreeCall(window(9*time.Hour), "", "", late, home))
	if p := r.Promises[1]; p.Ended == nil || p.Ended.Outcome != promise.Missed {
		t.Errorf("waited in vain and picked anew: got %+v, want the first missed", p.Ended)
	}
}

func TestACallNeedsANumberAndAnOpenReport(t *testing.T) {
	r := File("R-1", statement(), nil, "", now, home)
	r.Contact.Phone = ""
	refused(t, r.AgreeCall(window(time.Hour), "", "S-1", now, home), "required")
	r = reachable()
	must(t, r.Withdraw(now))
	refused(t, r.AgreeCall(window(time.Hour), "", "S-1", now, home), "report_ended")
}

func TestAReportOfOldPromisesWhatItDid(t *testing.T) {
	r := reachable()
	due := r.UpdateDue
	r.Promises = nil
	r.owe(now, "S-1", home)
	if p := r.Next(); p == nil || !p.When.Until.Equal(due) || p.Owner == "" {
		t.Errorf("got %+v, want word by %s, and who keeps it", p, due)
	}
}

func TestAReportRemembersSoManyPromises(t *testing.T) {
	r := reachable()
	at := now
	for range 2 * MaxPromises {
		at = at.Add(time.Hour)
		must(t, r.Contacted(Spoke, time.Time{}, "", "S-1", at, home))
	}
	if n := len(r.Promises); n != MaxPromises || r.Next() == nil || r.Next().No != 2*MaxPromises+1 {
		t.Errorf("got %d promises, the next %+v, want %d and the last", n, r.Next(), MaxPromises)
	}
}
