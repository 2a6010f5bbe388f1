// Package brand is the sign over the door: the name, the colour and the mark of whoever
// runs the office.
package brand

import (
	"fmt"
	"strings"

	"lostfound/internal/accent"
	"lostfound/internal/web/page"
)

// Brand is the operator's; the zero value is the house's own.
type Brand struct {
	Name   string          // "Lost & Found" where empty
	Accent *accent.Palette // nil for the house's colours
	Logo   *Logo           // nil for the house's mark
}

// Folder begins the name of every asset of a brand.
const Folder = "operator/"

// The assets of a brand, as far as it has them.
const (
	sheet = Folder + "operator.css"
	mark  = Folder + "mark.svg"
	own   = "shared/mark.svg" // the house's
)

// Open reads the operator's settings: a name, a colour such as #0b6b69, the path of a
// picture. Each may be empty.
func Open(name, colour, logo string) (Brand, error) {
	b := Brand{Name: name}
	if colour != "" {
		c, err := accent.Parse(colour)
		if err != nil {
			return b, fmt.Errorf("accent %w", err)
		}
		p, err := accent.Mix(c)
		if err != nil {
			return b, fmt.Errorf("accent %w", err)
		}
		b.Accent = &p
	}
	if logo != "" {
		l, err := readLogo(logo)
		if err != nil {
			return b, fmt.Errorf("logo %s: %w", logo, err)
		}
		b.Logo = l
	}
	return b, nil
}

// Assets are the brand's files by name. house is the house's mark, an SVG in its accent.
func (b Brand) Assets(house []byte) map[string][]byte {
	out := map[string][]byte{}
	if b.Accent != nil {
		out[sheet] = []byte(styles(*b.Accent))
		out[mark] = []byte(strings.ReplaceAll(string(house), houseAccent, b.Accent.Day.Accent.String()))
	}
	if b.Logo != nil {
		out[b.Logo.name()] = b.Logo.data
	}
	return out
}

// houseAccent is the accent of static/shared/tokens.css by day.
const houseAccent = "#0b6b69"

// Page is the brand as the layout shows it.
func (b Brand) Page(address func(asset string) string) page.Brand {
	p := page.Brand{Name: b.Name, Icon: address(own)}
	if p.Name == "" {
		p.Name = "Lost & Found"
	}
	if b.Accent != nil {
		p.Style, p.Icon = address(sheet), address(mark)
	}
	if b.Logo != nil {
		p.Icon = address(b.Logo.name())
		p.Logo = &page.Logo{Address: p.Icon, Width: b.Logo.width, Height: b.Logo.height}
	}
	return p
}

// styles gives the tokens of the accent their values, and darker ones at a checkpoint,
// where light falls on the screen.
func styles(p accent.Palette) string {
	var s strings.Builder
	rule := func(selector string, c accent.Scheme, over accent.Colour) {
		fmt.Fprintf(&s, "%s { --accent: %s; --accent-strong: %s; --on-accent: %s; --tint: %s; --night-accent: %s; }\n", selector, c.Accent, c.Strong, c.On, c.Tint, over)
	}
	rule(":root", p.Day, p.OnNight)
	rule(".checkpoint", p.GlareDay, p.OnNight)
	s.WriteString("@media (prefers-color-scheme: dark) {\n")
	rule(":root", p.Night, p.OnDay)
	rule(".checkpoint", p.GlareNight, p.OnDay)
	s.WriteString("}\n")
	return s.String()
}
