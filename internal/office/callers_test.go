package office

import (
	"context"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"lostfound/internal/caller"
	"lostfound/internal/embedded"
	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/history"
	"lostfound/internal/index"
	"lostfound/internal/lexicon"
	"lostfound/internal/loss"
	"lostfound/internal/staff"
)

// crowd fills an index with the people of the written set among as many others, and returns what was
// heard of them.
func crowd(t testing.TB, x *index.Index, n int) []overheard {
	t.Helper()
	now := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	reports, heard := written(t, now)
	taken := map[string]bool{}
	for _, r := range reports {
		taken[lexicon.Fold(r.Contact.Name)], taken[string(r.Ref[2:6]+r.Ref[7:])] = true, true
	}
	reports = append(reports, people(t, n-len(reports), taken, now)...)
	feed := func(_ context.Context, w *index.Writer) error {
		for _, r := range reports {
			if err := w.Put(index.Callers, CallerEntry(r, "AMS")); err != nil {
				return err
			}
		}
		return nil
	}
	must(t, x.Rebuild(t.Context(), []string{"AMS"}, feed, func(context.Context, string, *index.Writer) error { return nil }))
	return heard
}

// ask looks for what was heard and returns where the right report stands, from 0; -1 for nowhere.
func (o *Office) ask(t testing.TB, h overheard) int {
	t.Helper()
	known, err := o.recognise(t.Context(), []string{"AMS"}, caller.Listen(h.said, "en"))
	must(t, err)
	return slices.IndexFunc(known, func(k recognised) bool { return k.id == h.report })
}

func TestTheRightPersonComesFirst(t *testing.T) {
	const among = 5000
	o := open(t)
	heard := crowd(t, o.index, among)
	if len(heard) < 120 {
		t.Fatalf("got %d queries, want at least 120", len(heard))
	}
	first := 0
	for _, h := range heard {
		if at := o.ask(t, h); at == 0 {
			first++
		} else {
			t.Logf("%q (%s): the right person stands at %d", h.said, h.wrong, at)
		}
	}
	t.Logf("of %d queries among %d people, %d led to the right person first", len(heard), among, first)
	if 100*first < 95*len(heard) {
		t.Errorf("got %d of %d, want 95 in 100", first, len(heard))
	}
}

// The desk has five seconds to know who calls, and a look-up among 100,000 people 50 ms of them. Run
// with -benchtime 500x, so that each query of the set is asked three times.
func BenchmarkCallers(b *testing.B) {
	b.Run("embedded", func(b *testing.B) {
		k, err := embedded.Open(b.TempDir(), embedded.Holder{Command: "test"})
		must(b, err)
		b.Cleanup(func() { must(b, k.Close()) })
		benchmarkCallers(b, index.New(k.Redis))
	})
	b.Run("redis", func(b *testing.B) {
		address := os.Getenv("LOSTFOUND_TEST_REDIS")
		if address == "" {
			b.Skip("LOSTFOUND_TEST_REDIS names no server")
		}
		if strings.HasPrefix(address, "/") {
			address = "unix://" + address + "?db=9"
		}
		rdb, err := index.Connect(address)
		must(b, err)
		x := index.New(rdb)
		must(b, x.Clear(b.Context()))
		b.Cleanup(func() { x.Clear(context.Background()); rdb.Close() })
		benchmarkCallers(b, x)
	})
}

func benchmarkCallers(b *testing.B, x *index.Index) {
	o := &Office{index: x}
	heard := crowd(b, x, 100_000)
	var took []time.Duration
	first := 0
	for b.Loop() {
		h := heard[len(took)%len(heard)]
		began := time.Now()
		if o.ask(b, h) == 0 {
			first++
		}
		took = append(took, time.Since(began))
	}
	b.ReportMetric(100*float64(first)/float64(len(took)), "%first")
	slices.Sort(took)
	for _, p := range []int{50, 95} {
		b.ReportMetric(float64(took[(len(took)-1)*p/100].Microseconds())/1000, "p"+strconv.Itoa(p)+"-ms")
	}
}

