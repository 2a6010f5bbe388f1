package web

import (
	"bytes"
	"mime/multipart"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"lostfound/internal/found"
	"lostfound/internal/office"
	"lostfound/internal/site"
	"lostfound/internal/staff"
)

// returned are two cars of a lot at noon: one that goes out again soon, one that does not.
const returned = "plate,country,model,colour,agreement,stall,returned_at,next_rental_at\n" +
	"M-QX 417,D,VW Golf,white,RA-7701,A05,2026-11-25 12:10,\nM-AB 90,D,Opel Corsa,silver,5512,A06,2026-11-25 11:30,2026-11-25 14:00\n"

// openLot adds a rental lot, its manager lena and its cleaner jo.
func (w *opened) openLot(t *testing.T) {
	t.Helper()
	_, _, err := w.PutSite(t.Context(), staff.Operator, site.Site{Code: "MUC-RENT", Name: "Munich car return", Kind: site.RentalLot, TimeZone: "Europe/Berlin", Languages: []string{"de"}})
	must(t, err)
	for name, role := range map[string]staff.Role{"lena": staff.Manager, "jo": staff.Finder} {
		m, err := w.AddStaff(t.Context(), staff.Operator, office.NewMember{SignIn: name, Name: name, Password: password, Grants: []staff.Grant{{Site: "MUC-RENT", Role: role}}})
		must(t, err)
		w.hand(t, name, m)
	}
	_, err = w.ImportReturns(t.Context(), staff.Operator, "MUC-RENT", []byte(returned))
	must(t, err)
}

// handIn sends a sheet as a browser does.
func (v visitor) handIn(t *testing.T, path, of, sheet string) *httptest.ResponseRecorder {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	must(t, form.WriteField("of", of))
	file, err := form.CreateFormFile("sheet", "cars.csv")
	must(t, err)
	_, err = file.Write([]byte(sheet))
	must(t, err)
	must(t, form.Close())
	return v.send("POST", path, &body, form.FormDataContentType())
}

func TestAManagerHandsInASheet(t *testing.T) {
	w := atWork(t)
	w.openLot(t)
	const cars = "/manager/sites/MUC-RENT/cars"
	lena := w.as("lena", "en")
	if got := lena.handIn(t, cars, "vehicles", "plate\nM-QX 417\nM-QX 418\nM-QX 419\n"); got.Header().Get("Location") != cars+"?taken=3" {
		t.Errorf("got status %d, led to %q, want 3 rows taken", got.Code, got.Header().Get("Location"))
	}
	wrong := lena.handIn(t, cars, "returns", "plate,stall,returned_at\nM-QX 418,A07,soon\n")
	if body := wrong.Body.String(); wrong.Code != 422 || !strings.Contains(body, "row 2, returned_at: ") {
		t.Errorf("a mistake: got status %d, want 422 and the row: %s", wrong.Code, body)
	}
	if got := lena.handIn(t, cars, "returns", ""); got.Code != 422 {
		t.Errorf("an empty sheet: got status %d, want 422", got.Code)
	}
	if body := lena.get(cars).Body.String(); !strings.Contains(body, "Cars in the fleet: 3. Came back and should be here now: 2.") {
		t.Errorf("got %s, want 3 cars and 2 of them here", body)
	}
}

func TestTheDeskReadsUnderWhichAgreementACarWasOut(t *testing.T) {
	w := atWork(t)
	w.openLot(t)
	it, _, err := w.TakeIn(t.Context(), staff.Operator, found.Details{Site: "MUC-RENT", FoundAt: noon.Add(-time.Minute), Type: "bag", Plate: "m qx 417"}, nil, "")
	must(t, err)
	body := w.as("lena", "en").get("/desk/items/" + string(it.Ref)).Body.String()
	for _, want := range []string{"RA-7701", "stall A05", "12:10", "VW Golf white"} {
		if !strings.Contains(body, want) {
			t.Errorf("got no %q", want)
		}
	}
}
