package index

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"
)

var (
	//go:embed throttle.lua
	throttleLua    string
	throttleScript = redis.NewScript(throttleLua)
)

// Throttle counts an event and reports whether it is among the first n of its window, which begins
// with the first event and lasts per; if not, how long until the window ends.
func (x *Index) Throttle(ctx context.Context, key string, n int, per time.Duration) (allowed bool, retryAfter time.Duration, err error) {
	ms, err := throttleScript.Run(ctx, x.rdb, []string{throttleKey(key)}, n, per.Milliseconds()).Int64()
	if err != nil {
		return false, 0, fmt.Errorf("throttle: %w", err)
	}
	return ms == 0, time.Duration(ms) * time.Millisecond, nil
}

// Unthrottle forgets the events under the key.
func (x *Index) Unthrottle(ctx context.Context, key string) error {
	if err := x.rdb.Del(ctx, throttleKey(key)).Err(); err != nil {
		return fmt.Errorf("forget limit: %w", err)
	}
	return nil
}
