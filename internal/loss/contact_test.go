package loss

import (
	"testing"
	"time"

	"lostfound/internal/history"
)

func TestAContactKeepsThePromiseAndMakesTheNext(t *testing.T) {
	usual := PromiseUpdate(now, time.Time{}, time.UTC)
	promised := now.Add(-time.Hour) // we are late
	for name, c := range map[string]struct {
		how        Way
		next, want time.Time
	}{
		"spoke, nothing said of the next time": {Spoke, time.Time{}, usual},
		"wrote":                                {Wrote, time.Time{}, usual},
		"left a message, back in an hour":      {LeftWord, now.Add(time.Hour), now.Add(time.Hour)},
		"nobody answered":                      {NoAnswer, time.Time{}, promised},
		"nobody answered, again in an hour":    {NoAnswer, now.Add(time.Hour), now.Add(time.Hour)},
	} {
		r := File("R-1", statement(), nil, "", now.Add(-24*time.Hour), time.UTC)
		r.UpdateDue = promised
		must(t, r.Contacted(c.how, c.next, "S-1", now, time.UTC))
		if !r.UpdateDue.Equal(c.want) {
			t.Errorf("%s: promised %s, want %s", name, r.UpdateDue, c.want)
		}
		if e, _ := r.History.Last(history.Contacted); e.How != string(c.how) || e.By != "S-1" || !e.At.Equal(now) {
			t.Errorf("%s: got %+v in the history", name, e)
		}
	}
}

func TestAContactIsNotedOnceAndOnlyIfItCanBe(t *testing.T) {
	r := File("R-1", statement(), nil, "", now.Add(-24*time.Hour), time.UTC)
	must(t, r.Contacted(Spoke, now.Add(time.Hour), "S-1", now, time.UTC))
	must(t, r.Contacted(Spoke, now.Add(time.Hour), "S-1", now.Add(2*time.Second), time.UTC))
	if got := len(r.History); got != 2 {
		t.Errorf("pressed twice: got %d entries, want 2 with the filing", got)
	}
	must(t, r.Contacted(NoAnswer, time.Time{}, "S-1", now.Add(3*time.Second), time.UTC))
	if got := len(r.History); got != 3 {
		t.Errorf("another outcome: got %d entries, want 3", got)
	}
	refused(t, r.Contacted("owl", time.Time{}, "S-1", now, time.UTC), "unknown_way")
	refused(t, r.Contacted(Spoke, now, "S-1", now, time.UTC), "in_the_past")
	refused(t, r.Contacted(Spoke, now.AddDate(0, 2, 0), "S-1", now, time.UTC), "too_far_off")

	ended := File("R-2", statement(), nil, "", now, time.UTC)
	due := ended.UpdateDue
	must(t, ended.Withdraw(now))
	must(t, ended.Contacted(Spoke, now.Add(time.Hour), "S-1", now, time.UTC))
	if !ended.UpdateDue.Equal(due) {
		t.Errorf("a report that is over: promised %s, want nothing new", ended.UpdateDue)
	}
}
