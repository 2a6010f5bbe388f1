package choice

import (
	"testing"
	"time"

	"lostfound/internal/locale"
	"lostfound/internal/site"
)

func TestOpening(t *testing.T) {
	book, err := locale.Open()
	if err != nil {
		t.Fatal(err)
	}
	en, _ := book.Language("en")
	nl, _ := book.Language("nl")
	now := time.Date(2026, 11, 25, 20, 0, 0, 0, time.UTC) // 21:00 in Amsterdam, a Wednesday
	for _, tc := range []struct {
		l           *locale.Language
		hours, want string
	}{
		{en, "", ""}, {en, "24/7", "open day and night"}, {en, "06:00-22:00", "open, closes today at 22:00"},
		{nl, "Mo-Fr 06:00-20:00", "gesloten, opent morgen om 06.00 uur"}, {en, "Sa 08:00-18:00", "closed, opens on Saturday at 08:00"}, {en, "off", ""},
	} {
		got := Opening(tc.l, site.Site{TimeZone: "Europe/Amsterdam", Hours: tc.hours}, now)
		if got != tc.want {
			t.Errorf("%q: got %q, want %q", tc.hours, got, tc.want)
		}
	}
}
