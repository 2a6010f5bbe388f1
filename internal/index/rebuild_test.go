package index

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

// archive is the documents an index is rebuilt from: a document may be on the shelf, be due
// and be gone.
type archive struct {
	sync.Mutex
	docs map[string]Entry
}

func (a *archive) save(e Entry) {
	a.Lock()
	defer a.Unlock()
	a.docs[e.ID] = e
}

func (a *archive) delete(id string) {
	a.Lock()
	defer a.Unlock()
	delete(a.docs, id)
}

// all returns the documents as they are now, for a feed that reads them before it writes.
func (a *archive) all() []Entry {
	a.Lock()
	defer a.Unlock()
	var out []Entry
	for _, e := range a.docs {
		out = append(out, e)
	}
	return out
}

func (a *archive) write(w *Writer, e Entry) error {
	return errors.Join(w.Put(Items, e), w.SetDue(e.Site, Erase, e.ID, e.ChangedAt))
}

func (a *archive) again(_ context.Context, id string, w *Writer) error {
	a.Lock()
	e, ok := a.docs[id]
	a.Unlock()
	if !ok {
		return nil
	}
	return a.write(w, e)
}

func (a *archive) cabinet() cabinet {
	c := cabinet{}
	for _, e := range a.all() {
		c[[2]string{e.Site, e.ID}] = e
	}
	return c
}

func TestWhatIsWrittenDuringARebuildIsNotLost(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		luck, a := chanceOf(6), &archive{docs: map[string]Entry{}}
		begun(t, x, sites...)
		announce := func(e Entry) {
			a.save(e)
			must(t, x.Put(t.Context(), Items, e))
			must(t, x.SetDue(t.Context(), e.Site, Erase, e.ID, e.ChangedAt))
		}
		for i := range 500 {
			announce(luck.entry(i, now))
		}
		feed := func(_ context.Context, w *Writer) error {
			docs := a.all() // read, and then overtaken
			for i := range 100 {
				announce(luck.entry(i, now.Add(time.Hour)))
				announce(luck.entry(500+i, now.Add(time.Hour)))
				e := luck.entry(300+i, now)
				a.delete(e.ID)
				must(t, x.Remove(t.Context(), Items, e.Site, e.ID))
				must(t, x.SetDue(t.Context(), e.Site, Erase, e.ID, time.Time{}))
			}
			late := luck.entry(1000, now.Add(time.Hour))
			late.Site = "NEW"
			announce(late)
			stale := late
			stale.Record, stale.ChangedAt = []byte("stale"), now
			for _, e := range append(docs, stale) {
				if err := a.write(w, e); err != nil {
					return err
				}
			}
			return nil
		}
		n := 0
		again := func(ctx context.Context, id string, w *Writer) error {
			err := a.again(ctx, id, w)
			if n++; n <= 20 { // between the reading and the switch, once more
				announce(luck.entry(100+n, now.Add(2*time.Hour)))
			}
			return err
		}
		must(t, x.Rebuild(t.Context(), sites, feed, again))
		agree(t, x, a.cabinet(), luck, 20)
		late := pages(t, x, []string{"NEW"}, nil, 9)
		if !slices.Equal(late, []string{"F-1000"}) {
			t.Errorf("a site opened meanwhile: got %v, want its entry", late)
		}
		hits, _, err := x.List(t.Context(), Items, []string{"NEW"}, nil, "", 1)
		must(t, err)
		if string(hits[0].Record) == "stale" {
			t.Error("a site opened meanwhile: got the stale record")
		}
		for _, site := range append(sites, "NEW") {
			var got, want []string
			due, err := x.Due(t.Context(), site, Erase, now.Add(24*time.Hour), 1000)
			must(t, err)
			for _, d := range due {
				got = append(got, fmt.Sprint(d.ID, d.At))
			}
			for _, e := range a.all() {
				if e.Site == site {
					want = append(want, fmt.Sprint(e.ID, e.ChangedAt))
				}
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("due at %s: got %v, want %v", site, got, want)
			}
		}
		nothingLeft(t, rdb)
	})
}

func TestAWriterThatNeverRestsLosesNothing(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		luck, a := chanceOf(7), &archive{docs: map[string]Entry{}}
		begun(t, x, sites...)
		for i := range 300 {
			a.save(luck.entry(i, now))
		}
		stop, done := make(chan struct{}), make(chan struct{})
		go func() {
			defer close(done)
			luck := chanceOf(8)
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				e := luck.entry(luck.IntN(300), now.Add(time.Duration(i)*time.Second))
				a.save(e)
				if err := x.Put(t.Context(), Items, e); err != nil {
					t.Error(err)
				}
			}
		}()
		feed := func(_ context.Context, w *Writer) error {
			for _, e := range a.all() {
				if err := a.write(w, e); err != nil {
					return err
				}
			}
			return nil
		}
		for range 5 {
			must(t, x.Rebuild(t.Context(), sites, feed, a.again))
		}
		close(stop)
		<-done
		agree(t, x, a.cabinet(), luck, 20)
		nothingLeft(t, rdb)
	})
}

