// Package picture is a photograph as a record remembers it: its name and its
// shape. The bytes are with the store, and package photo makes them.
package picture

// Picture is one photo of a record. ID is derived from the content of the
// upload, so the same photo sent twice is one picture.
type Picture struct {
	ID          string `json:"id"`          // 24 hexadecimal digits
	Width       int    `json:"width"`       // of the view, in pixels, upright
	Height      int    `json:"height"`      //
	Placeholder string `json:"placeholder"` // thumbhash, base64: what a frame shows until the photo is there
}

// Size is one of the forms a picture is kept in.
type Size string

// Sizes, by the name each has in an address.
const (
	View  Size = "view"  // at most 1600 px, re-encoded: for the screen
	Thumb Size = "thumb" // at most 320 px, re-encoded: for lists
	Kept  Size = "kept"  // as it was taken, without metadata: never served to a browser
)
