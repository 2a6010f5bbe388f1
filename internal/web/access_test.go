package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"lostfound/internal/staff"
)

// access is who may use an address: the least role, or everybody.
var access = map[string]staff.Role{
	"GET /checkpoint": staff.Finder, "POST /checkpoint": staff.Finder, "POST /checkpoint/:ref/take-back": staff.Finder, "GET /photos/items/:ref/:id/:size": staff.Finder,
	"GET /checkpoint/back": staff.Finder, "GET /checkpoint/back/:ref": staff.Finder, "POST /checkpoint/back/:ref": staff.Finder, "GET /checkpoint/back/:ref/photos/:id/:size": staff.Finder,
	"POST /checkpoint/back/:ref/hand": staff.Finder, "POST /checkpoint/back/:ref/undo": staff.Finder, "GET /desk": staff.Desk, "GET /desk/live": staff.Desk,
	"GET /desk/callers": staff.Desk, "POST /desk/callers/:ref": staff.Desk, "GET /desk/reports": staff.Desk, "GET /desk/reports/:ref": staff.Desk,
	"GET /desk/handover": staff.Desk, "POST /desk/handover": staff.Desk, "GET /desk/handovers/:ref": staff.Desk, "POST /desk/handovers/:ref": staff.Desk,
	"GET /lot": staff.Finder, "GET /lot/live": staff.Finder, "GET /lot/:code/list": staff.Finder, "POST /lot/:code/cars/:stay/done": staff.Finder,
	"POST /lot/:code/cars/:stay/not-done": staff.Finder, "POST /lot/:code/requests/:ref": staff.Finder, "POST /lot/:code/requests/:ref/take-back": staff.Finder, "GET /lot/:code/requests/:ref/photos/:id/:size": staff.Finder,
	"GET /desk/reports/:ref/contact": staff.Desk, "POST /desk/reports/:ref/contact": staff.Desk, "POST /desk/reports/:ref/call": staff.Desk,
	"POST /desk/reports/:ref/messages/:no/again": staff.Desk,
	"POST /desk/reports/:ref/confirm":            staff.Desk, "POST /desk/reports/:ref/dismiss": staff.Desk,
	"GET /desk/items": staff.Desk, "GET /desk/items/:ref": staff.Desk, "POST /desk/items/:ref/release": staff.Desk,
	"GET /desk/items/:ref/release": staff.Desk, "GET /desk/items/:ref/receipt": staff.Desk,
	"POST /desk/items/:ref/owners": staff.Desk, "POST /desk/reports/:ref/way": staff.Desk, "GET /desk/passages": staff.Desk, "POST /desk/passages": staff.Desk,
	"GET /manager/sites/:code/passages": staff.Manager, "POST /manager/sites/:code/passages": staff.Manager,
	"GET /desk/devices": staff.Desk, "POST /desk/devices": staff.Desk, "POST /desk/devices/:ref/link": staff.Desk, "POST /desk/devices/:ref/revoke": staff.Desk,
	"GET /desk/file": staff.Desk, "POST /desk/file": staff.Desk, "GET /desk/filed/:ref": staff.Desk, "GET /photos/reports/:ref/:id/:size": staff.Desk,
	"GET /manager": staff.Manager, "GET /manager/sites/:code": staff.Manager, "POST /manager/sites/:code": staff.Manager, "GET /manager/sites/:code/cars": staff.Manager, "POST /manager/sites/:code/cars": staff.Manager,
	"GET /manager/staff": staff.Manager, "GET /manager/staff/new": staff.Manager, "POST /manager/staff": staff.Manager, "POST /manager/staff/:ref/leave": staff.Manager,
	"GET /manager/staff/:ref/password": staff.Manager, "POST /manager/staff/:ref/password": staff.Manager,
	"GET /manager/staff/:ref/duty": staff.Manager, "POST /manager/staff/:ref/duty": staff.Manager,
	"GET /manager/new-site": staff.Admin, "POST /manager/new-site": staff.Admin,
	"GET /account": staff.Finder, "POST /account/end-sessions": staff.Finder, "POST /account/away": staff.Finder, "POST /account/password": staff.Finder,
}

// everybodys are open to everybody, signed in or not.
var everybodys = strings.Fields(`/ /found /report /r/:ref/:token /r/:ref/:token/live /r/:ref/:token/photos/:id/:size /r/:ref/:token/detail /r/:ref/:token/call /r/:ref/:token/address /r/:ref/:token/messages /stop/:ref/:token /r/:ref/:token/withdraw
	/r/:ref/:token/erase /enrol/:token /setup /sign-in /sign-out /assets/*file`)

