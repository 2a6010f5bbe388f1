// Package static holds what browsers are given: for each workplace its pages,
// styles and scripts side by side, and in shared what all of them have. There is
// no build step: files are served as they lie here.
package static

import "embed"

// Files are the folders shared, traveller, checkpoint, lot, desk and manager.
//
//go:embed all:shared all:traveller all:checkpoint all:lot all:desk all:manager
var Files embed.FS
