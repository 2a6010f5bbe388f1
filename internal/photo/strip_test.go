package photo

import (
	"bytes"
	"image"
	"image/draw"
	"image/jpeg"
	"slices"
	"testing"
)

const secret = "N52.3105 E4.7683 of Anna" // stands for all that may be in metadata

func TestNothingTheUploadSaysSurvives(t *testing.T) {
	picture := asJPEG(t, flag(320, 240))
	script := "<script>alert(1)</script>"
	for name, upload := range map[string][]byte{
		"jpeg": slices.Concat(withSegments(picture,
			jpegSegment(0xE0, "JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x02\x02"+secret),
			jpegSegment(0xE1, "Exif\x00\x00"+string(exif(6))+secret), jpegSegment(0xE1, "http://ns.adobe.com/xap/1.0/\x00"+secret),
			jpegSegment(0xE2, "MPF\x00"+secret), jpegSegment(0xED, "Photoshop 3.0\x00"+secret), jpegSegment(0xEE, "Adobe\x00\x64\x00\x00\x00\x00\x01"+secret),
			jpegSegment(0xFE, script+secret)), []byte(script+secret), picture),
		"jpeg with rubbish between segments": withSegments(picture, jpegSegment(0xFE, ""), []byte(secret), jpegSegment(0xFE, secret)),
		"png": slices.Concat(withChunk(withChunk(withChunk(withChunk(asPNG(t, flag(320, 240)),
			"tEXt", []byte("Comment\x00"+script+secret)), "iTXt", []byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00"+secret)),
			"eXIf", append(exif(6), secret...)), "prVt", []byte(secret)), []byte("PK\x03\x04"+script+secret)),
		"webp": append(extendedWebP(0x0C, riff("ABCD", []byte(secret)), lossyWebP[12:],
			riff("EXIF", append(exif(6), secret...)), riff("XMP ", []byte(script+secret))), secret...),
	} {
		made := develop(t, upload)
		for form, out := range map[string][]byte{"kept": made.Kept, "view": made.View, "thumb": made.Thumb} {
			if bytes.Contains(out, []byte(secret)) || bytes.Contains(out, []byte("<script")) {
				t.Errorf("%s, %s: got a piece of metadata, want none", name, form)
			}
		}
		again := develop(t, made.Kept)
		if !bytes.Equal(again.Kept, made.Kept) || !bytes.Equal(again.View, made.View) {
			t.Errorf("%s: got another picture from the kept copy, want the same", name)
		}
	}
}

func TestTheKeptJPEGHasTheSamePixels(t *testing.T) {
	upload := withSegments(asJPEG(t, flag(321, 243)), jpegSegment(0xE1, "Exif\x00\x00"+string(exif(6))), jpegSegment(0xFE, secret))
	samePixels(t, upload, develop(t, upload).Kept)
}

func TestAKeptWebPSaysItsOrientationAndNothingElse(t *testing.T) {
	made := develop(t, extendedWebP(0x0C, lossyWebP[12:], riff("EXIF", exif(6)), riff("XMP ", []byte(secret))))
	if want := extendedWebP(0x08, lossyWebP[12:], riff("EXIF", exif(6))); !bytes.Equal(made.Kept, want) {
		t.Errorf("got %x, want %x", made.Kept, want)
	}
	if made.Width != 16 || made.Height != 32 {
		t.Errorf("got %d x %d, want it upright, 16 x 32", made.Width, made.Height)
	}
}

func samePixels(t *testing.T, one, other []byte) {
	t.Helper()
	a, err := jpeg.Decode(bytes.NewReader(one))
	if err != nil {
		t.Fatal(err)
	}
	b, err := jpeg.Decode(bytes.NewReader(other))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(pixels(a), pixels(b)) {
		t.Error("got other pixels, want the same")
	}
}

func pixels(m image.Image) []byte {
	if y, ok := m.(*image.YCbCr); ok {
		return slices.Concat(y.Y, y.Cb, y.Cr)
	}
	flat := image.NewNRGBA(m.Bounds())
	draw.Draw(flat, flat.Rect, m, m.Bounds().Min, draw.Src)
	return flat.Pix
}
