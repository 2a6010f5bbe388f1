package index

import (
	"context"
	"fmt"
	"strconv"

	"github.com/redis/go-redis/v9"
)

// Footprint says what a Redis holds, of whomever: how many keys, and how many bytes they take in
// its memory; -1 where it does not tell, as the embedded one.
type Footprint struct{ Keys, Bytes int64 }

// Footprint looks at every node.
func (x *Index) Footprint(ctx context.Context) (Footprint, error) {
	var f Footprint
	err := x.onEach(ctx, func(ctx context.Context, node redis.Cmdable) error {
		keys, err := node.DBSize(ctx).Result()
		if err != nil {
			return err
		}
		f.Keys += keys
		told, err := node.InfoMap(ctx, "memory").Result()
		used, nan := strconv.ParseInt(told["Memory"]["used_memory"], 10, 64)
		if err != nil || nan != nil {
			f.Bytes = -1
		}
		if f.Bytes >= 0 {
			f.Bytes += used
		}
		return nil
	})
	if err != nil {
		return f, unanswered(fmt.Errorf("what Redis holds: %w", err))
	}
	return f, nil
}

// Clear removes all that any index put there, on every node.
func (x *Index) Clear(ctx context.Context) error {
	if err := x.dropAll(ctx); err != nil {
		return unanswered(fmt.Errorf("clear the index: %w", err))
	}
	return nil
}
