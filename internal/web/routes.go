package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/staff"
)

// handler reads, asks, answers; it returns its error and never writes one.
type handler func(*gin.Context) error

// route is one address.
type route struct {
	method, path string
	needs        staff.Action // what the member must be allowed somewhere; empty for everybody
	handle       handler
}

// Who may come: everybody, whoever is signed in, or those who may do the action.
const (
	everybody staff.Action = ""
	member    staff.Action = "member"
)

// routes is every address of the pages.
func (h *house) routes() []route {
	t, p, l, d, m := h.traveller, h.checkpoint, h.lot, h.desk, h.manager
	return []route{
		{"GET", "/assets/*file", everybody, h.assets.serve},

		{"GET", "/", everybody, t.Start},
		{"GET", "/found", everybody, t.Found},
		{"GET", "/report", everybody, t.NewReport},
		{"POST", "/report", everybody, t.File},
		{"GET", "/r/:ref/:token", everybody, t.Status},
		{"GET", "/r/:ref/:token/live", everybody, h.reportLive},
		{"GET", "/r/:ref/:token/photos/:id/:size", everybody, t.Photo},
		{"POST", "/r/:ref/:token/detail", everybody, t.AddDetail},
		{"POST", "/r/:ref/:token/call", everybody, t.ChooseCall},
		{"POST", "/r/:ref/:token/address", everybody, t.ChangeAddress},
		{"POST", "/r/:ref/:token/messages", everybody, t.ChangeMessages},
		{"POST", "/r/:ref/:token/withdraw", everybody, t.Withdraw},
		{"GET", "/r/:ref/:token/erase", everybody, t.AskErase},
		{"POST", "/r/:ref/:token/erase", everybody, t.Erase},
		{"GET", "/stop/:ref/:token", everybody, t.AskStop},
		{"POST", "/stop/:ref/:token", everybody, t.Stop},

		{"GET", "/setup", everybody, h.showSetUp},
		{"POST", "/setup", everybody, h.doSetUp},
		{"GET", "/sign-in", everybody, h.showSignIn},
		{"POST", "/sign-in", everybody, h.doSignIn},
		{"POST", "/sign-out", everybody, h.doSignOut},
		{"GET", "/account", member, h.showAccount},
		{"POST", "/account/away", member, h.setAway},
		{"POST", "/account/password", member, h.changePassword},
		{"POST", "/account/end-sessions", member, h.endSessions},

		{"GET", "/enrol/:token", everybody, h.askEnrol},
		{"POST", "/enrol/:token", everybody, h.enrol},

		{"GET", "/checkpoint", staff.TakeIn, p.Capture},
		{"POST", "/checkpoint", staff.TakeIn, p.TakeIn},
		{"POST", "/checkpoint/:ref/take-back", staff.TakeIn, p.TakeBack},
		{"GET", "/checkpoint/back", staff.HandBack, p.Back},
		{"GET", "/checkpoint/back/:ref", staff.HandBack, p.Claimant},
		{"POST", "/checkpoint/back/:ref", staff.HandBack, p.Claim},
		{"GET", "/checkpoint/back/:ref/photos/:id/:size", staff.HandBack, p.ClaimedPhoto},
		{"POST", "/checkpoint/back/:ref/hand", staff.HandBack, p.HandBack},
		{"POST", "/checkpoint/back/:ref/undo", staff.HandBack, p.UndoHandBack},

		{"GET", "/lot", staff.TakeIn, l.Board},
		{"GET", "/lot/live", staff.TakeIn, h.lotLive},
		{"GET", "/lot/:code/list", staff.TakeIn, l.List},
		{"POST", "/lot/:code/cars/:stay/done", staff.TakeIn, l.Done},
		{"POST", "/lot/:code/cars/:stay/not-done", staff.TakeIn, l.NotDone},
		{"POST", "/lot/:code/requests/:ref", staff.TakeIn, l.Answer},
		{"POST", "/lot/:code/requests/:ref/take-back", staff.TakeIn, l.TakeBack},
		{"GET", "/lot/:code/requests/:ref/photos/:id/:size", staff.TakeIn, l.Photo},

		{"GET", "/desk", staff.SeeReports, d.Day},
		{"GET", "/desk/live", staff.SeeReports, h.deskLive},
		{"GET", "/desk/callers", staff.SeeReports, d.Callers},
		{"POST", "/desk/callers/:ref", staff.SeeReports, d.CheckCaller},
		{"GET", "/desk/handover", staff.Decide, d.Leave},
		{"POST", "/desk/handover", staff.Decide, d.GoHome},
		{"GET", "/desk/handovers/:ref", staff.Decide, d.Handover},
		{"POST", "/desk/handovers/:ref", staff.Decide, d.Reply},
		{"GET", "/desk/reports", staff.SeeReports, d.Reports},
		{"GET", "/desk/reports/:ref", staff.SeeReports, d.Report},
		{"GET", "/desk/reports/:ref/contact", staff.SeeReports, d.Contact},
		{"POST", "/desk/reports/:ref/contact", staff.Decide, d.NoteContact},
		{"POST", "/desk/reports/:ref/way", staff.SeeReports, d.Way},
		{"POST", "/desk/reports/:ref/call", staff.Decide, d.AgreeCall},
		{"POST", "/desk/reports/:ref/messages/:no/again", staff.Decide, d.SendAgain},
		{"POST", "/desk/reports/:ref/confirm", staff.Decide, d.Confirm},
		{"POST", "/desk/reports/:ref/dismiss", staff.Decide, d.Dismiss},
		{"GET", "/desk/items", staff.SeeItems, d.Items},
		{"GET", "/desk/items/:ref", staff.SeeItems, d.Item},
		{"POST", "/desk/items/:ref/owners", staff.SeeReports, d.Owners},
		{"GET", "/desk/items/:ref/release", staff.Release, d.AskRelease},
		{"POST", "/desk/items/:ref/release", staff.Release, d.Release},
		{"GET", "/desk/items/:ref/receipt", staff.SeeItems, d.Receipt},
		{"GET", "/desk/devices", staff.EnrolDevice, d.Devices},
		{"POST", "/desk/devices", staff.EnrolDevice, d.AddDevice},
		{"POST", "/desk/devices/:ref/link", staff.EnrolDevice, d.LinkDevice},
		{"POST", "/desk/devices/:ref/revoke", staff.EnrolDevice, d.RevokeDevice},
		{"GET", "/desk/passages", staff.SeeReports, d.Passages},
		{"POST", "/desk/passages", staff.SeeReports, d.FindPassages},
		{"GET", "/desk/file", staff.FileReport, d.NewReport},
		{"POST", "/desk/file", staff.FileReport, d.File},
		{"GET", "/desk/filed/:ref", staff.FileReport, d.Filed},
		{"GET", "/photos/items/:ref/:id/:size", staff.TakeIn, d.ItemPhoto},
		{"GET", "/photos/reports/:ref/:id/:size", staff.SeeReports, d.ReportPhoto},

		{"GET", "/manager", staff.ManageSite, m.Overview},
		{"GET", "/manager/new-site", staff.Platform, m.NewSite},
		{"POST", "/manager/new-site", staff.Platform, m.AddSite},
		{"GET", "/manager/sites/:code", staff.ManageSite, m.Site},
		{"POST", "/manager/sites/:code", staff.ManageSite, m.SaveSite},
		{"GET", "/manager/sites/:code/passages", staff.ManageSite, m.Passages},
		{"POST", "/manager/sites/:code/passages", staff.ManageSite, m.KeepPassages},
		{"GET", "/manager/sites/:code/cars", staff.ManageSite, m.Cars},
		{"POST", "/manager/sites/:code/cars", staff.ManageSite, m.ImportCars},
		{"GET", "/manager/staff", staff.ManageStaff, m.Staff},
		{"GET", "/manager/staff/new", staff.ManageStaff, m.NewStaff},
		{"POST", "/manager/staff", staff.ManageStaff, m.AddStaff},
		{"GET", "/manager/staff/:ref/password", staff.ManageStaff, m.AskPassword},
		{"POST", "/manager/staff/:ref/password", staff.ManageStaff, m.ResetPassword},
		{"GET", "/manager/staff/:ref/duty", staff.ManageStaff, m.Duty},
		{"POST", "/manager/staff/:ref/duty", staff.ManageStaff, m.SetDuty},
		{"POST", "/manager/staff/:ref/leave", staff.ManageStaff, m.Leave},
	}
}

// methods adds HEAD to GET.
func (r route) methods() []string {
	if r.method == http.MethodGet {
		return []string{http.MethodGet, http.MethodHead}
	}
	return []string{r.method}
}

func noSuchPage(*gin.Context) error { return fault.New(fault.Missing, "no_such_page") }
