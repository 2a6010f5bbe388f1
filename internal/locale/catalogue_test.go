package locale

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

// catalogue returns a language's messages: all forms of each, joined.
func catalogue(t *testing.T, code string) map[string]string {
	t.Helper()
	files, err := fs.Glob(catalogues, "catalogue/*."+code+".toml")
	if err != nil || len(files) == 0 {
		t.Fatalf("catalogues of %s: got %v, %v", code, files, err)
	}
	out := map[string]string{}
	for _, file := range files {
		raw, err := fs.ReadFile(catalogues, file)
		if err != nil {
			t.Fatal(err)
		}
		var all map[string]any
		if err := toml.Unmarshal(raw, &all); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for key, v := range all {
			if out[key] != "" {
				t.Errorf("%s: message %s is in another file too", file, key)
			}
			switch v := v.(type) {
			case string:
				out[key] = v
			case map[string]any:
				if v["other"] == nil || v["one"] == nil {
					t.Errorf("%s: message %s lacks a plural form", code, key)
				}
				for _, form := range slices.Sorted(maps.Keys(v)) {
					out[key] += v[form].(string) + "\n"
				}
			}
		}
	}
	return out
}

var placeholder = regexp.MustCompile(`\{\{\.\w+\}\}`)

func TestCataloguesAgree(t *testing.T) {
	first := catalogue(t, Codes[0])
	fields := func(text string) []string {
		return slices.Compact(slices.Sorted(slices.Values(placeholder.FindAllString(text, -1))))
	}
	for _, code := range Codes[1:] {
		other := catalogue(t, code)
		for key, text := range first {
			translated, ok := other[key]
			if !ok {
				t.Errorf("%s: message %s is missing", code, key)
			} else if got, want := fields(translated), fields(text); !slices.Equal(got, want) {
				t.Errorf("%s: placeholders of %s: got %v, want %v", code, key, got, want)
			}
		}
		for key := range other {
			if _, ok := first[key]; !ok {
				t.Errorf("%s: message %s is in no other language", code, key)
			}
		}
	}
}

// banned are phrases that put the reader off, in any language.
var banned = regexp.MustCompile(`(?i)unfortunately|regrettabl|please note|inconvenience|has been (closed|processed)|we understand|you will understand|due to (busyness|high)|no results|good news|had to call|everything we could` +
	`|helaas|ongemak|begrijpen dat|u zult begrijpen|drukte|goed nieuws|let op|geen resultaten|verwerkt` +
	`|\bleider\b|unannehmlichkeit|wir verstehen|haben verständnis|bitte beachten|gute nachricht|keine ergebnisse|bearbeitet` +
	`|malheureusement|désagrément|veuillez noter|nous comprenons|vous comprendrez|bonne nouvelle|aucun résultat|a été traitée|!`)

// forTravellers are the messages that travellers read, where words of our own trade stay out.
var (
	forTravellers = regexp.MustCompile(`^(start|hand_in|report|loss|status_page|truth|done|contacted|contacted_by|card|detail|withdraw|erase|erased|fail|fail_safe|fail_do|message|message_open|message_subject|messages)\.`)
	trade         = regexp.MustCompile(`(?i)\b(candidates?|claims?|dismissed|weak|case closed|match(es)?|score|kandidaat|dossier|zaak|overeenkomst|kandidat|treffer|vorgang|candidat|correspondances?)\b`)
)

// familiar are the forms of address that nobody here uses.
var familiar = map[string]*regexp.Regexp{
	"nl": regexp.MustCompile(`(?i)\b(je|jij|jou|jouw|jullie)\b`),
	"de": regexp.MustCompile(`(?i)\b(du|dich|dir|dein\w*|euch|euer|eure\w*)\b`),
	"fr": regexp.MustCompile(`(?i)\b(tu|toi|ton|tes)\b`),
}

// torn is where a line of French could break before a sign that belongs to its word.
var torn = regexp.MustCompile(` [;:?!»%]|« `)

func TestThePoliteFormIsKept(t *testing.T) {
	for code, form := range familiar {
		for key, text := range catalogue(t, code) {
			if m := form.FindString(text); m != "" {
				t.Errorf("%s: %s says %q", code, key, m)
			}
		}
	}
	for key, text := range catalogue(t, "fr") {
		if m := torn.FindString(text); m != "" {
			t.Errorf("fr: %s has %q, want a space that does not break", key, m)
		}
	}
}