func TestALiveWriteWaitsForASwitch(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		begun(t, x, sites...)
		e := chanceOf(13).entry(0, now)
		must(t, rdb.Set(t.Context(), heldKey(e.Site), "held", 0).Err())
		done := make(chan error)
		go func() { done <- x.Put(t.Context(), Items, e) }()
		must(t, rdb.Del(t.Context(), heldKey(e.Site)).Err())
		if err := <-done; err != nil {
			t.Errorf("put: got %v, want it done once the hold is over", err)
		}
		must(t, rdb.Set(t.Context(), heldKey(e.Site), "held", 0).Err())
		if err := x.Remove(t.Context(), Items, e.Site, e.ID); !errors.Is(err, ErrRebuilding) {
			t.Errorf("remove while held for long: got %v, want %v", err, ErrRebuilding)
		}
		if got := pages(t, x, []string{e.Site}, nil, 9); !slices.Equal(got, []string{e.ID}) {
			t.Errorf("got %v, want what was put and not removed", got)
		}
	})
}

// nothingLeft looks for keys that no live generation needs.
func nothingLeft(t *testing.T, rdb redis.UniversalClient) {
	t.Helper()
	keys, err := rdb.Keys(t.Context(), "*").Result()
	must(t, err)
	gens := map[string]bool{}
	for _, site := range append(sites, "NEW") {
		for _, s := range shelves {
			gens[bookKey(site, s)+":"+rdb.HGet(t.Context(), bookKey(site, s), "gen").Val()] = true
		}
	}
	for _, key := range keys {
		if key == lockKey || key == draftKey || key == buildingKey("AMS") || key == touchedKey("AMS") {
			t.Errorf("got %s left behind", key)
		}
		for _, site := range sites {
			for _, s := range shelves {
				prefix := bookKey(site, s) + ":"
				if len(key) > len(prefix)+16 && key[:len(prefix)] == prefix && !gens[key[:len(prefix)+16]] {
					t.Errorf("got %s left behind", key)
				}
			}
		}
	}
}

func TestTheOldIndexAnswersWhileTheNewIsBuilt(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		luck, c := chanceOf(10), cabinet{}
		begun(t, x, sites...)
		for i := range 50 {
			c.put(t, x, luck.entry(i, now))
		}
		feed := func(ctx context.Context, w *Writer) error {
			agree(t, x, c, luck, 5)
			if err := x.Rebuild(ctx, sites, c.feed, nothing); !errors.Is(err, ErrRebuilding) {
				t.Errorf("a second rebuild: got %v, want %v", err, ErrRebuilding)
			}
			return c.feed(ctx, w)
		}
		must(t, x.Rebuild(t.Context(), sites, feed, nothing))
		failed := errors.New("S3 went away")
		err := x.Rebuild(t.Context(), sites, func(ctx context.Context, w *Writer) error {
			return errors.Join(w.Put(Items, luck.entry(99, now)), failed)
		}, nothing)
		if !errors.Is(err, failed) {
			t.Errorf("got %v, want %v", err, failed)
		}
		agree(t, x, c, luck, 10)
		nothingLeft(t, rdb)
	})
}

func TestARebuildThatWasKilledIsTakenOver(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		luck, c := chanceOf(11), cabinet{}
		for i := range 50 {
			e := luck.entry(i, now)
			c[[2]string{e.Site, e.ID}] = e
		}
		// What a killed process leaves: a lock that is not renewed, half a generation.
		must(t, rdb.Set(t.Context(), lockKey, "dead", 100*time.Millisecond).Err())
		must(t, rdb.Set(t.Context(), draftKey, "dead", 0).Err())
		dead := &Writer{ctx: t.Context(), x: x, gen: "0123456789abcdef", sites: map[string]*siteWriter{}, numbers: map[string]uint32{}}
		_, err := dead.begin("AMS")
		must(t, err)
		must(t, c.feed(t.Context(), dead))
		must(t, dead.write())
		if err := x.Rebuild(t.Context(), sites, c.feed, nothing); !errors.Is(err, ErrRebuilding) {
			t.Errorf("while the lock is held: got %v, want %v", err, ErrRebuilding)
		}
		eventually(t, "it is seen that it was killed", func() bool {
			unfinished, err := x.Unfinished(t.Context())
			must(t, err)
			return unfinished
		})
		eventually(t, "another takes over", func() bool {
			err := x.Rebuild(t.Context(), sites, c.feed, nothing)
			if err != nil && !errors.Is(err, ErrRebuilding) {
				t.Fatal(err)
			}
			return err == nil
		})
		agree(t, x, c, luck, 10)
		nothingLeft(t, rdb)
		if err := dead.settle(nothing); !errors.Is(err, errReplaced) {
			t.Errorf("the dead one wakes up: got %v, want %v", err, errReplaced)
		}
		must(t, dead.abandon(t.Context()))
		agree(t, x, c, luck, 10)
		nothingLeft(t, rdb)
	})
}

