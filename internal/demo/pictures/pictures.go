// Package pictures holds the drawn photographs of the demonstration: things as
// they lie in a security tray, on a shelf or under a car seat, drawn by this
// project. NAME.svg is the drawing and NAME.jpg the photo of it, 1200 x 900 pixels;
// scripts/draw-demo.sh makes the one from the other.
package pictures

import "embed"

// Files holds NAME.jpg for each of Names.
//
//go:embed *.jpg
var Files embed.FS

// Names are the names of the pictures, in order.
var Names = []string{
	"book", "bottle", "camera", "coat", "cool_bag", "earbuds", "glasses", "headphones",
	"keys", "laptop_bag", "laptop_duck", "phone", "powerbank", "rabbit", "ring", "rucksack",
	"scarf", "shoe", "suitcase", "sunglasses", "tablet_red", "umbrella", "wallet", "watch",
}
