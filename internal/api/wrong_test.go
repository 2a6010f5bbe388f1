package api

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"net/http/httptest"
	"strings"
	"testing"
)

// shapes are JSON values, by what they are.
var shapes = map[string][]string{
	"text":      {`5`, `true`, `[]`, `{}`},
	"list":      {`5`, `true`, `"red"`, `{}`},
	"object":    {`5`, `true`, `"x"`, `[]`},
	"time":      {`5`, `true`, `[]`, `{}`, `"yesterday"`, `"2026-10-02"`, `"2026-10-02T05:40:00"`, `"2026-13-02T05:40:00Z"`, `""`},
	"yes or no": {`5`, `"yes"`, `[]`, `{}`},
	"number":    {`"5"`, `true`, `[]`, `{}`, `1.5`, `1e99`},
}

var codes = map[string]string{"text": "wants_text", "list": "wants_list", "object": "wants_object", "time": "wants_time", "yes or no": "wants_yes_or_no", "number": "wants_number"}

// nested writes a value under a dotted path, where a[0] is the only entry of a list.
func nested(path, value string) string {
	parts := strings.Split(path, ".")
	for i := len(parts) - 1; i >= 0; i-- {
		name, inList := strings.CutSuffix(parts[i], "[0]")
		if inList {
			value = "[" + value + "]"
		}
		value = `{"` + name + `":` + value + `}`
	}
	return value
}

func TestAWrongTypeIsToldByItsField(t *testing.T) {
	c := openCounter(t)
	it, loss := c.takeIn(), c.lose()
	for _, f := range []struct {
		method, path string
		fields       map[string]string
	}{
		{"POST", "/api/v1/items", map[string]string{"site": "text", "zone": "text", "found_at": "time", "lang": "text", "item_type": "text", "category": "text", "colours": "list",
			"colours[0]": "text", "brand": "text", "description": "text", "marks": "text", "serial": "text", "plate": "text", "inside": "text", "handling": "object",
			"handling.cleared_by": "text", "handling.cleared_at": "time", "handling.keep_cold_until": "time", "handling.must_not_be_stored": "yes or no",
			"handling.already_with": "text", "handling.already_with_ref": "text", "handling.two_people": "yes or no"}},
		{"PATCH", "/api/v1/items/" + string(it.Ref), map[string]string{"site": "text", "found_at": "time", "colours[0]": "text", "handling.two_people": "yes or no", "inside": "text"}},
		{"PATCH", "/api/v1/reports/" + string(loss.Ref), map[string]string{"sites[0]": "text", "lost_to": "time", "contact.phone": "text", "things": "list", "things[0]": "object",
			"things[0].no": "number", "things[0].colours": "list", "things[0].identifiers.name": "text"}},
		{"POST", "/api/v1/items/" + string(it.Ref) + "/release", map[string]string{"name": "text", "on_behalf_of": "text", "id_kind": "text", "note": "text", "witness": "text", "agreed": "text", "signature": "text"}},
		{"POST", "/api/v1/reports", map[string]string{"sites": "list", "sites[0]": "text", "place": "text", "lost_from": "time", "lost_to": "time", "lang": "text", "contact": "object",
			"contact.name": "text", "contact.email": "text", "contact.phone": "text", "filed_by": "text", "on_behalf_of": "text", "needed_by": "time", "car": "object", "car.model": "text", "car.by_colleague": "yes or no", "things": "list", "things[0]": "object",
			"item_type": "text", "category": "text", "colours": "list", "colours[0]": "text", "brand": "text", "description": "text", "identifiers": "object", "identifiers.serial": "text",
			"identifiers.plate": "text", "identifiers.name": "text", "identifiers.phone": "text", "things[0].item_type": "text", "things[0].colours[0]": "text", "things[0].identifiers.phone": "text"}},
		{"POST", "/api/v1/reports/" + string(loss.Ref) + "/matches/" + string(it.Ref) + "/confirm", map[string]string{"thing": "number"}},
		{"PUT", "/api/v1/sites/AMS", map[string]string{"name": "text", "kind": "text", "time_zone": "text", "languages": "list", "languages[0]": "text", "zones": "list", "zones[0]": "text",
			"connects": "list", "connects[0]": "text", "code": "text", "answer_within": "number"}},
		{"POST", "/api/v1/staff", map[string]string{"sign_in": "text", "name": "text", "password": "text", "lang": "text", "grants": "list", "grants[0]": "object", "grants[0].site": "text", "grants[0].role": "text"}},
		{"PUT", "/api/v1/staff/" + c.colleague() + "/duty", map[string]string{"duty": "text", "away": "list", "away[0]": "object", "away[0].from": "time", "away[0].until": "time"}},
		{"POST", "/api/v1/session", map[string]string{"sign_in": "text", "password": "text"}},
	} {
		for field, kind := range f.fields {
			for _, value := range shapes[kind] {
				c.send(f.method, f.path, operator, nested(field, value)).refused(422, field, codes[kind])
			}
		}
		for body, code := range map[string]string{"": "empty_body", "null": "wants_object", "[]": "wants_object", `"x"`: "wants_object", "{": "not_json", `{} {}`: "not_json", "\xff": "not_json"} {
			if body == "" && strings.HasSuffix(f.path, "/confirm") {
				continue // which needs none
			}
			c.send(f.method, f.path, operator, body).refused(422, "", code)
		}
		c.send(f.method, f.path, operator, `{"surprise":1}`).refused(422, "surprise", "unknown_field")
		r := withBody(f.method, f.path, `name=x`)
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		c.ask(r, operator).refused(415, "Content-Type", "media_type")
		r = withBody(f.method, f.path, `{"name":"`+strings.Repeat("x", maxJSON)+`"}`)
		c.ask(r, operator).refused(413, "", "body_too_large")
	}
}

