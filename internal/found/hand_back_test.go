package found

import (
	"testing"
	"time"
)

func TestNothingIsHandedBackBeforeSomethingWasSaid(t *testing.T) {
	it := laptop()
	refused(t, it.HandBack("S-2", now), "ask_first")
	refused(t, it.Claim(" ", false, "S-2", now), "required")
	must(t, it.Claim("a sticker of a duck inside the lid", false, "S-2", now))
	refused(t, it.HandBack("S-3", now), "ask_first")                            // said to somebody else
	refused(t, it.HandBack("S-2", now.Add(ClaimGood+time.Second)), "ask_first") // and too long ago
	must(t, it.HandBack("S-2", now.Add(time.Minute)))
	if it.Status != Released || !it.Handed.Spot || it.Handed.By != "S-2" {
		t.Errorf("got %s, %+v, want it released on the spot", it.Status, it.Handed)
	}
	refused(t, it.Claim("mine, too", false, "S-2", now), "item_released")
}

func TestAHandBackIsUndoneInTime(t *testing.T) {
	it := laptop()
	must(t, it.Claim("", true, "S-2", now))
	must(t, it.HandBack("S-2", now))
	refused(t, it.UndoHandBack("S-3", now), "not_handed_back_by_you")
	refused(t, it.UndoHandBack("S-2", now.Add(UndoWithin+time.Second)), "too_late_to_undo_hand_back")
	must(t, it.UndoHandBack("S-2", now.Add(UndoWithin)))
	must(t, it.UndoHandBack("S-2", now.Add(UndoWithin))) // said twice
	if it.Status != InStore || it.Handed != nil {
		t.Errorf("got %s, %+v, want it in store", it.Status, it.Handed)
	}
	must(t, it.Release("S-1", Recipient{Name: "Anna", Agreed: Aloud}, now))
	refused(t, it.UndoHandBack("S-1", now), "not_handed_back_here")
}

func TestWhatNeedsTheDeskIsNotHandedBackOnTheSpot(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Item)
		at     time.Time
		want   string
	}{
		"a ring, which two people handle": {func(it *Item) { it.Handling.TwoPeople = true }, now, "only_at_the_desk"},
		"with the police":                 {func(it *Item) { it.Handling.With = "police" }, now, "item_with_authority"},
		"found the day before yesterday":  {func(*Item) {}, now.Add(SpotWithin + time.Minute), "only_at_the_desk"},
		"somebody reported it, confirmed": {func(it *Item) { must(t, it.Confirm("R-1", 1, "S-1", now)) }, now, "item_confirmed_for_another"},
		"erased":                          {func(it *Item) { it.Erase(now) }, now, "item_erased"},
	} {
		it := laptop()
		c.change(&it)
		if err := it.Claim("a duck", false, "S-2", c.at); err == nil {
			t.Errorf("%s: got it claimed", name)
		}
		refused(t, it.Claim("a duck", false, "S-2", c.at), c.want)
		refused(t, it.HandBack("S-2", c.at), c.want)
	}
}

func TestAnItemForgetsWhatClaimantsSaidWhenItIsErased(t *testing.T) {
	it := laptop()
	for range maxClaims + 5 {
		must(t, it.Claim("it has my name in it: Anna", false, "S-2", now))
	}
	if got := len(it.Claims); got != maxClaims {
		t.Errorf("got %d claims, want the last %d", got, maxClaims)
	}
	it.Erase(now)
	if it.Claims != nil {
		t.Errorf("erased: got %v, want none", it.Claims)
	}
}
