package photo

import (
	"encoding/binary"
	"image"
	"io"
	"math"

	"golang.org/x/image/webp"

	"lostfound/internal/fault"
)

// Flags of a VP8X chunk (WebP container specification, "Extended file format").
const (
	webpAnimated = 1 << 1
	webpXMP      = 1 << 2
	webpEXIF     = 1 << 3
)

// inspectWebP walks over the chunks up to the picture itself; what may follow it
// is metadata.
func inspectWebP(data []byte) (file, error) {
	f := file{kind: "image/webp", decode: decodeWebP, orientation: orientation(data, "image/webp")}
	f.perPixel = 8 // the picture, and at most as much again for alpha or the transforms of lossless
	size := int(binary.LittleEndian.Uint32(data[4:]))
	if size < 4 || size > len(data)-8 {
		return f, errBroken()
	}
	f.kept = append(make([]byte, 0, size), data[:12]...)
	extended := false
	for rest := data[12 : 8+size]; ; {
		if len(rest) < 8 {
			return f, errBroken()
		}
		n := int(binary.LittleEndian.Uint32(rest[4:]))
		if len(rest)-8 < n {
			return f, errBroken()
		}
		kind, body := string(rest[:4]), rest[8:8+n]
		rest = rest[min(len(rest), 8+n+n&1):]
		switch kind {
		case "VP8X":
			extended = true
			if err := f.extended(body); err != nil {
				return f, err
			}
		case "ANIM", "ANMF":
			return f, errAnimated()
		case "ICCP":
			f.profile = servedProfile(body)
			f.kept = appendRIFF(f.kept, kind, body)
		case "ALPH":
			f.kept = appendRIFF(f.kept, kind, body)
		case "VP8 ", "VP8L":
			width, height := frameSize(kind, body)
			if err := f.measure(width, height, maxWebP); err != nil {
				return f, err
			}
			f.kept = appendRIFF(f.kept, kind, body)
			if extended && f.orientation != 1 {
				f.kept = appendRIFF(f.kept, "EXIF", exif(f.orientation))
			}
			binary.LittleEndian.PutUint32(f.kept[4:], uint32(len(f.kept)-8))
			return f, nil
		}
	}
}

// extended keeps a VP8X chunk, with the flags of what will be there.
func (f *file) extended(body []byte) error {
	if len(body) != 10 {
		return errBroken()
	}
	if body[0]&webpAnimated != 0 {
		return errAnimated()
	}
	flags := body[0] &^ (webpXMP | webpEXIF)
	if f.orientation != 1 {
		flags |= webpEXIF
	}
	f.kept = appendRIFF(f.kept, "VP8X", append([]byte{flags}, body[1:]...))
	return f.measure(1+uint24(body[4:]), 1+uint24(body[7:]), maxWebP)
}

// frameSize reads the size from the head of the picture data: RFC 6386 section
// 9.1 for lossy, RFC 9649 section 3.4 for lossless. It is 0 where there is no such head.
func frameSize(kind string, body []byte) (width, height int) {
	if kind == "VP8L" && len(body) >= 5 && body[0] == 0x2F {
		bits := binary.LittleEndian.Uint32(body[1:])
		return 1 + int(bits&0x3FFF), 1 + int(bits>>14&0x3FFF)
	}
	if kind == "VP8 " && len(body) >= 10 {
		return int(binary.LittleEndian.Uint16(body[6:]) & 0x3FFF), int(binary.LittleEndian.Uint16(body[8:]) & 0x3FFF)
	}
	return 0, 0
}

func uint24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }

func appendRIFF(to []byte, kind string, body []byte) []byte {
	to = binary.LittleEndian.AppendUint32(append(to, kind...), uint32(len(body)))
	to = append(to, body...)
	return append(to, make([]byte, len(body)&1)...)
}

func errAnimated() error { return fault.New(fault.Invalid, "photo_animated") }

// decodeWebP decodes and, for lossy pictures, corrects the decoder: it gives the
// planes as they are in the file, in video range (black is 16, white 235), under a
// type that means full range (golang.org/issue/40173).
func decodeWebP(r io.Reader) (image.Image, error) {
	m, err := webp.Decode(r)
	if err != nil {
		return nil, err
	}
	switch m := m.(type) {
	case *image.YCbCr:
		fullRange(m)
	case *image.NYCbCrA:
		fullRange(&m.YCbCr)
	}
	return m, nil
}

func fullRange(m *image.YCbCr) {
	stretch(m.Y, 16, 219, 0)
	stretch(m.Cb, 128, 224, 128)
	stretch(m.Cr, 128, 224, 128)
}

// stretch maps zero to onto, and span steps from there to 255.
func stretch(plane []byte, zero, span, onto int) {
	var table [256]byte
	for v := range table {
		full := onto + int(math.Round(float64(v-zero)*255/float64(span)))
		table[v] = byte(min(max(full, 0), 255))
	}
	for i, v := range plane {
		plane[i] = table[v]
	}
}
