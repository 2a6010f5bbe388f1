package office

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/loss"
	"lostfound/internal/ref"
	"lostfound/internal/slip"
	"lostfound/internal/staff"
)

// ImportKind says what the lines of an import are.
type ImportKind string

// The kinds of import.
const (
	ImportItems   ImportKind = "items"
	ImportReports ImportKind = "reports"
)

// maxLine bounds one line of an import, in bytes.
const maxLine = 1 << 20

// Imported says what came of an import: each line stands alone.
type Imported struct {
	Taken   int       `json:"taken"`   // new records
	Known   int       `json:"known"`   // lines whose id was imported before
	Refused []Refusal `json:"refused"` // never nil
	// Refs maps the id of a line to the reference of its record.
	Refs map[string]string `json:"refs"`
}

// Refusal is a line that was not taken, and why.
type Refusal struct {
	Line     int             `json:"line"` // from 1
	Problems []fault.Problem `json:"problems"`
}

// ItemLine and ReportLine are the forms of an import's lines: the names of the
// API, and an id of the sender's by which a line sent again is known.
type (
	ItemLine struct {
		ID string `json:"id"`
		found.Details
	}
	ReportLine struct {
		ID string `json:"id"`
		loss.Filed
	}
)

// Import takes in finds or reports, one JSON object a line. A line that is refused
// does not stop the others; an error of a keeper does, and sending the whole again then takes
// what is still missing.
func (o *Office) Import(ctx context.Context, by staff.Member, kind ImportKind, from io.Reader) (Imported, error) {
	done := Imported{Refused: []Refusal{}, Refs: map[string]string{}}
	if err := by.May(staff.Platform, ""); err != nil {
		return done, err
	}
	if kind != ImportItems && kind != ImportReports {
		return done, fault.Newf(fault.Invalid, "kind", "unknown_kind", nil)
	}
	lines := bufio.NewScanner(from)
	lines.Buffer(nil, maxLine)
	for no := 1; lines.Scan(); no++ {
		raw := bytes.TrimSpace(lines.Bytes())
		if len(raw) == 0 {
			continue
		}
		id, record, created, err := o.importLine(ctx, by, kind, raw)
		switch f := fault.Of(err); {
		case f != nil && f.Kind != fault.Unavailable:
			done.Refused = append(done.Refused, Refusal{no, f.Problems})
			continue
		case err != nil:
			return done, fmt.Errorf("line %d: %w", no, err)
		case created:
			done.Taken++
		default:
			done.Known++
		}
		if id != "" {
			done.Refs[id] = record
		}
	}
	if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		return done, fault.Newf(fault.TooLarge, "", "line_too_long", fault.Args{"Max": maxLine})
	} else if err != nil {
		return done, fmt.Errorf("read import: %w", err)
	}
	return done, nil
}

func (o *Office) importLine(ctx context.Context, by staff.Member, kind ImportKind, raw []byte) (id, record string, created bool, err error) {
	key := func(id string) string {
		if id == "" {
			id = "line " + ref.Digest(string(raw))
		}
		return "import " + id
	}
	if kind == ImportItems {
		var line ItemLine
		if err := slip.Read(raw, &line); err != nil {
			return "", "", false, err
		}
		it, created, err := o.TakeIn(ctx, by, line.Details, nil, key(line.ID))
		return line.ID, string(it.Ref), created, err
	}
	var line ReportLine
	if err := slip.Read(raw, &line); err != nil {
		return "", "", false, err
	}
	statement, err := line.Whole()
	if err != nil {
		return "", "", false, err
	}
	// Whoever filed it elsewhere was told there.
	t, created, err := o.fileTelling(ctx, nil, &by, statement, nil, key(line.ID))
	return line.ID, string(t.Report.Ref), created, line.AsGiven(err)
}
