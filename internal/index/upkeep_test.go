package index

import (
	"fmt"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

func TestDueComesInOrder(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		set := func(site string, k Kind, id string, at time.Time) {
			t.Helper()
			must(t, x.SetDue(t.Context(), site, k, id, at))
		}
		set("AMS", Update, "R-1", now.Add(3*time.Hour))
		set("AMS", Update, "R-2", now.Add(time.Hour+time.Millisecond))
		set("AMS", Update, "R-3", now)
		set("AMS", Update, "R-3", now.Add(time.Hour))
		set("AMS", Update, "R-4", now)
		set("AMS", Update, "R-4", time.Time{})
		set("AMS", Erase, "R-5", now)
		set("RTM", Update, "R-6", now)
		for _, c := range []struct {
			by    time.Time
			limit int
			want  string
		}{
			{now.Add(3 * time.Hour), 9, "[{R-3 13:00:00.000} {R-2 13:00:00.001} {R-1 15:00:00.000}]"},
			{now.Add(3 * time.Hour), 2, "[{R-3 13:00:00.000} {R-2 13:00:00.001}]"},
			{now.Add(time.Hour), 9, "[{R-3 13:00:00.000}]"},
			{now, 9, "[]"},
		} {
			due, err := x.Due(t.Context(), "AMS", Update, c.by, c.limit)
			must(t, err)
			got := []string{}
			for _, d := range due {
				got = append(got, "{"+d.ID+" "+d.At.Format("15:04:05.000")+"}")
			}
			if fmt.Sprint(got) != c.want {
				t.Errorf("by %s, %d: got %v, want %s", c.by, c.limit, got, c.want)
			}
		}
	})
}

func TestInstantsAreCounted(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		for i, id := range []string{"F-1", "F-2", "F-3"} {
			must(t, x.SetDue(t.Context(), "AMS", Released, id, now.Add(time.Duration(i)*time.Hour)))
		}
		must(t, x.SetDue(t.Context(), "AMS", Released, "F-4", now))
		must(t, x.SetDue(t.Context(), "AMS", Released, "F-4", time.Time{}))
		must(t, x.SetDue(t.Context(), "AMS", Filed, "R-1", now))
		for name, c := range map[string]struct {
			from, until time.Time
			want        int
		}{
			"all":                {time.Time{}, time.Time{}, 3},
			"from the second on": {now.Add(time.Hour), time.Time{}, 2},
			"before the second":  {time.Time{}, now.Add(time.Hour), 1},
			"between":            {now, now.Add(2 * time.Hour), 2},
			"after all of them":  {now.Add(3 * time.Hour), time.Time{}, 0},
		} {
			if got, err := x.Count(t.Context(), "AMS", Released, c.from, c.until); err != nil || got != c.want {
				t.Errorf("%s: got %d, %v, want %d", name, got, err, c.want)
			}
		}
	})
}

func TestTheLongestExpectedComeFirst(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		for i, id := range []string{"F-3", "F-2", "F-1", "F-0"} {
			must(t, x.Expect(t.Context(), id, now.Add(time.Duration(i)*time.Minute)))
		}
		must(t, x.Settled(t.Context(), "F-2"))
		must(t, x.Settled(t.Context(), "F-2"))
		if got := stillExpected(t, x); got != "[F-3 F-1]" {
			t.Errorf("got %v, want [F-3 F-1]", got)
		}
	})
}

// stillExpected is what was expected within three minutes of now.
func stillExpected(t *testing.T, x *Index) string {
	t.Helper()
	all, err := x.Expected(t.Context(), now.Add(3*time.Minute))
	must(t, err)
	ids := []string{}
	for _, e := range all {
		ids = append(ids, e.ID)
	}
	return fmt.Sprint(ids)
}

func TestWhoIsDoneSettlesNobodyElses(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		other := New(rdb)
		must(t, x.Expect(t.Context(), "F-1", now))
		must(t, x.Expect(t.Context(), "F-1", now))
		must(t, other.Expect(t.Context(), "F-1", now))
		for i, settle := range []*Index{x, other, other} {
			must(t, settle.Settled(t.Context(), "F-1"))
			if got := stillExpected(t, other); got != "[F-1]" {
				t.Fatalf("%d of three operations done: got %s, want it still expected", i+1, got)
			}
		}
		all, err := other.Expected(t.Context(), now.Add(time.Minute))
		must(t, err)
		must(t, other.Fulfil(t.Context(), all[0]))
		if got := stillExpected(t, x); got != "[]" {
			t.Errorf("done by a round: got %s, want nothing", got)
		}
	})
}

