package index

import (
	"context"
	"errors"
	"fmt"

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
	each := func(ctx context.Context, node redis.Cmdable) error {
		keys := node.Scan(ctx, 0, keyPrefix+"*", 1000).Iterator()
		for keys.Next(ctx) {
			if err := x.rdb.Unlink(ctx, keys.Val()).Err(); err != nil {
				return err
			}
		}
		return keys.Err()
	}
	if cluster, ok := x.rdb.(*redis.ClusterClient); ok {
		return cluster.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error { return each(ctx, node) })
	}
	return each(ctx, x.rdb)
}
