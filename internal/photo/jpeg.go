package photo

import (
	"bytes"
	"encoding/binary"
	"image/jpeg"
	"slices"
)

// maxScans is far above what cameras and encoders write (1 or about 10). Every
// scan over a progressive picture costs a pass over all of it.
const maxScans = 32

// Markers of a JPEG file (ITU-T T.81, table B.1).
const (
	sof0 = 0xC0 // baseline; 1 is extended, 2 progressive; the rest are arithmetic, lossless or hierarchical
	dht  = 0xC4
	soi  = 0xD8
	eoi  = 0xD9
	sos  = 0xDA
	dqt  = 0xDB
	dri  = 0xDD
	app0 = 0xE0
	com  = 0xFE
)

// jfif is the segment that says how the channels are to be read, without
// the preview that may be in the original.
const jfif = "\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"

const iccMark = "ICC_PROFILE\x00"

// inspectJPEG walks over the segments up to the first end-of-image marker. Bytes
// between segments are passed over, as decoders do.
func inspectJPEG(data []byte) (file, error) {
	f := file{kind: "image/jpeg", decode: jpeg.Decode, orientation: orientation(data, "image/jpeg")}
	var head string
	body := make([]byte, 0, len(data))
	scans := 0
	for rest := data[2:]; ; {
		var s segment
		if s, rest = nextSegment(rest); s.raw == nil {
			return f, errBroken()
		}
		switch {
		case s.marker == eoi:
			if scans == 0 {
				return f, errBroken()
			}
			f.kept = slices.Concat([]byte{0xFF, soi}, []byte(head), exifSegment(f.orientation), body, s.raw)
			return f, nil
		case s.marker == dht || s.marker == dqt || s.marker == dri:
			body = append(body, s.raw...)
		case s.marker >= sof0 && s.marker < sof0+16:
			if err := f.frame(s); err != nil {
				return f, err
			}
			body = append(body, s.raw...)
		case s.marker == sos:
			if scans++; scans > maxScans || f.width == 0 {
				return f, errBroken()
			}
			body = append(body, s.raw...)
			n := entropyCoded(rest)
			body, rest = append(body, rest[:n]...), rest[n:]
		case s.marker == app0 && bytes.HasPrefix(s.payload, []byte("JFIF\x00")):
			head = jfif
		case s.marker == app0+2 && bytes.HasPrefix(s.payload, []byte(iccMark)):
			f.profile = servedProfile(onlyChunk(s.payload))
			body = append(body, s.raw...)
		case s.marker == app0+14 && bytes.HasPrefix(s.payload, []byte("Adobe")) && len(s.payload) >= 12:
			body = append(body, 0xFF, app0+14, 0, 14)
			body = append(body, s.payload[:12]...)
		case s.marker >= app0 && s.marker < app0+16 || s.marker == com:
			// what the picture says about its maker stays out
		default:
			return f, errBroken()
		}
	}
}

// segment is one marker with its parameters. raw is all of it, nil where the file
// ends too early.
type segment struct {
	marker       byte
	payload, raw []byte
}

func nextSegment(data []byte) (segment, []byte) {
	for {
		i := bytes.IndexByte(data, 0xFF)
		if i < 0 || i+1 >= len(data) {
			return segment{}, nil
		}
		data = data[i:]
		marker := data[1]
		switch {
		case marker == 0xFF: // filler
			data = data[1:]
		case marker == 0 || marker >= 0xD0 && marker <= 0xD7: // no marker; a stray restart
			data = data[2:]
		case marker == eoi || marker == soi:
			return segment{marker: marker, raw: data[:2]}, data[2:]
		default:
			if len(data) < 4 {
				return segment{}, nil
			}
			n := int(binary.BigEndian.Uint16(data[2:]))
			if n < 2 || len(data) < 2+n {
				return segment{}, nil
			}
			return segment{marker, data[4 : 2+n], data[:2+n]}, data[2+n:]
		}
	}
}

// entropyCoded is the length of the scan data at the head of data: up to a marker
// that is no restart.
func entropyCoded(data []byte) int {
	for at := 0; ; {
		i := bytes.IndexByte(data[at:], 0xFF)
		if i < 0 || at+i+1 >= len(data) {
			return len(data)
		}
		at += i
		switch next := data[at+1]; {
		case next == 0 || next >= 0xD0 && next <= 0xD7:
			at += 2
		case next == 0xFF:
			at++
		default:
			return at
		}
	}
}

// frame reads a frame header. Only the Huffman-coded kinds with 8 bits a sample
// are known here.
func (f *file) frame(s segment) error {
	p := s.payload
	if f.width != 0 || len(p) < 6 {
		return errBroken()
	}
	progressive := s.marker == sof0+2
	if s.marker > sof0+2 || p[0] != 8 {
		return errUnknown()
	}
	channels := int(p[5])
	if channels != 1 && channels != 3 && channels != 4 {
		return errUnknown()
	}
	f.perPixel = channels + 4 // the planes, and a picture made from them
	megapixels := maxJPEG
	if progressive {
		f.perPixel += 4 * channels // the coefficients
		megapixels = maxProgressive
	}
	return f.measure(int(binary.BigEndian.Uint16(p[3:])), int(binary.BigEndian.Uint16(p[1:])), megapixels)
}
