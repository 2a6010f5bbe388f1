package hours

import (
	"testing"
	"time"

	"lostfound/internal/fault"
)

var amsterdam = place("Europe/Amsterdam")

func place(name string) *time.Location {
	in, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return in
}

// at reads a local time; Mo is 23 November 2026.
func at(t *testing.T, text string) time.Time {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04", text, amsterdam)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func read(t *testing.T, text string) Hours {
	t.Helper()
	h, err := Parse(text)
	if err != nil {
		t.Fatalf("%q: got %v", text, err)
	}
	return h
}

func TestOpen(t *testing.T) {
	for _, tc := range []struct {
		hours, at, until string // until is empty where it is closed
	}{
		{"", "2026-11-25 09:00", "2026-11-25 17:00"}, {"", "2026-11-25 17:00", ""}, {"", "2026-11-22 12:00", "2026-11-22 17:00"},
		{"Mo-Fr 06:00-22:00", "2026-11-27 21:59", "2026-11-27 22:00"}, {"Mo-Fr 06:00-22:00", "2026-11-28 12:00", ""},
		{"mo-fr 6:00-22:00; sa 08:00-12:00,13:00-18:00", "2026-11-28 12:30", ""}, {"Mo-Fr 06:00-22:00; Sa 08:00-12:00,13:00-18:00", "2026-11-28 13:00", "2026-11-28 18:00"},
		{"Fr-Mo 10:00-11:00", "2026-11-22 10:30", "2026-11-22 11:00"}, {"Fr-Mo 10:00-11:00", "2026-11-25 10:30", ""},
		{"06:00-22:00; Dec 25 off", "2026-12-25 12:00", ""}, {"06:00-22:00; 2026 Dec 31 06:00-16:00", "2026-12-31 17:00", ""}, {"06:00-22:00; 2025 Dec 31 off", "2026-12-31 17:00", "2026-12-31 22:00"},
		{"Su off; Mo-Sa 20:00-02:00", "2026-11-29 01:00", "2026-11-29 02:00"}, {"Mo-Sa 20:00-02:00", "2026-11-30 01:00", ""},
		{"22:00-24:00,00:00-06:00", "", ""}, {"24/7", "2026-11-25 03:00", "2026-11-26 00:00"},
		{"01:00-04:00", "2026-10-25 03:30", "2026-10-25 04:00"},
	} {
		if tc.at == "" {
			if _, err := Parse(tc.hours); !fault.Is(err, fault.Invalid) {
				t.Errorf("%q, whose times are out of order: got %v, want refused", tc.hours, err)
			}
			continue
		}
		s, open := read(t, tc.hours).Open(at(t, tc.at), amsterdam)
		if !open && tc.until != "" || open && (tc.until == "" || !s.Until.Equal(at(t, tc.until))) {
			t.Errorf("%q at %s: got open until %v (%v), want %q", tc.hours, tc.at, s.Until, open, tc.until)
		}
	}
}

func TestWhatCannotBeReadIsNamed(t *testing.T) {
	for _, text := range []string{"Mo-Fr", "Mo-Fr 06:00", "Mo-Fr 25:00-26:00", "Mo-Fr 6-22", "Xx 06:00-22:00", "Feb 30 off", "2026 13 01 off", "PH off", "Mo 06:00-06:00", "Mo 24:00-02:00", "Mo-Fr 06:60-07:00", "every day"} {
		_, err := Parse("Su off; " + text)
		if f := fault.Of(err); f == nil || f.Kind != fault.Invalid || f.Problems[0].Args["Part"] != text {
			t.Errorf("%q: got %v, want it refused and named", text, err)
		}
	}
}

func TestNextAndLast(t *testing.T) {
	week := "Mo-Fr 06:00-22:00; Sa 08:00-12:00; Su off; Dec 25 off"
	for _, tc := range []struct {
		name, hours, from string
		long              time.Duration
		want              string
	}{
		{"open, and long enough", week, "2026-11-25 10:07", time.Hour, "2026-11-25 10:07"},
		{"closes too soon", week, "2026-11-25 21:40", 30 * time.Minute, "2026-11-26 06:00"},
		{"over a Sunday", week, "2026-11-28 12:00", 0, "2026-11-28 12:00"},
		{"over a Sunday, with time needed", week, "2026-11-28 12:00", time.Minute, "2026-11-30 06:00"},
		{"over a holiday", week, "2026-12-24 22:00", time.Hour, "2026-12-26 08:00"},
		{"never that long", "Mo 10:00-11:00", "2026-11-25 10:00", 2 * time.Hour, ""},
		{"always closed", "off", "2026-11-25 10:00", 0, ""},
		{"over midnight", "24/7", "2026-11-25 23:50", time.Hour, "2026-11-25 23:50"},
	} {
		got := read(t, tc.hours).Next(at(t, tc.from), tc.long, amsterdam)
		if tc.want == "" && !got.IsZero() || tc.want != "" && !got.Equal(at(t, tc.want)) {
			t.Errorf("%s: got %v, want %q", tc.name, got, tc.want)
		}
	}
	for _, tc := range []struct{ name, hours, after, until, want string }{
		{"while it is open", week, "2026-11-25 08:00", "2026-11-25 15:40", "2026-11-25 15:00"},
		{"as it closes", week, "2026-11-25 08:00", "2026-11-26 02:00", "2026-11-25 22:00"},
		{"on the day before a holiday", week, "2026-12-24 08:00", "2026-12-25 12:00", "2026-12-24 22:00"},
		{"just as it opens", week, "2026-11-25 12:00", "2026-11-26 06:40", "2026-11-25 22:00"},
		{"nothing between", week, "2026-11-28 18:00", "2026-11-29 18:00", ""},
		{"nothing after now", week, "2026-11-25 15:10", "2026-11-25 15:40", ""},
		{"over the clock change in autumn", "24/7", "2026-10-24 20:00", "2026-10-25 02:30", "2026-10-25 02:00"},
	} {
		got := LastHour(read(t, tc.hours).Around(at(t, tc.after), at(t, tc.until), amsterdam), at(t, tc.after), at(t, tc.until), amsterdam)
		if tc.want == "" && !got.IsZero() || tc.want != "" && got.In(amsterdam).Format("2006-01-02 15:04") != tc.want {
			t.Errorf("%s: got %v, want %q", tc.name, got, tc.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "24/7", "Mo-Fr 06:00-22:00; Sa off", "2026 Dec 25 off", "Mo-Sa 20:00-02:00", "Ω -", ";;", "mo,tu 1:00-2:00"} {
		f.Add(s)
	}
	now := time.Date(2026, 10, 25, 0, 30, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, text string) {
		h, err := Parse(text)
		if err != nil {
			return
		}
		again, err := Parse(h.String())
		if err != nil {
			t.Fatalf("%q: read once, not twice: %v", text, err)
		}
		next := h.Next(now, time.Minute, amsterdam)
		if !next.IsZero() && (next.Before(now) || !h.Within(next, next.Add(time.Minute), amsterdam)) {
			t.Errorf("%q: got %v as the next minute, and it is closed then", text, next)
		}
		if !next.Equal(again.Next(now, time.Minute, amsterdam)) {
			t.Errorf("%q: means another thing when written again", text)
		}
	})
}
