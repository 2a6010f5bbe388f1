package passage

import (
	"fmt"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/sheet"
	"lostfound/internal/slip"
)

// columns of a sheet, in any order.
var columns = []string{"surname", "flight", "date", "seat", "to", "lane", "at", "tray"}

// Read reads a sheet of passages that are to be kept for so long, with commas, semicolons or tabs
// between its cells (RFC 4180) and the names of its columns in the first row: lane and at,
// which must be there, surname, flight, date, seat, to and tray. It is taken whole or, with a
// fault.Invalid that names row and column of everything wrong (row 3, lane), not at all. Times
// without an offset are of the given zone.
func Read(raw []byte, in *time.Location, now time.Time, keep time.Duration) ([]Passage, error) {
	var c fault.Check
	var out []Passage
	for _, r := range sheet.Read(&c, raw, columns, "lane", "at") {
		p := Passage{Surname: r.Cell("surname"), Flight: r.Cell("flight"), Date: r.Cell("date"), Seat: r.Cell("seat"), To: r.Cell("to"), Lane: r.Cell("lane"), Tray: r.Cell("tray")}
		var ok bool
		if p.At, ok = r.Time(&c, "at", in); !ok {
			p.At = now // what is wrong with it is noted
		}
		p.check(&c, r.At(), now, keep)
		out = append(out, p)
	}
	if err := c.Err(); err != nil {
		return nil, err
	}
	return out, nil
}

// ReadJSON is Read for {"passages": [...]}, whose times carry their offset.
func ReadJSON(raw []byte, now time.Time, keep time.Duration) ([]Passage, error) {
	var in struct {
		Passages []Passage `json:"passages"`
	}
	if err := slip.Read(raw, &in); err != nil {
		return nil, err
	}
	var c fault.Check
	switch {
	case len(in.Passages) == 0:
		c.Add("passages", "required", nil)
	case len(in.Passages) > sheet.MostRows:
		return nil, fault.Newf(fault.Invalid, "passages", "too_many", fault.Args{"Max": sheet.MostRows})
	}
	for i := range in.Passages {
		in.Passages[i].At = in.Passages[i].At.UTC()
		in.Passages[i].check(&c, fmt.Sprintf("passages[%d].", i), now, keep)
	}
	if err := c.Err(); err != nil {
		return nil, err
	}
	return in.Passages, nil
}
