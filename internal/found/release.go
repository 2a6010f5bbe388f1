package found

import (
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/history"
	"lostfound/internal/ref"
)

// Recipient is the person an item is handed to, and what was seen of them.
type Recipient struct {
	Name       string    `json:"name"`
	OnBehalfOf string    `json:"on_behalf_of,omitempty"` // whose it is, where somebody collects it for them
	IDKind     string    `json:"id_kind,omitempty"`      // passport, identity card, ...: seen, never copied, no number
	Note       string    `json:"note,omitempty"`
	Witness    ref.Staff `json:"witness,omitempty"` // the second person, where two are needed
	Agreed     Agreement `json:"agreed"`
	Signature  Signature `json:"signature,omitempty"` // where Agreed is Drawn
}

// Handover is how an item left.
type Handover struct {
	To   Recipient `json:"to"`
	By   ref.Staff `json:"by"`
	At   time.Time `json:"at"`
	Spot bool      `json:"spot,omitempty"` // to whoever came back, on a Claim
}

// Release hands the item over. It is the last word on an item: afterwards nothing
// else can be recorded against it. A hand-back on the spot is, a few minutes later.
func (it *Item) Release(by ref.Staff, to Recipient, now time.Time) error {
	switch {
	case it.Status == Released:
		return fault.New(fault.Conflict, "item_released")
	case it.Handling.With != "":
		return fault.New(fault.Conflict, "item_with_authority")
	}
	var c fault.Check
	if to.Name == "" {
		c.Add("name", "required", nil)
	}
	c.Text("name", to.Name, fault.Line)
	c.Text("on_behalf_of", to.OnBehalfOf, fault.Line)
	c.Text("id_kind", to.IDKind, fault.Line)
	c.Text("note", to.Note, fault.Page)
	if it.Handling.TwoPeople && (to.Witness == "" || to.Witness == by) {
		c.Add("witness", "second_person", nil)
	}
	switch {
	case to.Agreed == "":
		c.Add("agreed", "required", nil)
	case !slices.Contains(Agreements, to.Agreed):
		c.Add("agreed", "unknown_agreement", nil)
	case to.Agreed == Drawn:
		to.Signature.check(&c)
	case to.Signature != "":
		c.Add("signature", "not_drawn", nil)
	}
	if err := c.Err(); err != nil {
		return err
	}
	it.Handed, it.Status, it.ChangedAt = &Handover{To: to, By: by, At: now}, Released, history.After(it.ChangedAt, now)
	it.EraseAfter, it.ErasedAt = now.Add(KeepData), time.Time{} // the recipient's name runs from here
	e := history.Entry{At: now, What: history.Released, By: by}
	if it.For != nil {
		e.Report, e.Thing = it.For.Report, it.For.Thing
	}
	it.History.Add(e)
	return nil
}

// Erase removes what may be personal: texts, identifiers, pictures, the
// recipient. What remains says that a thing of that kind came and went.
func (it *Item) Erase(now time.Time) {
	if !it.ErasedAt.IsZero() {
		return
	}
	it.Description, it.Marks, it.Serial, it.Plate, it.Zone, it.Tray, it.Finder = "", "", "", "", "", "", ""
	it.Pictures, it.Claims, it.Request = nil, nil, ""
	it.Handling.WithRef = ""
	if it.Handed != nil {
		it.Handed.To = Recipient{}
	}
	it.ErasedAt, it.ChangedAt = now, history.After(it.ChangedAt, now)
	it.History.Add(history.Entry{At: now, What: history.Erased})
}
