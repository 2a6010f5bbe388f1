package photo

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"slices"
)

// lossyWebP is 32 x 16 pixels, the left half black, the right half white.
var lossyWebP = unhex("52494646320000005745425056503820260000005002009d012a200010002e25188c4611111101001225a40003d94000fefeeec5bffb3fd00000")

// losslessWebP is 8 x 8 pixels, red.
var losslessWebP = unhex("524946461c000000574542505650384c0f0000002f07c001000710fd8ffe0722a2ff0100")

func unhex(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil {
		panic(err)
	}
	return b
}

// withSegments puts segments behind the start-of-image marker of a JPEG.
func withSegments(jpeg []byte, segments ...[]byte) []byte {
	return slices.Concat(jpeg[:2], slices.Concat(segments...), jpeg[2:])
}

func jpegSegment(marker byte, payload string) []byte {
	head := []byte{0xFF, marker, byte((len(payload) + 2) >> 8), byte(len(payload) + 2)}
	return append(head, payload...)
}

// withChunk puts a chunk behind the IHDR of a PNG.
func withChunk(png []byte, kind string, body []byte) []byte {
	return slices.Concat(appendChunk(bytes.Clone(png[:33]), kind, body), png[33:])
}

func riff(kind string, body []byte) []byte { return appendRIFF(nil, kind, body) }

// extendedWebP is a WebP of 32 x 16 pixels with a VP8X chunk of these flags.
func extendedWebP(flags byte, chunks ...[]byte) []byte {
	body := slices.Concat(chunks...)
	vp8x := riff("VP8X", []byte{flags, 0, 0, 0, 31, 0, 0, 15, 0, 0})
	out := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(4+len(vp8x)+len(body)))
	return slices.Concat(out, []byte("WEBP"), vp8x, body)
}

// displayProfile has the header of a display's RGB profile, and tags that say
// nothing.
func displayProfile() []byte {
	p := make([]byte, 200)
	binary.BigEndian.PutUint32(p, uint32(len(p)))
	copy(p[12:], "mntrRGB XYZ ")
	copy(p[36:], "acsp")
	return p
}

func deflated(name string, profile []byte) []byte {
	out := bytes.NewBufferString(name + "\x00\x00")
	z := zlib.NewWriter(out)
	z.Write(profile)
	z.Close()
	return out.Bytes()
}
