package api

import (
	"testing"

	"lostfound/internal/found"
)

func TestAFindIsHandedBackOnTheSpotByPrograms(t *testing.T) {
	c := openCounter(t)
	path := "/api/v1/items/" + string(c.takeIn().Ref)
	c.put(path+"/hand-back", operator, "").refused(409, "", "ask_first")
	c.post(path+"/claims", operator, `{"said":""}`).refused(422, "said", "required")
	c.post(path+"/claims", operator, `{"said":"an orange hook"}`).wants(200)
	if it := read[item](c.put(path+"/hand-back", operator, "").wants(200)); it.Status != found.Released || it.Handed == nil || !it.Handed.Spot || len(it.Claims) != 1 {
		t.Errorf("got %s, %+v, want it handed back on the claim", it.Status, it.Handed)
	}
	if it := read[item](c.send("DELETE", path+"/hand-back", operator, "").wants(200)); it.Status != found.InStore {
		t.Errorf("undone: got %s, want it in store", it.Status)
	}
	c.put("/api/v1/sites/AMS", operator, `{"name":"Amsterdam","kind":"airport","time_zone":"Europe/Amsterdam","desk_only":["bag"]}`).wants(200)
	c.put(path+"/hand-back", operator, "").refused(409, "", "only_at_the_desk")
	c.put("/api/v1/sites/AMS", operator, `{"name":"Amsterdam","kind":"airport","time_zone":"Europe/Amsterdam","desk_only":["nonsense"]}`).refused(422, "desk_only", "unknown_category")
}
