package photo

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image/png"
	"io"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

// pngKept are the chunks that make the picture (PNG specification, third edition,
// section 11): without them it would look different.
var pngKept = map[string]bool{
	"IHDR": true, "PLTE": true, "tRNS": true, "IDAT": true, "IEND": true,
	"gAMA": true, "cHRM": true, "sRGB": true, "iCCP": true, "cICP": true,
}

// inspectPNG walks over the chunks up to IEND. Checksums are left to the decoder.
func inspectPNG(data []byte) (file, error) {
	f := file{kind: "image/png", decode: png.Decode, orientation: orientation(data, "image/png")}
	f.kept = append(make([]byte, 0, len(data)), pngSignature...)
	for rest := data[len(pngSignature):]; ; {
		if len(rest) < 12 {
			return f, errBroken()
		}
		n := int(binary.BigEndian.Uint32(rest))
		if len(rest)-12 < n {
			return f, errBroken()
		}
		kind, body := string(rest[4:8]), rest[8:8+n]
		if (kind == "IHDR") != (f.width == 0) {
			return f, errBroken() // the header is the first chunk and the only one
		}
		if pngKept[kind] {
			f.kept = append(f.kept, rest[:12+n]...)
		}
		switch kind {
		case "IHDR":
			if err := f.pngHeader(body); err != nil {
				return f, err
			}
			if f.orientation != 1 {
				f.kept = appendChunk(f.kept, "eXIf", exif(f.orientation))
			}
		case "iCCP":
			f.profile = servedProfile(inflateProfile(body))
		case "IEND":
			return f, nil
		}
		rest = rest[12+n:]
	}
}

func (f *file) pngHeader(b []byte) error {
	if len(b) != 13 {
		return errBroken()
	}
	megapixels := maxPNG
	f.perPixel = 4
	if b[8] == 16 {
		f.perPixel, megapixels = 8, maxDeepPNG
	}
	if b[12] != 0 {
		f.perPixel *= 2 // interlaced: a pass is decoded beside the whole
	}
	width, height := binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:])
	return f.measure(int(width), int(height), megapixels)
}

func appendChunk(to []byte, kind string, body []byte) []byte {
	to = binary.BigEndian.AppendUint32(to, uint32(len(body)))
	from := len(to)
	to = append(append(to, kind...), body...)
	return binary.BigEndian.AppendUint32(to, crc32.ChecksumIEEE(to[from:]))
}

// inflateProfile reads an iCCP chunk: a name, NUL, a method, zlib. It stops at the
// first byte over what a served profile may have.
func inflateProfile(body []byte) []byte {
	_, packed, _ := bytes.Cut(body, []byte{0})
	if len(packed) == 0 {
		return nil
	}
	z, err := zlib.NewReader(bytes.NewReader(packed[1:]))
	if err != nil {
		return nil
	}
	profile, err := io.ReadAll(io.LimitReader(z, maxProfile+1))
	if err != nil {
		return nil
	}
	return profile
}
