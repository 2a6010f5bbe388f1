package store

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"sync"
	"time"

	"github.com/minio/minio-go/v7"

	"lostfound/internal/fault"
)

// readers is how many documents All reads at once.
const readers = 8

// Names yields the names of all documents after the given one, in the order of the keys.
func (d Documents[T, P]) Names(ctx context.Context, after string) iter.Seq2[string, error] {
	return d.names(ctx, after, func(minio.ObjectInfo) bool { return true })
}

// ModifiedSince yields the names of the documents saved at or after the instant, by
// the service's clock.
func (d Documents[T, P]) ModifiedSince(ctx context.Context, t time.Time) iter.Seq2[string, error] {
	return d.names(ctx, "", func(o minio.ObjectInfo) bool { return !o.LastModified.Before(t.Truncate(time.Second)) })
}

func (d Documents[T, P]) names(ctx context.Context, after string, want func(minio.ObjectInfo) bool) iter.Seq2[string, error] {
	opt := minio.ListObjectsOptions{Prefix: d.prefix + "/"}
	if after != "" {
		opt.StartAfter = d.key(after)
	}
	return func(yield func(string, error) bool) {
		for o, err := range d.store.list(ctx, opt) {
			if err != nil {
				yield("", err)
				return
			}
			name, ok := strings.CutSuffix(strings.TrimPrefix(o.Key, d.prefix+"/"), ".json")
			if ok && want(o) && !yield(name, nil) {
				return
			}
		}
	}
}

// All yields all documents, several read at once, in no order. One that is deleted
// meanwhile is passed over. After an error nothing more comes.
func (d Documents[T, P]) All(ctx context.Context) iter.Seq2[T, error] {
	type read struct {
		doc T
		err error
	}
	return func(yield func(T, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		names, docs := make(chan string), make(chan read)
		var all sync.WaitGroup
		defer all.Wait()
		defer stop()
		give := func(r read) {
			select {
			case docs <- r:
			case <-ctx.Done():
			}
		}
		all.Go(func() {
			defer close(names)
			for name, err := range d.Names(ctx, "") {
				if err != nil {
					give(read{err: err})
					return
				}
				select {
				case names <- name:
				case <-ctx.Done():
					return
				}
			}
		})
		var reading sync.WaitGroup
		for range readers {
			reading.Go(func() {
				for name := range names {
					doc, err := d.Get(ctx, name)
					if !fault.Is(err, fault.Missing) {
						give(read{doc, err})
					}
				}
			})
		}
		all.Go(func() { reading.Wait(); close(docs) })
		for r := range docs {
			if !yield(r.doc, r.err) || r.err != nil {
				return
			}
		}
		if err := context.Cause(ctx); err != nil {
			var none T
			yield(none, fmt.Errorf("read %s: %w", d.prefix, err))
		}
	}
}

// list yields the objects under a prefix, recursively.
func (s *Store) list(ctx context.Context, opt minio.ListObjectsOptions) iter.Seq2[minio.ObjectInfo, error] {
	opt.Recursive = true
	return func(yield func(minio.ObjectInfo, error) bool) {
		for o := range s.s3.ListObjectsIter(ctx, s.bucket, opt) {
			if o.Err != nil {
				yield(o, fmt.Errorf("list %s: %w", opt.Prefix, silent(o.Err)))
				return
			}
			if !yield(o, nil) {
				return
			}
		}
	}
}
