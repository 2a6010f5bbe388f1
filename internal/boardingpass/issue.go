package boardingpass

import (
	"strconv"
	"strings"
	"time"

	"lostfound/internal/fault"
)

// first is what was read of what follows the first leg.
type first struct {
	year, day int  // of issue: the year's last digit, and the day of the year or 0
	loose     bool // there is nothing but what the airline writes for itself
}

const versionMark = '>'

// readFirst reads from a place to the end of the text, which is that of what follows the
// first leg: the part about the pass as a whole, of which the day of issue stands at 3, and
// the part about the ticket. Some airlines leave both out and write only what is for their
// own use.
func readFirst(text string, at int) (first, error) {
	const head = 4 // mark, version, size
	switch left := len(text) - at; {
	case left == 0 || text[at] != versionMark && isOwnUse(text[at:]):
		return first{loose: true}, nil
	case text[at] != versionMark:
		return first{}, fault.Newf(fault.Invalid, "pass.version", "pass_misread", column(at))
	case left < head:
		return first{}, fault.Newf(fault.Invalid, "pass.version", "pass_cut_short", column(len(text)))
	case text[at+1] == '9':
		return first{}, fault.Newf(fault.Invalid, "pass.version", "pass_unknown_version", column(at+1))
	case text[at+1] < '1' || text[at+1] > '9':
		return first{}, fault.Newf(fault.Invalid, "pass.version", "pass_misread", column(at+1))
	}
	size, err := readSize(text, at+2, false, "pass.size")
	if err != nil {
		return first{}, err
	}
	if err := checkTicket(text, at+head+size, "pass.legs[0]."); err != nil {
		return first{}, err
	}
	var f first
	if size >= 7 {
		err = f.readIssue(text[at+head+3:at+head+7], at+head+3)
	}
	return f, err
}

// readIssue reads a year's last digit and a day of the year. Without the one the other says
// nothing.
func (f *first) readIssue(text string, at int) error {
	day := strings.TrimSpace(text[1:])
	if text[0] == ' ' || day == "" {
		return nil
	}
	n, err := strconv.ParseUint(day, 10, 16)
	if err != nil || n < 1 || n > 366 || !isDigit(text[0]) {
		return fault.Newf(fault.Invalid, "pass.issued", "pass_misread", column(at))
	}
	f.year, f.day = int(text[0]-'0'), int(n)
	return nil
}

// anchor is the day near which the flights are: that of issue or, where the pass has none,
// today. A pass was issued in the last year that ends in its digit; by today or, where the
// day has begun there already, by tomorrow.
func (f first) anchor(today time.Time) time.Time {
	if f.day == 0 {
		return today
	}
	year := today.Year() + 1
	for ; year%10 != f.year; year-- {
	}
	if d := ofYear(year, f.day); d.After(dateOf(today).AddDate(0, 0, 1)) {
		year -= 10
	}
	return ofYear(year, f.day)
}

// checkTicket holds that the part about the ticket, from a place to the end of the text, which
// is skipped, is as long as it says.
func checkTicket(text string, at int, field string) error {
	if at == len(text) {
		return nil
	}
	_, err := readSize(text, at, false, field+"ticket.size")
	return err
}

// isOwnUse tells what an airline writes for its own use from a part whose mark was damaged:
// that still has a version and a size which fits.
func isOwnUse(text string) bool {
	if c := text[0]; c != ' ' && c != '*' && !isDigit(c) && !isLetter(c&^0x20) {
		return false
	}
	if len(text) < 4 || text[1] < '1' || text[1] > '8' {
		return true
	}
	_, err := readSize(text, 2, false, "")
	return err != nil
}

// nearest is the date with that day of the year, from 1, which is nearest to another. There is
// none of a day that no year has or, as of the 366th, none of the years around.
func nearest(day int, to time.Time) (time.Time, bool) {
	to = dateOf(to)
	var best time.Time
	for year := to.Year() - 1; year <= to.Year()+1; year++ {
		if d := ofYear(year, day); day > 0 && d.Year() == year && (best.IsZero() || d.Sub(to).Abs() < best.Sub(to).Abs()) {
			best = d
		}
	}
	return best, !best.IsZero()
}

func ofYear(year, day int) time.Time { return time.Date(year, 1, day, 0, 0, 0, 0, time.UTC) }

func dateOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
