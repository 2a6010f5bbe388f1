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
// Layout. A site has two shelves, found items and missing things. An entry gets
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
}

// New makes an index over a connection.
func New(rdb redis.UniversalClient) *Index { return &Index{rdb, 15 * time.Second} }

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
