// Package notice is the office's letter writer: what happened to a report, put into words
// for its traveller, to be read on a telephone somewhere else, perhaps days later.
//
// Guarantees. A sentence stands only where its fact does. The person's situation comes first,
// then what we do, and by when, and then what we need. No two letters about a report begin
// alike. Times are dated, so that they are still true when they are read. A subject names
// no thing: what is missing may be nobody's business. What travellers called a thing is
// repeated only where it is plain words; the report's address alone gets the letter.
package notice

import (
	"strconv"
	"time"

	"lostfound/internal/locale"
	"lostfound/internal/loss"
	"lostfound/internal/ref"
	"lostfound/internal/site"
)

// Facts are what a letter may tell.
type Facts struct {
	Report  loss.Report
	Message loss.Message
	Sites   []site.Site       // of the report, in its order
	Lies    map[int]site.Site // where the find lies that is a thing of the report, by the thing's number
	Page    string            // address of the traveller's private page
	Stop    string            // address at which a POST ends the messages
}

// Letter is one message, ready to leave the office.
type Letter struct {
	ID         string    // the same at each attempt, and nobody else's: R-2M8T-4C.3.20261125T131000
	At         time.Time // when it came to be owed
	Report     ref.Report
	Event      loss.Event
	Lang, Dir  string // BCP 47; ltr or rtl
	From       string // what the office is called
	Email      string // of the traveller, as given
	Phone      string
	Subject    string
	Paragraphs []string // the first one is the opening
	Page, Stop Link
	Notes      []string // what the reader should know besides
}

// Link is an address and what it is called.
type Link struct{ Name, URL string }

// Writer writes letters. It is safe for concurrent use.
type Writer struct {
	book *locale.Book
	from string
}

// NewWriter makes a writer for the office of that name.
func NewWriter(book *locale.Book, from string) *Writer { return &Writer{book, from} }

// name is what a message is called at every attempt: its report, its number and its date, as
// a reference may come back years after a report is erased.
func name(r loss.Report, m loss.Message) string {
	return string(r.Ref) + "." + strconv.Itoa(m.No) + "." + m.OwedAt.UTC().Format("20060102T150405")
}

// Write puts the facts into words, in the language that fits the report's best.
func (w *Writer) Write(f Facts) Letter {
	l := w.book.Negotiate(f.Report.Lang)
	t := teller{Language: l, Facts: f, in: time.UTC}
	if len(f.Sites) > 0 {
		t.in = f.Sites[0].Location()
	}
	t.tell()
	return Letter{ID: name(f.Report, f.Message), At: f.Message.OwedAt, Report: f.Report.Ref, Event: f.Message.What, Lang: l.Code, Dir: l.Dir, From: w.from,
		Email: f.Report.Contact.Email, Phone: f.Report.Contact.Phone,
		Subject:    l.Say("message_subject."+string(f.Message.What), map[string]any{"Ref": f.Report.Ref}),
		Paragraphs: t.said,
		Page:       Link{l.Say("message.page", nil), f.Page},
		Stop:       Link{l.Say("message.stop", nil), f.Stop},
		Notes:      []string{l.Say("message.private", nil), l.Say("message.reply", nil)},
	}
}
