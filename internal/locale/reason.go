package locale

import (
	"strconv"

	"lostfound/internal/lexicon"
	"lostfound/internal/match"
)

// Reason says what speaks for a match, or against it: what it is about, as in
// "Colour", and what was found, as in "black · navy".
func (l *Language) Reason(r match.Reason) (title, text string) {
	args := map[string]any{}
	for name, value := range r.Args {
		args[name] = l.term(r.Kind, value)
	}
	args["Pair"] = args["Loss"]
	if loss, find := l.term(r.Kind, r.Args["Loss"]), l.term(r.Kind, r.Args["Find"]); loss != find {
		args["Pair"] = loss + " · " + find
	}
	hours, _ := strconv.Atoi(r.Args["Hours"]) // none in most kinds
	args["Hours"] = max(hours, -hours)
	key := "reason." + string(r.Kind)
	switch {
	case r.Kind == match.ByTime && hours > 0:
		key = "reason.time.later"
	case r.Kind == match.ByTime && hours < 0:
		key = "reason.time.earlier"
	case r.Kind == match.ByTime: // within the window, whatever it earned
	case r.Points < 0:
		key += ".against"
	case r.Args["Wrong"] > "0":
		key = "reason.near"
	}
	return l.Say("reason_title."+string(r.Kind), nil), l.Say(key, args)
}

// term is an argument of a reason as people read it: the name of a concept where the kind
// speaks in concepts, and what it says otherwise.
func (l *Language) term(k match.Kind, value string) string {
	switch k {
	case match.ByThing, match.ByPart, match.ByColour, match.ByDetail, match.ByPlace:
		if c, known := lexicon.Lookup(value); known {
			return c.Name(l.Code)
		}
	}
	return value
}
