package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestEveryAnswerIsGuarded(t *testing.T) {
	w := atWork(t)
	for _, p := range append(w.everyPage(t), shown{"", "/assets/none"}) {
		h := w.as(p.who, "en").get(p.path).Header()
		for name, want := range map[string]string{"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s: got %q, want %q", p.path, name, got, want)
			}
		}
		if h.Get("Permissions-Policy") == "" {
			t.Errorf("%s: no Permissions-Policy", p.path)
		}
		want := "no-store"
		if path, _, _ := strings.Cut(p.path, "?"); path == "/report" || path == "/checkpoint" || path == "/desk/file" {
			want = "private, no-cache" // an empty form, which the way back must find as it was left
		}
		if got := h.Get("Cache-Control"); got != want {
			t.Errorf("%s: Cache-Control: got %q, want %q", p.path, got, want)
		}
		if h.Get("Strict-Transport-Security") != "" {
			t.Errorf("%s: asks for https over http", p.path)
		}
	}
	for _, part := range []string{"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"} {
		if !strings.Contains(policy, part) {
			t.Errorf("policy lacks %s", part)
		}
	}
	if strings.Contains(policy, "unsafe") {
		t.Error("policy allows something unsafe")
	}
}

func TestSecureBehindALoadBalancer(t *testing.T) {
	w := atWork(t)
	h, err := Handler(w.Office, Options{PublicURL: "https://lost.example"})
	must(t, err)
	w.pages = h
	got := w.as("", "en").get(w.lost.Link + "?new=1")
	if got.Header().Get("Strict-Transport-Security") == "" {
		t.Error("reached by https: no Strict-Transport-Security")
	}
	if want := "https://lost.example" + w.lost.Link; !strings.Contains(got.Body.String(), want) {
		t.Errorf("the card does not say %s", want)
	}
	if cookie := w.as("", "en").get("/?lang=nl").Header().Get("Set-Cookie"); !strings.Contains(cookie, "Secure") {
		t.Errorf("cookie %q is not Secure", cookie)
	}
}

func TestPrivatePagesAreNotForSearchEngines(t *testing.T) {
	w := atWork(t)
	for _, path := range []string{w.lost.Link, w.lost.Link + "/erase", "/nowhere"} {
		if !strings.Contains(w.as("", "en").get(path).Body.String(), `content="noindex, nofollow"`) {
			t.Errorf("%s may be indexed", path)
		}
	}
	wrong := w.lost.Link[:len(w.lost.Link)-1] + "x"
	if got := w.as("", "en").get(wrong); got.Code != http.StatusNotFound {
		t.Errorf("private page with a wrong character: got status %d, want 404", got.Code)
	}
}

func TestLogsKeepSecrets(t *testing.T) {
	w := atWork(t)
	w.as("", "en").get(w.lost.Link)
	w.as("desk", "en").get("/desk/items?q=Anna")
	logged := w.logged.String()
	if !strings.Contains(logged, "/r/:ref/:token") {
		t.Fatalf("the request is not in the log: %s", logged)
	}
	token := w.lost.Link[strings.LastIndexByte(w.lost.Link, '/')+1:]
	for _, secret := range []string{token, "Anna", w.sessions["desk"]} {
		if strings.Contains(logged, secret) {
			t.Errorf("the log has %q", secret)
		}
	}
}

func TestLanguageIsAskedForAndKept(t *testing.T) {
	w := atWork(t)
	got := w.as("", "en").get("/report?site=AMS&lang=de")
	if got.Code != http.StatusSeeOther || got.Header().Get("Location") != "/report?site=AMS" {
		t.Errorf("another language: got %d to %q, want 303 to /report?site=AMS", got.Code, got.Header().Get("Location"))
	}
	r := httptest.NewRequest("GET", "/report", nil)
	r.Header.Set("Accept-Language", "en")
	for _, c := range got.Result().Cookies() {
		r.AddCookie(c)
	}
	page := httptest.NewRecorder()
	w.pages.ServeHTTP(page, r)
	if !strings.Contains(page.Body.String(), `<html lang="de" dir="ltr">`) {
		t.Error("the chosen language is not kept")
	}
	if to := w.as("", "en").get("//evil.example/?lang=nl").Header().Get("Location"); strings.HasPrefix(to, "//") {
		t.Errorf("a language for another host: led to %q", to)
	}
}

func TestOtherSitesAndLargeBodiesAreRefused(t *testing.T) {
	w := atWork(t)
	r := httptest.NewRequest("POST", "/report", strings.NewReader(lossFields().Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	got := httptest.NewRecorder()
	w.pages.ServeHTTP(got, r)
	if got.Code != http.StatusForbidden || !strings.Contains(got.Body.String(), "Another website sent this") {
		t.Errorf("post from another site: got status %d, want 403 and why", got.Code)
	}
	r = httptest.NewRequest("POST", "/report", strings.NewReader("place=x"))
	r.ContentLength = maxBody + 1
	got = httptest.NewRecorder()
	w.pages.ServeHTTP(got, r)
	if got.Code != http.StatusRequestEntityTooLarge || !strings.Contains(got.Body.String(), "Nothing is lost") {
		t.Errorf("body over its limit: got status %d, want 413 and what to do", got.Code)
	}
	if got := w.as("", "en").send("DELETE", "/report", nil, ""); got.Code != http.StatusMethodNotAllowed {
		t.Errorf("DELETE of the form: got status %d, want 405", got.Code)
	}
}

func TestAssets(t *testing.T) {
	w := atWork(t)
	sheet := ""
	for _, l := range nodes(t, w.as("", "en").get("/").Body.String(), "link") {
		if attr(l, "rel") == "stylesheet" && strings.HasSuffix(attr(l, "href"), "/traveller.css") {
			sheet = attr(l, "href")
		}
	}
	got := w.as("", "en").get(sheet)
	if got.Code != http.StatusOK || got.Header().Get("Cache-Control") != "public, max-age=31536000, immutable" || !strings.HasPrefix(got.Header().Get("Content-Type"), "text/css") {
		t.Errorf("%s: got status %d, headers %v, want an immutable style sheet", sheet, got.Code, got.Header())
	}
	r := httptest.NewRequest("GET", sheet, nil)
	r.Header.Set("Accept-Encoding", "br, gzip")
	small := httptest.NewRecorder()
	w.pages.ServeHTTP(small, r)
	if small.Header().Get("Content-Encoding") != "gzip" || small.Body.Len() >= got.Body.Len() {
		t.Errorf("%s, gzip accepted: got %d bytes of %d", sheet, small.Body.Len(), got.Body.Len())
	}
	for _, path := range []string{"/assets/0000/shared/base.css", "/assets/", strings.Replace(sheet, ".css", ".html", 1), strings.Replace(sheet, "traveller.css", "../fs.go", 1)} {
		if got := w.as("", "en").get(path); got.Code != http.StatusNotFound {
			t.Errorf("%s: got status %d, want 404", path, got.Code)
		}
	}
}
