package hours

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"lostfound/internal/fault"
)

// most bounds the rules of a desk.
const most = 100

var (
	weekdays = []string{"su", "mo", "tu", "we", "th", "fr", "sa"}
	months   = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
)

// Parse reads hours. The fault, Invalid, names the rule that could not be read.
func Parse(text string) (Hours, error) {
	h := Hours{text: strings.TrimSpace(text)}
	for part := range strings.SplitSeq(h.text, ";") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		r, ok := parseRule(strings.ToLower(part))
		if !ok || len(h.rules) == most {
			return Hours{}, fault.Newf(fault.Invalid, "hours", "opening_hours", fault.Args{"Part": part})
		}
		h.rules = append(h.rules, r)
	}
	return h, nil
}

func parseRule(text string) (rule, bool) {
	if text == "24/7" {
		return rule{weekdays: [7]bool{true, true, true, true, true, true, true}, times: []times{{0, day}}}, true
	}
	words := strings.Fields(text)
	if len(words) < 2 {
		words = append([]string{"mo-su"}, words...)
	}
	last := len(words) - 1
	var r rule
	var ok bool
	if strings.IndexByte("0123456789", words[0][0]) >= 0 || slices.Contains(months, words[0]) {
		r, ok = parseDate(words[:last])
	} else {
		r, ok = parseWeekdays(strings.Join(words[:last], ""))
	}
	if !ok {
		return r, false
	}
	r.times, ok = parseTimes(words[last])
	return r, ok
}

func parseWeekdays(text string) (r rule, ok bool) {
	for part := range strings.SplitSeq(text, ",") {
		first, last, several := strings.Cut(part, "-")
		if !several {
			last = first
		}
		from, until := slices.Index(weekdays, first), slices.Index(weekdays, last)
		if from < 0 || until < 0 {
			return r, false
		}
		for d := from; ; d = (d + 1) % 7 {
			r.weekdays[d] = true
			if d == until {
				break
			}
		}
	}
	return r, true
}

// parseDate reads "dec 25" and "2026 dec 25".
func parseDate(words []string) (r rule, ok bool) {
	if len(words) == 3 {
		year, err := strconv.Atoi(words[0])
		if err != nil || year < 2000 || year > 9999 {
			return r, false
		}
		r.year, words = year, words[1:]
	}
	if len(words) != 2 {
		return r, false
	}
	r.month = time.Month(slices.Index(months, words[0]) + 1)
	n, err := strconv.Atoi(words[1])
	if err != nil || r.month == 0 {
		return r, false
	}
	year := r.year
	if year == 0 {
		year = 2000 // which has a 29 February
	}
	r.day = n
	return r, time.Date(year, r.month, n, 0, 0, 0, 0, time.UTC).Day() == n && n > 0
}

func parseTimes(text string) ([]times, bool) {
	if text == "off" || text == "closed" {
		return nil, true
	}
	var out []times
	for part := range strings.SplitSeq(text, ",") {
		first, last, _ := strings.Cut(part, "-")
		from, okFrom := parseClock(first)
		until, okUntil := parseClock(last)
		if !okFrom || !okUntil || from == day || from == until {
			return nil, false
		}
		if until < from {
			until += day
		}
		if n := len(out); n > 0 && from < out[n-1].until {
			return nil, false
		}
		out = append(out, times{from, until})
	}
	return out, true
}

// parseClock reads 06:00, 6:00 and, for an end, 24:00.
func parseClock(text string) (int, bool) {
	hour, minute, ok := strings.Cut(text, ":")
	h, errHour := strconv.ParseUint(hour, 10, 8)
	m, errMinute := strconv.ParseUint(minute, 10, 8)
	at := int(h)*60 + int(m)
	return at, ok && errHour == nil && errMinute == nil && m < 60 && len(minute) == 2 && at <= day
}
