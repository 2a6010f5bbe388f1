// Package boardingpass reads at the checkpoint what a scanned boarding pass says about its
// bearer's way, and forgets the rest.
//
// Guarantees. A Pass has no place for a booking reference, a ticket or a frequent-flyer
// number: they are skipped, not read, and what is kept shares no memory with the scan. What
// is wrong with a scan is a fault.Invalid that names the field, the code and the column,
// and repeats nothing of it.
//
// The format is the bar coded boarding pass of IATA Resolution 792, code M, versions 1 to 8:
//
//	M 1 name              E                     23 characters, once
//	booking from to carrier flight day ...  size     37 characters for each leg, and then
//	> version size issue ... size ticket ...    as many as that size says: on the first leg
//	                                            with the part before the ticket, else without
//	^ type size data                            a signature at the very end
//
// Sizes are two hexadecimal digits. A field without a value is blank.
package boardingpass

import (
	"fmt"
	"strings"
	"time"

	"lostfound/internal/fault"
)

// Pass is what is kept of a boarding pass.
type Pass struct {
	Surname string // as printed, at most 20 characters; may be cut there
	Legs    []Leg  // 1 to 4, in order of travel
}

// Leg is one flight of a pass. What the pass leaves blank is empty.
type Leg struct {
	From, To string    // airports, three letters
	Carrier  string    // that operates it: AC, EZY
	Number   string    // without zeros in front: 834, 834A
	Date     time.Time // of departure as scheduled, midnight UTC; zero where the pass has none
	Seat     string    // without zeros in front: 1A, INF
}

// Flight is the carrier and the number: AC834.
func (l Leg) Flight() string { return l.Carrier + l.Number }

// LegFrom is the leg that begins at an airport, if the pass has one.
func (p Pass) LegFrom(airport string) (Leg, bool) {
	for _, l := range p.Legs {
		if l.From == strings.ToUpper(airport) {
			return l, true
		}
	}
	return Leg{}, false
}

// Lengths of a pass, in characters.
const (
	headLength  = 23
	legLength   = 37
	leastOfALeg = 24 // up to its day: scanners cut the blanks that follow
	mostLegs    = 4
)

// Parse reads a scan. The pass names days without their year; today, of which only the date
// counts, is when it was scanned.
func Parse(scan string, today time.Time) (Pass, error) {
	scan = strings.TrimRight(scan, "\r\n\t") // which scanners add
	if err := checkHead(scan); err != nil {
		return Pass{}, err
	}
	surname, _, _ := strings.Cut(scan[2:22], "/")
	p := Pass{Surname: keep(surname)}
	var f first
	at, legs := headLength, int(scan[1]-'0')
	for no := range legs {
		field := fmt.Sprintf("pass.legs[%d].", no)
		if no == legs-1 {
			scan = uncut(scan, at)
		}
		size, err := readSize(scan, at+legLength-2, true, field+"size")
		if err != nil {
			return Pass{}, err
		}
		end := at + legLength + size
		if no == 0 {
			f, err = readFirst(scan[:end], at+legLength)
		} else if !f.loose {
			err = checkTicket(scan[:end], at+legLength, field)
		}
		if err != nil {
			return Pass{}, err
		}
		leg, err := readLeg(scan, at, field, f.anchor(today))
		if err != nil {
			return Pass{}, err
		}
		p.Legs = append(p.Legs, leg)
		at = end
	}
	if err := checkEnd(scan, at); err != nil {
		return Pass{}, err
	}
	return p, nil
}

// uncut puts the blanks back that were cut off a scan which ends between the day and the size
// of its last leg, which is at a place.
func uncut(scan string, at int) string {
	if left := len(scan) - at; left >= leastOfALeg && left < legLength-1 {
		return scan + strings.Repeat(" ", legLength-left)
	}
	return scan
}

// checkHead refuses what is no pass of this format.
func checkHead(scan string) error {
	for i := range len(scan) {
		if scan[i] < ' ' || scan[i] > '~' {
			return fault.Newf(fault.Invalid, "pass", "pass_unreadable", column(i))
		}
	}
	switch {
	case !strings.HasPrefix(scan, "M"):
		return fault.Newf(fault.Invalid, "pass.format", "not_a_pass", column(0))
	case len(scan) < headLength+leastOfALeg:
		return fault.Newf(fault.Invalid, "pass", "pass_cut_short", column(len(scan)))
	case scan[1] < '1' || scan[1] > '0'+mostLegs:
		return fault.Newf(fault.Invalid, "pass.legs", "not_a_pass", column(1))
	case scan[22] != ' ' && !isLetter(scan[22]):
		return fault.Newf(fault.Invalid, "pass.electronic_ticket", "pass_misread", column(22))
	}
	return nil
}

// checkEnd refuses what follows the legs and is no signature.
func checkEnd(scan string, at int) error {
	rest := strings.TrimRight(scan[at:], " ")
	if rest == "" {
		return nil
	}
	if rest[0] != '^' {
		return fault.Newf(fault.Invalid, "pass", "pass_goes_on", column(at))
	}
	const before = 4 // mark, type, size
	size, err := readSize(scan, at+2, false, "pass.security.size")
	if err != nil {
		return err
	}
	if len(rest) > before+size {
		return fault.Newf(fault.Invalid, "pass.security", "pass_goes_on", column(at+before+size))
	}
	return nil
}

// column is where in a scan, counted from 1.
func column(at int) fault.Args { return fault.Args{"Column": at + 1} }

// keep is a field without the blanks around it, in memory of its own.
func keep(s string) string { return strings.Clone(strings.TrimSpace(s)) }
