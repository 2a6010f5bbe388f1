package index

import (
	"context"
	_ "embed"
	"time"

	"github.com/redis/go-redis/v9"
)

//go:embed live.lua
var liveLua string

// heldWait is how long a live write waits for a switch, asking every heldPause.
const (
	heldWait  = time.Second
	heldPause = 5 * time.Millisecond
)

// write runs a script that writes. A live one waits while its site is held; ErrRebuilding says
// that this took too long.
func (x *Index) write(ctx context.Context, script *redis.Script, keys []string, args ...any) error {
	for end := time.Now().Add(heldWait); ; {
		err := script.Run(ctx, x.rdb, keys, args...).Err()
		if !redis.HasErrorPrefix(err, "HELD") {
			return err
		}
		if time.Now().After(end) {
			return ErrRebuilding
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(heldPause):
		}
	}
}
