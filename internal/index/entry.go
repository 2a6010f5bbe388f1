package index

import (
	"context"
	_ "embed"
	"fmt"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// Shelf is one of the collections of a site.
type Shelf string

// The shelves.
const (
	Items    Shelf = "items"    // found items
	Losses   Shelf = "losses"   // missing things
	Callers  Shelf = "callers"  // people who reported
	Promises Shelf = "promises" // reports with something promised
)

var shelves = []Shelf{Items, Losses, Callers, Promises}

// Bounds of an entry. What goes beyond is left out, in searches too.
const (
	maxTerms     = 600 // terms of one entry
	maxTermBytes = 100 // of one term
)

// Entry is what is found.
type Entry struct {
	Site      string
	ID        string    // unique on the shelf of the site, 1 to MaxID bytes
	At, Until time.Time // when it happened, to the second; a zero end is open
	ChangedAt time.Time
	Terms     []string // what it is found by, in order of importance
	Record    []byte   // given back with each hit
}

func (e Entry) row() row {
	return row{windowOf(e.At, e.Until), nanoseconds(e.ChangedAt), e.ID}
}

func (e Entry) check() error {
	if len(e.ID) == 0 || len(e.ID) > MaxID {
		return fmt.Errorf("id %q has %d bytes, not 1 to %d", e.ID, len(e.ID), MaxID)
	}
	return checkSite(e.Site)
}

func checkSite(site string) error {
	if site == "" || strings.ContainsAny(site, "{}") {
		return fmt.Errorf("%q is no code of a site", site)
	}
	return nil
}

// terms returns the entry's terms as they are kept: each once, none empty.
func (e Entry) terms() []string {
	out := make([]string, 0, min(len(e.Terms), maxTerms))
	seen := make(map[string]bool, len(e.Terms))
	for _, t := range e.Terms {
		t = clip(t)
		if t == "" || seen[t] {
			continue
		}
		if len(out) == maxTerms {
			break
		}
		seen[t] = true
		out = append(out, t)
	}
	return out
}

func clip(term string) string { return term[:min(len(term), maxTermBytes)] }

// filed is the record with its id before it, as recordsKey has it.
func filed(id string, record []byte) []byte {
	out := make([]byte, 0, 1+len(id)+len(record))
	out = append(out, byte(len(id)))
	out = append(out, id...)
	return append(out, record...)
}

func unfiled(raw string) (id string, record []byte) {
	n := min(1+int(raw[0]), len(raw))
	return raw[1:n], []byte(raw[n:])
}

var (
	//go:embed retire.lua
	retireLua string
	//go:embed put.lua
	putLua string
	//go:embed remove.lua
	removeLua string

	putScript    = redis.NewScript(keysLua + liveLua + retireLua + putLua)
	removeScript = redis.NewScript(keysLua + liveLua + retireLua + removeLua)
)

// Put places an entry on its shelf, instead of one with the same ID at that site. One that
// changed later stays: whoever puts the older one has been overtaken.
func (x *Index) Put(ctx context.Context, s Shelf, e Entry) error {
	return x.put(ctx, append([]string{bookKey(e.Site, s)}, liveKeys(e.Site)...), s, e)
}

// put places an entry in the book that keys name first.
func (x *Index) put(ctx context.Context, keys []string, s Shelf, e Entry) error {
	if err := e.check(); err != nil {
		return fmt.Errorf("index %s: %w", s, err)
	}
	row := e.row()
	span := spanOf(row)
	args := []any{bookKey(e.Site, s), e.ID, span.String(), row.bytes(), filed(e.ID, e.Record)}
	for _, t := range e.terms() {
		args = append(args, t)
	}
	if err := x.write(ctx, putScript, keys, args...); err != nil {
		return fmt.Errorf("index %s %s at %s: %w", s, e.ID, e.Site, err)
	}
	return nil
}

// Remove takes an entry off its shelf. One that is not there is fine.
func (x *Index) Remove(ctx context.Context, s Shelf, site, id string) error {
	return x.remove(ctx, append([]string{bookKey(site, s)}, liveKeys(site)...), s, site, id)
}

func (x *Index) remove(ctx context.Context, keys []string, s Shelf, site, id string) error {
	if err := x.write(ctx, removeScript, keys, bookKey(site, s), id); err != nil {
		return fmt.Errorf("take %s off %s at %s: %w", id, s, site, err)
	}
	return nil
}
