package index

import (
	"context"
	_ "embed"
	"errors"
	"fmt"

	"github.com/redis/go-redis/v9"
)

//go:embed abandon.lua
var abandonLua string

var abandonScript = redis.NewScript(abandonLua)

// begin starts a generation of a site: from here on live writes are noted. What a rebuild
// that was killed left is dropped.
func (w *Writer) begin(site string) (*siteWriter, error) {
	if s, ok := w.sites[site]; ok {
		return s, nil
	}
	if err := checkSite(site); err != nil {
		return nil, err
	}
	left, err := w.x.rdb.Get(w.ctx, buildingKey(site)).Result()
	if err == nil {
		err = w.x.dropNext(w.ctx, site, left)
	}
	if err != nil && !errors.Is(err, redis.Nil) {
		return nil, fmt.Errorf("begin to rebuild %s: %w", site, err)
	}
	tx := w.x.rdb.TxPipeline()
	tx.Set(w.ctx, buildingKey(site), w.gen, 0)
	tx.Del(w.ctx, touchedKey(site))
	s := &siteWriter{code: site, piles: map[Shelf]*pile{}, due: map[Kind]map[string]int64{}, unsure: map[string]bool{}}
	for _, shelf := range shelves {
		tx.HSet(w.ctx, nextBookKey(site, shelf, w.gen), "gen", w.gen, "next", 0)
		s.piles[shelf] = &pile{at: map[string]int{}}
	}
	for _, k := range kinds {
		s.due[k] = map[string]int64{}
	}
	w.sites[site] = s
	w.order = append(w.order, s)
	if _, err := tx.Exec(w.ctx); err != nil {
		return nil, fmt.Errorf("begin to rebuild %s: %w", site, err)
	}
	return s, nil
}

// abandon drops what was written of a generation that will not be used.
func (w *Writer) abandon(ctx context.Context) error {
	for _, s := range w.order {
		if err := abandonScript.Run(ctx, w.x.rdb, liveKeys(s.code), w.gen).Err(); err != nil {
			return fmt.Errorf("abandon %s: %w", s.code, err)
		}
		if err := w.x.dropNext(ctx, s.code, w.gen); err != nil {
			return fmt.Errorf("abandon %s: %w", s.code, err)
		}
	}
	return nil
}

// dropNext removes a generation that was not put in place.
func (x *Index) dropNext(ctx context.Context, site, gen string) error {
	for _, shelf := range shelves {
		book := nextBookKey(site, shelf, gen)
		next, err := x.rdb.HGet(ctx, book, "next").Int()
		if errors.Is(err, redis.Nil) {
			continue
		}
		if err != nil {
			return err
		}
		if err := x.drop(ctx, site, shelf, gen, next); err != nil {
			return err
		}
		if err := x.rdb.Del(ctx, book).Err(); err != nil {
			return err
		}
	}
	next := []string{nextProposalsKey(site, gen)}
	for _, k := range kinds {
		next = append(next, nextDueKey(site, k, gen))
	}
	return x.rdb.Unlink(ctx, next...).Err()
}

// drop removes the segments and ids of a generation that has used ordinals below next.
func (x *Index) drop(ctx context.Context, site string, s Shelf, gen string, next int) error {
	pipe := x.rdb.Pipeline()
	pipe.Unlink(ctx, idsKey(site, s, gen))
	for no := 0; no*segmentSize < next; no++ {
		segment := segmentKey(site, s, gen, no)
		pipe.Unlink(ctx, termsKey(segment), recordsKey(segment), rowsKey(segment))
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return fmt.Errorf("drop %s of %s: %w", s, site, err)
	}
	return nil
}
