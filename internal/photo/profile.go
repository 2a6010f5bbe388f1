package photo

import (
	"encoding/binary"
	"slices"
)

// maxProfile is the size, in bytes, up to which a colour profile is served with
// the pictures. Those of phones have about 500; large ones describe printers.
const maxProfile = 4 << 10

// servedProfile returns the ICC profile if a served picture, which is RGB, should
// carry it: without it the colours of phones with wide-gamut cameras shift. It is
// nil for what is no RGB profile of a display or too large (ICC.1:2022, section 7.2).
func servedProfile(p []byte) []byte {
	if len(p) < 132 || len(p) > maxProfile || int(binary.BigEndian.Uint32(p)) != len(p) {
		return nil
	}
	if string(p[12:20]) != "mntrRGB " || string(p[36:40]) != "acsp" {
		return nil
	}
	return p
}

// onlyChunk returns the profile in an APP2 segment that holds all of it. Those
// spread over several segments are too large to serve.
func onlyChunk(payload []byte) []byte {
	chunk := payload[len(iccMark):]
	if len(chunk) < 2 || chunk[0] != 1 || chunk[1] != 1 {
		return nil
	}
	return chunk[2:]
}

// withProfile puts the profile at the head of an encoded JPEG.
func withProfile(encoded, profile []byte) []byte {
	mark := append([]byte{0xFF, app0 + 2}, binary.BigEndian.AppendUint16(nil, uint16(2+len(iccMark)+2+len(profile)))...)
	return slices.Concat(encoded[:2], mark, []byte(iccMark), []byte{1, 1}, profile, encoded[2:])
}
