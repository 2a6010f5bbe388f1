package choice

import (
	"time"

	"lostfound/internal/locale"
	"lostfound/internal/site"
)

// Opening says whether a site's desk is open and when that changes: "open, closes today at 22:00".
// It is empty where nobody said when it is, or it does not open any more.
func Opening(l *locale.Language, s site.Site, now time.Time) string {
	if s.Hours == "" {
		return ""
	}
	hours, in := s.Opening(), s.Location()
	span, open := hours.Open(now, in)
	switch next := hours.Next(now, 0, in); {
	case open && hours.Within(now, now.AddDate(0, 0, 7), in):
		return l.Say("opening.always", nil)
	case open:
		return l.Say("opening.closes", map[string]any{"When": l.At(span.Until, now, in).Text})
	case next.IsZero():
		return ""
	default:
		return l.Say("opening.opens", map[string]any{"When": l.At(next, now, in).Text})
	}
}
