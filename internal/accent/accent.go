// Package accent is the paint of the office: from the one colour that an operator is
// known by, it mixes what pages need, by day, by night and in the glare of a checkpoint.
//
// Guarantees. A mixture keeps the hue. Text in it is readable on all that lies under it,
// and text on it as well: at least 4.5:1, 7:1 in glare, as WCAG 2.2 measures contrast.
// A colour that would have to become another one for that is refused.
//
// Colours are mixed in OKLCH (Björn Ottosson, "A perceptual color space for image
// processing", 2020), where the same step looks the same for every hue.
package accent

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
)

// Least contrasts, of text in light as one finds it indoors and of text in glare.
const (
	readable = 4.5
	inGlare  = 7.0
)

// furthest is how much lighter or darker, of 1 from black to white, a colour may become
// and still be known as the operator's.
const furthest = 0.25

// Colour is an sRGB colour, in parts of 1.
type Colour struct{ r, g, b float64 }

// Scheme is the accent under one light, as the tokens of static/shared/tokens.css name it.
type Scheme struct {
	Accent Colour // of text and of what is pressed
	Strong Colour // of both under the pointer
	On     Colour // of text on either
	Tint   Colour // behind what is chosen
}

// Palette is the accent in every light.
type Palette struct {
	Day, Night           Scheme
	GlareDay, GlareNight Scheme // for the checkpoint
	OnNight, OnDay       Colour // the accent on what lies over a page: of toasts by day, by night
}

// ground is what the accent is seen on, as in static/shared/tokens.css.
type ground struct {
	paper, card, ink Colour
	dark             bool
}

var (
	day   = ground{paper: must("#fbfaf7"), card: must("#ffffff"), ink: must("#17212b")}
	night = ground{paper: must("#0f151b"), card: must("#18212a"), ink: must("#ecf1f4"), dark: true}
	white = Colour{1, 1, 1}
)

var hex = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)

// Parse reads a colour such as #0b6b69.
func Parse(s string) (Colour, error) {
	if !hex.MatchString(s) {
		return Colour{}, fmt.Errorf("is no colour such as #0b6b69")
	}
	n, err := strconv.ParseUint(s[1:], 16, 32)
	if err != nil {
		return Colour{}, fmt.Errorf("is no colour such as #0b6b69")
	}
	return Colour{float64(n>>16) / 255, float64(n>>8&255) / 255, float64(n&255) / 255}, nil
}

func must(s string) Colour {
	c, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return c
}

// String is the colour as style sheets write it.
func (c Colour) String() string {
	return fmt.Sprintf("#%02x%02x%02x", byteOf(c.r), byteOf(c.g), byteOf(c.b))
}

// written is the colour in the steps that style sheets have.
func (c Colour) written() Colour {
	return Colour{float64(byteOf(c.r)) / 255, float64(byteOf(c.g)) / 255, float64(byteOf(c.b)) / 255}
}

func byteOf(v float64) int { return int(math.Round(min(max(v, 0), 1) * 255)) }

// Mix makes the palette of a colour. The error names the nearest colour that would do.
func Mix(c Colour) (Palette, error) {
	var p Palette
	p.Day = scheme(c, day, readable)
	if from, to := lchOf(c).l, lchOf(p.Day.Accent).l; math.Abs(from-to) > furthest {
		return Palette{}, fmt.Errorf("is too light: words in it can't be read on white; the nearest that can is %s", p.Day.Accent)
	}
	p.GlareDay = scheme(c, day, inGlare)
	p.Night = scheme(c, night, readable)
	p.GlareNight = scheme(c, night, inGlare)
	p.OnNight = toward(lchOf(p.Night.Accent), day.ink, readable, true).colour()
	p.OnDay = toward(lchOf(p.Day.Accent), night.ink, readable, false).colour()
	return p, nil
}

// shine is how light an accent is by night at least: a dark one on dark looks burnt out.
const shine = 0.74

// scheme mixes for one ground: the colour as it is where that can be read, or else as near
// to it as can.
func scheme(c Colour, g ground, contrast float64) Scheme {
	own := lchOf(c)
	tint := lch{0.955, min(own.c*0.2, 0.03), own.h}
	if g.dark {
		tint = lch{0.285, min(own.c*0.35, 0.035), own.h}
		own.l = max(own.l, shine)
	}
	s := Scheme{Tint: tint.colour()}
	under := []Colour{g.paper, g.card, s.Tint}
	for _, u := range under {
		own = toward(own, u, contrast, g.dark)
	}
	step := -0.07
	if g.dark {
		step = 0.05
	}
	s.Accent = own.colour()
	s.Strong = lch{min(max(own.l+step, 0), 0.97), own.c, own.h}.colour()
	s.On = white
	if g.dark || Contrast(s.Accent, white) < contrast {
		s.On = lch{0.22, min(own.c*0.5, 0.04), own.h}.colour()
	}
	return s
}

// toward makes a colour lighter or darker until it can be read on what is under it.
func toward(from lch, under Colour, contrast float64, lighter bool) lch {
	step := -0.002
	if lighter {
		step = 0.002
	}
	for ; from.l > 0 && from.l < 1; from.l += step {
		if Contrast(from.colour(), under) >= contrast {
			break
		}
	}
	from.l = min(max(from.l, 0), 1)
	return from
}

// Contrast is the ratio of WCAG 2.2, from 1 to 21.
func Contrast(a, b Colour) float64 {
	x, y := a.luminance()+0.05, b.luminance()+0.05
	return max(x, y) / min(x, y)
}

func (c Colour) luminance() float64 {
	return 0.2126*linear(c.r) + 0.7152*linear(c.g) + 0.0722*linear(c.b)
}

func linear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func curved(v float64) float64 {
	if v <= 0.0031308 {
		return v * 12.92
	}
	return 1.055*math.Pow(v, 1/2.4) - 0.055
}
