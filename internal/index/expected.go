package index

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"lostfound/internal/ref"
)

// Expectation is that the index is to follow a record. Each operation has its own, so
// that one which is done does not settle another's.
type Expectation struct {
	ID string
	by []string // members of the set: the id and, after a blank, a word of the operation's own
}

// Expect notes, before a record is saved, that the index is to follow.
func (x *Index) Expect(ctx context.Context, id string, now time.Time) error {
	member := id + " " + ref.Secret()[:12]
	x.expecting.Lock()
	x.expected[id] = append(x.expected[id], member)
	x.expecting.Unlock()
	if err := x.rdb.ZAdd(ctx, expectedKey, redis.Z{Score: float64(now.UnixMilli()), Member: member}).Err(); err != nil {
		x.unexpect(id, member)
		return fmt.Errorf("expect %s: %w", id, err)
	}
	return nil
}

// Settled notes that the index followed, for one operation of this program that expected it.
func (x *Index) Settled(ctx context.Context, id string) error {
	member := x.oneExpected(id)
	if member == "" {
		return nil
	}
	if err := x.rdb.ZRem(ctx, expectedKey, member).Err(); err != nil {
		return fmt.Errorf("settle %s: %w", id, err)
	}
	return nil
}

// oneExpected takes what one operation of this program expected, empty where none did. Which
// one is the same: another stays as long as another is under way.
func (x *Index) oneExpected(id string) string {
	x.expecting.Lock()
	defer x.expecting.Unlock()
	all := x.expected[id]
	if len(all) == 0 {
		return ""
	}
	if x.expected[id] = all[1:]; len(all) == 1 {
		delete(x.expected, id)
	}
	return all[0]
}

// unexpect forgets what operations of this program expected.
func (x *Index) unexpect(id string, members ...string) {
	x.expecting.Lock()
	defer x.expecting.Unlock()
	left := slices.DeleteFunc(slices.Clone(x.expected[id]), func(m string) bool { return slices.Contains(members, m) })
	if x.expected[id] = left; len(left) == 0 {
		delete(x.expected, id)
	}
}

// Expected returns what was expected before an instant and never settled, by record, the
// longest expected first.
func (x *Index) Expected(ctx context.Context, before time.Time) ([]Expectation, error) {
	members, err := x.rdb.ZRangeArgs(ctx, redis.ZRangeArgs{Key: expectedKey, ByScore: true,
		Start: "-inf", Stop: "(" + strconv.FormatInt(before.UnixMilli(), 10)}).Result()
	if err != nil {
		return nil, unanswered(fmt.Errorf("what is expected: %w", err))
	}
	var out []Expectation
	at := map[string]int{}
	for _, member := range members {
		id, _, _ := strings.Cut(member, " ")
		i, known := at[id]
		if !known {
			i = len(out)
			at[id] = i
			out = append(out, Expectation{ID: id})
		}
		out[i].by = append(out[i].by, member)
	}
	return out, nil
}

// Fulfil notes that the index followed, on behalf of operations that did not come to it.
func (x *Index) Fulfil(ctx context.Context, e Expectation) error {
	x.unexpect(e.ID, e.by...)
	if err := x.rdb.ZRem(ctx, expectedKey, e.by).Err(); err != nil {
		return fmt.Errorf("settle %s: %w", e.ID, err)
	}
	return nil
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
