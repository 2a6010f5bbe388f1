package index

import (
	"context"
	"fmt"
	"time"
)

// Since is from where on somebody wants to hear: behind the news heard last, or, where Last
// is empty, as of so long ago.
type Since struct {
	Last string
	Age  time.Duration
}

const (
	missedAtMost = 500         // news since then that are looked through; where there are more, anything may have changed
	ageMargin    = time.Second // by which an age may be too small
)

// Listen begins to hear news of the topics, and first those since the given instant. Where
// these are no longer all kept, one about no record stands for them.
func (x *Index) Listen(ctx context.Context, since Since, topics ...string) (*Listener, error) {
	e, err := x.listening(ctx)
	if err != nil {
		return nil, unanswered(fmt.Errorf("listen: %w", err))
	}
	l := e.listener(append(topics, All))
	missed, from, err := x.missed(ctx, since)
	if err != nil {
		l.Close()
		return nil, unanswered(fmt.Errorf("listen: %w", err))
	}
	l.begin(missed, from)
	return l, nil
}

// missed is what was told since, and the moment behind which that begins.
func (x *Index) missed(ctx context.Context, since Since) ([]told, moment, error) {
	first, last, err := x.ends(ctx)
	if err != nil {
		return nil, moment{}, err
	}
	var from moment
	lost := false
	if since.Last == "" {
		now, err := x.rdb.Time(ctx).Result()
		if err != nil {
			return nil, moment{}, err
		}
		from.ms = uint64(max(0, now.Add(-since.Age-ageMargin).UnixMilli()))
	} else if from, err = parseMoment(since.Last); err != nil || last.before(from) {
		lost = true // made up, or from before Redis was emptied
	}
	if lost || first != (moment{}) && from.before(first) {
		return []told{{at: last, to: []string{All}, anew: true}}, moment{}, nil
	}
	missed, err := x.after(ctx, from, missedAtMost, noWait)
	if len(missed) == missedAtMost {
		_, last, err = x.ends(ctx)
		return []told{{at: last, to: []string{All}, anew: true}}, moment{}, err
	}
	return missed, from, err
}

// Listener hears news. One that does not take them for a while is told only that there were
// some, so that it holds up nobody.
type Listener struct {
	ear    *ear
	topics map[string]bool
	rings  chan struct{}

	// Guarded by ear.mu.
	queue []told
	begun bool // what was missed stands before the queue
	over  bool
	seen  moment
}

// unheard is how many news may wait for one listener.
const unheard = 64

// Rings has a token when there is something to take.
func (l *Listener) Rings() <-chan struct{} { return l.rings }

// Take returns what is new, in the order in which it was told. After the end, more is false:
// nothing will come any more.
func (l *Listener) Take() (news []News, more bool) {
	l.ear.mu.Lock()
	defer l.ear.mu.Unlock()
	for _, t := range l.queue {
		news = append(news, News{t.at.String(), t.about})
	}
	l.queue = nil
	return news, !l.over
}

// Close ends listening.
func (l *Listener) Close() { l.ear.forget(l) }

// begin puts what was missed before what came since.
func (l *Listener) begin(missed []told, from moment) {
	l.ear.mu.Lock()
	defer l.ear.mu.Unlock()
	came := l.queue
	l.queue, l.begun, l.seen = nil, true, from
	for _, t := range append(missed, came...) {
		l.hear(t)
	}
}

// hear puts news in the queue, unless they are of other topics or known.
func (l *Listener) hear(t told) {
	concerns := false
	for _, topic := range t.to {
		concerns = concerns || l.topics[topic]
	}
	switch {
	case l.begun && !t.anew && !l.seen.before(t.at):
		return
	case !concerns:
		return
	case t.anew || len(l.queue) == unheard:
		t.about, l.queue = nil, nil
	}
	l.seen = t.at
	l.queue = append(l.queue, t)
	select {
	case l.rings <- struct{}{}:
	default:
	}
}
