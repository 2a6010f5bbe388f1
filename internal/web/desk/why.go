package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"lostfound/internal/locale"
	"lostfound/internal/match"
	"lostfound/internal/office"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
	"lostfound/internal/web/choice"
)

// decision is Confirm or Dismiss of the office.
type decision func(ctx context.Context, by staff.Member, id ref.Report, thing int, item ref.Item) (office.Match, error)

// why explains a comparison: the two strongest agreements, the strongest
// contradiction, and all of it with points on demand.
type why struct {
	Strongest []reason
	Against   *reason
	Others    []reason
}

type reason struct {
	Title, Text, Points string
}

// explain puts a result into words.
func explain(l *locale.Language, res match.Result, siteName func(code string) string) *why {
	if len(res.Reasons) == 0 {
		return nil
	}
	all := slices.Clone(res.Reasons)
	slices.SortStableFunc(all, func(a, b match.Reason) int { return cmp.Compare(b.Points, a.Points) })
	w := &why{}
	for _, r := range all {
		one := inWords(l, r, siteName)
		if r.Points > 0 && len(w.Strongest) < 2 {
			w.Strongest = append(w.Strongest, one)
		}
		w.Others = append(w.Others, one)
	}
	for _, r := range slices.Backward(all) {
		if r.Points < 0 && !slices.Contains(silences, r.Kind) {
			one := inWords(l, r, siteName)
			w.Against = &reason{Title: l.Say("match.against", nil), Text: one.Title + ": " + one.Text}
			break
		}
	}
	return w
}

// silences are reasons that contradict nothing: one side does not mention what the
// other has.
var silences = []match.Kind{match.ByMark, match.ByUnseen, match.ByUnsaid}

// inWords says one reason. Codes of the lexicon among its arguments become words.
func inWords(l *locale.Language, r match.Reason, siteName func(code string) string) reason {
	args := map[string]any{}
	for name, value := range r.Args {
		args[name] = cmp.Or(choice.Name(l, value), value)
	}
	args["Site"] = siteName(r.Args["Site"])
	loss, find := args["Loss"], args["Find"]
	denied := r.Kind == match.ByDetail && (loss == "" || find == "")
	switch {
	case loss == find, find == "":
		args["Pair"] = loss
	case loss == "":
		args["Pair"] = find
	default:
		args["Pair"] = fmt.Sprintf("%v · %v", loss, find)
	}
	hours, _ := strconv.Atoi(r.Args["Hours"])
	args["Hours"] = max(hours, -hours)
	key := "reason." + string(r.Kind)
	switch {
	case r.Kind == match.ByTime && hours > 0:
		key = "reason.time.later"
	case r.Kind == match.ByTime && hours < 0:
		key = "reason.time.earlier"
	case r.Kind == match.ByTime: // within the window, whatever it earned
	case denied:
		key = "reason.detail.denied"
	case r.Points < 0:
		key += ".against"
	case r.Args["Wrong"] > "0":
		key = "reason.near"
	}
	return reason{l.Say("reason_title."+string(r.Kind), nil), l.Say(key, args), fmt.Sprintf("%.1f / %.1f", r.Points, r.Possible)}
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
