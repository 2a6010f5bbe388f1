package api

import (
	"bytes"
	"net/http/httptest"
	"strings"
	"testing"

	"lostfound/internal/found"
	"lostfound/internal/ref"
)

func TestAFindIsTakenInWithItsPhotos(t *testing.T) {
	c := openCounter(t)
	desk := c.token("desk")
	got := c.ask(multiForm("/api/v1/items", part{"photo", "a.jpg", jpegOf(t, 0)}, part{"item", "", []byte(aFind)}, part{"photo", "b.jpg", jpegOf(t, 50)}), desk).wants(201)
	it := read[item](got)
	if it.Status != found.InStore || it.Site != "AMS" || len(it.Photos) != 2 || it.TakenInBy != c.members["desk"].Ref || len(it.History) != 1 {
		t.Fatalf("got %+v", it)
	}
	if want := "/api/v1/items/" + string(it.Ref); got.Header().Get("Location") != want {
		t.Errorf("got Location %s, want %s", got.Header().Get("Location"), want)
	}
	for _, address := range []string{it.Photos[0].View, it.Photos[1].Thumb} {
		p := c.get(address, desk).wants(200)
		h := p.Header()
		if h.Get("Content-Type") != "image/jpeg" || !bytes.HasPrefix(p.Body.Bytes(), []byte("\xff\xd8")) || !strings.HasPrefix(h.Get("Cache-Control"), "private") || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: got %v", address, h)
		}
		r := httptest.NewRequest("GET", address, nil)
		r.Header.Set("If-None-Match", h.Get("ETag"))
		c.ask(r, desk).wants(304)
	}
	for _, size := range []string{"kept", "huge", "..", ""} {
		c.get(strings.Replace(it.Photos[0].View, "/view", "/"+size, 1), desk).wants(404)
	}
}

func TestAPhotoAloneOrAWordIsEnough(t *testing.T) {
	c := openCounter(t)
	const where = `{"site":"AMS","found_at":"2026-10-02T05:40:00Z"`
	c.ask(multiForm("/api/v1/items", part{"item", "", []byte(where + `}`)}, part{"photo", "a.jpg", jpegOf(t, 0)}), operator).wants(201)
	c.post("/api/v1/items", operator, where+`,"item_type":"Dings","lang":"de"}`).wants(201)
	it := read[item](c.post("/api/v1/items", operator, where+`,"description":"something","colours":null,"handling":null,"zone":null}`).wants(201))
	if it.Colours == nil || it.Photos == nil {
		t.Errorf("got %+v, want lists", it)
	}
	c.post("/api/v1/items", operator, `{"site":"AMS","found_at":"2026-10-02T06:10:00Z","item_type":"fresh"}`).wants(201) // the clock is ten minutes ahead
}

func TestASecondTryWithTheSameKeyIsTheSameFind(t *testing.T) {
	c := openCounter(t)
	try := func(path, key, body string, parts ...part) answer {
		r := withBody("POST", path, body)
		if len(parts) > 0 {
			r = multiForm(path, parts...)
		}
		r.Header.Set("Idempotency-Key", key)
		return c.ask(r, operator)
	}
	first := read[item](try("/api/v1/items", "k1", aFind).wants(201))
	again := try("/api/v1/items", "k1", aFind).wants(200)
	if got := read[item](again); got.Ref != first.Ref || again.Header().Get("ETag") == "" {
		t.Errorf("got %s, want %s", got.Ref, first.Ref)
	}
	if got := read[item](try("/api/v1/items", "k1", "", part{"item", "", []byte(aFind)}).wants(200)); got.Ref != first.Ref {
		t.Errorf("the same as a form: got %s, want %s", got.Ref, first.Ref)
	}
	try("/api/v1/items", "k1", strings.Replace(aFind, "zwart", "wit", 1)).refused(422, "Idempotency-Key", "key_reused")
	try("/api/v1/items", "k1", "", part{"item", "", []byte(aFind)}, part{"photo", "a.jpg", jpegOf(t, 0)}).refused(422, "Idempotency-Key", "key_reused")
	if got := read[item](try("/api/v1/items", "k2", aFind).wants(201)); got.Ref == first.Ref {
		t.Error("another key: got the same find")
	}
	try("/api/v1/items", strings.Repeat("k", 201), aFind).refused(422, "Idempotency-Key", "too_long")

	loss := read[thanks](try("/api/v1/reports", "k1", aLoss).wants(201))
	if got := read[thanks](try("/api/v1/reports", "k1", aLoss).wants(200)); got.Ref != loss.Ref || got.StatusURL != loss.StatusURL {
		t.Errorf("got %+v, want %+v", got, loss)
	}
	try("/api/v1/reports", "k1", strings.Replace(aLoss, "gate", "bar", 1)).refused(422, "Idempotency-Key", "key_reused")
}

