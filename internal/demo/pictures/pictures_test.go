package pictures

import (
	"image"
	"image/jpeg"
	"io/fs"
	"slices"
	"strings"
	"testing"
)

func TestEveryNameHasItsPicture(t *testing.T) {
	files, err := fs.Glob(Files, "*")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, file := range files {
		got = append(got, strings.TrimSuffix(file, ".jpg"))
	}
	if !slices.Equal(got, Names) {
		t.Errorf("got %q, want %q", got, Names)
	}
	for _, file := range files {
		f, err := Files.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		size, err := jpeg.DecodeConfig(f)
		if err != nil || image.Pt(size.Width, size.Height) != image.Pt(1200, 900) {
			t.Errorf("%s: got %d x %d, %v, want 1200 x 900", file, size.Width, size.Height, err)
		}
	}
}
