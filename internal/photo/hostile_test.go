package photo

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"lostfound/internal/fault"
)

// frameHeader is the start of a JPEG of a kind (a SOF marker) and size, without
// its data.
func frameHeader(sof, bits byte, w, h int) []byte {
	p := []byte{bits, byte(h >> 8), byte(h), byte(w >> 8), byte(w), 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0}
	return withSegments([]byte("\xff\xd8\xff\xda\x00\x0c\x03\x01\x00\x02\x00\x03\x00\x00\x3f\x00\x00\xff\xd9"), jpegSegment(sof, string(p)))
}

func pngHeader(w, h uint32, bits byte) []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	out := appendChunk([]byte(pngSignature), "IHDR", append(head, bits, 2, 0, 0, 0))
	return appendChunk(appendChunk(out, "IDAT", []byte{0}), "IEND", nil)
}

// manyScans is a JPEG whose one scan comes n times.
func manyScans(t testing.TB, n int) []byte {
	picture := asJPEG(t, flag(16, 16))
	at := bytes.Index(picture, []byte{0xFF, sos})
	scan := picture[at : len(picture)-2]
	return slices.Concat(picture[:at], bytes.Repeat(scan, n), picture[len(picture)-2:])
}

func TestWhatIsNoPhotoIsRefused(t *testing.T) {
	picture, drawing := asJPEG(t, flag(320, 240)), asPNG(t, flag(320, 240))
	dc := append([]byte("VP8L"), 11, 0, 0, 0, 0x2F, 0xFF, 0xFF, 0xFF, 0x0F, 0, 0, 0, 0, 0, 0, 0)
	vast := extendedWebP(0, lossyWebP[12:])
	copy(vast[24:], "\x5f\xea\x00\x5f\xea\x00") // 60,000 x 60,000
	for name, c := range map[string]struct {
		upload []byte
		want   string
	}{
		"nothing":                              {nil, "photo_unknown_format"},
		"text under the name of a photo":       {[]byte("this is no photo.jpg"), "photo_unknown_format"},
		"a drawing in SVG":                     {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), "photo_unknown_format"},
		"a GIF":                                {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), "photo_unknown_format"},
		"a TIFF":                               {append([]byte("II*\x00\x08\x00\x00\x00"), make([]byte, 64)...), "photo_unknown_format"},
		"a BMP":                                {append([]byte("BM"), make([]byte, 64)...), "photo_unknown_format"},
		"a web page that begins as a WebP":     {[]byte("RIFF<html>"), "photo_unknown_format"},
		"33 MiB":                               {append(bytes.Clone(picture), make([]byte, 33<<20)...), "photo_too_large_bytes"},
		"a baseline JPEG of 60000 x 60000":     {frameHeader(0xC0, 8, 60_000, 60_000), "photo_too_many_pixels"},
		"a progressive JPEG of 60000 x 60000":  {frameHeader(0xC2, 8, 60_000, 60_000), "photo_too_many_pixels"},
		"a progressive JPEG of 51 megapixels":  {frameHeader(0xC2, 8, 8_500, 6_000), "photo_too_many_pixels"},
		"a JPEG of 20001 x 1":                  {frameHeader(0xC0, 8, 20_001, 1), "photo_too_many_pixels"},
		"a JPEG without height":                {frameHeader(0xC0, 8, 16, 0), "photo_broken"},
		"a JPEG of 12 bits":                    {frameHeader(0xC1, 12, 16, 16), "photo_unknown_format"},
		"a lossless JPEG":                      {frameHeader(0xC3, 8, 16, 16), "photo_unknown_format"},
		"an arithmetic JPEG":                   {frameHeader(0xC9, 8, 16, 16), "photo_unknown_format"},
		"a JPEG header without data":           {frameHeader(0xC0, 8, 16, 16), "photo_broken"},
		"a JPEG of two frames":                 {withSegments(picture, jpegSegment(0xC0, "\x08\x00\x10\x00\x10\x01\x01\x11\x00")), "photo_broken"},
		"a JPEG of 500 scans":                  {manyScans(t, 500), "photo_broken"},
		"a JPEG cut off in its scan":           {picture[:len(picture)*2/3], "photo_broken"},
		"a JPEG cut off at its last byte":      {picture[:len(picture)-1], "photo_broken"},
		"a JPEG cut off in a segment":          {picture[:30], "photo_broken"},
		"a JPEG of its first marker":           {[]byte("\xff\xd8\xff"), "photo_broken"},
		"a JPEG that ends before it begins":    {[]byte("\xff\xd8\xff\xd9"), "photo_broken"},
		"a PNG of 60000 x 60000":               {pngHeader(60_000, 60_000, 8), "photo_too_many_pixels"},
		"a PNG of 4 billion squared":           {pngHeader(1<<32-1, 1<<32-1, 8), "photo_too_many_pixels"},
		"a PNG of 26 megapixels, 16 bits each": {pngHeader(6_500, 4_000, 16), "photo_too_many_pixels"},
		"a PNG header without data":            {pngHeader(16, 16, 8), "photo_broken"},
		"a PNG cut off in its pixels":          {drawing[:len(drawing)/2], "photo_broken"},
		"a PNG cut off before its end":         {drawing[:len(drawing)-12], "photo_broken"},
		"a PNG of its signature":               {[]byte(pngSignature), "photo_broken"},
		"a PNG with a wrong checksum":          {flipped(drawing, len(drawing)-14), "photo_broken"},
		"a WebP of 60000 x 60000":              {vast, "photo_too_many_pixels"},
		"a WebP of 16384 x 16384":              {slices.Concat([]byte("RIFF\x18\x00\x00\x00WEBP"), dc), "photo_too_many_pixels"},
		"a WebP cut off":                       {lossyWebP[:len(lossyWebP)-6], "photo_broken"},
		"a WebP cut off, its length mended":    {mended(lossyWebP[:len(lossyWebP)-6]), "photo_broken"},
		"a WebP that says it is animated":      {extendedWebP(0x02, lossyWebP[12:]), "photo_animated"},
		"a WebP that is animated":              {extendedWebP(0x00, riff("ANIM", make([]byte, 6))), "photo_animated"},
		"a WebP of two sizes":                  {extendedWebP(0x00, losslessWebP[12:]), "photo_broken"},
	} {
		from := time.Now()
		_, err := NewMaker().Make(t.Context(), c.upload)
		if f := fault.Of(err); f == nil || f.Problems[0].Code != c.want || f.Problems[0].Field != "" {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
		if took := time.Since(from); took > time.Second {
			t.Errorf("%s: refused after %v, want at once", name, took)
		}
	}
}