func TestWhatTheRulesRefuseIsToldByItsField(t *testing.T) {
	c := openCounter(t)
	line, page := strings.Repeat("é", 201), strings.Repeat("é", 4001)
	find := func(fields string) string {
		return `{"site":"AMS","found_at":"2026-10-02T05:40:00Z","item_type":"bag",` + fields + `}`
	}
	loss := func(fields string) string {
		return `{"sites":["AMS"],"lost_from":"2026-10-02T05:00:00Z","item_type":"bag",` + fields + `}`
	}
	things := func(thing string) string {
		return `{"sites":["AMS"],"lost_from":"2026-10-02T05:00:00Z","things":[{"item_type":"bag"},` + thing + `]}`
	}
	for _, row := range []struct{ path, body, field, code string }{
		{"items", find(`"description":"` + page + `"`), "description", "too_long"},
		{"items", find(`"marks":"` + page + `"`), "marks", "too_long"},
		{"items", find(`"brand":"` + line + `"`), "brand", "too_long"},
		{"items", find(`"brand":"a\u0000b"`), "brand", "control_character"},
		{"items", find(`"description":"a\u001bb"`), "description", "control_character"},
		{"items", find(`"zone":"a\nb"`), "zone", "control_character"},
		{"items", find(`"colours":["red","\u0007"]`), "colours[1]", "control_character"},
		{"items", find(`"colours":["1","2","3","4","5","6","7","8","9"]`), "colours", "too_many"},
		{"items", find(`"serial":"\ud800"`), "serial", "not_text"},
		{"items", find("\"plate\":\"\xff\""), "plate", "not_text"},
		{"items", find(`"lang":"Klingon!"`), "lang", "unknown_language"},
		{"items", find(`"category":"no such code"`), "category", "unknown_category"},
		{"items", find(`"inside":"F-0000-01"`), "inside", "unknown_item"},
		{"items", find(`"inside":"../reports/x"`), "inside", "unknown_item"},
		{"items", find(`"handling":{"already_with_ref":"x"}`), "handling.already_with", "required"},
		{"items", find(`"found_at":"2026-10-02T06:10:01Z"`), "found_at", "in_the_future"},
		{"items", find(`"found_at":"1999-10-02T06:10:01Z"`), "found_at", "too_long_ago"},
		{"items", find(`"site":"XXX"`), "site", "unknown_site"},
		{"items", find(`"site":"../staff"`), "site", "unknown_site"},
		{"items", `{"found_at":"2026-10-02T05:40:00Z","item_type":"bag"}`, "site", "required"},
		{"items", `{"site":"AMS","item_type":"bag"}`, "found_at", "required"},
		{"items", `{"site":"AMS","found_at":"2026-10-02T05:40:00Z"}`, "item_type", "say_what_it_is"},
		{"reports", loss(`"description":"` + page + `"`), "description", "too_long"},
		{"reports", loss(`"identifiers":{"serial":"` + line + `"}`), "identifiers.serial", "too_long"},
		{"reports", loss(`"brand":"a\u0085b"`), "brand", "control_character"},
		{"reports", loss(`"category":"no such code"`), "category", "unknown_category"},
		{"reports", loss(`"contact":{"name":"a\u0000b"}`), "contact.name", "control_character"},
		{"reports", loss(`"lost_to":"2026-10-02T04:59:59Z"`), "lost_to", "ends_before_it_begins"},
		{"reports", loss(`"lost_to":"2028-10-02T04:59:59Z"`), "lost_to", "window_too_long"},
		{"reports", loss(`"lost_from":"2026-10-04T06:00:01Z"`), "lost_from", "in_the_future"},
		{"reports", loss(`"filed_by":"ghost"`), "filed_by", "unknown_filer"},
		{"reports", loss(`"sites":["AMS","XXX"]`), "sites", "unknown_site"},
		{"reports", loss(`"sites":[]`), "sites", "required"},
		{"reports", loss(`"sites":["` + strings.Repeat(`AMS","`, 10) + `AMS"]`), "sites", "too_many"},
		{"reports", loss(`"things":[{"item_type":"bag"}]`), "things", "thing_twice"},
		{"reports", `{"sites":["AMS"],"lost_from":"2026-10-02T05:00:00Z"}`, "things", "say_what_it_is"},
		{"reports", `{"sites":["AMS"],"item_type":"bag"}`, "lost_from", "required"},
		{"reports", things(`{}`), "things[1].item_type", "say_what_it_is"},
		{"reports", things(`{"brand":"` + line + `"}`), "things[1].item_type", "say_what_it_is"},
		{"reports", things(`{"item_type":"bag","identifiers":{"phone":"a\tb"}}`), "things[1].identifiers.phone", "control_character"},
		{"reports", things(strings.Repeat(`{"item_type":"bag"},`, 20) + `{}`), "things", "too_many"},
		{"staff", `{"sign_in":"x y","name":"X","password":"a long password","grants":[{"site":"AMS","role":"desk"}]}`, "sign_in", "sign_in_name"},
		{"staff", `{"sign_in":"xy","name":"X","password":"short","grants":[{"site":"AMS","role":"desk"}]}`, "password", "password_length"},
		{"staff", `{"sign_in":"xy","name":"X","password":"a long password","grants":[{"site":"AMS","role":"king"}]}`, "grants", "unknown_role"},
		{"staff", `{"sign_in":"xy","name":"X","password":"a long password","grants":[{"site":"XXX","role":"desk"}]}`, "grants", "unknown_site"},
		{"staff", `{"sign_in":"xy","name":"X","password":"a long password","grants":[]}`, "grants", "required"},
		{"import?kind=things", `{}`, "kind", "unknown_kind"},
	} {
		c.post("/api/v1/"+row.path, operator, row.body).refused(422, row.field, row.code)
	}
	colleague := c.colleague()
	for _, row := range []struct{ body, field, code string }{
		{`{"duty":"mornings"}`, "duty", "opening_hours"},
		{`{"duty":"","away":[{"from":"2026-10-03T06:00:00Z"}]}`, "away[0].until", "required"},
		{`{"duty":"","away":[{"from":"2026-10-03T06:00:00Z","until":"2026-10-02T06:00:00Z"}]}`, "away[0].until", "ends_before_it_begins"},
	} {
		c.send("PUT", "/api/v1/staff/"+colleague+"/duty", operator, row.body).refused(422, row.field, row.code)
	}
	site := `{"name":"A","kind":"airport","time_zone":"Europe/Paris"`
	for _, row := range []struct{ code, body, field, want string }{
		{"ams", site + `}`, "code", "site_code"},
		{"A%20B", site + `}`, "code", "site_code"},
		{"AMS", site + `,"code":"CDG"}`, "code", "not_the_address"},
		{"AMS", site + `,"connects":["AMS"]}`, "connects", "site_code"},
		{"AMS", strings.Replace(site, "airport", "harbour", 1) + `}`, "kind", "unknown_kind"},
		{"AMS", strings.Replace(site, "Europe/Paris", "Local", 1) + `}`, "time_zone", "unknown_time_zone"},
		{"AMS", strings.Replace(site, "Europe/Paris", "../../etc/passwd", 1) + `}`, "time_zone", "unknown_time_zone"},
	} {
		c.put("/api/v1/sites/"+row.code, operator, row.body).refused(422, row.field, row.want)
	}
	for _, row := range []struct{ query, field, code string }{
		{"limit=x", "limit", "wants_number"}, {"limit=0", "limit", "out_of_range"}, {"limit=101", "limit", "out_of_range"}, {"limit=-1", "limit", "out_of_range"},
		{"status=lost", "status", "unknown_status"}, {"q=" + line, "q", "too_long"}, {"q=%00", "q", "control_character"}, {"cursor=rubbish", "cursor", "bad_cursor"},
	} {
		c.get("/api/v1/items?"+row.query, operator).refused(422, row.field, row.code)
	}
	c.get("/api/v1/reports?cursor=rubbish", operator).refused(422, "cursor", "bad_cursor")
}

