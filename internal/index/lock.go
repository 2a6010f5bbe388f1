package index

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"lostfound/internal/ref"
)

// errLockLost says that the rebuild was held up so long that another may have begun.
var errLockLost = errors.New("the rebuild's lock ran out")

var (
	//go:embed renew.lua
	renewLua    string
	renewScript = redis.NewScript(renewLua)

	//go:embed unlock.lua
	unlockLua    string
	unlockScript = redis.NewScript(unlockLua)

	//go:embed state.lua
	stateLua    string
	stateScript = redis.NewScript(stateLua)
)

// lock is held by the one process that rebuilds.
type lock struct {
	x     *Index
	token string
	stop  context.CancelCauseFunc
	done  chan struct{}
}

// acquire takes the lock and renews it until release. Its context ends when the lock is lost.
// ErrRebuilding says that another has it.
func (x *Index) acquire(ctx context.Context) (context.Context, *lock, error) {
	l := &lock{x: x, token: ref.Secret(), done: make(chan struct{})}
	_, err := x.rdb.SetArgs(ctx, lockKey, l.token, redis.SetArgs{Mode: "NX", TTL: x.hold}).Result()
	if errors.Is(err, redis.Nil) {
		return nil, nil, ErrRebuilding
	}
	if err == nil {
		err = x.rdb.Set(ctx, draftKey, l.token, 0).Err()
	}
	if err != nil {
		return nil, nil, fmt.Errorf("lock the rebuild: %w", err)
	}
	held, stop := context.WithCancelCause(ctx)
	l.stop = stop
	go l.renew(held)
	return held, l, nil
}

func (l *lock) renew(ctx context.Context) {
	defer close(l.done)
	tick := time.NewTicker(l.x.hold / 5)
	defer tick.Stop()
	last := time.Now()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		asked := time.Now()
		mine, err := renewScript.Run(ctx, l.x.rdb, []string{lockKey}, l.token, l.x.hold.Milliseconds()).Bool()
		switch {
		case err == nil && mine:
			last = asked
		case err == nil || time.Since(last) > l.x.hold:
			l.stop(errLockLost)
			return
		}
	}
}

// release gives the lock back, if it is still held; tidy says that nothing of the rebuild was
// left behind.
func (l *lock) release(ctx context.Context, tidy bool) error {
	l.stop(nil)
	<-l.done
	if err := unlockScript.Run(ctx, l.x.rdb, []string{lockKey, draftKey}, l.token, tidy).Err(); err != nil {
		return fmt.Errorf("unlock the rebuild: %w", err)
	}
	return nil
}

// say sets the state of the index. It fails when the lock is gone, which it also is when
// Redis was emptied.
func (l *lock) say(ctx context.Context, state string) error {
	mine, err := stateScript.Run(ctx, l.x.rdb, []string{lockKey, stateKey}, l.token, state).Bool()
	if err != nil {
		return fmt.Errorf("say that the index is %s: %w", state, err)
	}
	if !mine {
		return errLockLost
	}
	return nil
}
