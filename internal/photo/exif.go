package photo

import (
	"bytes"
	"encoding/binary"

	"github.com/bep/imagemeta"
)

// orientation reads how the camera was held: 1, as is, to 8 (EXIF 2.32, tag 0x0112).
// It is 1 where the file does not say, or not legibly.
func orientation(data []byte, kind string) int {
	format := map[string]imagemeta.ImageFormat{
		"image/jpeg": imagemeta.JPEG, "image/png": imagemeta.PNG, "image/webp": imagemeta.WebP,
	}[kind]
	found := 1
	_, err := imagemeta.Decode(imagemeta.Options{
		R:               bytes.NewReader(data),
		ImageFormat:     format,
		Sources:         imagemeta.EXIF,
		ShouldHandleTag: func(tag imagemeta.TagInfo) bool { return tag.Tag == "Orientation" && tag.Namespace == "IFD0" },
		HandleTag: func(tag imagemeta.TagInfo) error {
			if v, ok := tag.Value.(uint16); ok && v >= 1 && v <= 8 {
				found = int(v)
			}
			return imagemeta.ErrStopWalking
		},
	})
	if err != nil {
		return 1
	}
	return found
}

// exif is the smallest EXIF block that gives an orientation: a TIFF header and
// one directory of one entry.
func exif(orientation int) []byte {
	b := []byte("MM\x00\x2a\x00\x00\x00\x08" + "\x00\x01" + "\x01\x12\x00\x03\x00\x00\x00\x01")
	b = binary.BigEndian.AppendUint16(b, uint16(orientation))
	return append(b, 0, 0, 0, 0, 0, 0) // padding of the value, no next directory
}

// exifSegment is exif as a JPEG segment, empty for a picture that is upright.
func exifSegment(orientation int) []byte {
	if orientation == 1 {
		return nil
	}
	body := append([]byte("Exif\x00\x00"), exif(orientation)...)
	return append([]byte{0xFF, app0 + 1, 0, byte(2 + len(body))}, body...)
}
