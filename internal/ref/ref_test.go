package ref

import (
	"strings"
	"testing"
)

func TestAReferenceReadsBackAsPeopleTypeIt(t *testing.T) {
	want, err := ParseItem("F-0123-4" + string(alphabet[check([]byte{0, 1, 2, 3, 4})]))
	if err != nil {
		t.Fatal(err)
	}
	typed := strings.ToLower(strings.ReplaceAll(string(want), "-", " "))
	typed = strings.Replace(strings.Replace(typed, "0", "o", 1), "1", "l", 1)
	got, err := ParseItem(typed)
	if err != nil || got != want {
		t.Errorf("ParseItem(%q): got %v, %v, want %v", typed, got, err, want)
	}
}

func TestEveryWrongCharacterAndEverySwapIsFound(t *testing.T) {
	for range 20 {
		good := string(NewReport())
		places := []int{2, 3, 4, 5, 7, 8}
		for _, i := range places {
			for _, c := range []byte(alphabet) {
				if bad := good[:i] + string(c) + good[i+1:]; bad != good {
					refused(t, bad)
				}
			}
			for _, j := range places {
				if swapped := []byte(good); good[i] != good[j] {
					swapped[i], swapped[j] = good[j], good[i]
					refused(t, string(swapped))
				}
			}
		}
	}
}

func TestWhatIsNoReferenceIsRefused(t *testing.T) {
	for _, s := range []string{"", "F", "F-7K3Q", "F-7K3U-9M", "F-\x00\x00\x00\x00-\x00\x00", strings.Repeat("F", 10_000), string(NewItem())} {
		refused(t, s)
	}
}

func refused(t *testing.T, s string) {
	t.Helper()
	if got, err := ParseReport(s); err == nil {
		t.Errorf("ParseReport(%.20q): got %v, want an error", s, got)
	}
}

func TestSpoken(t *testing.T) {
	if got, want := Spoken("R-7K3Q-9M"), "Romeo 7 Kilo 3 Quebec 9 Mike"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
