package staff

// Role is what somebody is at a site.
type Role string

// The roles. Each later one may do all that the former may.
const (
	Finder  Role = "finder"  // photographs and registers what was found
	Desk    Role = "desk"    // sees items and reports, decides matches, hands over
	Manager Role = "manager" // also runs the site: its settings and its staff
	Admin   Role = "admin"   // also runs the platform: sites, import, repair
)

// Roles lists all roles, least first.
var Roles = []Role{Finder, Desk, Manager, Admin}

// Action is something a role allows.
type Action string

// The actions.
const (
	TakeIn      Action = "take_in"      // register a find, see the own ones
	HandBack    Action = "hand_back"    // give back on the spot to whoever returns for it
	SeeItems    Action = "see_items"    // all of a site, with photos
	SeeReports  Action = "see_reports"  //
	FileReport  Action = "file_report"  // for the person at the counter or on the phone
	Decide      Action = "decide"       // confirm or dismiss a match
	Release     Action = "release"      // hand an item over
	EnrolDevice Action = "enrol_device" // let a shared tablet in, and shut it out
	ManageStaff Action = "manage_staff" // of a site
	ManageSite  Action = "manage_site"  // its name, zones, connections
	Platform    Action = "platform"     // new sites, admins, import, repair
)

var allowed = func() map[Role]map[Action]bool {
	adds := map[Role][]Action{
		Finder:  {TakeIn, HandBack},
		Desk:    {SeeItems, SeeReports, FileReport, Decide, Release, EnrolDevice},
		Manager: {ManageStaff, ManageSite},
		Admin:   {Platform},
	}
	out := map[Role]map[Action]bool{}
	so := map[Action]bool{}
	for _, r := range Roles {
		own := map[Action]bool{}
		for _, a := range adds[r] {
			so[a] = true
		}
		for a := range so {
			own[a] = true
		}
		out[r] = own
	}
	return out
}()
