package fault

import (
	"unicode"
	"unicode/utf8"
)

// Lengths, in characters, that texts from outside may have.
const (
	Line = 200   // names, types, marks on one line
	Page = 4_000 // descriptions
)

// Check gathers what is wrong with an input, so that everything is told at
// once. The zero value is ready.
type Check struct{ problems []Problem }

// Add notes a problem.
func (c *Check) Add(field, code string, args Args) {
	c.problems = append(c.problems, Problem{field, code, args})
}

// Text notes text that is no UTF-8, longer than max characters, or carries control
// characters. Line breaks and tabs are allowed where max is a Page.
func (c *Check) Text(field, text string, max int) {
	if !utf8.ValidString(text) {
		c.Add(field, "not_text", nil)
		return
	}
	if n := utf8.RuneCountInString(text); n > max {
		c.Add(field, "too_long", Args{"Max": max, "Got": n})
	}
	for _, r := range text {
		if unicode.IsControl(r) && (max < Page || r != '\n' && r != '\r' && r != '\t') {
			c.Add(field, "control_character", nil)
			return
		}
	}
}

// Err returns an Invalid fault with all that was noted, or nil.
func (c *Check) Err() error {
	if len(c.problems) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Problems: c.problems}
}
