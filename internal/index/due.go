package index

import (
	"context"
	_ "embed"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

// Kind is what is due.
type Kind string

// The kinds.
const (
	Update Kind = "update" // the traveller is to hear from us
	Erase  Kind = "erase"  // what is personal is to be removed
)

var kinds = []Kind{Update, Erase}

// DueAt is a record and when something about it is due, to the millisecond.
type DueAt struct {
	ID string
	At time.Time
}

var (
	//go:embed due.lua
	dueLua    string
	dueScript = redis.NewScript(liveLua + dueLua)
)

// SetDue notes when something about a record is due; a zero instant says never.
func (x *Index) SetDue(ctx context.Context, site string, k Kind, id string, at time.Time) error {
	return x.setDue(ctx, append([]string{dueKey(site, k)}, liveKeys(site)...), id, at)
}

func (x *Index) setDue(ctx context.Context, keys []string, id string, at time.Time) error {
	args := []any{id}
	if !at.IsZero() {
		args = append(args, at.UnixMilli())
	}
	if err := x.write(ctx, dueScript, keys, args...); err != nil {
		return fmt.Errorf("note what is due on %s: %w", id, err)
	}
	return nil
}

// Due returns what is due by an instant, the earliest first, at most limit.
func (x *Index) Due(ctx context.Context, site string, k Kind, by time.Time, limit int) ([]DueAt, error) {
	got, err := x.rdb.ZRangeArgsWithScores(ctx, redis.ZRangeArgs{Key: dueKey(site, k), ByScore: true,
		Start: "-inf", Stop: strconv.FormatInt(by.UnixMilli(), 10), Count: int64(limit)}).Result()
	if err != nil {
		return nil, unanswered(fmt.Errorf("what is due at %s: %w", site, err))
	}
	due := make([]DueAt, len(got))
	for i, z := range got {
		due[i] = DueAt{z.Member.(string), time.UnixMilli(int64(z.Score)).UTC()}
	}
	return due, nil
}
