package page

import "lostfound/internal/locale"

// Workplaces, as the layout knows them.
const (
	Traveller  = "traveller"
	Checkpoint = "checkpoint"
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
	Blank     bool   // an empty form: the browser may keep it, and with it what is typed

	Brand, Style string // filled in by Write
}

// Link is an entry of the navigation.
type Link struct {
	To, Key, Icon string // address, message, icon
	Current       bool
}
