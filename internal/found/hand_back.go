package found

import (
	"strings"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/history"
	"lostfound/internal/ref"
)

// Times of a hand-back on the spot.
const (
	// ClaimGood is how long what somebody said stands for a hand-back, and the item is shown.
	ClaimGood = 15 * time.Minute
	// UndoWithin is how long a hand-back on the spot can be undone by whoever did it.
	UndoWithin = 5 * time.Minute
	// SpotWithin is how long after it was taken in an item can be handed back on the spot: whoever
	// runs back is here within a day, and later it lies at the desk.
	SpotWithin = 24 * time.Hour
)

// maxClaims bounds the claims that an item remembers: those made last.
const maxClaims = 20

// Claim is what somebody who came back said of an item, or showed, before they saw it.
type Claim struct {
	At       time.Time `json:"at"`
	By       ref.Staff `json:"by"`                 // who heard it
	Said     string    `json:"said"`               // in their words, of what is not seen from outside
	Unlocked bool      `json:"unlocked,omitempty"` // they unlocked the device in front of us
}

// Claim records what somebody who came back says.
func (it *Item) Claim(said string, unlocked bool, by ref.Staff, now time.Time) error {
	if err := it.onTheSpot(now); err != nil {
		return err
	}
	var c fault.Check
	if said = strings.TrimSpace(said); said == "" && !unlocked {
		c.Add("said", "required", nil)
	}
	c.Text("said", said, fault.Page)
	if err := c.Err(); err != nil {
		return err
	}
	it.Claims = append(it.Claims, Claim{now, by, said, unlocked})
	it.Claims = it.Claims[max(0, len(it.Claims)-maxClaims):]
	it.ChangedAt = history.After(it.ChangedAt, now)
	it.History.Add(history.Entry{At: now, What: history.Claimed, By: by})
	return nil
}

// ClaimBefore is what was said to a member a moment ago, and whether anything was.
func (it *Item) ClaimBefore(by ref.Staff, now time.Time) (Claim, bool) {
	for i := len(it.Claims) - 1; i >= 0; i-- {
		if c := it.Claims[i]; c.By == by && now.Sub(c.At) <= ClaimGood {
			return c, true
		}
	}
	return Claim{}, false
}

// HandBack gives an item to whoever came back for it, on the word that was recorded: without a
// name, as nobody waits in a queue to give one.
func (it *Item) HandBack(by ref.Staff, now time.Time) error {
	if err := it.onTheSpot(now); err != nil {
		return err
	}
	if _, said := it.ClaimBefore(by, now); !said {
		return fault.New(fault.Conflict, "ask_first")
	}
	it.Handed, it.Status, it.ChangedAt = &Handover{To: Recipient{Agreed: Aloud}, By: by, At: now, Spot: true}, Released, history.After(it.ChangedAt, now)
	it.EraseAfter = now.Add(KeepData)
	it.History.Add(history.Entry{At: now, What: history.Released, By: by})
	return nil
}

// UndoHandBack takes a hand-back on the spot back, for whoever did it and a short while: a wrong
// tap, or the thing is still in the hand. Saying it twice is fine.
func (it *Item) UndoHandBack(by ref.Staff, now time.Time) error {
	last, _ := it.History.Last(history.HandBackUndone)
	switch {
	case it.Handed == nil && last.By == by:
		return nil
	case it.Handed == nil || !it.Handed.Spot:
		return fault.New(fault.Conflict, "not_handed_back_here")
	case it.Handed.By != by:
		return fault.New(fault.Forbidden, "not_handed_back_by_you")
	case now.Sub(it.Handed.At) > UndoWithin:
		return fault.New(fault.Conflict, "too_late_to_undo_hand_back")
	}
	it.Handed, it.Status, it.ChangedAt = nil, InStore, history.After(it.ChangedAt, now)
	it.History.Add(history.Entry{At: now, What: history.HandBackUndone, By: by})
	return nil
}

// OnTheSpot reports whether the item can be handed back on the spot, as far as it is known itself.
func (it *Item) OnTheSpot(now time.Time) bool { return it.onTheSpot(now) == nil }

// onTheSpot refuses what is not handed back at a glance.
func (it *Item) onTheSpot(now time.Time) error {
	switch {
	case it.Status == Released:
		return fault.New(fault.Conflict, "item_released")
	case !it.ErasedAt.IsZero():
		return fault.New(fault.Conflict, "item_erased")
	case it.For != nil:
		return fault.New(fault.Conflict, "item_confirmed_for_another")
	case it.Handling.With != "":
		return fault.New(fault.Conflict, "item_with_authority")
	case it.Handling.TwoPeople || it.Handling.NotStored || now.Sub(it.TakenInAt) > SpotWithin:
		return fault.New(fault.Conflict, "only_at_the_desk")
	}
	return nil
}
