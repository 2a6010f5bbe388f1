package office

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/match"
	"lostfound/internal/ref"
)

// expect notes that a record is about to change, so that a round brings the
// index up to date should this process not live to do so.
func (o *Office) expect(ctx context.Context, id string) {
	if err := o.index.Expect(ctx, id, o.now()); err != nil {
		now := o.now()
		o.missed.CompareAndSwap(nil, &now)
		o.log.Warn("index does not answer; a round will catch up", "record", id, "error", err)
	}
}

func (o *Office) settled(ctx context.Context, id string) {
	if err := o.index.Settled(ctx, id); err != nil {
		o.log.Warn("index does not answer", "record", id, "error", err)
	}
}

// announceFind makes the find's report follow it, tells the index of it and compares
// it with the open reports in its reach. What fails stays expected, for a round to repeat.
func (o *Office) announceFind(ctx context.Context, it found.Item) error {
	ctx = context.WithoutCancel(ctx) // the document is saved; the caller's patience no longer matters
	if err := o.bringUpFind(ctx, it); err != nil {
		o.log.Warn("find not yet announced", "item", it.Ref, "error", err)
		return err
	}
	o.settled(ctx, string(it.Ref))
	return nil
}

// bringUpFind is announceFind for whoever does not expect it. When another process
// saved the find meanwhile, both may write to the index in any order: each writes what it
// finds saved after its own writing.
func (o *Office) bringUpFind(ctx context.Context, it found.Item) error {
	for {
		if err := o.follow(ctx, it); err != nil {
			return err
		}
		if err := o.showFind(ctx, it); err != nil {
			return err
		}
		now, err := o.items.Get(ctx, string(it.Ref))
		if err != nil {
			return fmt.Errorf("item %s: %w", it.Ref, err)
		}
		if now.Revision() == it.Revision() {
			return nil
		}
		it = now
	}
}

func (o *Office) showFind(ctx context.Context, it found.Item) error {
	var err error
	if it.ErasedAt.IsZero() {
		err = o.index.Put(ctx, index.Items, FindEntry(it))
	} else {
		err = o.index.Remove(ctx, index.Items, it.Site, string(it.Ref))
	}
	if err != nil {
		return err
	}
	left := it.Left()
	for _, site := range left {
		if err := o.index.Remove(ctx, index.Items, site, string(it.Ref)); err != nil {
			return err
		}
	}
	if err := findInstants(it, o.noteIn(ctx)); err != nil {
		return err
	}
	reports, err := o.offer(ctx, it)
	if err != nil {
		return err
	}
	o.tell(ctx, append([]string{string(it.Ref)}, reports...), append(left, it.Site))
	return nil
}

// comparison says what came of announcing a report.
type comparison struct{ compared, similar bool }

// announceLoss tells the index of a report's things and compares each with the stock.
func (o *Office) announceLoss(ctx context.Context, r loss.Report) (comparison, error) {
	ctx = context.WithoutCancel(ctx)
	c, err := o.bringUpLoss(ctx, r)
	if err != nil {
		o.log.Warn("report not yet announced", "report", r.Ref, "error", err)
		return c, err
	}
	o.settled(ctx, string(r.Ref))
	return c, nil
}

// bringUpLoss is announceLoss for whoever does not expect it; see bringUpFind.
func (o *Office) bringUpLoss(ctx context.Context, r loss.Report) (comparison, error) {
	for {
		c, err := o.compareLoss(ctx, r)
		if err != nil {
			return c, err
		}
		now, err := o.reports.Get(ctx, string(r.Ref))
		if fault.Is(err, fault.Missing) {
			return c, o.forgetLoss(ctx, r.Ref) // erased meanwhile
		}
		if err != nil {
			return c, fmt.Errorf("report %s: %w", r.Ref, err)
		}
		if now.Revision() == r.Revision() {
			o.tell(ctx, []string{string(r.Ref)}, r.Sites, lossTopics(r)...)
			return c, nil
		}
		r = now
	}
}

func (o *Office) compareLoss(ctx context.Context, r loss.Report) (comparison, error) {
	var c comparison
	if err := o.showCallers(ctx, r); err != nil {
		return c, err
	}
	for _, t := range r.Things {
		for _, s := range r.Sites {
			var err error
			if r.Sought(t) {
				err = o.index.Put(ctx, index.Losses, LossEntry(r, t, s))
			} else {
				err = o.index.Remove(ctx, index.Losses, s, thingID(r.Ref, t.No))
			}
			if err != nil {
				return c, err
			}
		}
	}
	if err := o.showPromises(ctx, r); err != nil {
		return c, err
	}
	if err := lossInstants(r, o.noteIn(ctx)); err != nil {
		return c, err
	}
	for _, t := range r.Things {
		best, err := o.propose(ctx, r, t)
		if err != nil {
			return c, err
		}
		c.similar = c.similar || best != nil
	}
	c.compared = true
	o.Tally.Compared.Add(1)
	return c, nil
}

// FindEntry is a find as it stands in the index.
func FindEntry(it found.Item) index.Entry {
	f := match.FindOf(it)
	return index.Entry{Site: it.Site, ID: string(it.Ref), At: it.FoundAt, Until: it.FoundAt, ChangedAt: it.ChangedAt,
		Terms: slices.Concat(facetTerms(it, f), match.FindTerms(f), match.AskedTerms(f.Traits)), Record: record(f)}
}

// LossEntry is a thing of a report as it stands in the index at one of the report's sites.
func LossEntry(r loss.Report, t loss.Thing, site string) index.Entry {
	from, to := r.From, r.To
	if from.IsZero() {
		from = to
	}
	if to.IsZero() {
		to = from
	}
	l := match.LossOf(r, t)
	var terms []string
	for _, w := range match.LossTerms(l) {
		terms = append(terms, w.Term)
	}
	return index.Entry{Site: site, ID: thingID(r.Ref, t.No), At: from, Until: to, ChangedAt: r.ChangedAt, Terms: append(terms, match.AskedTerms(l.Traits)...), Record: record(l)}
}

// record is what the index gives back with a hit: enough to score it.
func record(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("record for the index: %v", err)) // plain strings, numbers and times always encode
	}
	return raw
}

// recorded reads what record wrote into the index.
func recorded[T any](h index.Hit) (v T, err error) {
	if err := json.Unmarshal(h.Record, &v); err != nil {
		return v, fmt.Errorf("index record of %s: %w", h.ID, err)
	}
	return v, nil
}

// thingID names one thing of a report in the index: R-2M8T-4C#1.
func thingID(r ref.Report, no int) string { return string(r) + "#" + strconv.Itoa(no) }

func splitThing(id string) (ref.Report, int) {
	r, no, _ := strings.Cut(id, "#")
	n, _ := strconv.Atoi(no)
	return ref.Report(r), n
}

func indexTerms(terms []match.Term) []index.Term {
	out := make([]index.Term, len(terms))
	for i, t := range terms {
		out[i] = index.Term{Term: t.Term, Weight: t.Weight}
	}
	return out
}
