package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"lostfound/internal/config"
	"lostfound/internal/embedded"
	"lostfound/internal/index"
	"lostfound/internal/office"
	"lostfound/internal/store"
)

// keepers are the store and the index a command works on, embedded or real, each on
// its own.
type keepers struct {
	office.Keepers
	inside *embedded.Keepers // nil when both are real
	redis  io.Closer         // the client of a real one; nil when it is embedded
}

// openKeepers opens what the settings name. about says what for, to whoever finds
// the data folder in use.
func openKeepers(ctx context.Context, cfg config.Config, about embedded.Holder) (*keepers, error) {
	k := &keepers{}
	if cfg.S3Endpoint == "" || cfg.RedisURL == "" {
		var err error
		if k.inside, err = embedded.Open(cfg.Data, about); err != nil {
			return nil, err
		}
	}
	if err := k.connect(ctx, cfg); err != nil {
		return nil, errors.Join(err, k.Close())
	}
	return k, nil
}

func (k *keepers) connect(ctx context.Context, cfg config.Config) (err error) {
	if k.Store, err = k.openStore(ctx, cfg); err != nil {
		return fmt.Errorf("open S3: %w", err)
	}
	if k.Index, err = k.openIndex(cfg); err != nil {
		return fmt.Errorf("open Redis: %w", err)
	}
	return nil
}

func (k *keepers) openStore(ctx context.Context, cfg config.Config) (*store.Store, error) {
	if cfg.S3Endpoint == "" {
		return store.Open(ctx, k.inside.S3, embedded.Bucket)
	}
	s3, err := store.Connect(cfg.S3Endpoint, cfg.S3AccessKey, cfg.S3SecretKey, cfg.S3TLS)
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, s3, cfg.S3Bucket)
}

func (k *keepers) openIndex(cfg config.Config) (*index.Index, error) {
	if cfg.RedisURL == "" {
		return index.New(k.inside.Redis), nil
	}
	rdb, err := index.Connect(cfg.RedisURL)
	if err != nil {
		return nil, err
	}
	k.redis = rdb
	return index.New(rdb), nil
}

// Close lets the keepers go; embedded ones are written out.
func (k *keepers) Close() error {
	if k.Index != nil {
		k.Index.Hush()
	}
	var err error
	if k.redis != nil {
		err = k.redis.Close()
	}
	if k.inside != nil {
		err = errors.Join(err, k.inside.Close())
	}
	return err
}