func TestOnlyTheRightRolesComeIn(t *testing.T) {
	w := atWork(t)
	h, err := open(w.Office, Options{})
	must(t, err)
	at := strings.NewReplacer(":ref", string(w.laptop.Ref), ":id", "none", ":size", "thumb", ":code", "AMS", ":token", "none", ":no", "1", ":stay", "1", "*file", "none")
	rank := map[string]int{"": 0, "finder": 1, "desk": 2, "manager": 3, "admin": 4}
	least := map[staff.Role]int{staff.Finder: 1, staff.Desk: 2, staff.Manager: 3, staff.Admin: 4}
	for _, r := range h.routes() {
		name := r.method + " " + r.path
		need, restricted := access[name]
		if !restricted && !slices.Contains(everybodys, r.path) {
			t.Errorf("%s: nobody has said who may use it", name)
		}
		for who, is := range rank {
			if r.path == "/sign-in" || who != "" && (r.path == "/sign-out" || r.path == "/account/end-sessions") {
				continue // refuses whom it does not know; would end the session that the other rows need
			}
			method, path := r.method, at.Replace(r.path)
			if strings.HasSuffix(r.path, "/take-back") {
				path = "/checkpoint/F-0000-00/take-back" // another's find refuses even a manager
			}
			if strings.HasSuffix(r.path, "/live") {
				method = http.MethodHead // which does not last
			}
			got := w.as(who, "en").send(method, path, strings.NewReader(""), "application/x-www-form-urlencoded")
			refused := got.Code == http.StatusForbidden || got.Code == http.StatusUnauthorized || strings.HasPrefix(got.Header().Get("Location"), "/sign-in?next=")
			if want := restricted && is < least[need]; refused != want {
				t.Errorf("%s as %q: got status %d, want refused %v", name, who, got.Code, want)
			}
		}
	}
}

func TestSignInAndOut(t *testing.T) {
	w := atWork(t)
	asked := w.as("", "en").get("/desk/items?q=cap")
	to, err := url.Parse(asked.Header().Get("Location"))
	must(t, err)
	if to.Path != "/sign-in" || to.Query().Get("next") != "/desk/items?q=cap" {
		t.Errorf("asked for a page before signing in: led to %s, want /sign-in and back", to)
	}
	for next, want := range map[string]string{"/desk/items?q=cap": "/desk/items?q=cap", "": "/desk", "//evil.example": "/desk", "https://evil.example": "/desk", `/\evil.example`: "/desk"} {
		got := w.as("", "en").post("/sign-in", url.Values{"name": {"desk"}, "password": {password}, "next": {next}})
		if got.Header().Get("Location") != want {
			t.Errorf("signed in, next %q: led to %q, want %q", next, got.Header().Get("Location"), want)
		}
		cookie := got.Header().Get("Set-Cookie")
		for _, part := range []string{"lf_session=", "HttpOnly", "SameSite=Lax", "Path=/"} {
			if !strings.Contains(cookie, part) {
				t.Errorf("session cookie %q lacks %s", cookie, part)
			}
		}
	}
	if got := w.as("desk", "en").post("/sign-out", nil); got.Code != http.StatusSeeOther {
		t.Errorf("sign out: got status %d, want 303", got.Code)
	}
	if got := w.as("desk", "en").get("/desk"); got.Code != http.StatusSeeOther {
		t.Errorf("after signing out: got status %d, want to be led to /sign-in", got.Code)
	}
	if got := w.as("manager", "en").post("/account/end-sessions", nil); got.Code != http.StatusSeeOther {
		t.Errorf("end all sessions: got status %d, want 303", got.Code)
	}
}

func TestPhotosAreForThoseWhoMaySeeThem(t *testing.T) {
	w := atWork(t)
	item := "/photos/items/" + string(w.laptop.Ref) + "/" + w.laptop.Pictures[0].ID + "/thumb"
	report := w.lost.Report
	own := w.lost.Link + "/photos/" + report.Things[0].Pictures[0].ID
	for _, tc := range []struct {
		who, path string
		want      int
	}{
		{"desk", item, 200}, {"", item, 303}, {"", own + "/thumb", 200}, {"", own + "/view", 200}, {"", own + "/kept", 404},
		{"", strings.Replace(own, w.lost.Link, w.ringLost.Link, 1) + "/thumb", 404},
		{"desk", "/photos/reports/" + string(report.Ref) + "/" + report.Things[0].Pictures[0].ID + "/thumb", 200},
		{"finder", "/photos/reports/" + string(report.Ref) + "/" + report.Things[0].Pictures[0].ID + "/thumb", 403},
	} {
		got := w.as(tc.who, "en").get(tc.path)
		if got.Code != tc.want {
			t.Errorf("%s as %q: got status %d, want %d", tc.path, tc.who, got.Code, tc.want)
		}
		if got.Code != http.StatusOK {
			continue
		}
		h := got.Header()
		if h.Get("Cache-Control") != "private, no-cache" || h.Get("X-Content-Type-Options") != "nosniff" || !strings.HasPrefix(h.Get("Content-Type"), "image/") {
			t.Errorf("%s: got headers %v, want a private image", tc.path, h)
		}
		r := httptest.NewRequest("GET", tc.path, nil)
		r.Header.Set("If-None-Match", h.Get("ETag"))
		r.AddCookie(&http.Cookie{Name: staff.SessionCookie, Value: w.sessions[tc.who]})
		again := httptest.NewRecorder()
		w.pages.ServeHTTP(again, r)
		if again.Code != http.StatusNotModified {
			t.Errorf("%s a second time: got status %d, want 304", tc.path, again.Code)
		}
	}
}