func TestAnOvertakenEntryReplacesNothing(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		begun(t, x, "AMS")
		e := func(what string, changed time.Time) Entry {
			return Entry{Site: "AMS", ID: "F-1", At: now, Until: now, ChangedAt: changed, Terms: []string{"is:" + what}, Record: []byte(what)}
		}
		for _, step := range []struct{ name, put, want string }{
			{"first", "new", "new"}, {"overtaken", "old", "new"}, {"the same again", "new", "new"}, {"later", "newest", "newest"}, {"overtaken again", "new", "newest"},
		} {
			at := map[string]time.Time{"old": now, "new": now.Add(time.Nanosecond), "newest": now.Add(time.Hour)}[step.put]
			must(t, x.Put(t.Context(), Items, e(step.put, at)))
			hits, stats, err := x.Search(t.Context(), Items, Query{Reach: []Reach{{Site: "AMS"}}, Terms: []Term{{"is:" + step.want, 1}}, Limit: 9})
			must(t, err)
			if len(hits) != 1 || string(hits[0].Record) != step.want || stats.N != 1 {
				t.Errorf("%s: got %v of %d, want %s alone", step.name, hits, stats.N, step.want)
			}
		}
	})
}

func TestSeenIsRemembered(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		if got, err := x.Seen(t.Context()); err != nil || !got.IsZero() {
			t.Errorf("at first: got %v, %v, want the zero time", got, err)
		}
		must(t, x.SetSeen(t.Context(), now))
		if got, err := x.Seen(t.Context()); err != nil || !got.Equal(now) {
			t.Errorf("got %v, %v, want %v", got, err, now)
		}
	})
}

func TestThrottleLetsSoManyThroughPerWindow(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		for i := range 5 {
			allowed, wait, err := x.Throttle(t.Context(), "sign-in", 3, time.Hour)
			must(t, err)
			if allowed != (i < 3) || !allowed && (wait <= 59*time.Minute || wait > time.Hour) {
				t.Errorf("attempt %d: got %v, wait %s", i+1, allowed, wait)
			}
		}
		if allowed, _, err := x.Throttle(t.Context(), "another", 3, time.Hour); err != nil || !allowed {
			t.Errorf("another key: got %v, %v, want it allowed", allowed, err)
		}
		for range 4 {
			_, _, err := x.Throttle(t.Context(), "short", 3, 300*time.Millisecond)
			must(t, err)
		}
		eventually(t, "the window ends", func() bool {
			allowed, _, err := x.Throttle(t.Context(), "short", 3, 300*time.Millisecond)
			must(t, err)
			return allowed
		})
	})
}

func TestTheCacheForgets(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		must(t, x.CacheSet(t.Context(), "a", []byte("\x00value"), time.Hour))
		must(t, x.CacheSet(t.Context(), "b", []byte("value"), 100*time.Millisecond))
		if got, found, err := x.CacheGet(t.Context(), "a"); err != nil || !found || string(got) != "\x00value" {
			t.Errorf("got %q, %v, %v, want the value", got, found, err)
		}
		must(t, x.CacheDelete(t.Context(), "a"))
		if _, found, err := x.CacheGet(t.Context(), "a"); err != nil || found {
			t.Errorf("deleted: got %v, %v, want none", found, err)
		}
		eventually(t, "it runs out", func() bool {
			_, found, err := x.CacheGet(t.Context(), "b")
			must(t, err)
			return !found
		})
	})
}

func TestClearedItHoldsOnlyWhatIsNotOurs(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		begun(t, x, "AMS")
		must(t, x.Put(t.Context(), Items, chanceOf(1).entry(1, now)))
		must(t, rdb.Set(t.Context(), "somebody's", "value", 0).Err())
		full, err := x.Footprint(t.Context())
		must(t, err)
		must(t, x.Clear(t.Context()))
		left, err := x.Footprint(t.Context())
		must(t, err)
		if full.Keys < 5 || left.Keys != 1 {
			t.Errorf("got %d keys, then %d, want more and then one", full.Keys, left.Keys)
		}
		if full.Bytes == 0 || full.Bytes < -1 {
			t.Errorf("got %d bytes, want some, or -1", full.Bytes)
		}
		if value := rdb.Get(t.Context(), "somebody's").Val(); value != "value" {
			t.Errorf("somebody else's key: got %q, want it untouched", value)
		}
	})
}

func TestConnectKnowsTheThreeKindsOfAddress(t *testing.T) {
	for address, want := range map[string]string{
		"redis://localhost:6379/1":                              "*redis.Client",
		"unix:///run/redis.sock":                                "*redis.Client",
		"redis://a:6379?addr=b:6379&addr=c:6379":                "*redis.ClusterClient",
		"redis://sentinel:26379?master_name=lost&addr=s2:26379": "*redis.Client",
		"http://localhost":                                      "<nil>",
		"redis://localhost:6379?no_such_option=1":               "<nil>",
	} {
		rdb, err := Connect(address)
		if got := fmt.Sprintf("%T", rdb); got != want || (err == nil) != (want != "<nil>") {
			t.Errorf("%s: got %s, %v, want %s", address, got, err, want)
		}
		if rdb != nil {
			rdb.Close()
		}
	}
}
