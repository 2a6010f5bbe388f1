package page

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"regexp"
	"slices"

	"lostfound/internal/locale"
	"lostfound/internal/site"
)

// The sprites: pictures of the things that first screens show, those of all others,
// and the interface's. parcel stands for a thing that has none.
const (
	things = "shared/vendor/things.svg"
	more   = "shared/vendor/more.svg"
	icons  = "shared/vendor/icons.svg"
	parcel = "1f4e6"
)

// picture is the asset of a thing that first screens do not show: each is one of its own, as
// a page shows few of them.
func picture(id string) string { return "shared/vendor/more/" + id + ".svg" }

// Pictures are those assets.
func Pictures(files fs.FS) (map[string][]byte, error) {
	raw, err := fs.ReadFile(files, more)
	if err != nil {
		return nil, fmt.Errorf("read pictures: %w", err)
	}
	out := map[string][]byte{}
	for line := range bytes.Lines(raw) {
		if m := symbol.FindSubmatch(line); m != nil {
			out[picture(string(m[1]))] = slices.Concat([]byte(`<svg xmlns="http://www.w3.org/2000/svg">`), bytes.TrimSpace(line), []byte("</svg>\n"))
		}
	}
	return out, nil
}

// symbols are the ids in a sprite.
func symbols(s *Set, sprite string) map[string]bool {
	out := map[string]bool{}
	raw, err := fs.ReadFile(s.Files, sprite)
	if err != nil {
		panic(err) // the sprite is part of the program
	}
	for _, m := range symbol.FindAllSubmatch(raw, -1) {
		out[string(m[1])] = true
	}
	return out
}

// turns are the icons that point along the line, and so the other way where one reads
// from the right.
var turns = map[string]bool{"arrow-left": true, "arrow-right": true, "chevron-right": true, "door-exit": true, "list": true, "login-2": true, "logout": true, "message-plus": true}

// places are the pictures of the kinds of site.
var places = map[site.Kind]string{site.Airport: "2708", site.Station: "1f689", site.RentalLot: "1f697"}

var symbol = regexp.MustCompile(`<symbol id="([^"]+)"`)

// functions are what templates can call, for one language.
func functions(s *Set, l *locale.Language) template.FuncMap {
	use := func(class, sprite, id string) template.HTML {
		return template.HTML(`<svg class="` + class + `" aria-hidden="true"><use href="` +
			template.HTMLEscapeString(s.Asset(sprite)+"#"+id) + `"></use></svg>`)
	}
	first, other := symbols(s, things), symbols(s, more)
	thing := func(id string) template.HTML {
		switch {
		case first[id]:
			return use("thing", things, id)
		case other[id]:
			return use("thing", picture(id), id)
		}
		return use("thing", things, parcel)
	}
	return template.FuncMap{
		// t "key" "Name" value ...: a message with its placeholders filled.
		"t": func(key string, pairs ...any) (string, error) {
			args, err := gather(pairs)
			return l.Say(key, args), err
		},
		"asset": s.Asset,
		// icon and thing draw from the sprites; what they show is said in words beside them.
		"icon": func(id string) template.HTML {
			class := "icon"
			if turns[id] {
				class = "icon turn"
			}
			return use(class, icons, id)
		},
		"thing": thing,
		"place": func(k site.Kind) template.HTML { return thing(places[k]) },
		"field": field,
		"inc":   func(n int) int { return n + 1 },
		"dict":  func(pairs ...any) (map[string]any, error) { return gather(pairs) },
	}
}

// Field is a labelled control, for the parts of shared/_fields.html.
type Field struct {
	Name, Label, Value string
	Problem            string
	Set                map[string]any // what the parts know: hint, type, autocomplete, optional, rows, options, ...
}

// Hint is the sentence under the label, empty where there is none.
func (f Field) Hint() string { s, _ := f.Set["hint"].(string); return s }

// field problems "name" "label" value "hint" "..." "type" "email" ... describes a control.
func field(wrong Problems, name, label, value string, pairs ...any) (Field, error) {
	set, err := gather(pairs)
	return Field{Name: name, Label: label, Value: value, Problem: wrong.At(name), Set: set}, err
}

func gather(pairs []any) (map[string]any, error) {
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("%d arguments are not pairs", len(pairs))
	}
	out := make(map[string]any, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		key, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("name of an argument is %T, want a string", pairs[i])
		}
		out[key] = pairs[i+1]
	}
	return out, nil
}
