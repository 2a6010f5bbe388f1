package index

import (
	"context"
	"sync"
	"time"
)

const (
	newsWait   = time.Second // of one question for news; to stop may take as long
	newsAtOnce = 500
	noWait     = time.Duration(-1)
)

// ear hears all that is told, over one connection, and passes it on to the listeners of
// this program.
type ear struct {
	x    *Index
	at   moment // of what was heard last
	stop context.CancelFunc
	done chan struct{}

	mu     sync.Mutex
	shut   bool
	topics map[string]map[*Listener]bool
}

// listening is the ear of this index; it opens with the first listener.
func (x *Index) listening(ctx context.Context) (*ear, error) {
	x.opening.Lock()
	defer x.opening.Unlock()
	if x.heard != nil {
		return x.heard, nil
	}
	_, last, err := x.ends(ctx)
	if err != nil {
		return nil, err
	}
	on, stop := context.WithCancel(context.Background())
	x.heard = &ear{x: x, at: last, stop: stop, done: make(chan struct{}), topics: map[string]map[*Listener]bool{}}
	go x.heard.run(on)
	return x.heard, nil
}

// Hush ends all listening, now and in future.
func (x *Index) Hush() {
	x.opening.Lock()
	defer x.opening.Unlock()
	if x.heard == nil {
		x.heard = &ear{x: x, shut: true, stop: func() {}, done: make(chan struct{})}
		close(x.heard.done)
		return
	}
	x.heard.close()
}

func (e *ear) run(ctx context.Context) {
	defer close(e.done)
	for ctx.Err() == nil {
		if e.listen(ctx) != nil { // Redis does not answer: what is missed meanwhile is heard later
			select {
			case <-ctx.Done():
			case <-time.After(newsWait):
			}
		}
	}
}

// listen waits for news once. Where those heard last are gone, Redis was emptied, or more was told
// than it keeps: anything may have changed.
func (e *ear) listen(ctx context.Context) error {
	news, err := e.x.after(ctx, e.at, newsAtOnce, newsWait)
	if err != nil {
		return err
	}
	if e.at != (moment{}) {
		switch kept, err := e.x.kept(ctx, e.at); {
		case err != nil:
			return err
		case !kept:
			_, last, err := e.x.ends(ctx)
			if err != nil {
				return err
			}
			news = []told{{at: last, to: []string{All}, anew: true}}
		}
	}
	if len(news) > 0 {
		e.at = news[len(news)-1].at
		e.pass(news)
	}
	return nil
}

func (e *ear) pass(news []told) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, t := range news {
		for _, topic := range t.to {
			for l := range e.topics[topic] {
				l.hear(t)
			}
		}
	}
}

// listener is one that hears from now on. After the end it hears nothing.
func (e *ear) listener(topics []string) *Listener {
	l := &Listener{ear: e, topics: map[string]bool{}, rings: make(chan struct{}, 1)}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.shut {
		l.over = true
		l.rings <- struct{}{}
		return l
	}
	for _, topic := range topics {
		l.topics[topic] = true
		if e.topics[topic] == nil {
			e.topics[topic] = map[*Listener]bool{}
		}
		e.topics[topic][l] = true
	}
	return l
}

func (e *ear) forget(l *Listener) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for topic := range l.topics {
		delete(e.topics[topic], l)
		if len(e.topics[topic]) == 0 {
			delete(e.topics, topic)
		}
	}
}

// close tells all listeners that nothing more comes, and waits for run.
func (e *ear) close() {
	e.mu.Lock()
	for _, all := range e.topics {
		for l := range all {
			if !l.over {
				l.over = true
				select {
				case l.rings <- struct{}{}:
				default:
				}
			}
		}
	}
	e.shut = true
	e.mu.Unlock()
	e.stop()
	<-e.done
}
