package slip

import (
	"strings"
	"testing"
	"time"

	"lostfound/internal/fault"
)

type thing struct {
	Type    string   `json:"item_type"`
	Colours []string `json:"colours"`
	No      int      `json:"no"`
	Sure    bool     `json:"sure"`
	Owner   struct {
		Name string `json:"name"`
	} `json:"owner"`
}

type sheet struct {
	thing
	Place  string    `json:"place"`
	At     time.Time `json:"at"`
	Things []thing   `json:"things"`
}

func TestWhatIsWrongIsToldByItsField(t *testing.T) {
	cases := []struct{ name, raw, field, code string }{
		{"nothing", "", "", "empty_body"},
		{"blanks", " \n\t", "", "empty_body"},
		{"null", "null", "", "wants_object"},
		{"a list", "[]", "", "wants_object"},
		{"a text", `"x"`, "", "wants_object"},
		{"cut off", `{"place":"x"`, "", "not_json"},
		{"cut off in a list", `{"things":[{"colours":["x"`, "things[0].colours", "not_json"},
		{"a comma too many", `{"place":"x",}`, "", "not_json"},
		{"something after it", `{} {}`, "", "not_json"},
		{"a byte order mark", "\ufeff{}", "", "not_json"},
		{"a bare control character", "{\"place\":\"a\x01\"}", "place", "not_json"},
		{"bytes that are no text", "{\"place\":\"a\xff\"}", "place", "not_text"},
		{"half a surrogate pair", `{"things":[{"item_type":"\ud800"}]}`, "things[0].item_type", "not_text"},
		{"a number for a text", `{"place":3}`, "place", "wants_text"},
		{"a text for a list", `{"colours":"red"}`, "colours", "wants_list"},
		{"a number in a list of texts", `{"things":[{},{"colours":["red",3]}]}`, "things[1].colours[1]", "wants_text"},
		{"a list for an object", `{"owner":[]}`, "owner", "wants_object"},
		{"a text for yes or no", `{"sure":"yes"}`, "sure", "wants_yes_or_no"},
		{"a text for a number", `{"no":"1"}`, "no", "wants_number"},
		{"half a number", `{"no":1.5}`, "no", "wants_number"},
		{"a huge number", `{"no":1e99}`, "no", "wants_number"},
		{"a number for an instant", `{"at":1790000000}`, "at", "wants_time"},
		{"an instant without an offset", `{"at":"2026-10-02T05:40:00"}`, "at", "wants_time"},
		{"a day that does not exist", `{"at":"2026-02-30T05:40:00Z"}`, "at", "wants_time"},
		{"an unknown field", `{"colour":"red"}`, "colour", "unknown_field"},
		{"a field in another case", `{"Place":"x"}`, "Place", "unknown_field"},
		{"an unknown field of a part", `{"things":[{"owner":{"nmae":"x"}}]}`, "things[0].owner.nmae", "unknown_field"},
		{"an unknown field that is a number", `{"things":[{"7":1}]}`, "things[0].7", "unknown_field"},
		{"an unknown field with a slash", `{"a/b~":1}`, "a/b~", "unknown_field"},
		{"an unknown field without end", `{"` + strings.Repeat("é", 9_000) + `":1}`, strings.Repeat("é", 100) + "…", "unknown_field"},
	}
	for _, c := range cases {
		var s sheet
		f := fault.Of(Read([]byte(c.raw), &s))
		if f == nil || f.Kind != fault.Invalid || len(f.Problems) != 1 {
			t.Errorf("%s: got %v, want one problem", c.name, f)
			continue
		}
		if got := f.Problems[0]; got.Field != c.field || got.Code != c.code {
			t.Errorf("%s: got %q %s, want %q %s", c.name, got.Field, got.Code, c.field, c.code)
		}
	}
}

func TestNullIsLeftOutAndTheLastOfTwoCounts(t *testing.T) {
	s := sheet{}
	raw := `{"place":"gate","place":"lounge","at":null,"owner":null,"things":null,"colours":["red",null],"item_type":null}`
	if err := Read([]byte(raw), &s); err != nil {
		t.Fatal(err)
	}
	if s.Place != "lounge" || !s.At.IsZero() || s.Things != nil || len(s.Colours) != 2 || s.Colours[1] != "" {
		t.Errorf("got %+v", s)
	}
}

func TestTextIsReadAsItIs(t *testing.T) {
	var s sheet
	if err := Read([]byte(`{"place":"<script>alert(1)</script> \u0000 \ud83d\ude00 Zürich"}`), &s); err != nil {
		t.Fatal(err)
	}
	if want := "<script>alert(1)</script> \x00 😀 Zürich"; s.Place != want {
		t.Errorf("got %q, want %q", s.Place, want)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"things":[{"colours":["red"]}],"at":"2026-10-02T05:40:00+02:00"}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var s sheet
		if err := Read(raw, &s); err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("Read(%q): got %v, want an invalid fault", raw, err)
		}
	})
}
