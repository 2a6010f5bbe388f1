package index

import (
	"context"
	_ "embed"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

// Kind is what an instant says of a record.
type Kind string

// The kinds.
const (
	Update Kind = "update" // the traveller is to hear from us
	Erase  Kind = "erase"  // what is personal is to be removed
	Letter Kind = "letter" // a message is to be sent
	Unread Kind = "unread" // nobody took a message

	Filed    Kind = "filed"    // a thing was reported missing
	Returned Kind = "returned" // a thing was reported missing, and is back since
	Released Kind = "released" // a find was handed over

	Search     Kind = "search"     // people on a rental lot are asked to look for something
	Unanswered Kind = "unanswered" // they are to have answered by then

	Call   Kind = "call"   // a call to a traveller begins
	Kept   Kind = "kept"   // a promise was kept in the window promised first
	Moved  Kind = "moved"  // a promise was kept in another window, told in time
	Missed Kind = "missed" // a promise was not

	Handover Kind = "handover" // somebody went home and left a note
)

var kinds = []Kind{Update, Erase, Letter, Unread, Filed, Returned, Released, Search, Unanswered, Call, Kept, Moved, Missed, Handover}

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

// Count returns how many records have their instant at or after from and before until; a
// zero end is open.
func (x *Index) Count(ctx context.Context, site string, k Kind, from, until time.Time) (int, error) {
	low, high := "-inf", "+inf"
	if !from.IsZero() {
		low = strconv.FormatInt(from.UnixMilli(), 10)
	}
	if !until.IsZero() {
		high = "(" + strconv.FormatInt(until.UnixMilli(), 10)
	}
	n, err := x.rdb.ZCount(ctx, dueKey(site, k), low, high).Result()
	if err != nil {
		return 0, unanswered(fmt.Errorf("count what is %s at %s: %w", k, site, err))
	}
	return int(n), nil
}