func TestAllThatIsWrongIsToldAtOnce(t *testing.T) {
	c := openCounter(t)
	got := read[problem](c.post("/api/v1/items", operator, `{"brand":"\u0000","serial":"\u0000"}`).wants(422))
	if len(got.Errors) != 5 {
		t.Errorf("got %+v, want site, found_at, item_type, brand and serial", got.Errors)
	}
}

func TestScriptComesBackAsText(t *testing.T) {
	c := openCounter(t)
	const script = `<script>alert('1')</script>`
	it := read[item](c.post("/api/v1/items", operator, strings.ReplaceAll(`{"site":"AMS","found_at":"2026-10-02T05:40:00Z","zone":"S","item_type":"S","colours":["S"],"brand":"S","description":"S","marks":"S","serial":"S","plate":"S","handling":{"cleared_by":"S"}}`, `"S"`, `"`+script+`"`)).wants(201))
	for field, got := range map[string]string{"zone": it.Zone, "item_type": it.Type, "colours": it.Colours[0], "brand": it.Brand, "description": it.Description, "marks": it.Marks,
		"serial": it.Serial, "plate": it.Plate, "handling": it.Handling.ClearedBy} {
		if got != script {
			t.Errorf("%s: got %q, want %q", field, got, script)
		}
	}
	filed := read[thanks](c.post("/api/v1/reports", operator, strings.ReplaceAll(`{"sites":["AMS"],"lost_from":"2026-10-02T05:40:00Z","place":"S","on_behalf_of":"S","contact":{"name":"S"},"item_type":"S","description":"S"}`, `"S"`, `"`+script+`"`)).wants(201))
	r := read[report](c.get("/api/v1/reports/"+string(filed.Ref), operator).wants(200))
	if r.Place != script || r.Contact.Name != script || r.OnBehalfOf != script || r.Things[0].Description != script {
		t.Errorf("got %+v, want the script everywhere", r)
	}
}