func TestALostLockStopsTheRebuild(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		x.hold = 50 * time.Millisecond
		err := x.Rebuild(t.Context(), sites, func(ctx context.Context, w *Writer) error {
			must(t, rdb.Set(ctx, lockKey, "another", 0).Err())
			<-ctx.Done()
			return ctx.Err()
		}, nothing)
		if !errors.Is(err, errLockLost) {
			t.Errorf("got %v, want %v", err, errLockLost)
		}
		if got := rdb.Get(t.Context(), lockKey).Val(); got != "another" {
			t.Errorf("the other's lock: got %q, want it untouched", got)
		}
	})
}

func TestRedisEmptiedDuringARebuildIsNoticed(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		luck, c := chanceOf(12), cabinet{}
		e := luck.entry(0, now)
		c[[2]string{e.Site, e.ID}] = e
		for name, when := range map[string]func(*Writer){
			"while feeding":          func(*Writer) { empty(t, rdb) },
			"after the sites switch": func(w *Writer) { w.Then(func(context.Context) error { empty(t, rdb); return nil }) },
		} {
			err := x.Rebuild(t.Context(), sites, func(ctx context.Context, w *Writer) error { when(w); return c.feed(ctx, w) }, nothing)
			if err == nil {
				t.Errorf("%s: got no error", name)
			}
			if missing, err := x.Missing(t.Context()); err != nil || !missing {
				t.Errorf("%s: got missing %v, %v, want true", name, missing, err)
			}
		}
		err := x.Rebuild(t.Context(), nil, func(_ context.Context, w *Writer) error {
			w.Then(func(context.Context) error { empty(t, rdb); return nil })
			return nil
		}, nothing)
		if !errors.Is(err, errLockLost) {
			t.Errorf("without a site: got %v, want %v", err, errLockLost)
		}
		must(t, x.Rebuild(t.Context(), sites, c.feed, nothing))
		agree(t, x, c, luck, 5)
	})
}

func TestARebuildLeavesTheProposalsMadeSince(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		begun(t, x, "AMS")
		propose := func(id, value string) { t.Helper(); must(t, x.Propose(t.Context(), "AMS", id, []byte(value))) }
		for _, id := range []string{"R-1#1", "R-2#1", "R-3#1", "R-4#1"} {
			propose(id, "before")
		}
		must(t, x.Unpropose(t.Context(), "AMS", "R-4#1"))
		proposed := func() string {
			t.Helper()
			got, err := x.Proposed(t.Context(), "AMS")
			must(t, err)
			return fmt.Sprintf("%s", got)
		}
		must(t, x.Rebuild(t.Context(), []string{"AMS"}, func(ctx context.Context, w *Writer) error {
			propose("R-1#1", "meanwhile")
			propose("R-3#1", "meanwhile")
			w.Then(func(ctx context.Context) error {
				if _, _, err := x.List(ctx, Losses, []string{"AMS"}, nil, "", 1); err != nil {
					t.Errorf("list before the proposals are made: got %v", err)
				}
				propose("R-5#1", "made again")
				must(t, x.Unpropose(ctx, "AMS", "R-3#1"))
				if got, want := proposed(), "map[R-1#1:meanwhile R-2#1:before R-5#1:made again]"; got != want {
					t.Errorf("while they are made: got %s, want %s", got, want)
				}
				return nil
			})
			return nil
		}, nothing))
		if got, want := proposed(), "map[R-1#1:meanwhile R-5#1:made again]"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
}

func TestAnIndexIsMissingUntilTheProposalsAreMade(t *testing.T) {
	onEach(t, func(t *testing.T, rdb redis.UniversalClient, x *Index) {
		died := errors.New("killed")
		err := x.Rebuild(t.Context(), sites, func(_ context.Context, w *Writer) error {
			w.Then(func(context.Context) error { return died })
			return nil
		}, nothing)
		if !errors.Is(err, died) {
			t.Errorf("got %v, want %v", err, died)
		}
		if missing, err := x.Missing(t.Context()); err != nil || !missing {
			t.Errorf("got missing %v, %v, want true", missing, err)
		}
		if _, _, err := x.List(t.Context(), Items, sites, nil, "", 1); err != nil {
			t.Errorf("its entries can be listed: got %v", err)
		}
	})
}
