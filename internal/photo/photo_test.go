package photo

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"
)

// where says at which place of the upright w x h picture a camera held in each
// orientation stores column x of row y (EXIF 2.32, tag 0x0112).
var where = map[int]func(x, y, w, h int) (int, int){
	1: func(x, y, w, h int) (int, int) { return x, y },
	2: func(x, y, w, h int) (int, int) { return w - 1 - x, y },
	3: func(x, y, w, h int) (int, int) { return w - 1 - x, h - 1 - y },
	4: func(x, y, w, h int) (int, int) { return x, h - 1 - y },
	5: func(x, y, w, h int) (int, int) { return y, x },
	6: func(x, y, w, h int) (int, int) { return w - 1 - y, x },
	7: func(x, y, w, h int) (int, int) { return w - 1 - y, h - 1 - x },
	8: func(x, y, w, h int) (int, int) { return y, h - 1 - x },
}

var (
	red   = color.NRGBA{220, 20, 20, 255}
	green = color.NRGBA{20, 180, 20, 255}
	blue  = color.NRGBA{20, 20, 220, 255}
	white = color.NRGBA{255, 255, 255, 255}
)

// flag is a picture with a colour in each corner: red, green, blue, white.
func flag(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetNRGBA(x, y, [][]color.NRGBA{{red, green}, {blue, white}}[2*y/h][2*x/w])
		}
	}
	return m
}

// held is the flag as a camera held in the orientation stores it.
func held(w, h, orientation int) *image.NRGBA {
	upright, sw, sh := flag(w, h), w, h
	if orientation >= 5 {
		sw, sh = h, w
	}
	m := image.NewNRGBA(image.Rect(0, 0, sw, sh))
	for y := range sh {
		for x := range sw {
			ux, uy := where[orientation](x, y, w, h)
			m.SetNRGBA(x, y, upright.NRGBAAt(ux, uy))
		}
	}
	return m
}

func TestEveryOrientationComesOutUpright(t *testing.T) {
	for o := range where {
		stored := held(96, 64, o)
		for name, upload := range map[string][]byte{
			"jpeg": withSegments(asJPEG(t, stored), exifSegment(o)),
			"png":  withChunk(asPNG(t, stored), "eXIf", exif(o)),
		} {
			t.Run(fmt.Sprintf("%s held as %d", name, o), func(t *testing.T) {
				made := develop(t, upload)
				if made.Width != 96 || made.Height != 64 {
					t.Errorf("got %d x %d, want 96 x 64", made.Width, made.Height)
				}
				for _, served := range [][]byte{made.View, made.Thumb} {
					isFlag(t, decoded(t, served))
				}
				again := develop(t, made.Kept)
				isFlag(t, decoded(t, again.View))
			})
		}
	}
}

func TestServedPicturesHaveTheirSizeAndAreNeverEnlarged(t *testing.T) {
	for name, c := range map[string]struct{ w, h, viewW, viewH, thumbW, thumbH int }{
		"large":        {2400, 1800, 1600, 1200, 320, 240},
		"between":      {800, 400, 800, 400, 320, 160},
		"small":        {60, 40, 60, 40, 60, 40},
		"one pixel":    {1, 1, 1, 1, 1, 1},
		"a long strip": {4000, 1, 1600, 1, 320, 1},
		"a high strip": {1, 4000, 1, 1600, 1, 320},
	} {
		made := develop(t, asPNG(t, flag(c.w, c.h)))
		if made.Width != c.viewW || made.Height != c.viewH {
			t.Errorf("%s, record: got %d x %d, want %d x %d", name, made.Width, made.Height, c.viewW, c.viewH)
		}
		if got, want := decoded(t, made.View).Bounds().Max, image.Pt(c.viewW, c.viewH); got != want {
			t.Errorf("%s, view: got %v, want %v", name, got, want)
		}
		if got, want := decoded(t, made.Thumb).Bounds().Max, image.Pt(c.thumbW, c.thumbH); got != want {
			t.Errorf("%s, thumb: got %v, want %v", name, got, want)
		}
		if hash, err := base64.StdEncoding.DecodeString(made.Placeholder); err != nil || len(hash) < 5 {
			t.Errorf("%s, placeholder: got %q, %v, want a thumbhash", name, made.Placeholder, err)
		}
	}
}

