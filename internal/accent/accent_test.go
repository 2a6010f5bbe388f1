package accent

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

func TestEveryMixtureCanBeRead(t *testing.T) {
	colours := []string{"#0b6b69", "#000000", "#e30613", "#004a99", "#00a1de", "#7d4fc0", "#2e9e5b", "#ff6600", "#808080"}
	source := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		colours = append(colours, fmt.Sprintf("#%06x", source.IntN(1<<24)))
	}
	mixed := 0
	for _, s := range colours {
		p, err := Mix(must(s))
		if err != nil {
			continue
		}
		mixed++
		check := func(light string, s2 Scheme, g ground, least float64) {
			for on, pair := range map[string][2]Colour{
				"paper": {s2.Accent, g.paper}, "card": {s2.Accent, g.card}, "its tint": {s2.Accent, s2.Tint}, "paper, strong": {s2.Strong, g.paper}, "card, strong": {s2.Strong, g.card},
				"it": {s2.On, s2.Accent}, "it, strong": {s2.On, s2.Strong}, "tint, in ink": {g.ink, s2.Tint},
			} {
				if got := Contrast(pair[0], pair[1]); got < least {
					t.Errorf("%s by %s, on %s: got %s on %s, %.2f:1, want %.1f:1", s, light, on, pair[0], pair[1], got, least)
				}
			}
		}
		check("day", p.Day, day, readable)
		check("night", p.Night, night, readable)
		check("day in glare", p.GlareDay, day, inGlare)
		check("night in glare", p.GlareNight, night, inGlare)
		for _, pair := range [][2]Colour{{p.OnNight, day.ink}, {p.OnDay, night.ink}} {
			if got := Contrast(pair[0], pair[1]); got < readable {
				t.Errorf("%s on a toast: got %s on %s, %.2f:1, want %.1f:1", s, pair[0], pair[1], got, readable)
			}
		}
		if turned := math.Abs(math.Remainder(lchOf(p.Day.Accent).h-lchOf(must(s)).h, 2*math.Pi)); turned > 0.12 && lchOf(must(s)).c > 0.05 {
			t.Errorf("%s: got %s, want the same hue", s, p.Day.Accent)
		}
	}
	if mixed < len(colours)/2 {
		t.Errorf("got %d of %d colours mixed, want most", mixed, len(colours))
	}
}

func TestAColourThatCanBeReadIsLeftAlone(t *testing.T) {
	for _, s := range []string{"#0b6b69", "#004a99", "#8c1d17"} {
		p, err := Mix(must(s))
		if err != nil || p.Day.Accent.String() != s {
			t.Errorf("%s: got %s, %v, want it as it is", s, p.Day.Accent, err)
		}
	}
}

func TestAColourThatWouldBecomeAnotherIsRefused(t *testing.T) {
	for _, s := range []string{"#ffcc00", "#ffffff", "#f0e68c"} {
		_, err := Mix(must(s))
		if err == nil || !strings.Contains(err.Error(), "the nearest that can is #") {
			t.Errorf("%s: got %v, want it refused and another named", s, err)
			continue
		}
		nearest := err.Error()[len(err.Error())-7:]
		if _, err := Mix(must(nearest)); err != nil {
			t.Errorf("%s, named in place of %s: got %v, want it taken", nearest, s, err)
		}
	}
}

func TestWhatIsNoColour(t *testing.T) {
	for _, s := range []string{"", "teal", "#fff", "0b6b69", "#0b6b6g", "#0b6b69;}", "rgb(1,2,3)"} {
		if got, err := Parse(s); err == nil {
			t.Errorf("%q: got %s, want a mistake", s, got)
		}
	}
}

// What the accent is seen on is written here and in the style sheet.
func TestGroundsAreTheStyleSheets(t *testing.T) {
	raw, err := os.ReadFile("../../static/shared/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	light, dark, ok := strings.Cut(string(raw), "prefers-color-scheme: dark")
	if !ok {
		t.Fatal("the style sheet has no dark part")
	}
	for _, c := range []struct {
		sheet string
		g     ground
	}{{light, day}, {dark, night}} {
		for name, colour := range map[string]Colour{"paper": c.g.paper, "card": c.g.card, "ink": c.g.ink} {
			if want := "--" + name + ": " + colour.String() + ";"; !strings.Contains(c.sheet, want) {
				t.Errorf("dark %v: the style sheet does not say %s", c.g.dark, want)
			}
		}
	}
}
