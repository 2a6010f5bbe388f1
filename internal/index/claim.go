package index

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/redis/go-redis/v9"
)

// Claim says which store the index is of. What Redis holds of another one is dropped, so
// that the index counts as missing and is built anew.
func (x *Index) Claim(ctx context.Context, store string) error {
	was, err := x.rdb.Get(ctx, storeKey).Result()
	if err == nil && was == store {
		return nil
	}
	if err == nil || errors.Is(err, redis.Nil) {
		err = x.dropAll(ctx)
	}
	if err == nil {
		err = x.rdb.Set(ctx, storeKey, store, 0).Err()
	}
	if err != nil {
		return unanswered(fmt.Errorf("claim the index: %w", err))
	}
	return nil
}

// dropAll removes every key of ours, on every node.
func (x *Index) dropAll(ctx context.Context) error {
	return x.onEach(ctx, func(ctx context.Context, node redis.Cmdable) error {
		keys := node.Scan(ctx, 0, keyPrefix+"*", 1000).Iterator()
		for keys.Next(ctx) {
			if err := x.rdb.Unlink(ctx, keys.Val()).Err(); err != nil {
				return err
			}
		}
		return keys.Err()
	})
}

// onEach does something on the one Redis, or on each node that holds keys, one after the other.
func (x *Index) onEach(ctx context.Context, do func(context.Context, redis.Cmdable) error) error {
	cluster, ok := x.rdb.(*redis.ClusterClient)
	if !ok {
		return do(ctx, x.rdb)
	}
	var mu sync.Mutex
	return cluster.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
		mu.Lock()
		defer mu.Unlock()
		return do(ctx, node)
	})
}
