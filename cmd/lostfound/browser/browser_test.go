package browser

import (
	"context"
	"os"
	"testing"

	"lostfound/internal/locale"
)

// office is the program at work, and a browser to visit it with.
type office struct {
	program
	browser context.Context
	exe     string // the program's file
	book    *locale.Book
	find    string // a find of the demonstration, once somebody looked
	note    string // the page of a note, once somebody went home
}

// TestInABrowser starts the demonstration and one Chromium, and lets people come in.
func TestInABrowser(t *testing.T) {
	browser := chromium(t)
	book, err := locale.Open()
	if err != nil {
		t.Fatal(err)
	}
	exe := build(t)
	o := &office{program: demonstration(t, exe), browser: browser, exe: exe, book: book}

	t.Run("the whole story", o.wholeStory)
	t.Run("by keyboard alone", o.byKeyboard)
	t.Run("few taps", o.fewTaps)
	t.Run("handed back on the spot", o.handedBack)
	t.Run("the owner of a laptop", o.ownerOfALaptop)
	t.Run("kept by a tablet", o.keptByATablet)
	t.Run("on the lot", o.onTheLot)
	t.Run("large enough", o.largeEnough)
	t.Run("at the counter", o.atTheCounter)
	t.Run("every page", o.everyPage)
	t.Run("what a phone loads", o.whatAPhoneLoads)
	t.Run("any text", o.anyText)
	t.Run("nothing typed is lost", o.nothingTypedIsLost)
	t.Run("two desks", o.twoDesks)
	if folder := os.Getenv("LOSTFOUND_TEST_SCREENS"); folder != "" {
		t.Run("screens", func(t *testing.T) { o.takeScreens(t, folder) })
	}
}
