package photo

import (
	"bytes"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/disintegration/imaging"

	"lostfound/internal/fault"
)

// samples is where a checkout may have a folder of phone photos and of public test
// pictures beside it.
const samples = "../../../shared/data"

// sample returns the files that match a pattern, and skips where there are none.
func sample(t testing.TB, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(samples, pattern))
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		t.Skipf("NOT TESTED: no sample pictures %s beside the checkout", pattern)
	}
	return names
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestSamplePhonePhotos(t *testing.T) {
	for _, name := range sample(t, "photos/*") {
		t.Run(filepath.Base(name), func(t *testing.T) {
			upload := read(t, name)
			made, err := NewMaker().Make(t.Context(), upload)
			switch filepath.Ext(name) {
			case ".heic", ".avif":
				if f := fault.Of(err); f == nil || f.Problems[0].Code != "photo_unknown_format" {
					t.Errorf("got %v, want photo_unknown_format", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := max(made.Width, made.Height); got != viewSide {
				t.Errorf("long side: got %d, want %d", got, viewSide)
			}
			if strings.HasSuffix(name, "_o6.jpg") && made.Height < made.Width {
				t.Errorf("got %d x %d, want it upright", made.Width, made.Height)
			}
			if profile := bytes.Contains(made.View, []byte(iccMark)); profile != strings.HasSuffix(name, "_p3.jpg") {
				t.Errorf("colour profile: got %v, want it where the phone wrote one", profile)
			}
			onlyPicture(t, made.View)
			onlyPicture(t, made.Thumb)
			if made.KeptType == "image/jpeg" {
				onlyPicture(t, made.Kept)
				samePixels(t, upload, made.Kept)
			}
		})
	}
}

// onlyPicture walks over a JPEG and knows every segment in it: the picture's own,
// and of applications those four that package comment and servedProfile name.
func onlyPicture(t *testing.T, out []byte) {
	t.Helper()
	for rest := out[2:]; ; {
		var s segment
		s, rest = nextSegment(rest)
		switch {
		case s.marker == eoi && len(rest) == 0:
			return
		case s.marker == sos:
			rest = rest[entropyCoded(rest):]
		case s.marker >= sof0 && s.marker <= sof0+2, s.marker == dht, s.marker == dqt, s.marker == dri,
			string(s.raw) == jfif, s.marker == app0+14 && len(s.payload) == 12,
			s.marker == app0+1 && len(s.payload) == 6+len(exif(1)), bytes.HasPrefix(s.payload, []byte(iccMark)):
		default:
			t.Errorf("got a segment %#x of %d bytes, want none", s.marker, len(s.raw))
			return
		}
	}
}

func TestSampleOrientationsLookAlike(t *testing.T) {
	for _, shape := range []string{"Landscape", "Portrait"} {
		names := sample(t, "pictures_odd/exif_orientation/"+shape+"_*.jpg")
		want := tiny(decoded(t, develop(t, read(t, names[0])).Thumb))
		for _, name := range names[1:] {
			got := tiny(decoded(t, develop(t, read(t, name)).Thumb))
			if d := difference(got, want); d > 6 {
				t.Errorf("%s: got a mean difference of %d levels from %s, want at most 6", filepath.Base(name), d, filepath.Base(names[0]))
			}
		}
	}
}

// TestSampleOddPictures goes through the pictures of image libraries' own tests: grey,
// palettes, alpha, 16 bits; and formats that are not taken in.
func TestSampleOddPictures(t *testing.T) {
	for _, name := range sample(t, "pictures_odd/x_image/*") {
		made, err := NewMaker().Make(t.Context(), read(t, name))
		switch filepath.Ext(name) {
		case ".png", ".webp", ".jpeg":
			if err != nil {
				t.Errorf("%s: got %v, want a picture", filepath.Base(name), err)
				continue
			}
			photoOrFault(t, made.Kept)
		default:
			if f := fault.Of(err); f == nil || f.Problems[0].Code != "photo_unknown_format" {
				t.Errorf("%s: got %v, want photo_unknown_format", filepath.Base(name), err)
			}
		}
	}
}

// BenchmarkMake develops a 12-megapixel phone photo.
func BenchmarkMake(b *testing.B) {
	upload := read(b, sample(b, "photos/nokia12.jpg")[0])
	m := NewMaker()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := m.Make(b.Context(), upload); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkInspect strips it, which is what a hostile upload costs at most before
// it is refused.
func BenchmarkInspect(b *testing.B) {
	upload := read(b, sample(b, "photos/nokia12.jpg")[0])
	b.SetBytes(int64(len(upload)))
	for b.Loop() {
		if _, err := inspect(upload); err != nil {
			b.Fatal(err)
		}
	}
}

func tiny(m image.Image) *image.NRGBA { return imaging.Resize(m, 24, 24, imaging.Box) }

func difference(a, b *image.NRGBA) int {
	sum := 0
	for i := range a.Pix {
		sum += max(int(a.Pix[i])-int(b.Pix[i]), int(b.Pix[i])-int(a.Pix[i]))
	}
	return sum / len(a.Pix)
}
