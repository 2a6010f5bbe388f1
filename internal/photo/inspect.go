package photo

import (
	"bytes"
	"image"
	"io"

	"lostfound/internal/fault"
)

// What is taken in. The pixels differ by format because the cost of decoding one
// does: at its limit each takes two to four seconds of one processor.
const (
	MaxBytes = 32 << 20 // of an upload
	maxSide  = 20_000   // pixels, width or height

	maxJPEG        = 64 // megapixels, here and below
	maxProgressive = 50
	maxPNG         = 40
	maxDeepPNG     = 25 // 16 bits a channel
	maxWebP        = 50
)

// file is what a walk over an upload's segments or chunks found. No decoder has
// run yet.
type file struct {
	kind          string // media type
	width, height int    // as stored, before orientation
	perPixel      int    // bytes the decoder takes, at most
	orientation   int    // EXIF, 1 to 8
	profile       []byte // ICC, where the served pictures should carry it
	kept          []byte // the upload, stripped
	decode        func(io.Reader) (image.Image, error)
}

// inspect says what an upload is and strips it.
func inspect(data []byte) (file, error) {
	if len(data) > MaxBytes {
		return file{}, fault.Newf(fault.TooLarge, "", "photo_too_large_bytes", fault.Args{"Max": MaxBytes >> 20})
	}
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return inspectJPEG(data)
	case bytes.HasPrefix(data, []byte(pngSignature)):
		return inspectPNG(data)
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return inspectWebP(data)
	}
	return file{}, errUnknown()
}

// measure notes the size the header gives and refuses one over the limit, in
// megapixels.
func (f *file) measure(width, height, megapixels int) error {
	if width == 0 || height == 0 {
		return errBroken()
	}
	if width > maxSide || height > maxSide || width*height > megapixels*1_000_000 {
		return fault.Newf(fault.Invalid, "", "photo_too_many_pixels", fault.Args{"Max": megapixels, "Side": maxSide})
	}
	f.width, f.height = width, height
	return nil
}

// memory estimates what developing the file takes, in bytes: the upload and its
// copy, the decoded picture, and the rows that the first pass of the resampling
// makes.
func (f *file) memory() int64 {
	return int64(2*len(f.kept) + f.perPixel*f.width*f.height + 4*viewSide*max(f.width, f.height))
}

func errUnknown() error { return fault.New(fault.Invalid, "photo_unknown_format") }
