package web

import (
	"bytes"
	"mime/multipart"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"lostfound/internal/found"
	"lostfound/internal/loss"
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

// misses files a report of a bag left in the Golf, by somebody who does not know its plate.
func (w *opened) misses(t *testing.T) office.Thanks {
	t.Helper()
	th, _, err := w.File(t.Context(), nil, loss.Statement{Sites: []string{"MUC-RENT"}, Place: "in the car", From: noon.Add(-time.Hour), To: noon, Lang: "en",
		Car:    loss.Car{Model: "Golf", Colour: "white", ByColleague: true},
		Things: []loss.Details{{Type: "laptop bag", Category: "laptop_bag", Colours: []string{"black"}}}}, [][]office.Upload{{{Field: "photo", Data: pixel}}}, "")
	must(t, err)
	return th
}

func TestACleanerIsDoneInOneTapAndMayUndoIt(t *testing.T) {
	w := atWork(t)
	w.openLot(t)
	jo := w.as("jo", "de")
	if got := len(nodes(t, jo.get("/lot").Body.String(), "article")); got != 2 {
		t.Errorf("got %d cars to clean, want 2", got)
	}
	done := jo.post("/lot/MUC-RENT/cars/1/done", nil)
	after := jo.get(done.Header().Get("Location")).Body.String()
	if got := len(nodes(t, after, "article")); got != 1 || !strings.Contains(after, `action="/lot/MUC-RENT/cars/1/not-done"`) {
		t.Errorf("done: got %d cars, want one less and a way back: %s", got, after)
	}
	jo.post("/lot/MUC-RENT/cars/1/not-done", nil)
	if got := len(nodes(t, jo.get("/lot").Body.String(), "article")); got != 2 {
		t.Errorf("undone: got %d cars, want 2", got)
	}
}

func TestWhatALotSaysIsReadByTheTravellerInTheirLanguage(t *testing.T) {
	w := atWork(t)
	w.openLot(t)
	bag := w.misses(t)
	jo, traveller := w.as("jo", "de"), w.as("", "fr")
	board := jo.get("/lot").Body.String()
	request := "/lot/MUC-RENT/requests/" + string(bag.Report.Ref)
	for _, want := range []string{`action="` + request + `"`, "A05", "M-QX 417", request + "/photos/" + bag.Report.Things[0].Pictures[0].ID + "/view"} {
		if !strings.Contains(board, want) {
			t.Errorf("the board lacks %s", want)
		}
	}
	if strings.Contains(board, "in the car") || strings.Contains(board, "M-AB 90</b></span>") {
		t.Error("the board tells more than what is missing and where to look")
	}
	if got := jo.get(request + "/photos/" + bag.Report.Things[0].Pictures[0].ID + "/view"); got.Code != 200 {
		t.Errorf("the traveller's photo: got status %d, want 200", got.Code)
	}
	if got := w.as("finder", "en").get(request + "/photos/" + bag.Report.Things[0].Pictures[0].ID + "/view"); got.Code != 403 {
		t.Errorf("for a finder elsewhere: got status %d, want 403", got.Code)
	}
	nothing := jo.post(request, url.Values{"answer": {"looked_nothing"}, "stay": {"1"}, "places": {"under_seats", "boot"}})
	status := traveller.get(bag.Link).Body.String()
	if !strings.Contains(status, "a regardé dans la voiture") || !strings.Contains(status, "sous les sièges") || strings.Contains(status, "A05") {
		t.Errorf("answered with status %d: the traveller reads %s, want where was looked, and no stall", nothing.Code, status)
	}
	undo := jo.get(nothing.Header().Get("Location")).Body.String()
	if !strings.Contains(undo, `action="`+request+`/take-back"`) {
		t.Errorf("got no way back: %s", undo)
	}
	jo.post(request+"/take-back", url.Values{"no": {"1"}})
	found := jo.post(request, url.Values{"answer": {"found"}, "stay": {"1"}})
	if got := found.Header().Get("Location"); !strings.HasPrefix(got, "/checkpoint?") {
		t.Errorf("found: led to %q, want to take it in", got)
	}
	capture := jo.get(found.Header().Get("Location")).Body.String()
	for _, want := range []string{`value="M-QX 417"`, `value="A05"`, `action="` + request + `/take-back"`} {
		if !strings.Contains(capture, want) {
			t.Errorf("the capture page lacks %s", want)
		}
	}
	if got := jo.post(request, url.Values{"answer": {"looked_nothing"}, "stay": {"1"}}); got.Code != 409 {
		t.Errorf("answered after the find: got status %d, want 409", got.Code)
	}
}

func TestTheDeskSeesFirstWhatNobodyAnswered(t *testing.T) {
	w := atWork(t)
	w.openLot(t)
	bag := w.misses(t)
	must(t, w.FollowSearches(t.Context()))
	if body := w.as("lena", "en").get("/desk").Body.String(); strings.Contains(body, "Nobody on the lot answered") {
		t.Error("before its time: the desk is told")
	}
	later, err := office.Open(t.Context(), w.keepers, office.Options{Now: func() time.Time { return noon.Add(site.UsualAnswer * time.Minute) }})
	must(t, err)
	must(t, later.FollowSearches(t.Context()))
	body := w.as("lena", "en").get("/desk").Body.String()
	if rows := nodes(t, body, "a"); !strings.Contains(body, "Nobody on the lot answered") || !slices.ContainsFunc(rows, func(a *html.Node) bool {
		return attr(a, "href") == "/desk/reports/"+string(bag.Report.Ref) && strings.Contains(text(a), "Nobody on the lot answered")
	}) {
		t.Errorf("got %s, want the request", body)
	}
	if status := w.as("", "en").get(bag.Link).Body.String(); !strings.Contains(status, "Our desk is looking after it now.") {
		t.Error("the traveller is not told that the desk took over")
	}
}

func TestTheStallListNamesWhatIsMissing(t *testing.T) {
	w := atWork(t)
	w.openLot(t)
	w.misses(t)
	rows := nodes(t, w.as("jo", "en").get("/lot/MUC-RENT/list").Body.String(), "tr")
	if len(rows) != 3 {
		t.Fatalf("got %d rows, want the head and two stalls", len(rows))
	}
	for i, want := range []string{"laptop bag", ""} {
		if got := text(rows[i+1]); want != "" && !strings.Contains(got, want) || want == "" && strings.Contains(got, "laptop bag") {
			t.Errorf("row %d: got %q, want %q in it", i+1, got, want)
		}
	}
}