func TestAnUnchangedFindIsNotSentAgain(t *testing.T) {
	c := openCounter(t)
	it := c.takeIn()
	address := "/api/v1/items/" + string(it.Ref)
	first := c.get(address, operator).wants(200)
	etag := first.Header().Get("ETag")
	if len(etag) < 10 || etag[0] != '"' {
		t.Fatalf("got ETag %q, want a quoted one", etag)
	}
	ask := func(known string) answer {
		r := httptest.NewRequest("GET", address, nil)
		r.Header.Set("If-None-Match", known)
		return c.ask(r, operator)
	}
	for _, known := range []string{etag, `"x", ` + etag, "W/" + etag, "*"} {
		if got := ask(known).wants(304); got.Body.Len() > 0 || got.Header().Get("ETag") != etag {
			t.Errorf("If-None-Match: %s: got %v %s", known, got.Header(), got.Body)
		}
	}
	ask(`"another"`).wants(200)
	released := c.post(address+"/release", operator, `{"agreed":"aloud","name":"K. Verzonnen"}`).wants(200)
	if got := ask(etag).wants(200); got.Header().Get("ETag") != released.Header().Get("ETag") {
		t.Errorf("after the release: got ETag %s, want %s", got.Header().Get("ETag"), released.Header().Get("ETag"))
	}
	c.post(address+"/release", operator, `{"name":"another"}`).refused(409, "", "item_released")
}

func TestFindsAreListedPageByPageAndFoundByWords(t *testing.T) {
	c := openCounter(t)
	type page struct {
		Items []item
		Next  *string
	}
	empty := c.get("/api/v1/items", operator).wants(200)
	if got := strings.TrimSpace(empty.Body.String()); got != `{"items":[],"next":""}` {
		t.Errorf("got %s, want empty lists", got)
	}
	want := map[ref.Item]bool{}
	for range 5 {
		want[c.takeIn().Ref] = true
	}
	cursor := ""
	for pages := 1; ; pages++ {
		p := read[page](c.get("/api/v1/items?limit=2&site=AMS&cursor="+cursor, operator).wants(200))
		for _, it := range p.Items {
			if !want[it.Ref] {
				t.Errorf("got %s twice or from nowhere", it.Ref)
			}
			delete(want, it.Ref)
		}
		if cursor = *p.Next; cursor == "" || pages > 5 {
			break
		}
	}
	if len(want) > 0 {
		t.Errorf("got no %v", want)
	}
	if got := read[page](c.get("/api/v1/items?q=Deuter+rugzak&status=in_store", operator).wants(200)); len(got.Items) != 5 {
		t.Errorf("got %d finds, want 5", len(got.Items))
	}
	if got := read[page](c.get("/api/v1/items?status=released", operator).wants(200)); len(got.Items) != 0 {
		t.Errorf("got %d released finds, want none", len(got.Items))
	}
}

func TestAFormMayLeaveOutTheKindOfItsRecord(t *testing.T) {
	c := openCounter(t)
	const form = "--x\r\nContent-Disposition: form-data; name=\"item\"\r\n\r\n" + aFind + "\r\n--x--\r\n"
	r := httptest.NewRequest("POST", "/api/v1/items", strings.NewReader(form))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	r.Header.Set("Authorization", "bearer "+operator)
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r) // the document asks for application/json; curl -F sends none
	answer{w, t, "a form from curl"}.wants(201)
}

func TestAThingMayLieInAnother(t *testing.T) {
	c := openCounter(t)
	bag := c.takeIn()
	typed := strings.ToLower(strings.ReplaceAll(string(bag.Ref), "-", " "))
	it := read[item](c.post("/api/v1/items", operator, `{"inside":"`+typed+`",`+aFind[1:]).wants(201))
	if it.Inside != bag.Ref {
		t.Errorf("got inside %q, want %s", it.Inside, bag.Ref)
	}
	c.get("/api/v1/items/"+strings.ReplaceAll(typed, " ", ""), operator).wants(200)
}

func TestTwoPeopleHandOverWhatNeedsTwo(t *testing.T) {
	c := openCounter(t)
	desk := c.token("desk")
	c.token("manager")
	it := read[item](c.post("/api/v1/items", desk, `{"handling":{"two_people":true},`+aFind[1:]).wants(201))
	release := "/api/v1/items/" + string(it.Ref) + "/release"
	c.post(release, desk, `{"agreed":"aloud","name":"K. Verzonnen"}`).refused(422, "witness", "second_person")
	c.post(release, desk, `{"agreed":"aloud","name":"K. Verzonnen","witness":"`+string(c.members["desk"].Ref)+`"}`).refused(422, "witness", "second_person")
	c.post(release, desk, `{"agreed":"aloud","name":"K. Verzonnen","witness":"S-0000-00"}`).refused(422, "witness", "unknown_member")
	c.post(release, desk, `{"agreed":"aloud","name":"K. Verzonnen","witness":"nobody"}`).refused(422, "witness", "unknown_member")
	c.post(release, desk, `{"name":""}`).refused(422, "name", "required")
	got := read[item](c.post(release, desk, `{"agreed":"aloud","name":"K. Verzonnen","id_kind":"passport","witness":"`+string(c.members["manager"].Ref)+`"}`).wants(200))
	if got.Status != found.Released || got.Handed.To.Witness != c.members["manager"].Ref {
		t.Errorf("got %+v", got.Handed)
	}
}
