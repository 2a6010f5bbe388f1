package api

import (
	"strings"
	"testing"
)

func TestWhatIsRegisteredOrReportedTwiceIsSuggested(t *testing.T) {
	c := openCounter(t)
	first := c.takeIn()
	second := read[item](c.post("/api/v1/items", operator, strings.NewReplacer("rugzak", "backpack", `"nl"`, `"en"`, "zwart", "black", "oranje klimhaak", "orange climbing hook").Replace(aFind)).wants(201))
	coat := read[item](c.post("/api/v1/items", operator, strings.NewReplacer("rugzak", "jas", "Deuter", "", "DT-4711-X9", "").Replace(aFind)).wants(201))
	ofItem := func(id string) []twinItem {
		return read[struct{ Twins []twinItem }](c.get("/api/v1/items/"+id+"/twins", operator).wants(200)).Twins
	}
	if got := ofItem(string(first.Ref)); len(got) != 1 || got[0].Item != second.Ref || got[0].Score < 0.7 {
		t.Errorf("got %+v, want %s alone", got, second.Ref)
	}
	if got := ofItem(string(coat.Ref)); len(got) != 0 {
		t.Errorf("a coat beside it: got %+v, want none", got)
	}

	loss, again := c.lose(), c.lose()
	ofReport := func(id string) []twinThing {
		return read[struct{ Twins []twinThing }](c.get("/api/v1/reports/"+id+"/twins", operator).wants(200)).Twins
	}
	if got := ofReport(string(loss.Ref)); len(got) != 1 || got[0].Report != again.Ref || got[0].Of != 1 || got[0].Thing != 1 {
		t.Errorf("got %+v, want %s alone", got, again.Ref)
	}
	c.post("/api/v1/reports/"+string(again.Ref)+"/matches/"+string(first.Ref)+"/confirm", operator, "").wants(200)
	if got := ofReport(string(loss.Ref)); len(got) != 0 {
		t.Errorf("found for the other: got %+v, want none", got)
	}
}
