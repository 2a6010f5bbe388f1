package index

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

// next is what a listener hears next, as references; "?" where anything may have changed.
func next(t *testing.T, l *Listener) (refs []string, last string) {
	t.Helper()
	select {
	case <-l.Rings():
	case <-time.After(10 * time.Second):
		t.Fatal("nothing heard within ten seconds")
	}
	news, _ := l.Take()
	for _, n := range news {
		last = n.ID
		refs = append(refs, cmp.Or(strings.Join(n.About, " "), "?"))
	}
	return refs, last
}

func listen(t *testing.T, x *Index, since Since, topics ...string) *Listener {
	t.Helper()
	l, err := x.Listen(t.Context(), since, topics...)
	must(t, err)
	t.Cleanup(x.Hush)
	return l
}

func TestWhatIsToldIsHeardInEveryProgram(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		other := New(rdb)
		here, there, elsewhere := listen(t, x, Since{}, "site:AMS", "site:RTM"), listen(t, other, Since{}, "site:AMS"), listen(t, other, Since{}, "site:CDG")
		told := time.Now()
		must(t, x.Tell(t.Context(), []string{"F-1"}, []string{"site:AMS", "site:RTM"}))
		for name, l := range map[string]*Listener{"the same program": here, "another program": there} {
			if got, _ := next(t, l); !slices.Equal(got, []string{"F-1"}) {
				t.Errorf("%s: got %v, want F-1 once", name, got)
			}
		}
		if took := time.Since(told); took > time.Second {
			t.Errorf("heard after %s, want it within a second", took)
		}
		must(t, x.Tell(t.Context(), []string{"F-2"}, []string{"site:CDG"}))
		if got, _ := next(t, elsewhere); !slices.Equal(got, []string{"F-2"}) {
			t.Errorf("the third site: got %v, want F-2 alone", got)
		}
		if news, _ := here.Take(); len(news) != 0 {
			t.Errorf("news of another site: got %v, want none", news)
		}
	})
}

func TestWhatWasMissedIsHeardFirst(t *testing.T) {
	onEach(t, func(t *testing.T, _ redis.UniversalClient, x *Index) {
		must(t, x.Tell(t.Context(), []string{"F-0"}, []string{"site:AMS"}))
		l := listen(t, x, Since{Age: time.Hour}, "site:AMS")
		if got, _ := next(t, l); !slices.Equal(got, []string{"F-0"}) && !slices.Equal(got, []string{"?"}) {
			t.Errorf("since an hour ago: got %v, want F-0, or that anything may have changed", got)
		}
		must(t, x.Tell(t.Context(), []string{"F-1"}, []string{"site:AMS"}))
		_, last := next(t, l)
		l.Close()
		for i := range 3 {
			must(t, x.Tell(t.Context(), []string{fmt.Sprint("F-", 2+i)}, []string{"site:AMS"}))
			must(t, x.Tell(t.Context(), []string{"F-9"}, []string{"site:CDG"}))
		}
		l = listen(t, x, Since{Last: last}, "site:AMS")
		must(t, x.Tell(t.Context(), []string{"F-5"}, []string{"site:AMS"}))
		var heard []string
		eventually(t, "all news", func() bool {
			news, _ := l.Take()
			for _, n := range news {
				heard = append(heard, n.About...)
			}
			return len(heard) >= 4
		})
		if want := []string{"F-2", "F-3", "F-4", "F-5"}; !slices.Equal(heard, want) {
			t.Errorf("got %v, want %v", heard, want)
		}
	})
}

func TestWhereNewsAreLostAnythingMayHaveChanged(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		l := listen(t, x, Since{}, "site:AMS")
		must(t, x.Tell(t.Context(), []string{"F-1"}, []string{"site:AMS"}))
		_, last := next(t, l)
		empty(t, rdb)
		if got, _ := next(t, l); !slices.Equal(got, []string{"?"}) {
			t.Errorf("Redis emptied meanwhile: got %v, want anything", got)
		}
		for name, since := range map[string]Since{"emptied": {Last: last}, "made up": {Last: "yesterday"}} {
			if got, _ := next(t, listen(t, x, since, "site:AMS")); !slices.Equal(got, []string{"?"}) {
				t.Errorf("%s, coming back: got %v, want anything", name, got)
			}
		}
		for range keptNews + 200 {
			must(t, x.Tell(t.Context(), []string{"F-2"}, []string{"site:CDG"}))
		}
		if n, err := rdb.XLen(t.Context(), newsKey).Result(); err != nil || n > keptNews+200-1 {
			t.Errorf("got %d news kept, %v, want about %d", n, err, keptNews)
		}
		if got, _ := next(t, listen(t, x, Since{Last: last}, "site:AMS")); !slices.Equal(got, []string{"?"}) {
			t.Errorf("no longer kept: got %v, want anything", got)
		}
	})
}

func TestWhoDoesNotListenHoldsUpNobody(t *testing.T) {
	onEach(t, func(t *testing.T, _ redis.UniversalClient, x *Index) {
		slow, quick := listen(t, x, Since{}, "site:AMS"), listen(t, x, Since{}, "site:AMS")
		for i := range unheard + 10 {
			must(t, x.Tell(t.Context(), []string{fmt.Sprint("F-", i)}, []string{"site:AMS"}))
			if got, _ := next(t, quick); !slices.Equal(got, []string{fmt.Sprint("F-", i)}) {
				t.Fatalf("the quick one: got %v, want F-%d", got, i)
			}
		}
		if got, _ := next(t, slow); len(got) != 10 || got[0] != "?" || got[9] != fmt.Sprint("F-", unheard+9) {
			t.Errorf("the slow one: got %d news, %v, want anything and then the last nine", len(got), got)
		}
	})
}

func TestHushEndsListeningAndLeavesNothingRunning(t *testing.T) {
	onEach(t, func(t *testing.T, _ redis.UniversalClient, x *Index) {
		l, err := x.Listen(t.Context(), Since{}, "site:AMS")
		must(t, err)
		x.Hush()
		<-l.Rings()
		if _, more := l.Take(); more {
			t.Error("got more to come, want the end")
		}
		late := listen(t, x, Since{}, "site:AMS")
		<-late.Rings()
		if _, more := late.Take(); more {
			t.Error("after the end: got more to come")
		}
		stacks := make([]byte, 1<<20)
		if stacks := string(stacks[:runtime.Stack(stacks, true)]); strings.Contains(stacks, "(*ear).run") {
			t.Errorf("still running:\n%s", stacks)
		}
	})
}
