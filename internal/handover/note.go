// Package handover holds the note that one shift leaves to the next: who went home, what they were
// to keep and who does so now, what the next one needs to know, and whether it got through.
//
// Everything here is a pure value.
package handover

import (
	"slices"
	"strings"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/ref"
)

// KeepFor is how long a note is kept: until everybody has been at work once since.
const KeepFor = 14 * 24 * time.Hour

// MaxQuestions is how many questions one note can hold.
const MaxQuestions = 30

// Note is the document of a handover.
type Note struct {
	ref.Revised
	Ref       ref.Handover `json:"ref"`
	Sites     []string     `json:"sites"` // codes of those at whose desks its writer works
	By        ref.Staff    `json:"by"`
	At        time.Time    `json:"at"`
	Until     time.Time    `json:"until"` // when the writer is back
	Text      string       `json:"text"`  // what the next one needs to know
	Passed    []Passed     `json:"passed"`
	Marks     []Mark       `json:"marks"`
	Questions []Question   `json:"questions"`
}

// Passed is a report whose promise the writer was to keep, and who does so now; nobody where nobody
// is there then.
type Passed struct {
	Report ref.Report `json:"report"`
	To     ref.Staff  `json:"to,omitempty"`
}

// Mark says that somebody read a note, and whether they said that they know now.
type Mark struct {
	By     ref.Staff `json:"by"`
	ReadAt time.Time `json:"read_at"`
	KnowAt time.Time `json:"know_at,omitzero"`
}

// Question goes back to whoever wrote the note.
type Question struct {
	By         ref.Staff `json:"by"`
	At         time.Time `json:"at"`
	Text       string    `json:"text"`
	Answer     string    `json:"answer,omitempty"`
	AnsweredAt time.Time `json:"answered_at,omitzero"`
}

// Write makes a note. Its text may be empty, where there is nothing to know.
func Write(id ref.Handover, by ref.Staff, sites []string, text string, passed []Passed, now, until time.Time) (Note, error) {
	n := Note{Ref: id, Sites: sites, By: by, At: now, Until: until, Text: strings.TrimSpace(text), Passed: passed}
	var c fault.Check
	c.Text("text", n.Text, fault.Page)
	return n, c.Err()
}

// Read notes that somebody has the note before them.
func (n *Note) Read(by ref.Staff, now time.Time) {
	if by != n.By && n.mark(by) == nil {
		n.Marks = append(n.Marks, Mark{By: by, ReadAt: now})
	}
}

// Know notes that somebody says they know now.
func (n *Note) Know(by ref.Staff, now time.Time) {
	n.Read(by, now)
	if m := n.mark(by); m != nil && m.KnowAt.IsZero() {
		m.KnowAt = now
	}
}

// Knows reports whether somebody wrote the note or said that they know.
func (n *Note) Knows(who ref.Staff) bool {
	m := n.mark(who)
	return who == n.By || m != nil && !m.KnowAt.IsZero()
}

func (n *Note) mark(by ref.Staff) *Mark {
	i := slices.IndexFunc(n.Marks, func(m Mark) bool { return m.By == by })
	if i < 0 {
		return nil
	}
	return &n.Marks[i]
}

// Ask puts a question to whoever wrote the note.
func (n *Note) Ask(by ref.Staff, text string, now time.Time) error {
	text = strings.TrimSpace(text)
	var c fault.Check
	switch {
	case text == "":
		c.Add("question", "required", nil)
	case len(n.Questions) == MaxQuestions:
		c.Add("question", "too_many", fault.Args{"Max": MaxQuestions})
	}
	c.Text("question", text, fault.Page)
	if err := c.Err(); err != nil {
		return err
	}
	n.Read(by, now)
	if q := (Question{By: by, At: now, Text: text}); !slices.ContainsFunc(n.Questions, func(o Question) bool { return o.By == by && o.Text == text }) {
		n.Questions = append(n.Questions, q)
	}
	return nil
}

// Answer answers the question at that place; only who wrote the note can.
func (n *Note) Answer(by ref.Staff, question int, text string, now time.Time) error {
	switch text = strings.TrimSpace(text); {
	case by != n.By:
		return fault.New(fault.Forbidden, "not_your_note")
	case question < 0 || question >= len(n.Questions):
		return fault.New(fault.Missing, "no_such_record")
	case text == "":
		return fault.Newf(fault.Invalid, "answer", "required", nil)
	}
	var c fault.Check
	c.Text("answer", text, fault.Page)
	if err := c.Err(); err != nil {
		return err
	}
	q := &n.Questions[question]
	q.Answer, q.AnsweredAt = text, now
	return nil
}

// Open reports whether a question waits for an answer.
func (n *Note) Open() bool {
	return slices.ContainsFunc(n.Questions, func(q Question) bool { return q.Answer == "" })
}
