package promise

import "time"

// slotLength is how long the window of a call is that a traveller picks, and notice how much
// ahead the first one is.
const (
	slotLength = 30 * time.Minute
	notice     = 45 * time.Minute
)

// Slots are the next windows in which a call can be promised: n of them, spread over the days
// on which somebody is there, at most perDay each, as evenly over the day as they go. taken says
// whether as many calls are promised for a window as can be made.
func (d Desk) Slots(now time.Time, n, perDay int, taken func(Window) bool) []Window {
	var out []Window
	for day := 0; day < 14 && len(out) < n; day++ {
		date := now.In(d.In).AddDate(0, 0, day)
		var free []Window
		shifts := d.shifts(date, date.AddDate(0, 0, 1))
		for _, s := range d.Hours.Spans(date, date, d.In) {
			first := s.From
			if earliest := now.Add(notice); first.Before(earliest) {
				first = first.Add((earliest.Sub(first) + slotLength - 1) / slotLength * slotLength)
			}
			for at := first; !at.Add(slotLength).After(s.Until); at = at.Add(slotLength) {
				w := Window{at.UTC(), at.Add(slotLength).UTC()}
				if covered(shifts, presence(Call, w)) && !taken(w) {
					free = append(free, w)
				}
			}
		}
		for i := range min(perDay, len(free), n-len(out)) {
			out = append(out, free[i*len(free)/min(perDay, len(free))])
		}
	}
	return out
}
