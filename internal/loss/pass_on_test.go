package loss

import (
	"testing"
	"time"

	"lostfound/internal/history"
	"lostfound/internal/hours"
	"lostfound/internal/promise"
	"lostfound/internal/ref"
)

// without is home while some are away, from now on for a week.
func without(who ...ref.Staff) promise.Desk {
	desk := home
	desk.Team = nil
	for _, p := range home.Team {
		for _, w := range who {
			if p.Ref == w {
				p.Away = []hours.Span{{From: now, Until: now.AddDate(0, 0, 7)}}
			}
		}
		desk.Team = append(desk.Team, p)
	}
	return desk
}

func TestPromisesPassToOneWhoIsThere(t *testing.T) {
	r := reachable()
	must(t, r.AgreeCall(window(2*time.Hour), "Which lane was it?", "S-1", now, home))
	changed, erased := r.ChangedAt, r.EraseAfter
	r.PassOn(now.Add(time.Minute), home)
	if _, passed := r.History.Last(history.PassedOn); passed || r.ChangedAt != changed {
		t.Error("nobody is away: got them passed on, want nothing changed")
	}
	r.PassOn(now.Add(time.Minute), without("S-1"))
	for _, p := range r.Promises {
		if p.Owner != "S-2" || p.StandIn != "" {
			t.Errorf("the owner is away: got promise %d with %q, then %q, want the stand-in, and nobody", p.No, p.Owner, p.StandIn)
		}
	}
	if call := promise.OpenCall(r.Promises); call == nil || call.When != window(2*time.Hour) || call.About == "" || call.Was != nil {
		t.Errorf("got the call %+v, want what was agreed to stand", call)
	}
	if _, passed := r.History.Last(history.PassedOn); !passed || !r.ChangedAt.After(changed) || r.EraseAfter != erased {
		t.Errorf("got it noted %v, changed at %s, erased after %s, want it noted, and nothing kept longer", passed, r.ChangedAt, r.EraseAfter)
	}
	r.PassOn(now.Add(2*time.Minute), without("S-1", "S-2"))
	if p := r.Next(); p.Owner != "" {
		t.Errorf("all are away: got it with %q, want nobody's", p.Owner)
	}
	r.PassOn(now.Add(3*time.Minute), without("S-2"))
	if p := r.Next(); p.Owner != "S-1" {
		t.Errorf("one is back: got it with %q, want theirs", p.Owner)
	}
	must(t, r.Withdraw(now.Add(4*time.Minute)))
	n := len(r.History)
	r.PassOn(now.Add(5*time.Minute), without("S-1"))
	if len(r.History) != n {
		t.Error("the search has ended: got something passed on")
	}
}

func TestACallIsAgreedOnlyWhenSomebodyIsThere(t *testing.T) {
	r := reachable()
	refused(t, r.AgreeCall(window(2*time.Hour), "", "S-1", now, without("S-1", "S-2")), "nobody_there")
	must(t, r.AgreeCall(window(2*time.Hour), "", "S-1", now, without("S-1")))
	if p := r.Next(); p.Owner != "S-2" {
		t.Errorf("promised by one who is not there: got it with %q, want one who is", p.Owner)
	}
}
