package web

import (
	"strings"
	"testing"

	"lostfound/internal/loss"
)

func TestADeskSeesWhatIsRegisteredOrReportedTwice(t *testing.T) {
	w := atWork(t)
	desk := w.as("desk", "en")
	if strings.Contains(desk.get("/desk/items/"+string(w.laptop.Ref)).Body.String(), "registered twice") ||
		strings.Contains(desk.get("/desk/reports/"+string(w.lost.Report.Ref)).Body.String(), "reported twice") {
		t.Fatal("the pages speak of twins where there are none")
	}
	member, err := w.Who(t.Context(), w.sessions["finder"])
	must(t, err)
	d := w.laptop.Details
	d.Type, d.Colours, d.Lang, d.Inside = "laptop", []string{"silver"}, "en", ""
	second, _, err := w.TakeIn(t.Context(), member, d, nil, "")
	must(t, err)
	again, _, err := w.File(t.Context(), nil, loss.Statement{Sites: w.lost.Report.Sites, From: w.lost.Report.From, To: w.lost.Report.To, Lang: "en",
		Things: []loss.Details{w.lost.Report.Things[0].Details}}, nil, "")
	must(t, err)
	for path, want := range map[string]string{
		"/desk/items/" + string(w.laptop.Ref):        string(second.Ref),
		"/desk/items/" + string(second.Ref):          string(w.laptop.Ref),
		"/desk/reports/" + string(w.lost.Report.Ref): string(again.Report.Ref),
		"/desk/filed/" + string(again.Report.Ref):    string(w.lost.Report.Ref),
		"/desk/reports/" + string(again.Report.Ref):  string(w.lost.Report.Ref),
	} {
		page := desk.get(path).Body.String()
		at := strings.Index(page, " twice:")
		if at < 0 || !strings.Contains(page[at:min(at+200, len(page))], want) {
			t.Errorf("%s does not say that %s may be the same", path, want)
		}
	}
}