func TestReferencesThatNobodyHasAreMissing(t *testing.T) {
	c := openCounter(t)
	for _, address := range []string{
		"/items/F-0000-00", "/items/F-7K3Q-9X", "/items/R-0000-00", "/items/x", "/items/..%2Fstaff", "/items/%00", "/items/F-0000-00/photos/x/view",
		"/reports/R-0000-00", "/reports/F-0000-00", "/reports/%F0%9F%98%80", "/reports/R-0000-00/matches", "/reports/R-0000-00/photos/x/view",
	} {
		c.get("/api/v1"+address, operator).wants(404)
	}
	it := c.takeIn()
	for _, photo := range []string{"x/view", "000000000000000000000000/view", "../thumb"} {
		c.get("/api/v1/items/"+string(it.Ref)+"/photos/"+photo, operator).wants(404)
	}
	loss := c.lose()
	c.post("/api/v1/reports/"+string(loss.Ref)+"/matches/F-0000-00/confirm", operator, "").wants(404)
	c.post("/api/v1/reports/"+string(loss.Ref)+"/matches/"+string(it.Ref)+"/confirm", operator, `{"thing":7}`).refused(404, "", "no_such_thing")
	c.send("DELETE", "/api/v1/staff/S-0000-00", operator, "").wants(409) // the operator itself
	c.post("/api/v1/items/F-0000-00/release", operator, `{"name":"x"}`).wants(404)
	c.get("/api/v1/nowhere", operator).refused(404, "", "no_such_page")
	c.get("/nowhere", "").refused(404, "", "no_such_page")
	if got := c.send("DELETE", "/api/v1/items", operator, "").refused(405, "", "method"); got.Header().Get("Allow") == "" {
		t.Error("405: got no Allow")
	}
}

