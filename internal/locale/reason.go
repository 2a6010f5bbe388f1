package locale

import (
	"cmp"
	"strconv"
	"strings"

	"lostfound/internal/lexicon"
	"lostfound/internal/match"
)

// Reason says what speaks for a match, or against it: what it is about, as in
// "Colour", and what was found, as in "black · navy". site is the name of a site's code.
func (l *Language) Reason(r match.Reason, site func(code string) string) (title, text string) {
	return l.Say("reason_title."+string(r.Kind), nil), l.Say(reasonKey(r), l.reasonArgs(r, site))
}

// reasonKey is the message of a reason.
func reasonKey(r match.Reason) string {
	key := "reason." + string(r.Kind)
	hours, _ := strconv.Atoi(r.Args["Hours"])
	switch {
	case r.Kind == match.ByTime && hours > 0:
		return "reason.time.later"
	case r.Kind == match.ByTime && hours < 0:
		return "reason.time.earlier"
	case r.Kind == match.ByTime: // within the window, whatever it earned
		return key
	case r.Kind == match.ByDetail && (r.Args["Loss"] == "" || r.Args["Find"] == ""):
		return "reason.detail.denied"
	case r.Points < 0:
		return key + ".against"
	case r.Args["Wrong"] > "0":
		return "reason.near"
	}
	return key
}

// reasonArgs are the reason's own arguments as people read them, and Pair, which is what
// both sides say, or the two beside each other.
func (l *Language) reasonArgs(r match.Reason, site func(code string) string) map[string]any {
	args := map[string]any{}
	for name, value := range r.Args {
		args[name] = l.term(r.Kind, value)
	}
	loss, find := l.term(r.Kind, r.Args["Loss"]), l.term(r.Kind, r.Args["Find"])
	switch {
	case loss == find, find == "":
		args["Pair"] = loss
	case loss == "":
		args["Pair"] = find
	default:
		args["Pair"] = loss + " · " + find
	}
	if r.Kind == match.BySite {
		args["Site"] = site(r.Args["Site"])
	}
	for name, number := range map[string]string{"Hours": r.Args["Hours"], "Count": cmp.Or(r.Args["Count"], r.Args["Wrong"])} {
		if n, err := strconv.Atoi(number); err == nil {
			args[name] = max(n, -n)
		}
	}
	return args
}

// term is an argument of a reason as people read it: the name of a concept, of several
// meanings the first, where the kind speaks in concepts, and what it says otherwise.
func (l *Language) term(k match.Kind, value string) string {
	switch k {
	case match.ByThing, match.ByPart, match.ByColour, match.ByBrand, match.ByDetail, match.ByPlace:
		code, _, _ := strings.Cut(value, "|")
		if c, known := lexicon.Lookup(code); known {
			return c.Name(l.Code)
		}
	}
	return value
}