func TestTheSameUploadIsOnePicture(t *testing.T) {
	one, other := asJPEG(t, flag(60, 40)), asJPEG(t, flag(40, 60))
	if got, want := develop(t, one).ID, develop(t, bytes.Clone(one)).ID; got != want || len(got) != 24 {
		t.Errorf("got %q, want %q of 24 digits", got, want)
	}
	if develop(t, one).ID == develop(t, other).ID {
		t.Error("got one ID for two pictures")
	}
}

func TestTransparentPartsAreWhite(t *testing.T) {
	glass := image.NewNRGBA(image.Rect(0, 0, 64, 64)) // black, and nothing of it
	made := develop(t, asPNG(t, glass))
	like(t, "view", decoded(t, made.View).At(32, 32), white)
	like(t, "thumb", decoded(t, made.Thumb).At(32, 32), white)
}

func TestBlackAndWhiteOfALossyWebPAreBlackAndWhite(t *testing.T) {
	m, err := decodeWebP(bytes.NewReader(lossyWebP))
	if err != nil {
		t.Fatal(err)
	}
	y := m.(*image.YCbCr)
	if got := y.Y[y.YOffset(4, 8)]; got != 0 {
		t.Errorf("black: got luma %d, want 0", got)
	}
	if got := y.Y[y.YOffset(27, 8)]; got != 255 {
		t.Errorf("white: got luma %d, want 255", got)
	}
	view := decoded(t, develop(t, lossyWebP).View)
	like(t, "black", view.At(4, 8), color.Black)
	like(t, "white", view.At(27, 8), white)
}

func TestAWideGamutProfileIsServed(t *testing.T) {
	profile := displayProfile()
	app2 := append([]byte{0xFF, 0xE2, 0, byte(16 + len(profile))}, "ICC_PROFILE\x00\x01\x01"...)
	app2 = append(app2, profile...)
	for name, upload := range map[string][]byte{
		"jpeg": withSegments(asJPEG(t, flag(60, 40)), app2),
		"png":  withChunk(asPNG(t, flag(60, 40)), "iCCP", deflated("P3", profile)),
		"webp": extendedWebP(0x20, riff("ICCP", profile), lossyWebP[12:]),
	} {
		made := develop(t, upload)
		for size, served := range map[string][]byte{"view": made.View, "thumb": made.Thumb} {
			if !bytes.Contains(served, profile) {
				t.Errorf("%s, %s: got no profile, want one", name, size)
			}
			decoded(t, served)
		}
	}
}

func TestMakeStopsWaitingWhenTheContextEnds(t *testing.T) {
	m := NewMaker()
	if err := m.room.Acquire(t.Context(), memory); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := m.Make(ctx, asPNG(t, flag(60, 40))); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	m.room.Release(memory)
	if _, err := m.Make(t.Context(), asPNG(t, flag(60, 40))); err != nil {
		t.Errorf("with room again: got %v, want none", err)
	}
}

func develop(t *testing.T, upload []byte) Made {
	t.Helper()
	made, err := NewMaker().Make(t.Context(), upload)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func asJPEG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func asPNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, m); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func decoded(t *testing.T, served []byte) image.Image {
	t.Helper()
	m, err := jpeg.Decode(bytes.NewReader(served))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func isFlag(t *testing.T, m image.Image) {
	t.Helper()
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	like(t, "top left", m.At(w/4, h/4), red)
	like(t, "top right", m.At(3*w/4, h/4), green)
	like(t, "bottom left", m.At(w/4, 3*h/4), blue)
	like(t, "bottom right", m.At(3*w/4, 3*h/4), white)
}

// like allows for what JPEG does to a colour.
func like(t *testing.T, place string, got, want color.Color) {
	t.Helper()
	r, g, b, _ := got.RGBA()
	wr, wg, wb, _ := want.RGBA()
	for _, d := range []int{int(r) - int(wr), int(g) - int(wg), int(b) - int(wb)} {
		if d < -0x0800 || d > 0x0800 {
			t.Errorf("%s: got %v, want about %v", place, got, want)
			return
		}
	}
}
