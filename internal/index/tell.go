package index

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// News says that something about some records changed. It carries references and nothing
// else: whoever hears it reads the records, where that is allowed.
type News struct {
	ID    string   // its place among all news, for [Since]
	About []string // references of the records; none where anything may have changed
}

// All is a topic that everybody hears.
const All = "all"

// keptNews is about how many news are kept for those who come back.
const keptNews = 4096

// Tell spreads news of records to whoever listens to one of the topics, in this and every
// other program on the same Redis. About no records means about any. References and topics
// are words without blanks.
func (x *Index) Tell(ctx context.Context, about, topics []string) error {
	err := x.rdb.XAdd(ctx, &redis.XAddArgs{Stream: newsKey, MaxLen: keptNews, Approx: true,
		Values: []any{"about", strings.Join(about, " "), "to", strings.Join(topics, " ")}}).Err()
	if err != nil {
		return fmt.Errorf("tell of %s: %w", strings.Join(about, " "), err)
	}
	return nil
}

// told is an entry of the stream.
type told struct {
	at        moment
	about, to []string
	anew      bool // what came before may be lost, and places may begin anew
}

// moment is when an entry was told, as Redis numbers them. The zero moment is before all.
type moment struct{ ms, no uint64 }

func (m moment) String() string { return fmt.Sprintf("%d-%d", m.ms, m.no) }

func (m moment) before(o moment) bool { return m.ms < o.ms || m.ms == o.ms && m.no < o.no }

func parseMoment(id string) (m moment, err error) {
	ms, no, _ := strings.Cut(id, "-")
	if m.ms, err = strconv.ParseUint(ms, 10, 64); err == nil {
		m.no, err = strconv.ParseUint(no, 10, 64)
	}
	if err != nil {
		return moment{}, fmt.Errorf("%q is no moment of news", id)
	}
	return m, nil
}

// after returns what was told after a moment, the oldest first and at most limit. Where there
// is nothing it waits; a negative time not at all.
func (x *Index) after(ctx context.Context, from moment, limit int64, wait time.Duration) ([]told, error) {
	got, err := x.rdb.XRead(ctx, &redis.XReadArgs{Streams: []string{newsKey, from.String()}, Count: limit, Block: wait}).Result()
	if errors.Is(err, redis.Nil) || err == nil && len(got) == 0 {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	out := make([]told, len(got[0].Messages))
	for i, m := range got[0].Messages {
		about, _ := m.Values["about"].(string)
		to, _ := m.Values["to"].(string)
		out[i].about, out[i].to = strings.Fields(about), strings.Fields(to)
		if out[i].at, err = parseMoment(m.ID); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// ends are the places of the first and the last entry that are kept, zero where there are none.
func (x *Index) ends(ctx context.Context) (first, last moment, err error) {
	pipe := x.rdb.Pipeline()
	one, other := pipe.XRangeN(ctx, newsKey, "-", "+", 1), pipe.XRevRangeN(ctx, newsKey, "+", "-", 1)
	if _, err = pipe.Exec(ctx); err != nil || len(one.Val()) == 0 || len(other.Val()) == 0 {
		return first, last, err
	}
	if first, err = parseMoment(one.Val()[0].ID); err == nil {
		last, err = parseMoment(other.Val()[0].ID)
	}
	return first, last, err
}

// kept reports whether the entry of a moment is still there.
func (x *Index) kept(ctx context.Context, m moment) (bool, error) {
	got, err := x.rdb.XRangeN(ctx, newsKey, m.String(), m.String(), 1).Result()
	return len(got) > 0, err
}
