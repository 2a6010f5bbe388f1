package web

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"lostfound/internal/staff"
	"lostfound/internal/web/brand"
)

// zipped asks for a page or an asset as browsers do.
func (v visitor) zipped(path string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", path, nil)
	r.Header.Set("Accept-Encoding", "gzip, br")
	r.Header.Set("Accept-Language", v.lang)
	if v.session != "" {
		r.AddCookie(&http.Cookie{Name: staff.SessionCookie, Value: v.session})
	}
	w := httptest.NewRecorder()
	v.pages.ServeHTTP(w, r)
	return w
}

var linked = regexp.MustCompile(`(?:href|src)="(/assets/[^"#]+)`)

// A first page must not be heavy on a slow phone: 60 KB are 1.2 s at 400 kbit/s.
func TestFirstPagesAreLight(t *testing.T) {
	w := atWork(t)
	for _, p := range []shown{{"", "/"}, {"", "/report"}, {"", w.lost.Link}, {"", "/sign-in"}} {
		got := w.as(p.who, "de").zipped(p.path)
		sent := got.Body.Len()
		z, err := gzip.NewReader(got.Body)
		must(t, err)
		page, err := io.ReadAll(z)
		must(t, err)
		seen := map[string]bool{}
		for _, m := range linked.FindAllStringSubmatch(string(page), -1) {
			if !seen[m[1]] {
				seen[m[1]] = true
				sent += w.as("", "de").zipped(m[1]).Body.Len()
			}
		}
		if want := 60 << 10; sent > want {
			t.Errorf("%s with all it needs: got %d bytes, want at most %d", p.path, sent, want)
		}
	}
}

func TestPagesOfStaffAreNotCompressed(t *testing.T) {
	w := atWork(t)
	if got := w.as("desk", "en").zipped("/desk/items?q=laptop").Header().Get("Content-Encoding"); got != "" {
		t.Errorf("got encoding %q, want none", got)
	}
	if got := w.as("", "en").zipped("/report").Header().Get("Content-Encoding"); got != "gzip" {
		t.Errorf("a traveller's page: got encoding %q, want gzip", got)
	}
}

// Rare pictures come one by one: a page that shows a thread does not fetch 170 others.
func TestRarePicturesComeOneByOne(t *testing.T) {
	w := atWork(t)
	a, err := openAssets(brand.Brand{})
	must(t, err)
	rare := 0
	for name, file := range a.files {
		if strings.HasPrefix(name, "shared/vendor/more/") {
			rare++
			if got := w.as("", "en").get(a.address(name)); got.Header().Get("Content-Type") != "image/svg+xml" || len(file.plain) > 24<<10 || strings.Count(string(file.plain), "<symbol") != 1 {
				t.Errorf("%s: got %s, %d bytes, want one small picture", name, got.Header().Get("Content-Type"), len(file.plain))
			}
		}
	}
	if rare < 100 {
		t.Errorf("got %d rare pictures, want all", rare)
	}
}
