package office

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"lostfound/internal/embedded"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/promise"
	"lostfound/internal/ref"
	"lostfound/internal/store"
)

// month is four weeks of two desks, played with a clock that is set: what people do is drawn, and the
// same at each run. It begins in a year so far ahead that no document seems saved after it by the
// store's own clock; so the rounds see what they would see a minute later.
type month struct {
	*Office
	t       *testing.T
	draw    *rand.Rand
	keepers *embedded.Keepers
	store   *store.Store
	at      time.Time
	places  map[string]*place
	crew    []*worker
	seen    map[ref.Report]loss.Report // each report as its document was last
	ended   map[string]promise.End     // each promise that has ended
	slow    int                        // promises that whoever has them forgets
}

const stride = 30 * time.Minute

func (m *month) must(err error) {
	m.t.Helper()
	if err != nil {
		m.t.Fatalf("%s: %v", m.at.Format(time.RFC3339), err)
	}
}

// open starts a process over what the last one left.
func (m *month) open() {
	var err error
	m.Office, err = Open(m.t.Context(), Keepers{m.store, index.New(m.keepers.Redis)}, Options{Now: func() time.Time { return m.at }})
	m.must(err)
}

// walk walks the rounds that may have something to do.
func (m *month) walk() {
	m.must(m.CatchUp(m.t.Context()))
	m.must(m.PassOn(m.t.Context()))
}

// keeps says whether somebody can keep a promise.
func (m *month) keeps(w *worker, p promise.Promise) bool {
	if !m.at.Before(p.When.Until) {
		return !w.left && !m.isAway(w, m.at)
	}
	from := p.When.From
	if p.Kind == promise.Update {
		from = p.When.Until.Add(-time.Minute)
	}
	for at := from; at.Before(p.When.Until); at = at.Add(time.Minute) {
		if !m.there(w, at) {
			return false
		}
	}
	return true
}

// note takes a report as it is now, and holds what has become of its promises against what was known.
func (m *month) note(r loss.Report) {
	m.t.Helper()
	open := map[promise.Kind]int{}
	for i, p := range r.Promises {
		if p.No != r.Promises[0].No+i {
			m.t.Errorf("%s: promise %d comes after %d", r.Ref, p.No, r.Promises[0].No+i-1)
		}
		if p.Open() {
			open[p.Kind]++
			continue
		}
		name := fmt.Sprint(r.Ref, " ", p.No)
		if end, known := m.ended[name]; known && end != *p.Ended {
			m.t.Errorf("%s: had ended as %+v, now as %+v", name, end, *p.Ended)
		}
		m.ended[name] = *p.Ended
		anew := p.Ended.By == "" && slices.ContainsFunc(r.Promises, func(n promise.Promise) bool { return n.Kind == promise.Call && n.MadeAt.Equal(p.Ended.At) })
		good := false
		switch p.Ended.Outcome {
		case promise.Kept:
			good = p.Was == nil && p.Ended.At.Before(p.When.Until)
		case promise.Moved:
			good = p.Was != nil && p.Ended.At.Before(p.When.Until)
		case promise.Missed:
			good = !p.Ended.At.Before(p.When.Until) && (p.Ended.Answer != "" || anew)
		case promise.Void:
			good = r.Status != loss.Open
		}
		if !good {
			m.t.Errorf("%s: ended %+v, was to be %+v, want it kept, moved once in time, or answered for", name, *p.Ended, p)
		}
	}
	for i, was := range m.seen[r.Ref].Promises {
		if i >= len(r.Promises) {
			m.t.Errorf("%s: promise %d is lost", r.Ref, was.No)
		} else if was.Was != nil && *was.Was != *r.Promises[i].Was {
			m.t.Errorf("%s: promise %d was moved twice", r.Ref, was.No)
		}
	}
	if open[promise.Call] > 1 || open[promise.Update] > 1 {
		m.t.Errorf("%s: got %v open, want none twice", r.Ref, open)
	}
	m.seen[r.Ref] = r
}