func TestAsManyScansAsEncodersWriteAreTaken(t *testing.T) {
	if _, err := inspect(manyScans(t, maxScans)); err != nil {
		t.Errorf("%d scans: got %v, want none", maxScans, err)
	}
	if _, err := inspect(manyScans(t, maxScans+1)); err == nil {
		t.Errorf("%d scans: got no error, want one", maxScans+1)
	}
}

func TestChangedBytesMakeAPictureOrAFault(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	for _, seed := range seeds(t) {
		for range 150 {
			upload := bytes.Clone(seed)
			for range 1 + dice.IntN(4) {
				upload[dice.IntN(len(upload))] = byte(dice.UintN(256))
			}
			photoOrFault(t, upload)
		}
	}
}

func FuzzMake(f *testing.F) {
	for _, seed := range seeds(f) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, upload []byte) {
		if file, err := inspect(upload); err == nil && file.width*file.height > 1_000_000 {
			t.Skip("large pictures are slow, not new")
		}
		photoOrFault(t, upload)
	})
}

func photoOrFault(t *testing.T, upload []byte) {
	t.Helper()
	made, err := NewMaker().Make(t.Context(), upload)
	if err != nil {
		if fault.Of(err) == nil {
			t.Errorf("got %v, want a fault; upload %x", err, upload)
		}
		return
	}
	if made.Width < 1 || made.Width > viewSide || made.Height < 1 || made.Height > viewSide {
		t.Errorf("got %d x %d, want within %d; upload %x", made.Width, made.Height, viewSide, upload)
	}
	if _, err := NewMaker().Make(t.Context(), made.Kept); err != nil {
		t.Errorf("from the kept copy: got %v, want a picture; upload %x", err, upload)
	}
}

func seeds(t testing.TB) [][]byte {
	small := flag(24, 16)
	grey := image.NewGray(small.Rect)
	return [][]byte{
		withSegments(asJPEG(t, small), exifSegment(6), jpegSegment(0xFE, secret)),
		asJPEG(t, grey),
		withChunk(asPNG(t, small), "eXIf", exif(6)),
		asPNG(t, image.NewPaletted(small.Rect, color.Palette{red, green, blue})),
		asPNG(t, image.NewNRGBA64(small.Rect)),
		lossyWebP,
		losslessWebP,
		extendedWebP(0x08, lossyWebP[12:], riff("EXIF", exif(6))),
		manyScans(t, 2),
	}
}

func flipped(data []byte, at int) []byte {
	out := bytes.Clone(data)
	out[at] ^= 0xFF
	return out
}

// mended gives a cut WebP the lengths of what is there.
func mended(data []byte) []byte {
	out := bytes.Clone(data)
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	binary.LittleEndian.PutUint32(out[16:], uint32(len(out)-20))
	return out
}
