package loss

import (
	"testing"
	"time"

	"lostfound/internal/history"
	"lostfound/internal/hours"
	"lostfound/internal/promise"
)

// home is a desk at which two people are at all times.
var home = func() promise.Desk {
	always, err := hours.Parse("24/7")
	if err != nil {
		panic(err)
	}
	return promise.Desk{Hours: always, In: time.UTC, Team: []promise.Person{{Ref: "S-1"}, {Ref: "S-2"}}}
}()

// filed is a report of yesterday whose traveller was to hear from us at due.
func filed(due time.Time) Report {
	r := File("R-1", statement(), nil, "", now.Add(-24*time.Hour), home)
	r.Promises[0].When.Until, r.UpdateDue = due, due
	return r
}

func TestAContactKeepsThePromiseAndMakesTheNext(t *testing.T) {
	usual := home.Usual(now, time.Time{}, FirstUpdate)
	soon, hour := now.Add(3*time.Hour), now.Add(time.Hour)
	for name, c := range map[string]struct {
		how             Way
		due, next, want time.Time
		first           promise.Outcome // of the promise that stood; empty where it stands still
	}{
		"spoke, nothing said of the next time":    {Spoke, soon, time.Time{}, usual, promise.Kept},
		"wrote":                                   {Wrote, soon, time.Time{}, usual, promise.Kept},
		"left a message, back in an hour":         {LeftWord, soon, hour, hour, promise.Kept},
		"nobody answered":                         {NoAnswer, soon, time.Time{}, soon, ""},
		"nobody answered, again in an hour":       {NoAnswer, soon, hour, hour, ""},
		"late, and spoke":                         {Spoke, now.Add(-hour.Sub(now)), time.Time{}, usual, promise.Missed},
		"late, nobody answered, again in an hour": {NoAnswer, now.Add(-hour.Sub(now)), hour, hour, promise.Missed},
	} {
		r := filed(c.due)
		must(t, r.Contacted(c.how, c.next, "The belt stood still.", "S-1", now, home))
		if !r.UpdateDue.Equal(c.want) || !r.Next().When.Until.Equal(c.want) {
			t.Errorf("%s: promised %s, want %s", name, r.UpdateDue, c.want)
		}
		if e := r.Promises[0].Ended; (e == nil) != (c.first == "") || e != nil && e.Outcome != c.first {
			t.Errorf("%s: the first promise is %+v, want %q", name, e, c.first)
		}
		if c.how != NoAnswer && r.Next().Owner != "S-1" {
			t.Errorf("%s: the next is kept by %q, want whoever dealt with the traveller", name, r.Next().Owner)
		}
		if e, _ := r.History.Last(history.Contacted); e.How != string(c.how) || e.By != "S-1" || !e.At.Equal(now) {
			t.Errorf("%s: got %+v in the history", name, e)
		}
	}
}

func TestALatePromiseIsAnsweredFor(t *testing.T) {
	r := filed(now.Add(-time.Hour))
	refused(t, r.Contacted(Spoke, time.Time{}, "", "S-1", now, home), "answer_for_it")
	must(t, r.Contacted(NoAnswer, time.Time{}, "", "S-1", now, home))
	if p := r.Next(); !p.Late(now) {
		t.Errorf("nobody answered: got %+v, want the traveller still to be told", p)
	}
	must(t, r.Contacted(Wrote, time.Time{}, "The belt stood still.", "S-1", now, home))
	if e := r.Promises[0].Ended; e.Outcome != promise.Missed || e.Answer != "The belt stood still." {
		t.Errorf("got %+v, want it missed and the answer kept", e)
	}
}

func TestAnUpdateIsPutOffOnceOnly(t *testing.T) {
	r := filed(now.Add(time.Hour))
	must(t, r.Contacted(NoAnswer, now.Add(2*time.Hour), "", "S-1", now, home))
	refused(t, r.Contacted(NoAnswer, now.Add(3*time.Hour), "", "S-2", now, home), "promise_moved_before")
}

func TestAContactIsNotedOnceAndOnlyIfItCanBe(t *testing.T) {
	r := File("R-1", statement(), nil, "", now.Add(-24*time.Hour), home)
	must(t, r.Contacted(Spoke, now.Add(time.Hour), "", "S-1", now, home))
	must(t, r.Contacted(Spoke, now.Add(time.Hour), "", "S-1", now.Add(2*time.Second), home))
	if got := len(r.History); got != 2 {
		t.Errorf("pressed twice: got %d entries, want 2 with the filing", got)
	}
	must(t, r.Contacted(NoAnswer, time.Time{}, "", "S-1", now.Add(3*time.Second), home))
	if got := len(r.History); got != 3 {
		t.Errorf("another outcome: got %d entries, want 3", got)
	}
	refused(t, r.Contacted("owl", time.Time{}, "", "S-1", now, home), "unknown_way")
	refused(t, r.Contacted(Spoke, now, "", "S-1", now, home), "in_the_past")
	refused(t, r.Contacted(Spoke, now.AddDate(0, 2, 0), "", "S-1", now, home), "too_far_off")
	closed := home
	closed.Hours, _ = hours.Parse("off")
	refused(t, r.Contacted(Spoke, now.Add(time.Hour), "", "S-3", now, closed), "nobody_there")

	ended := File("R-2", statement(), nil, "", now, home)
	must(t, ended.Withdraw(now))
	must(t, ended.Contacted(Spoke, now.Add(time.Hour), "", "S-1", now, home))
	if p := ended.Next(); p != nil || ended.Promises[0].Ended.Outcome != promise.Void {
		t.Errorf("a report that is over: got %+v promised, want nothing", p)
	}
}