// lostBy files a report of somebody.
func (o *opened) lostBy(t *testing.T, at string, who loss.Contact) loss.Report {
	t.Helper()
	th, _, err := o.File(t.Context(), nil, loss.Statement{Sites: []string{at}, From: o.clock.now().Add(-time.Hour), Lang: "en", Contact: who, Things: []loss.Details{{Type: "hat", Colours: []string{"blue"}}}}, nil, "")
	must(t, err)
	return th.Report
}

func TestACallerIsKnownAsLongAsTheReportIs(t *testing.T) {
	o := open(t)
	r := o.lostBy(t, "AMS", loss.Contact{Name: "Anna Kowalska", Phone: "+33 6 39 98 27 64"})
	known := func(when string, by staff.Member, want int) {
		t.Helper()
		got, err := o.Callers(t.Context(), by, "Ana Kovalska", "en")
		must(t, err)
		if len(got) != want || want > 0 && (got[0].Report != r.Ref || got[0].Name != "Anna Kowalska") {
			t.Errorf("%s: got %+v, want %d", when, got, want)
		}
	}
	known("filed", o.desk, 1)
	known("of a site apart", o.elsewhere, 0)
	if _, err := o.Callers(t.Context(), o.finder, "Anna", "en"); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a finder: got %v, want forbidden", err)
	}
	it := o.find(t, "AMS", found.Details{Type: "hat", Colours: []string{"blue"}})
	_, err := o.Confirm(t.Context(), o.desk, r.Ref, 1, it.Ref)
	must(t, err)
	known("found, and looked for no more", o.desk, 1)
	_, err = o.Rebuild(t.Context())
	must(t, err)
	known("after a rebuild", o.desk, 1)
	must(t, o.Erase(t.Context(), r.Ref, o.linkToken(r)))
	known("erased", o.desk, 0)
	entries, _, err := o.index.Search(t.Context(), index.Callers, index.Query{Reach: []index.Reach{{Site: "AMS"}}, Limit: 1})
	if must(t, err); len(entries) != 0 {
		t.Errorf("erased: got %+v in the index, want nothing left", entries)
	}
}

func TestAWrongAnswerDoesNotKeepAReportLonger(t *testing.T) {
	o := open(t)
	r := o.lostBy(t, "AMS", loss.Contact{Name: "Anna Kowalska", Phone: "+33 6 39 98 27 64"})
	o.clock.add(24 * time.Hour)
	if _, err := o.CheckCaller(t.Context(), o.elsewhere, r.Ref, caller.Phone, "2764", "en"); !fault.Is(err, fault.Missing) && !fault.Is(err, fault.Forbidden) {
		t.Errorf("a member of a site apart: got %v, want refused", err)
	}
	_, err := o.CheckCaller(t.Context(), o.desk, r.Ref, caller.Phone, "2765", "en")
	if !fault.Is(err, fault.Invalid) {
		t.Errorf("a wrong answer: got %v, want invalid", err)
	}
	now, err := o.Report(t.Context(), o.desk, r.Ref)
	must(t, err)
	if last, noted := now.History.Last(history.Doubted); !noted || last.By != o.desk.Ref || last.How != string(caller.Phone) || !now.EraseAfter.Equal(r.EraseAfter) {
		t.Errorf("a wrong answer: got %+v, kept until %s, want it noted with who asked what, and kept until %s", last, now.EraseAfter, r.EraseAfter)
	}
	now, err = o.CheckCaller(t.Context(), o.desk, r.Ref, caller.Phone, "2764", "en")
	must(t, err)
	if last, noted := now.History.Last(history.Verified); !noted || last.By != o.desk.Ref || !now.EraseAfter.After(r.EraseAfter) {
		t.Errorf("a right answer: got %+v, kept until %s, want it noted, and kept longer than %s", last, now.EraseAfter, r.EraseAfter)
	}
}
