package traveller

import (
	"strings"

	"lostfound/internal/history"
	"lostfound/internal/locale"
	"lostfound/internal/loss"
	"lostfound/internal/searchrequest"
)

// saidOfSearch says what was asked of the people on a rental lot, and what they answered: never
// who did, nor when the car goes out again.
func saidOfSearch(l *locale.Language, r loss.Report, e history.Entry, know facts) string {
	args := map[string]any{"Site": e.Site}
	for _, s := range know.sites {
		if s.Code == e.Site {
			args["Site"] = s.Name
		}
	}
	switch e.What {
	case history.AskedLot:
		return l.Say("asked_lot."+e.How, args)
	case history.AskedDesk:
		return l.Say("done.asked_desk", args)
	}
	places := lookedAt(l, r, e)
	if e.How == string(searchrequest.Nothing) && places != "" {
		args["Places"] = places
		return l.Say("searched.looked_nothing_at", args)
	}
	return l.Say("searched."+e.How, args)
}

// lookedAt are the places in the car that an answer names, in words.
func lookedAt(l *locale.Language, r loss.Report, e history.Entry) string {
	q, err := r.SearchAt(e.Site)
	if err != nil {
		return ""
	}
	var names []string
	for _, a := range q.Answers {
		if a.At.Equal(e.At) && string(a.Kind) == e.How {
			for _, place := range a.Places {
				names = append(names, l.Say("car_place."+string(place), nil))
			}
		}
	}
	return strings.Join(names, ", ")
}
