package promise

import (
	"time"

	"lostfound/internal/ref"
)

// Stage is how pressing an open promise is: who is to look after it by now.
type Stage int

// The stages, in their order.
const (
	Ahead      Stage = iota // there is time
	ForOwner                // the owner is warned
	ForBoth                 // the stand-in too
	ForManager              // the manager too
	IsLate                  // it was not kept, and all are to see it
)

// How long before its end a promise becomes pressing.
const (
	warnOwner   = 30 * time.Minute
	warnStandIn = 15 * time.Minute
	warnManager = 5 * time.Minute
)

// Stage is how pressing the promise is. It follows from the time alone, so that no warning gets lost.
func (p Promise) Stage(now time.Time) Stage {
	switch left := p.When.Until.Sub(now); {
	case !p.Open() || left > warnOwner:
		return Ahead
	case left > warnStandIn:
		return ForOwner
	case left > warnManager:
		return ForBoth
	case left > 0:
		return ForManager
	default:
		return IsLate
	}
}

// Falls reports whether it falls to that person by now: the owner's always, the stand-in's and the
// manager's as it gets pressing, nobody's to all.
func (p Promise) Falls(to ref.Staff, manages bool, now time.Time) bool {
	stage := p.Stage(now)
	return p.Owner == to || p.Owner == "" || p.StandIn == to && stage >= ForBoth || manages && stage >= ForManager
}
