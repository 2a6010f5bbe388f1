package index

import (
	"context"
	_ "embed"
	"fmt"

	"github.com/redis/go-redis/v9"
)

var (
	//go:embed propose.lua
	proposeLua    string
	proposeScript = redis.NewScript(keysLua + proposeLua)
)

// Propose puts something before the desk of a site, instead of what was there under the id.
func (x *Index) Propose(ctx context.Context, site, id string, value []byte) error {
	return x.propose(ctx, site, id, value)
}

// Unpropose takes away what the desk of a site had under the id, if anything.
func (x *Index) Unpropose(ctx context.Context, site, id string) error {
	return x.propose(ctx, site, id)
}

func (x *Index) propose(ctx context.Context, site string, args ...any) error {
	if err := proposeScript.Run(ctx, x.rdb, []string{proposalsKey(site), buildingKey(site)}, args...).Err(); err != nil {
		return fmt.Errorf("proposal %s at %s: %w", args[0], site, err)
	}
	return nil
}

// Proposed returns all that is before the desk of a site, by id.
func (x *Index) Proposed(ctx context.Context, site string) (map[string][]byte, error) {
	got, err := x.rdb.HGetAll(ctx, proposalsKey(site)).Result()
	if err != nil {
		return nil, unanswered(fmt.Errorf("proposals at %s: %w", site, err))
	}
	out := make(map[string][]byte, len(got))
	for id, value := range got {
		out[id] = []byte(value)
	}
	return out, nil
}
