package found

import (
	"time"

	"lostfound/internal/fault"
)

// Handling is what an item demands of those who keep it. It is data, not advice:
// rules and rounds read it.
type Handling struct {
	ClearedBy string    `json:"cleared_by,omitempty"`         // who found it safe (bomb squad, customs), in words
	ClearedAt time.Time `json:"cleared_at,omitzero"`          //
	ColdUntil time.Time `json:"keep_cold_until,omitzero"`     // medicine, food
	NotStored bool      `json:"must_not_be_stored,omitempty"` // dangerous or perishable: not on a shelf
	With      string    `json:"already_with,omitempty"`       // the authority that has it
	WithRef   string    `json:"already_with_ref,omitempty"`   // under which reference
	TwoPeople bool      `json:"two_people,omitempty"`         // cash, jewellery, documents: nobody handles it alone
}

func (h Handling) check(c *fault.Check) {
	c.Text("handling.cleared_by", h.ClearedBy, fault.Line)
	c.Text("handling.already_with", h.With, fault.Line)
	c.Text("handling.already_with_ref", h.WithRef, fault.Line)
	if h.ClearedBy == "" && !h.ClearedAt.IsZero() {
		c.Add("handling.cleared_by", "required", nil)
	}
	if h.With == "" && h.WithRef != "" {
		c.Add("handling.already_with", "required", nil)
	}
}
