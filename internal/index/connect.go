package index

import (
	"fmt"
	"net/url"

	"github.com/redis/go-redis/v9"
)

// Connect opens the Redis at a redis://, rediss:// or unix:// address. With addr= in
// its query, once for each further node, it is a Cluster; with master_name= it is that
// master behind Sentinels. Nothing is sent yet.
func Connect(address string) (redis.UniversalClient, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("redis address: %w", err)
	}
	query := u.Query()
	switch {
	case query.Has("master_name"):
		opt, err := redis.ParseFailoverURL(address)
		if err != nil {
			return nil, fmt.Errorf("redis address of Sentinels: %w", err)
		}
		return redis.NewFailoverClient(opt), nil
	case query.Has("addr"):
		opt, err := redis.ParseClusterURL(address)
		if err != nil {
			return nil, fmt.Errorf("redis address of a Cluster: %w", err)
		}
		return redis.NewClusterClient(opt), nil
	}
	opt, err := redis.ParseURL(address)
	if err != nil {
		return nil, fmt.Errorf("redis address: %w", err)
	}
	return redis.NewClient(opt), nil
}
