package desk

import (
	"testing"

	"lostfound/internal/found"
	"lostfound/internal/loss"
	"lostfound/internal/match"
)

func TestAReasonQuotesWhatItRestsOn(t *testing.T) {
	r := loss.Report{Lang: "en", Place: "gate B17", Contact: loss.Contact{Name: "Omar Nergens"}}
	th := loss.Thing{Details: loss.Details{Type: "laptop", Colours: []string{"silver"}, Description: "In a grey sleeve, a duck on the lid. I left it in a tray.",
		Identifiers: loss.Identifiers{Serial: "ZZ123"}}}
	it := found.Item{Details: found.Details{Lang: "nl", Zone: "security 2", Type: "laptop", Colours: []string{"zilver"}, Description: "grijze hoes",
		Marks: "sticker van een eend, pasje op naam Nergens", Serial: "ZZ124"}}
	lost, noted := saidOf(r, th), notedOf(it)
	for name, c := range map[string]struct {
		of           match.Reason
		wrote, noted string
	}{
		"a motif":           {match.Reason{Kind: match.ByDetail, Args: map[string]string{"Loss": "duck", "Find": "duck"}}, "a duck on the lid", "sticker van een eend"},
		"a colour":          {match.Reason{Kind: match.ByColour, Args: map[string]string{"Loss": "silver", "Find": "silver"}}, "silver", "zilver"},
		"a number of it":    {match.Reason{Kind: match.BySerial}, "ZZ123", "ZZ124"},
		"a name":            {match.Reason{Kind: match.ByName}, "Omar Nergens", "pasje op naam Nergens"},
		"a place":           {match.Reason{Kind: match.ByPlace, Args: map[string]string{"Place": "B17"}}, "gate B17", "security 2"},
		"a part":            {match.Reason{Kind: match.ByPart, Args: map[string]string{"Part": "sleeve", "Loss": "grey", "Find": "grey"}}, "In a grey sleeve", "grijze hoes"},
		"nothing in words":  {match.Reason{Kind: match.ByTime}, "", ""},
		"what nobody wrote": {match.Reason{Kind: match.ByDetail, Args: map[string]string{"Loss": "cactus", "Find": "cactus"}}, "", ""},
	} {
		wrote, note := quotes(c.of, lost, noted)
		if wrote.Text != c.wrote || note.Text != c.noted {
			t.Errorf("%s: got %q and %q, want %q and %q", name, wrote.Text, note.Text, c.wrote, c.noted)
		}
	}
}
