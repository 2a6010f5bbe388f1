package match

import (
	"testing"
	"time"

	"lostfound/internal/found"
	"lostfound/internal/loss"
)

func TestTheQuestionTellsTheBestFromItsRivals(t *testing.T) {
	at := time.Date(2026, 10, 2, 5, 40, 0, 0, time.UTC)
	lost := func(kind, colour, text string) Loss {
		r := loss.Report{Sites: []string{"AMS"}, From: at, Lang: "en"}
		d := loss.Details{Type: kind, Description: text}
		if colour != "" {
			d.Colours = []string{colour}
		}
		return LossOf(r, loss.Thing{No: 1, Details: d})
	}
	find := func(colour, brand, text, marks string) Find {
		return FindOf(found.Item{Details: found.Details{Site: "AMS", FoundAt: at, Lang: "en", Type: "backpack", Colours: []string{colour}, Brand: brand, Description: text, Marks: marks}})
	}
	for name, c := range map[string]struct {
		loss   Loss
		finds  []Find
		scores []float64
		want   Question
	}{
		"another colour":                    {lost("backpack", "", ""), []Find{find("black", "", "", ""), find("red", "", "", "")}, []float64{0.6, 0.5}, AskColour},
		"the report tells the colour":       {lost("backpack", "black", ""), []Find{find("black", "Deuter", "", ""), find("black", "Osprey", "", "")}, []float64{0.6, 0.5}, AskBrand},
		"the same outside":                  {lost("backpack", "black", ""), []Find{find("black", "", "a book and a scarf", ""), find("black", "", "an umbrella", "")}, []float64{0.6, 0.5}, AskContents},
		"one has a mark":                    {lost("backpack", "black", ""), []Find{find("black", "", "", "sticker of a whale"), find("black", "", "", "")}, []float64{0.6, 0.5}, AskMarks},
		"the report tells the mark":         {lost("backpack", "black", "with a sticker of a whale"), []Find{find("black", "", "", "sticker of a whale"), find("black", "", "", "")}, []float64{0.6, 0.5}, ""},
		"nothing sets them apart":           {lost("backpack", "", ""), []Find{find("black", "", "", ""), find("black", "", "", "")}, []float64{0.6, 0.5}, ""},
		"the other is far behind":           {lost("backpack", "", ""), []Find{find("black", "", "", ""), find("red", "", "", "")}, []float64{0.6, 0.1}, ""},
		"none is likely":                    {lost("backpack", "", ""), []Find{find("black", "", "", ""), find("red", "", "", "")}, []float64{0.05, 0.05}, ""},
		"one find alone":                    {lost("backpack", "", ""), []Find{find("black", "", "", "")}, []float64{0.6}, ""},
		"colour tells one, brand tells two": {lost("backpack", "", ""), []Find{find("black", "Deuter", "", ""), find("red", "Osprey", "", ""), find("black", "Eastpak", "", "")}, []float64{0.6, 0.5, 0.5}, AskBrand},
	} {
		if got := Separating(c.loss, c.finds, c.scores); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}
