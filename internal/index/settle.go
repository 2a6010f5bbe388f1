package index

import (
	_ "embed"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

// holdFor is how long live writes are held, unless that is renewed with each id asked about.
const holdFor = 2 * time.Second

// errReplaced says that Redis was emptied, or that another rebuild began, while this one wrote.
var errReplaced = errors.New("the generation being built is gone")

var (
	//go:embed switch.lua
	switchLua    string
	switchScript = redis.NewScript(switchLua)

	//go:embed finish.lua
	finishLua    string
	finishScript = redis.NewScript(finishLua)
)

// settle asks again about what was written live, and switches each site as soon as
// nothing is left to ask. Once it has caught up with all that was written while feed ran, live
// writes of the site wait, so that it ends.
func (w *Writer) settle(again Again) error {
	for i := 0; i < len(w.order); i++ { // again may find a new site
		s := w.order[i]
		for hold := false; !s.switched; hold = true {
			if err := w.askAgain(s, hold, again); err != nil {
				return fmt.Errorf("look again at what changed at %s: %w", s.code, err)
			}
			if err := w.switchOver(s); err != nil {
				return fmt.Errorf("switch %s: %w", s.code, err)
			}
		}
	}
	return nil
}

func (w *Writer) askAgain(s *siteWriter, hold bool, again Again) error {
	if hold {
		if err := w.x.rdb.Set(w.ctx, heldKey(s.code), w.gen, holdFor).Err(); err != nil {
			return err
		}
	}
	ids, err := w.x.rdb.SMembers(w.ctx, touchedKey(s.code)).Result()
	if err != nil {
		return err
	}
	for _, id := range ids {
		s.unsure[id] = true
	}
	for id := range s.unsure {
		delete(s.unsure, id)
		if err := w.forget(s.code, id, hold); err != nil {
			return err
		}
		if err := again(w.ctx, id, w); err != nil {
			return err
		}
	}
	return nil
}

// forget takes all that is known under an id out of the new generation of a site. A live write
// after it is noted anew, so it goes before reading the document.
func (w *Writer) forget(site, id string, hold bool) error {
	pipe := w.x.rdb.Pipeline()
	pipe.SRem(w.ctx, touchedKey(site), id)
	for _, k := range kinds {
		pipe.ZRem(w.ctx, nextDueKey(site, k, w.gen), id)
	}
	if hold {
		pipe.PExpire(w.ctx, heldKey(site), holdFor)
	}
	if _, err := pipe.Exec(w.ctx); err != nil {
		return err
	}
	for _, shelf := range shelves {
		if err := w.x.remove(w.ctx, []string{nextBookKey(site, shelf, w.gen)}, shelf, site, id); err != nil {
			return err
		}
	}
	return nil
}

// switchOver puts the new generation of a site in place of the old one, unless something
// was written live since it was last asked.
func (w *Writer) switchOver(s *siteWriter) error {
	keys := liveKeys(s.code)
	for _, shelf := range shelves {
		keys = append(keys, bookKey(s.code, shelf), nextBookKey(s.code, shelf, w.gen))
	}
	for _, k := range kinds {
		keys = append(keys, dueKey(s.code, k), nextDueKey(s.code, k, w.gen))
	}
	old, err := switchScript.Run(w.ctx, w.x.rdb, keys, w.gen, len(shelves)).StringSlice()
	if err != nil {
		return err
	}
	if len(old) == 1 {
		if old[0] == "gone" {
			return errReplaced
		}
		return nil // "touched"
	}
	s.switched = true
	for i, shelf := range shelves {
		next, _ := strconv.Atoi(old[2*i+1])
		if next == 0 {
			continue // there was none
		}
		if err := w.x.drop(w.ctx, s.code, shelf, old[2*i], next); err != nil {
			return err
		}
	}
	return nil
}

// finish replaces the proposals of each site by those made since the rebuild began, and
// no longer notes live writes.
func (w *Writer) finish() error {
	for _, s := range w.order {
		keys := []string{buildingKey(s.code), touchedKey(s.code), proposalsKey(s.code), nextProposalsKey(s.code, w.gen)}
		mine, err := finishScript.Run(w.ctx, w.x.rdb, keys, w.gen).Bool()
		if err != nil {
			return fmt.Errorf("finish %s: %w", s.code, err)
		}
		if !mine {
			return fmt.Errorf("finish %s: %w", s.code, errReplaced)
		}
	}
	return nil
}
