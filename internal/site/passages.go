package site

import (
	"strings"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/ref"
)

// MostPassageHours is for how many hours a site keeps at most who went through its checkpoints:
// hours, not days. A find is tied to its owner while the owner may still run back.
const MostPassageHours = 72

// leastReason is how long the reason for keeping passages is at least, in characters.
const leastReason = 20

// PassageSwitch says that from then on a site keeps passages for so many hours, 0 for not at
// all, who decided that, and why.
type PassageSwitch struct {
	At     time.Time `json:"at"`
	By     ref.Staff `json:"by"`
	Hours  int       `json:"hours"`
	Reason string    `json:"reason"`
}

// KeepsPassages is how long the site keeps a passage; 0 where nobody has switched that on.
func (s Site) KeepsPassages() time.Duration {
	if len(s.Passages) == 0 {
		return 0
	}
	return time.Duration(s.Passages[len(s.Passages)-1].Hours) * time.Hour
}

// SwitchPassages changes for how long passages are kept. The reason is written for all who
// manage the site, and stays.
func (s *Site) SwitchPassages(to PassageSwitch) error {
	to.Reason = strings.TrimSpace(to.Reason)
	var c fault.Check
	if to.Hours < 0 || to.Hours > MostPassageHours {
		c.Add("hours", "passage_hours", fault.Args{"Max": MostPassageHours})
	}
	switch {
	case to.Reason == "":
		c.Add("reason", "required", nil)
	case to.Hours > 0 && len([]rune(to.Reason)) < leastReason:
		c.Add("reason", "reason_too_short", fault.Args{"Min": leastReason})
	}
	c.Text("reason", to.Reason, fault.Page)
	if err := c.Err(); err != nil {
		return err
	}
	s.Passages = append(s.Passages, to)
	s.ChangedAt = to.At
	return nil
}
