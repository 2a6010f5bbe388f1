package accent

import "math"

// lch is a colour in OKLCH: lightness from 0 to 1, chroma, hue in radians.
type lch struct{ l, c, h float64 }

// lchOf and colour use the matrices of bottosson.github.io/posts/oklab.
func lchOf(c Colour) lch {
	r, g, b := linear(c.r), linear(c.g), linear(c.b)
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	x := 1.9779984951*l - 2.4285922050*m + 0.4505937099*s
	y := 0.0259040371*l + 0.7827717662*m - 0.8086757660*s
	return lch{0.2104542553*l + 0.7936177850*m - 0.0040720468*s, math.Hypot(x, y), math.Atan2(y, x)}
}

// colour is the colour as style sheets write it, so that what is measured is what is seen.
// One that no screen shows loses chroma until one does.
func (o lch) colour() Colour {
	if c := o.plain(); shown(c) {
		return c.written()
	}
	low, high := 0.0, o.c
	for range 24 {
		o.c = (low + high) / 2
		if shown(o.plain()) {
			low = o.c
		} else {
			high = o.c
		}
	}
	o.c = low
	return o.plain().written()
}

func (o lch) plain() Colour {
	a, b := o.c*math.Cos(o.h), o.c*math.Sin(o.h)
	l := cube(o.l + 0.3963377774*a + 0.2158037573*b)
	m := cube(o.l - 0.1055613458*a - 0.0638541728*b)
	s := cube(o.l - 0.0894841775*a - 1.2914855480*b)
	return Colour{
		curved(4.0767416621*l - 3.3077115913*m + 0.2309699292*s),
		curved(-1.2684380046*l + 2.6097574011*m - 0.3413193965*s),
		curved(-0.0041960863*l - 0.7034186147*m + 1.7076147010*s),
	}
}

func cube(v float64) float64 { return v * v * v }

func shown(c Colour) bool {
	const hair = 0.0005
	return min(c.r, c.g, c.b) >= -hair && max(c.r, c.g, c.b) <= 1+hair
}