func TestPhotosThatAreNone(t *testing.T) {
	c := openCounter(t)
	good := jpegOf(t, 0)
	for _, p := range []struct {
		name, code string
		status     int
		data       []byte
	}{
		{"a text with a picture's name", "photo_unknown_format", 422, []byte("GIF is what I am not")},
		{"nothing", "photo_unknown_format", 422, nil},
		{"a page", "photo_unknown_format", 422, []byte("<html><script>alert(1)</script>")},
		{"a picture cut off", "photo_broken", 422, good[:len(good)/2]},
		{"a header of 60,000 x 60,000 pixels", "photo_too_many_pixels", 422, hugePNG()},
		{"more than 32 MiB", "photo_too_large_bytes", 413, append(bytes.Clone(good), make([]byte, 32<<20)...)},
	} {
		got := c.ask(multiForm("/api/v1/items", part{"item", "", []byte(aFind)}, part{"photo", "a.jpg", good}, part{"photo", "b.jpg", p.data}), operator)
		if got.Code != p.status {
			t.Errorf("%s: got %d %.200s, want %d", p.name, got.Code, got.Body, p.status)
			continue
		}
		got.refused(p.status, "photo[1]", p.code)
	}
}

func hugePNG() []byte {
	out := []byte("\x89PNG\r\n\x1a\n")
	head := append([]byte("IHDR"), 0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 8, 2, 0, 0, 0)
	out = binary.BigEndian.AppendUint32(out, uint32(len(head)-4))
	out = append(out, head...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(head))
}

func TestFormsThatAreWrong(t *testing.T) {
	c := openCounter(t)
	good := jpegOf(t, 0)
	record := part{"item", "", []byte(aFind)}
	photos := func(n int) (out []part) {
		for i := range n {
			out = append(out, part{"photo", fmt.Sprint(i, ".jpg"), jpegOf(t, uint8(i))})
		}
		return out
	}
	c.ask(multiForm("/api/v1/items", append(photos(9), record)...), operator).refused(422, "photo", "too_many")
	c.ask(multiForm("/api/v1/items", photos(1)...), operator).refused(422, "item", "required")
	c.ask(multiForm("/api/v1/items", record, record), operator).refused(422, "item", "part_twice")
	c.ask(multiForm("/api/v1/items", record, part{"picture", "a.jpg", good}), operator).refused(422, "picture", "unknown_field")
	c.ask(multiForm("/api/v1/items", record, part{"things[1].photo", "a.jpg", good}), operator).refused(422, "things[1].photo", "unknown_field")
	c.ask(multiForm("/api/v1/items", part{"item", "", nil}), operator).refused(422, "", "empty_body")
	c.ask(multiForm("/api/v1/items", part{"item", "", bytes.Repeat([]byte(" "), maxJSON+1)}), operator).refused(413, "item", "body_too_large")
	c.ask(multiForm("/api/v1/reports", part{"report", "", []byte(aLoss)}, part{"things[1].photo", "a.jpg", good}), operator).refused(422, "things[1]", "no_such_thing")
	for name, code := range map[string]string{"things[20].photo": "unknown_field", "things[01].photo": "unknown_field", "things[-1].photo": "unknown_field", "things[1]": "unknown_field", "": "unknown_field"} {
		c.ask(multiForm("/api/v1/reports", part{"report", "", []byte(aLoss)}, part{name, "a.jpg", good}), operator).refused(422, name, code)
	}

	whole := multiForm("/api/v1/items", record, part{"photo", "a.jpg", good})
	var body bytes.Buffer
	_, err := body.ReadFrom(whole.Body)
	must(t, err)
	for _, cut := range []int{body.Len() - 4, body.Len() - 200, 300, 10, 0} {
		r := httptest.NewRequest("POST", "/api/v1/items", bytes.NewReader(body.Bytes()[:cut]))
		r.Header = whole.Header.Clone()
		c.ask(r, operator).refused(422, "", "broken_form")
	}
	for _, kind := range []string{"", "multipart/form-data", "multipart/mixed; boundary=x", "text/plain", "application/json; charset", "a/b/c"} {
		r := withBody("POST", "/api/v1/items", aFind)
		r.Header.Set("Content-Type", kind)
		c.ask(r, operator).refused(415, "Content-Type", "media_type")
	}
	r := withBody("POST", "/api/v1/items", aFind)
	r.Header.Set("Content-Encoding", "gzip")
	c.ask(r, operator).refused(415, "Content-Type", "media_type")
}

func TestABodyOverTheLimitIsRefusedBeforeItIsRead(t *testing.T) {
	c := openCounter(t)
	var parts []part
	for i := range 4 {
		parts = append(parts, part{"photo", fmt.Sprint(i), make([]byte, 30<<20)})
	}
	r := multiForm("/api/v1/items", append(parts, part{"item", "", []byte(aFind)})...)
	r.Header.Set("Authorization", "Bearer "+operator)
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r)
	answer{w, t, "120 MiB"}.refused(413, "", "body_too_large")
}
