// Package history is the log in the margin of a record: what was done, when
// and by whom. Entries are only ever added.
package history

import (
	"time"

	"lostfound/internal/ref"
)

// Verb is what was done. The words for it, for staff and for travellers, are
// the locale's messages "history.<verb>".
type Verb string

// What can happen to a found item or a loss report.
const (
	TakenIn        Verb = "taken_in"         // item: it was registered
	Reported       Verb = "reported"         // report: it reached us
	TakenBack      Verb = "taken_back"       // item: whoever took it in undid it at once
	Changed        Verb = "changed"          // details were corrected or added
	Compared       Verb = "compared"         // report: compared with everything in its reach
	Looked         Verb = "looked"           // somebody looked at who went through the lane
	Confirmed      Verb = "confirmed"        // a person found that item and report belong together
	Dismissed      Verb = "dismissed"        // a person found that they do not
	Claimed        Verb = "claimed"          // item: somebody came back and said what is not seen of it
	Released       Verb = "released"         // item: handed over; report: its thing was handed over
	HandBackUndone Verb = "hand_back_undone" // item: it was handed back on the spot by mistake
	Contacted      Verb = "contacted"        // report: a person of ours called or wrote to the traveller
	Verified       Verb = "verified"         // report: a caller was taken for its traveller and answered what was asked
	Doubted        Verb = "doubted"          // report: a caller was taken for its traveller and did not answer
	Promised       Verb = "promised"         // report: a call was agreed, or another time for it
	PassedOn       Verb = "passed_on"        // report: what we promised is another's to keep, as the owner is not there
	AskedLot       Verb = "asked_lot"        // report: people on a rental lot were asked to look into a car
	Searched       Verb = "searched"         // report: one of them answered
	AskedDesk      Verb = "asked_desk"       // report: nobody did in time, and the desk was told
	Withdrawn      Verb = "withdrawn"        // report: the traveller no longer looks
	Erased         Verb = "erased"           // what was personal is gone
)

// Entry is one line. By is empty for the traveller and for the program itself.
// Item, Report and Thing say what else it concerns, where it does, and How in which
// way a traveller was contacted, what was promised, what a caller was asked, or what somebody on a lot answered.
// Site is that lot, or where an item was listed before.
type Entry struct {
	At     time.Time  `json:"at"`
	What   Verb       `json:"what"`
	By     ref.Staff  `json:"by,omitempty"`
	Item   ref.Item   `json:"item,omitempty"`
	Report ref.Report `json:"report,omitempty"`
	Thing  int        `json:"thing,omitempty"`
	How    string     `json:"how,omitempty"`
	Site   string     `json:"site,omitempty"`
}

// Log is a record's entries, oldest first.
type Log []Entry

// Add writes an entry at the end.
func (l *Log) Add(e Entry) { *l = append(*l, e) }

// Last returns the newest entry of a verb, and whether there is one.
func (l Log) Last(what Verb) (Entry, bool) {
	for i := len(l) - 1; i >= 0; i-- {
		if l[i].What == what {
			return l[i], true
		}
	}
	return Entry{}, false
}

// After is now, or just after the last change where the clock that gave it was ahead: the
// changes of a record have an order.
func After(last, now time.Time) time.Time {
	if now.After(last) {
		return now
	}
	return last.Add(time.Nanosecond)
}
