// Package found holds the rules of a found item, from the hand that picks it up
// to the hand that gets it back. The item is the arbiter between the reports
// that may want it: whatever is decided about it is decided in its document.
//
// Everything here is a pure value: no clock, no store.
package found

import (
	"fmt"
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/history"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/site"
)

// Limits of a record.
const (
	MaxPictures = 8
	MaxColours  = 8
	maxInitials = 10                        // characters
	MaxAhead    = 10 * time.Minute          // how far a clock may run ahead of ours
	KeepData    = 425 * 24 * time.Hour      // 14 months: until what is personal is erased
	Undated     = 10 * 365 * 24 * time.Hour // a find from longer ago is a typing error
)

// Details is what a finder can say of a thing. All but Site and FoundAt may be
// empty, as long as one of type, category, description or photo is there.
type Details struct {
	Site        string    `json:"site"`
	Zone        string    `json:"zone"`      // free text
	FoundAt     time.Time `json:"found_at"`  //
	Lang        string    `json:"lang"`      // of the texts, BCP 47
	Type        string    `json:"item_type"` // a free word in Lang
	Category    string    `json:"category"`  // a code of the lexicon
	Colours     []string  `json:"colours"`   // free words in Lang
	Brand       string    `json:"brand"`
	Description string    `json:"description"`
	Marks       string    `json:"marks"` // what only the owner knows; never shown to the public
	Serial      string    `json:"serial"`
	Plate       string    `json:"plate"`
	Tray        string    `json:"tray,omitempty"`   // of a checkpoint, that it lay in
	Finder      string    `json:"finder,omitempty"` // initials, where a shared tablet takes it in: whom to thank
	Handling    Handling  `json:"handling,omitzero"`
	Inside      ref.Item  `json:"inside,omitempty"` // the item that contains this one
}

// Item is the document of a found item.
type Item struct {
	ref.Revised
	Ref ref.Item `json:"ref"`
	Details
	Status     Status            `json:"status"`
	Pictures   []picture.Picture `json:"pictures"`
	For        *Decision         `json:"for,omitempty"`     // the report it was confirmed for
	Claims     []Claim           `json:"claims,omitempty"`  // what those who came back for it said
	Handed     *Handover         `json:"handed,omitempty"`  // how it left
	Request    string            `json:"request,omitempty"` // digest of the idempotency key it came with
	TakenInAt  time.Time         `json:"taken_in_at"`
	TakenInBy  ref.Staff         `json:"taken_in_by,omitempty"`
	ChangedAt  time.Time         `json:"changed_at"`
	EraseAfter time.Time         `json:"erase_after"`
	ErasedAt   time.Time         `json:"erased_at,omitzero"`
	History    history.Log       `json:"history"`
}

// Status is where an item stands.
type Status string

// The statuses.
const (
	InStore   Status = "in_store"  // kept by us, or by an authority that Handling names
	Confirmed Status = "confirmed" // a report's owner was found, not yet handed over
	Released  Status = "released"  // in its owner's hands
)

// Statuses lists all statuses.
var Statuses = []Status{InStore, Confirmed, Released}

// Decision says for whom an item was confirmed.
type Decision struct {
	Report ref.Report `json:"report"`
	Thing  int        `json:"thing"`
	By     ref.Staff  `json:"by"`
	At     time.Time  `json:"at"`
}

// Check says what is wrong with the details, pictures counted, at the instant now.
func (d Details) Check(pictures int, now time.Time) error {
	var c fault.Check
	if d.Site == "" {
		c.Add("site", "required", nil)
	}
	switch {
	case d.FoundAt.IsZero():
		c.Add("found_at", "required", nil)
	case d.FoundAt.After(now.Add(MaxAhead)):
		c.Add("found_at", "in_the_future", nil)
	case d.FoundAt.Before(now.Add(-Undated)):
		c.Add("found_at", "too_long_ago", nil)
	}
	if d.Type == "" && d.Category == "" && d.Description == "" && pictures == 0 {
		c.Add("item_type", "say_what_it_is", nil)
	}
	if d.Lang != "" && !site.IsLanguage(d.Lang) {
		c.Add("lang", "unknown_language", nil)
	}
	if len(d.Colours) > MaxColours {
		c.Add("colours", "too_many", fault.Args{"Max": MaxColours})
	}
	for i, colour := range d.Colours {
		c.Text(fmt.Sprintf("colours[%d]", i), colour, fault.Line)
	}
	if pictures > MaxPictures {
		c.Add("photo", "too_many", fault.Args{"Max": MaxPictures})
	}
	c.Text("zone", d.Zone, fault.Line)
	c.Text("item_type", d.Type, fault.Line)
	c.Text("brand", d.Brand, fault.Line)
	c.Text("description", d.Description, fault.Page)
	c.Text("marks", d.Marks, fault.Page)
	c.Text("serial", d.Serial, fault.Line)
	c.Text("plate", d.Plate, fault.Line)
	c.Text("tray", d.Tray, fault.Line)
	c.Text("finder", d.Finder, maxInitials)
	d.Handling.check(&c)
	return c.Err()
}

// TakeIn makes the record of a find.
func TakeIn(id ref.Item, d Details, pictures []picture.Picture, by ref.Staff, now time.Time) Item {
	it := Item{Ref: id, Details: d, Status: InStore, Pictures: pictures, TakenInAt: now, TakenInBy: by, ChangedAt: now, EraseAfter: now.Add(KeepData)}
	it.Colours = slices.Clone(d.Colours)
	it.History.Add(history.Entry{At: now, What: history.TakenIn, By: by})
	return it
}
