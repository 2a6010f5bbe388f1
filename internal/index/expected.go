package index

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

// Expect notes, before a record is saved, that the index is to follow.
func (x *Index) Expect(ctx context.Context, id string, now time.Time) error {
	if err := x.rdb.ZAdd(ctx, expectedKey, redis.Z{Score: float64(now.UnixMilli()), Member: id}).Err(); err != nil {
		return fmt.Errorf("expect %s: %w", id, err)
	}
	return nil
}

// Settled notes that the index followed.
func (x *Index) Settled(ctx context.Context, id string) error {
	if err := x.rdb.ZRem(ctx, expectedKey, id).Err(); err != nil {
		return fmt.Errorf("settle %s: %w", id, err)
	}
	return nil
}

// Expected returns the records expected since before an instant, the longest expected first.
func (x *Index) Expected(ctx context.Context, before time.Time) ([]string, error) {
	ids, err := x.rdb.ZRangeArgs(ctx, redis.ZRangeArgs{Key: expectedKey, ByScore: true,
		Start: "-inf", Stop: "(" + strconv.FormatInt(before.UnixMilli(), 10)}).Result()
	if err != nil {
		return nil, fmt.Errorf("what is expected: %w", err)
	}
	return ids, nil
}

// Seen is the instant up to which all that was saved is known to be in the index; zero
// when that is not known.
func (x *Index) Seen(ctx context.Context) (time.Time, error) {
	ms, err := x.rdb.Get(ctx, seenKey).Int64()
	if errors.Is(err, redis.Nil) {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("up to when the index is complete: %w", err)
	}
	return time.UnixMilli(ms).UTC(), nil
}

// SetSeen notes that instant, to the millisecond.
func (x *Index) SetSeen(ctx context.Context, t time.Time) error {
	if err := x.rdb.Set(ctx, seenKey, t.UnixMilli(), 0).Err(); err != nil {
		return fmt.Errorf("note up to when the index is complete: %w", err)
	}
	return nil
}