func TestWordsSpareTheReader(t *testing.T) {
	for _, code := range Codes {
		for key, text := range catalogue(t, code) {
			if m := banned.FindString(text); m != "" {
				t.Errorf("%s: %s says %q", code, key, m)
			}
			if m := trade.FindString(text); forTravellers.MatchString(key) && m != "" {
				t.Errorf("%s: %s, for travellers, says %q", code, key, m)
			}
		}
	}
}

// The ways in which the program names messages: in pages by the function t, in Go as a
// whole key or, for those that end in a code, by what goes before.
var (
	whole     = regexp.MustCompile(`"([a-z_]+(?:\.[a-z_0-9]+)+)"`)
	beginning = regexp.MustCompile(`"([a-z_]+\.)" ?\+`)
	faults    = regexp.MustCompile(`(?:fault\.New\([\w.]+, |fault\.Newf\([\w.]+, [^,]+, |\.Add\([^,\n]+, |return )"([a-z]+_[a-z_]+|required|method|internal|role|taken|throttled)"`)
	verbs     = regexp.MustCompile(`Verb += "(\w+)"`)
	kinds     = regexp.MustCompile(`Kind += "(\w+)"`)
)

// sources returns the text of the program's Go files, without tests, and of its pages.
func sources(t *testing.T) (code, pages string) {
	t.Helper()
	var goText, pageText strings.Builder
	for _, root := range []string{"..", "../../static", "../../cmd"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			isGo := strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go")
			if !isGo && !strings.HasSuffix(path, ".html") {
				return nil
			}
			raw, err := os.ReadFile(path)
			if isGo {
				goText.Write(raw)
			} else {
				pageText.Write(raw)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return goText.String(), pageText.String()
}

func matches(re *regexp.Regexp, text string) []string {
	var out []string
	for _, m := range re.FindAllStringSubmatch(text, -1) {
		out = append(out, m[1])
	}
	return out
}

func TestEveryMessageNeededExists(t *testing.T) {
	code, pages := sources(t)
	have := catalogue(t, Codes[0])
	need := map[string]bool{}
	for _, key := range matches(regexp.MustCompile(`\bt "([a-z_0-9.]+)"`), pages) {
		need[key] = true
	}
	for _, c := range matches(faults, code) {
		need["fault."+c] = true
	}
	for _, v := range matches(verbs, code) {
		need["history."+v] = true
	}
	for _, k := range matches(kinds, fileText(t, "../match/match.go")) {
		need["reason_title."+k] = true
		need["reason."+k] = true
		need["reason."+k+".against"] = k != "time" // which says how much earlier or later
	}
	for key, needed := range need {
		if _, ok := have[key]; needed && !ok {
			t.Errorf("message %s is missing", key)
		}
	}
	if len(need) < 200 {
		t.Errorf("found only %d messages that the program needs; the search for them is broken", len(need))
	}
}

func TestEveryMessageIsUsed(t *testing.T) {
	code, pages := sources(t)
	used := map[string]bool{}
	for _, key := range append(matches(whole, code), matches(regexp.MustCompile(`\bt "([a-z_0-9.]+)"`), pages)...) {
		used[key] = true
	}
	for _, c := range matches(faults, code) {
		used["fault."+c] = true
	}
	families := matches(beginning, code)
	for key := range catalogue(t, Codes[0]) {
		family := key[:strings.IndexByte(key, '.')+1]
		if used[key] || strings.HasPrefix(key, "time.") || family != "fault." && slices.Contains(families, family) {
			continue
		}
		if general, _, particular := strings.Cut(strings.TrimPrefix(key, "fault."), "."); particular && used["fault."+general] {
			continue // the words for a code at one field
		}
		t.Errorf("message %s is used nowhere", key)
	}
}

func fileText(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestTheWayALanguageIsRead(t *testing.T) {
	for code, want := range map[string]string{"en": "ltr", "fr": "ltr", "ar": "rtl", "he": "rtl", "fa": "rtl", "ur": "rtl", "uk": "ltr", "zh": "ltr"} {
		if got := direction(code); got != want {
			t.Errorf("%s: got %s, want %s", code, got, want)
		}
	}
}
