// Package photo is the darkroom of the office: what somebody uploads becomes an
// upright picture in two sizes for the screen, and a copy of the original without
// what it said about its maker.
//
// Guarantees:
//   - A file is known by its first bytes alone: JPEG, PNG or WebP. Nothing else
//     reaches a decoder, whatever its name or declared type.
//   - Its size, its kind and the number of its scans are checked before a decoder
//     runs, and what is decoded is the stripped copy, never the upload. Decoders
//     cannot be interrupted: these limits are what bounds their time and memory.
//   - No place, time, device, comment, preview, second picture or trailing data
//     of the upload is in any of the three results. A colour profile is.
//
// The kept copy has the upload's pixels, losslessly: for JPEG the tables, frames and
// scans, the JFIF mark, the Adobe segment and the colour profile; for PNG the pixels,
// palette, transparency and colour chunks; for WebP the pixels, alpha and colour
// profile. A picture that is not upright keeps an EXIF block that says so and
// nothing else. Of an animated PNG the still picture is kept.
package photo

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"runtime"

	"github.com/disintegration/imaging"
	"github.com/galdor/go-thumbhash"
	"golang.org/x/sync/semaphore"

	"lostfound/internal/fault"
	"lostfound/internal/picture"
)

// ServedType is the media type of View and Thumb.
const ServedType = "image/jpeg"

// The long sides, in pixels, and the JPEG qualities of what is served. A smaller
// upload is not enlarged.
const (
	viewSide, viewQuality   = 1600, 80
	thumbSide, thumbQuality = 320, 75
	hashSide                = 32
)

// memory is what all photos being made at one time may take together, in bytes,
// by estimate.
const memory = 768 << 20

// Made is an upload, developed.
type Made struct {
	picture.Picture
	Kept, View, Thumb []byte
	KeptType          string // media type of Kept
}

// Maker develops photos, as many at once as there are processors and memory for.
type Maker struct{ room *semaphore.Weighted }

// NewMaker returns a Maker. A program needs one.
func NewMaker() *Maker { return &Maker{semaphore.NewWeighted(memory)} }

// Make develops an upload. A file that cannot be a photo here is a fault without a
// field: Invalid (photo_unknown_format, photo_too_many_pixels, photo_animated,
// photo_broken) or TooLarge (photo_too_large_bytes). Make waits for room until the
// context ends; once begun it finishes.
func (m *Maker) Make(ctx context.Context, data []byte) (made Made, err error) {
	defer func() {
		if r := recover(); r != nil {
			made, err = Made{}, fmt.Errorf("decoder gave up: %v: %w", r, errBroken())
		}
	}()
	f, err := inspect(data)
	if err != nil {
		return Made{}, err
	}
	share := int64(memory / runtime.GOMAXPROCS(0))
	need := min(max(f.memory(), share), memory)
	if err := m.room.Acquire(ctx, need); err != nil {
		return Made{}, fmt.Errorf("wait for room to develop a photo: %w", err)
	}
	defer m.room.Release(need)

	full, err := f.decode(bytes.NewReader(f.kept))
	if err != nil {
		return Made{}, fmt.Errorf("decode %s: %v: %w", f.kind, err, errBroken())
	}
	view := upright(onWhite(imaging.Fit(full, viewSide, viewSide, imaging.Lanczos)), f.orientation)
	thumb := imaging.Fit(view, thumbSide, thumbSide, imaging.Lanczos)
	made = Made{Kept: f.kept, KeptType: f.kind, Picture: picture.Picture{
		ID:          name(data),
		Width:       view.Rect.Dx(),
		Height:      view.Rect.Dy(),
		Placeholder: placeholder(thumb),
	}}
	if made.View, err = encode(view, viewQuality, f.profile); err != nil {
		return Made{}, fmt.Errorf("encode view: %w", err)
	}
	if made.Thumb, err = encode(thumb, thumbQuality, f.profile); err != nil {
		return Made{}, fmt.Errorf("encode thumb: %w", err)
	}
	return made, nil
}

// name is the picture's ID: the same upload, the same picture.
func name(upload []byte) string {
	sum := sha256.Sum256(upload)
	return hex.EncodeToString(sum[:12])
}

func placeholder(thumb image.Image) string {
	return base64.StdEncoding.EncodeToString(thumbhash.EncodeImage(imaging.Fit(thumb, hashSide, hashSide, imaging.Box)))
}

// onWhite lays a picture with transparent parts on white, as paper would show it.
func onWhite(m *image.NRGBA) *image.NRGBA {
	if m.Opaque() {
		return m
	}
	paper := imaging.New(m.Rect.Dx(), m.Rect.Dy(), color.White)
	return imaging.Overlay(paper, m, image.Point{}, 1)
}

// upright turns a picture as its EXIF orientation, 1 to 8, asks.
func upright(m *image.NRGBA, orientation int) *image.NRGBA {
	switch orientation {
	case 2:
		return imaging.FlipH(m)
	case 3:
		return imaging.Rotate180(m)
	case 4:
		return imaging.FlipV(m)
	case 5:
		return imaging.Transpose(m)
	case 6:
		return imaging.Rotate270(m)
	case 7:
		return imaging.Transverse(m)
	case 8:
		return imaging.Rotate90(m)
	}
	return m
}

// encode writes a JPEG that carries the colour profile, if any, and nothing else
// beside the picture.
func encode(m *image.NRGBA, quality int, profile []byte) ([]byte, error) {
	var out bytes.Buffer
	if err := imaging.Encode(&out, m, imaging.JPEG, imaging.JPEGQuality(quality)); err != nil {
		return nil, err
	}
	if profile == nil {
		return out.Bytes(), nil
	}
	return withProfile(out.Bytes(), profile), nil
}

func errBroken() error { return fault.New(fault.Invalid, "photo_broken") }
