package api

import (
	"fmt"
	"strings"
	"testing"
)

// hostile are values that have broken programs before.
var hostile = []string{
	`"\u0000"`, `"\u202e\u200b\ufeff"`, `"😀 ñ 中文 \ud83d\ude00"`, `"' OR 1=1 --"`, `"{{.}} ${7*7} %s%n"`, `"../../etc/passwd"`, `"` + strings.Repeat("a", 100_000) + `"`,
	`"` + strings.Repeat(`\u0301`, 190) + `"`, `"9999-12-31T23:59:59.999999999-23:59"`, `"0000-01-01T00:00:00Z"`, `"1677-09-21T00:12:43Z"`, `"2262-04-12T00:00:00Z"`,
	`[` + strings.Repeat(`[`, 5_000), `[null,null]`, `{"":{}}`, `-0`, `1e309`, `null`, `18446744073709551616`,
}

func TestNoValueIsAFailureOfOurs(t *testing.T) {
	c := openCounter(t)
	it, loss := c.takeIn(), c.lose()
	find := `"site":"AMS","found_at":"2026-10-02T05:40:00Z","item_type":"bag"`
	report := `"sites":["AMS"],"lost_from":"2026-10-02T05:00:00Z","item_type":"bag"`
	for _, f := range []struct{ method, path, with, fields string }{
		{"POST", "/items", find, "zone lang item_type category colours brand description marks serial plate inside handling.cleared_by handling.cleared_at handling.keep_cold_until handling.two_people site found_at"},
		{"POST", "/reports", report, "place lang contact.name contact.email filed_by on_behalf_of needed_by car.model category colours brand description identifiers.serial identifiers.plate identifiers.name identifiers.phone sites lost_from lost_to things"},
		{"POST", "/reports", `"sites":["AMS"],"item_type":"bag"`, "lost_from lost_to"},
		{"POST", "/items/" + string(it.Ref) + "/release", `"name":""`, "name on_behalf_of id_kind note witness agreed signature"},
		{"POST", fmt.Sprintf("/reports/%s/matches/%s/dismiss", loss.Ref, it.Ref), `"thing":1`, "thing"},
		{"PUT", "/sites/AMS", `"name":"A","kind":"airport","time_zone":"UTC"`, "name kind time_zone languages zones connects answer_within"},
		{"POST", "/staff", `"sign_in":"","name":"N","password":"a long password","grants":[{"site":"AMS","role":"desk"}]`, "sign_in name password lang grants"},
	} {
		for _, field := range strings.Fields(f.fields) {
			for _, value := range hostile {
				body := "{" + f.with + "," + nested(field, value)[1:] // of two the last counts
				if got := c.send(f.method, "/api/v1"+f.path, operator, body); got.Code >= 500 {
					t.Errorf("%s = %.60s: got %d %s", field, value, got.Code, got.Body)
				}
			}
		}
	}
	for _, query := range []string{"q=%00", "q=%ff", "site=%00", "site=..%2F", "cursor=%ff", "cursor=MDow", "status=%00", "limit=9999999999999999999", "q=" + strings.Repeat("a", 10_000)} {
		for _, path := range []string{"/items?", "/reports?"} {
			if got := c.get("/api/v1"+path+query, operator); got.Code >= 500 {
				t.Errorf("%s%s: got %d %s", path, query, got.Code, got.Body)
			}
		}
	}
	c.post("/api/v1/reindex", operator, "").wants(200)
	c.get("/api/v1/items", operator).wants(200)
	c.get("/api/v1/reports", operator).wants(200)
}

func TestWithoutRedisTheCounterStaysOpen(t *testing.T) {
	c := openCounter(t)
	desk := c.token("desk")
	old := c.takeIn()
	must(t, c.keepers.Redis.Close())
	c.post("/api/v1/items", desk, aFind).wants(201)
	c.get("/api/v1/items/"+string(old.Ref), desk).wants(200)
	loss := read[thanks](c.post("/api/v1/reports", "", aLoss).wants(201))
	c.get("/api/v1/reports/"+string(loss.Ref), desk).wants(200)
	for _, list := range []string{"/items", "/reports", "/reports/" + string(loss.Ref) + "/matches"} {
		c.get("/api/v1"+list, desk).wants(503)
	}
	c.post("/api/v1/items/"+string(old.Ref)+"/release", desk, `{"name":"K. Verzonnen","agreed":"aloud"}`).wants(200)
}
