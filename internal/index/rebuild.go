package index

import (
	"context"
	"errors"
	"time"

	"lostfound/internal/ref"
)

// cleanUp bounds how long a rebuild that failed tidies up.
const cleanUp = 10 * time.Second

// Again writes what holds now of whatever was put, removed or noted as due under an id.
type Again = func(ctx context.Context, id string, w *Writer) error

// Rebuild puts the index together anew, while the old one, if there is one, answers.
//
// feed gives all entries and due times of the sites. Then again is asked about every id
// that was put, removed or noted as due meanwhile: all that was known under the id at that
// site is forgotten, and again writes what holds now, if anything. Each site is switched at
// one stroke; live writes of it may have to wait for that, at most a second. What was left to
// [Writer.Then] follows, and the index is whole. Proposals that nobody made since the
// rebuild began are gone. A Writer is only valid inside feed and again.
//
// Only one process rebuilds at a time: ErrRebuilding says that another is at it. One that
// was killed is replaced, after 15 seconds, by whoever calls next. Until all is fed, an entry
// takes its record, 4 bytes a term and about 200 bytes of memory.
func (x *Index) Rebuild(ctx context.Context, sites []string, feed func(context.Context, *Writer) error, again Again) (err error) {
	held, lock, err := x.acquire(ctx)
	if err != nil {
		return err
	}
	w := &Writer{ctx: held, x: x, gen: ref.Secret()[:16], sites: map[string]*siteWriter{}, numbers: map[string]uint32{}}
	defer func() {
		if lost := context.Cause(held); err != nil && errors.Is(lost, errLockLost) {
			err = errors.Join(err, lost)
		}
		ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), cleanUp)
		defer stop()
		var left error
		if err != nil {
			left = w.abandon(ctx)
		}
		err = errors.Join(err, left, lock.release(ctx, left == nil))
	}()
	for _, site := range sites {
		if _, err := w.begin(site); err != nil {
			return err
		}
	}
	if err := feed(held, w); err != nil {
		return err
	}
	if err := w.write(); err != nil {
		return err
	}
	if err := w.settle(again); err != nil {
		return err
	}
	if err := lock.say(held, searchable); err != nil {
		return err
	}
	for _, then := range w.then {
		if err := then(held); err != nil {
			return err
		}
	}
	if err := w.finish(); err != nil {
		return err
	}
	return lock.say(held, whole)
}
