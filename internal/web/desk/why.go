package desk

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"lostfound/internal/locale"
	"lostfound/internal/match"
	"lostfound/internal/office"
)

// why explains a comparison: the two strongest agreements, the strongest
// contradiction, and all of it with points on demand.
type why struct {
	Strongest []reason
	Against   *reason
	All       []reason
}

// reason is one thing that speaks for a pair or against it: in words, with what the
// traveller wrote and what the finder noted.
type reason struct {
	Title, Text, Points string
	Against             bool
	Wrote, Noted        quote
}

// with adds what both sides wrote, unless that is what the reason says already.
func (r reason) with(wrote, noted quote) reason {
	if !strings.EqualFold(wrote.Text, r.Text) || !strings.EqualFold(noted.Text, r.Text) {
		r.Wrote, r.Noted = wrote, noted
	}
	return r
}

// teller puts reasons into words.
type teller struct {
	l        *locale.Language
	siteName func(code string) string
}

// explain puts a result into words; nil where there is nothing to say.
func (t teller) explain(res match.Result, lost, noted said) *why {
	if len(res.Reasons) == 0 {
		return nil
	}
	all := slices.Clone(res.Reasons)
	slices.SortStableFunc(all, func(a, b match.Reason) int { return cmp.Compare(b.Points, a.Points) })
	w := &why{}
	for _, r := range all {
		one := t.inWords(r)
		w.All = append(w.All, one)
		if r.Points > 0 && len(w.Strongest) < 2 {
			w.Strongest = append(w.Strongest, one.with(quotes(r, lost, noted)))
		}
	}
	for _, r := range slices.Backward(all) {
		if contradicts(r) {
			one := t.inWords(r).with(quotes(r, lost, noted))
			w.Against = &one
			break
		}
	}
	return w
}

// strongest is the strongest agreement on one line, empty where nothing agrees. What the
// thing is comes last: it stands above the line.
func (t teller) strongest(res match.Result) string {
	best := match.Reason{}
	for _, r := range res.Reasons {
		above := best.Kind == match.ByThing && r.Kind != match.ByThing
		if r.Points > 0 && (r.Points > best.Points && (r.Kind != match.ByThing || best.Kind == "") || above) {
			best = r
		}
	}
	if best.Kind == "" {
		return ""
	}
	one := t.inWords(best)
	return one.Title + ": " + one.Text
}

// silences are reasons that contradict nothing: one side does not mention what the
// other has.
var silences = []match.Kind{match.ByMark, match.ByUnseen, match.ByUnsaid}

func contradicts(r match.Reason) bool { return r.Points < 0 && !slices.Contains(silences, r.Kind) }

func (t teller) inWords(r match.Reason) reason {
	title, text := t.l.Reason(r, t.siteName)
	return reason{Title: title, Text: text, Points: fmt.Sprintf("%.1f / %.1f", r.Points, r.Possible), Against: r.Points < 0}
}

func matchChip(l *locale.Language, m office.Match) *Chip {
	switch m.State {
	case office.Confirmed:
		return &Chip{"found", l.Say("match.confirmed", nil)}
	case office.Dismissed:
		return &Chip{"quiet", l.Say("match.dismissed", nil)}
	}
	return strengthChip(l, m.Strength)
}
