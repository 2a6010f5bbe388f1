// Package sheet reads the tables that other programs hand to the office as text: a fleet's cars,
// the people who went through a checkpoint.
//
// Guarantees. What is wrong is noted with the row and the column it stands in, all of it at
// once. A row says nothing about what a list is good for: that is for who asks for its cells.
package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"lostfound/internal/fault"
)

// MostRows is how many rows one sheet may have, besides the names of its columns.
const MostRows = 20_000

// Row is one of a sheet.
type Row struct {
	Line    int            // it begins on, from 1
	columns map[string]int // of the sheet, by name
	cells   []string
}

// At goes before the name of a column in a problem's field.
func (r Row) At() string { return fmt.Sprintf("row %d, ", r.Line) }

// Cell is what stands in a column, without the blanks around it; empty where the sheet has no
// such column.
func (r Row) Cell(column string) string {
	i, ok := r.columns[column]
	if !ok {
		return ""
	}
	return strings.TrimSpace(r.cells[i])
}

// layouts are the ways in which programs for tables write an instant, the ones with an offset
// first.
var layouts = []string{time.RFC3339, "2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02 15:04", "2006-01-02 15:04:05", "2.1.2006 15:04", "2.1.2006 15:04:05"}

// Time reads a cell, where it is not empty, and notes one that is no time.
func (r Row) Time(c *fault.Check, column string, in *time.Location) (time.Time, bool) {
	text := r.Cell(column)
	if text == "" {
		return time.Time{}, true
	}
	for _, layout := range layouts {
		if t, err := time.ParseInLocation(layout, text, in); err == nil {
			return t.UTC(), true
		}
	}
	c.Add(r.At()+column, "not_a_time", nil)
	return time.Time{}, false
}

// Read reads the rows of a text with commas, semicolons or tabs between its cells (RFC 4180),
// below the names of the columns. known are the columns that there may be, needed those that
// must. What is wrong with the sheet is noted; rows that could be read are returned.
func Read(c *fault.Check, raw []byte, known []string, needed ...string) []Row {
	raw = bytes.TrimPrefix(raw, []byte("\ufeff")) // which spreadsheets put before a file
	if !utf8.Valid(raw) {
		c.Add("", "not_text", nil)
		return nil
	}
	if isJSON(raw) {
		return readRows(c, raw, known)
	}
	in := csv.NewReader(bytes.NewReader(raw))
	in.Comma = separator(raw)
	in.FieldsPerRecord = -1
	var columns map[string]int
	var rows []Row
	for {
		cells, err := in.Read()
		var broken *csv.ParseError
		switch {
		case errors.Is(err, io.EOF) && columns == nil:
			c.Add("", "empty_body", nil)
			return nil
		case errors.Is(err, io.EOF):
			return rows
		case errors.As(err, &broken):
			at := fmt.Sprint("row ", broken.StartLine)
			c.Add(at, "open_quotes", nil)
			return rows
		}
		line, _ := in.FieldPos(0)
		at := fmt.Sprint("row ", line)
		cells = withoutBlankEnd(cells)
		switch {
		case len(cells) == 0:
		case columns == nil:
			var ok bool
			if columns, ok = readColumns(c, at, cells, known, needed); !ok {
				return nil
			}
		case len(rows) == MostRows:
			c.Add(at, "too_many", fault.Args{"Max": MostRows})
			return rows
		case len(cells) > len(columns):
			c.Add(at, "too_many_cells", fault.Args{"Max": len(columns), "Got": len(cells)})
		default:
			cells = append(cells, make([]string, len(columns)-len(cells))...)
			rows = append(rows, Row{line, columns, cells})
		}
	}
}

// readColumns finds the place of each column by its name, and notes one that is unknown, there
// twice or missing.
func readColumns(c *fault.Check, at string, names, known, needed []string) (map[string]int, bool) {
	columns, ok := map[string]int{}, true
	for i, name := range names {
		name = strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(strings.TrimSpace(name)))
		column := fmt.Sprintf("%s, column %d", at, i+1)
		_, twice := columns[name]
		switch {
		case !slices.Contains(known, name):
			c.Add(column, "unknown_column", fault.Args{"Known": strings.Join(known, ", ")})
			ok = false
		case twice:
			c.Add(column, "column_twice", nil)
			ok = false
		}
		columns[name] = i
	}
	for _, name := range needed {
		if _, there := columns[name]; !there {
			column := at + ", " + name
			c.Add(column, "no_such_column", nil)
			ok = false
		}
	}
	return columns, ok
}

// separator is what stands most often between the cells of the first row.
func separator(raw []byte) rune {
	first, _, _ := bytes.Cut(bytes.TrimLeft(raw, "\r\n"), []byte("\n"))
	most, times := ',', 0
	for _, s := range ",;\t" {
		if n := strings.Count(string(first), string(s)); n > times {
			most, times = s, n
		}
	}
	return most
}

func withoutBlankEnd(cells []string) []string {
	for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}
