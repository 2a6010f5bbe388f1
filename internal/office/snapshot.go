package office

import (
	"context"
	"strconv"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

// snapshotFresh is how long another process's change may go unseen where no news come.
const snapshotFresh = 30 * time.Second

// snapshot is all of a kind of documents by name, as they are asked for at every turn.
type snapshot[V any] struct {
	reading singleflight.Group // one reads for all who wait

	mu   sync.Mutex
	at   time.Time
	all  map[string]V
	turn int // counts what makes a snapshot outdated
}

// get returns the snapshot, read anew where it is not fresh.
func (s *snapshot[V]) get(ctx context.Context, read func(context.Context) (map[string]V, error)) (map[string]V, error) {
	all, turn := s.fresh()
	if all != nil {
		return all, nil
	}
	done := s.reading.DoChan(strconv.Itoa(turn), func() (any, error) {
		ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), snapshotFresh) // others wait for it too
		defer stop()
		all, err := read(ctx)
		if err == nil {
			s.keep(all, turn)
		}
		return all, err
	})
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case r := <-done:
		if r.Err != nil {
			return nil, r.Err
		}
		return r.Val.(map[string]V), nil
	}
}

// fresh is the snapshot, nil where it has to be read again, and the turn that is read for.
func (s *snapshot[V]) fresh() (map[string]V, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all == nil || time.Since(s.at) >= snapshotFresh {
		return nil, s.turn
	}
	return s.all, s.turn
}

func (s *snapshot[V]) keep(all map[string]V, turn int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if turn == s.turn {
		s.all, s.at = all, time.Now()
	}
}

func (s *snapshot[V]) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = nil
	s.turn++
}
