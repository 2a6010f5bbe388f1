package index

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"
)

// CacheGet returns what was set under the key, if it is still there. It is advice: it may
// be gone before its time.
func (x *Index) CacheGet(ctx context.Context, key string) (value []byte, found bool, err error) {
	value, err = x.rdb.Get(ctx, cacheKey(key)).Bytes()
	if errors.Is(err, redis.Nil) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("read cache: %w", err)
	}
	return value, true, nil
}

// CacheSet keeps a value for at most ttl.
func (x *Index) CacheSet(ctx context.Context, key string, value []byte, ttl time.Duration) error {
	if err := x.rdb.Set(ctx, cacheKey(key), value, ttl).Err(); err != nil {
		return fmt.Errorf("write cache: %w", err)
	}
	return nil
}

// CacheDelete forgets a value.
func (x *Index) CacheDelete(ctx context.Context, key string) error {
	if err := x.rdb.Del(ctx, cacheKey(key)).Err(); err != nil {
		return fmt.Errorf("forget cached value: %w", err)
	}
	return nil
}