// look holds all that is open against who is there.
func (m *month) look(when string) {
	m.t.Helper()
	for _, r := range m.seen {
		if r.Status != loss.Open {
			continue
		}
		if r.Next() == nil {
			m.t.Fatalf("%s, %s: %s has no promise", m.at.Format(time.RFC3339), when, r.Ref)
		}
		for _, p := range r.Promises {
			if !p.Open() {
				continue
			}
			var able []ref.Staff
			for _, w := range m.crew {
				if w.at == r.Sites[0] && m.keeps(w, p) {
					able = append(able, w.Ref)
				}
			}
			if p.Owner == "" && len(able) > 0 && !p.Late(m.at) || p.Owner != "" && !slices.Contains(able, p.Owner) {
				m.t.Fatalf("%s, %s: %s has %s in %+v with %q, want one of %v", m.at.Format(time.RFC3339), when, r.Ref, p.Kind, p.When, p.Owner, able)
			}
			if !p.Late(m.at) && (p.StandIn == "" && len(able) > 1 || p.StandIn != "" && (p.StandIn == p.Owner || !slices.Contains(able, p.StandIn))) {
				m.t.Fatalf("%s, %s: %s has %s in %+v with %q, and %q to stand in, want one of %v", m.at.Format(time.RFC3339), when, r.Ref, p.Kind, p.When, p.Owner, p.StandIn, able)
			}
		}
	}
}

// refresh reads the documents of what is open anew.
func (m *month) refresh() {
	m.t.Helper()
	for _, r := range m.pending() {
		now, err := m.reports.Get(m.t.Context(), string(r.Ref))
		m.must(err)
		m.note(now)
	}
}

// read reads every document anew.
func (m *month) read() {
	m.t.Helper()
	n := 0
	for r, err := range m.reports.All(m.t.Context()) {
		m.must(err)
		m.note(r)
		n++
	}
	if n != len(m.seen) {
		m.t.Fatalf("%s: got %d reports, want %d", m.at.Format(time.RFC3339), n, len(m.seen))
	}
}

func TestAMonthOfPromises(t *testing.T) {
	ctx, reports := t.Context(), 1000
	if testing.Short() {
		reports = 100
	}
	k, err := embedded.Open(t.TempDir(), embedded.Holder{Command: "test"})
	must(t, err)
	t.Cleanup(func() { must(t, k.Close()) })
	st, err := store.Open(ctx, k.S3, embedded.Bucket)
	must(t, err)
	m := &month{t: t, draw: rand.New(rand.NewPCG(1, 2)), keepers: k, store: st, at: time.Date(2090, 10, 9, 4, 0, 0, 0, time.UTC),
		places: map[string]*place{}, seen: map[ref.Report]loss.Report{}, ended: map[string]promise.End{}}
	m.open()
	_, err = m.Rebuild(ctx)
	must(t, err)
	m.place("AMS", "Europe/Amsterdam", 6, 22) // where clocks go back on the last Sunday of October
	m.place("JFK", "America/New_York", 7, 21) // and a week later
	for _, at := range []string{"AMS", "JFK"} {
		for _, shift := range [][2]int{{6, 14}, {7, 15}, {13, 22}, {9, 21}} {
			m.hire(at, shift[0], shift[1])
		}
	}
	const steps = 28 * 48
	for step := range steps {
		m.at = m.at.Add(stride)
		if m.happen(step) || step%48 == 0 {
			m.refresh()
			m.look("after what happened")
		}
		for len(m.seen) < reports*(step+1)/(steps*9/10) && len(m.seen) < reports {
			m.file()
		}
		m.must(m.PassOn(ctx))
		for _, r := range m.pending() {
			m.work(r)
		}
		m.look("after the work")
	}
	m.read()
	m.look("at the end")
	m.count()
}

// pending are the reports that are open, in an order that is the same at each run.
func (m *month) pending() []loss.Report {
	var out []loss.Report
	for _, r := range m.seen {
		if r.Status == loss.Open {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b loss.Report) int { return a.FiledAt.Compare(b.FiledAt) })
	return out
}

// count holds what the index counts against the documents.
func (m *month) count() {
	ends, open := map[promise.Outcome]int{}, 0
	for _, end := range m.ended {
		ends[end.Outcome]++
	}
	for _, r := range m.seen {
		if r.Status == loss.Open {
			open++
		}
	}
	for kind, want := range map[index.Kind]int{index.Kept: ends[promise.Kept], index.Moved: ends[promise.Moved], index.Missed: ends[promise.Missed], index.Update: open} {
		got := 0
		for code := range m.places {
			n, err := m.index.Count(m.t.Context(), code, kind, time.Time{}, time.Time{})
			m.must(err)
			got += n
		}
		if got != want || want == 0 {
			m.t.Errorf("got %d %s in the index, want the %d of the documents, and some", got, kind, want)
		}
	}
	m.t.Logf("%d reports, %d open at the end; promises %v; forgotten %d", len(m.seen), open, ends, m.slow)
}
