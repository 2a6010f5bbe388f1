package page

import (
	"strings"

	"lostfound/internal/locale"
)

// Workplaces, as the layout knows them.
const (
	Traveller  = "traveller"
	Checkpoint = "checkpoint"
	Lot        = "checkpoint lot" // in the same glare
	Desk       = "desk"
	Manager    = "manager"
	Door       = "door" // signing in, the own account, what went wrong
)

// Frame is what the layout shows around any page.
type Frame struct {
	Lang      *locale.Language
	Languages []*locale.Language
	Place     string // the workplace: decides type size and what is marked in the navigation
	Here      string // the page's own address without a language, for the language links
	Form      string // id of a form whose typed text must survive a change of language
	Links     []Link // the workplaces of whoever is signed in
	Member    string // whose name, and empty for travellers
	Search    bool   // whether whoever is signed in can search finds
	Private   bool   // not for search engines
	Zip       bool   // whether the browser takes the page compressed, and nothing secret lies beside what it sent
	Blank     bool   // an empty form: the browser may keep it, and with it what is typed

	Brand Brand  // filled in by Write, as is
	Style string // the workplace's
}

// Tabbed reports whether there are several places to go to.
func (f Frame) Tabbed() bool { return len(f.Links) > 1 }

// Initial is the letter that stands for a person where their picture would be.
func Initial(name string) string {
	for _, r := range name {
		return strings.ToUpper(string(r))
	}
	return ""
}

// Link is an entry of the navigation.
type Link struct {
	To, Key, Icon string // address, message, icon
	Current       bool
}

// Brand is whose office it is.
type Brand struct {
	Name  string
	Icon  string // address of what a browser's tab shows
	Style string // address of the operator's colours; empty for the house's own
	Logo  *Logo  // nil for the house's mark
}

// Logo is a picture and its size on the page, in CSS pixels.
type Logo struct {
	Address       string
	Width, Height int
}

// Wide reports whether the logo is likely to hold the name, which need not stand beside it
// where there is little room.
func (l Logo) Wide() bool { return l.Width > 2*l.Height }
