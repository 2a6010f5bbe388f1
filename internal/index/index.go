// Package index is the office's card index: it finds what may be a missing thing, and
// what is due, among the records that the store remembers. It lives in Redis.
//
// Guarantees. Nothing in it is the only copy: an emptied Redis is noticed, says
// [ErrRebuilding], and is filled again by [Index.Rebuild]. A search is exact: every entry in
// reach is weighed, none is sampled. Each write is one atomic step, may be repeated, and
// is not lost when a rebuild is running. It works on one Redis 7 or Valkey, behind
// Sentinel, on a Cluster and in the embedded server. It expects that Redis
// evicts nothing (maxmemory-policy noeviction) and, on a Cluster, that each node has a
// replica: the loss of one node's part alone is not noticed.
//
// It also spreads the news of what changed, by reference alone, to the live pages of every
// program. These may be lost; whoever listens is then told that they may have been.
//
// Layout. A site has shelves for found items, missing things, people and promises. An entry gets
// the next ordinal of its shelf; 1,024 ordinals make a segment. Per segment
// there are the postings of each term, a row of fixed size for each entry (when it
// happened, when it changed, its id) and the records. The book of the shelf
// names its segments and what time they span. A changed entry gets a new ordinal, the
// old one leaves the live bitmap, so postings only grow; a segment without live entries
// goes. All of it is under a generation, which a rebuild replaces at one stroke. keys.go
// has every key.
package index

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"

	"lostfound/internal/fault"
)

// ErrRebuilding says that the index is being put together, or waits for that.
var ErrRebuilding error = fault.New(fault.Unavailable, "index_rebuilding")

// What stateKey says.
const (
	searchable = "searchable" // all entries are there; proposals are still being made
	whole      = "whole"
)

// Index finds. It is safe for concurrent use.
type Index struct {
	rdb  redis.UniversalClient
	hold time.Duration // of the rebuild's lock, unless renewed

	opening sync.Mutex
	heard   *ear // nil until somebody listens

	expecting sync.Mutex
	expected  map[string][]string // by record: what operations of this program expect
}

// New makes an index over a connection.
func New(rdb redis.UniversalClient) *Index {
	return &Index{rdb: rdb, hold: 15 * time.Second, expected: map[string][]string{}}
}

// Ready asks Redis for a sign of life.
func (x *Index) Ready(ctx context.Context) error { return x.rdb.Ping(ctx).Err() }

// unanswered makes an error of Redis one that a person can act on: nothing is lost,
// and in a moment it may answer.
func unanswered(err error) error {
	if err == nil || fault.Of(err) != nil {
		return err
	}
	return fmt.Errorf("%w: %w", fault.Newf(fault.Unavailable, "", "keeper_silent", fault.Args{"Keeper": "Redis"}), err)
}

// Missing reports whether the index was never put together, or only in part, or was emptied.
func (x *Index) Missing(ctx context.Context) (bool, error) {
	state, err := x.rdb.Get(ctx, stateKey).Result()
	if err != nil && !errors.Is(err, redis.Nil) {
		return false, unanswered(fmt.Errorf("state of the index: %w", err))
	}
	return state != whole, nil
}

// Unfinished reports whether a rebuild was killed and what it wrote still lies about. The next
// one removes it.
func (x *Index) Unfinished(ctx context.Context) (bool, error) {
	pipe := x.rdb.Pipeline()
	draft, locked := pipe.Exists(ctx, draftKey), pipe.Exists(ctx, lockKey)
	if _, err := pipe.Exec(ctx); err != nil {
		return false, unanswered(fmt.Errorf("state of the index: %w", err))
	}
	return draft.Val() == 1 && locked.Val() == 0, nil
}
