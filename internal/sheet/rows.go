package sheet

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"lostfound/internal/fault"
	"lostfound/internal/slip"
)

// MostProblems is how many problems of a sheet are told: who wrote one wrong column has as many
// as there are rows.
const MostProblems = 50

// Refusal is what is wrong with a sheet, and of how much more nothing is said.
func Refusal(c fault.Check) error {
	err := c.Err()
	f := fault.Of(err)
	if f == nil || len(f.Problems) <= MostProblems {
		return err
	}
	var told fault.Check
	for _, p := range f.Problems[:MostProblems] {
		told.Add(p.Field, p.Code, p.Args)
	}
	told.Add("", "and_more", fault.Args{"More": len(f.Problems) - MostProblems})
	return told.Err()
}

// isJSON reports whether a sheet is one of JSON: no sheet of cells begins so, as the first are
// names of columns.
func isJSON(raw []byte) bool {
	return strings.HasPrefix(strings.TrimSpace(string(raw[:min(len(raw), 100)])), "{")
}

// readRows reads a sheet of JSON, {"rows": [{"plate": "M-QX 417"}]}: texts by the names of
// columns. Its rows are counted from 1.
func readRows(c *fault.Check, raw []byte, known []string) []Row {
	var sheet struct {
		Rows []map[string]string `json:"rows"`
	}
	if err := slip.Read(raw, &sheet); err != nil {
		for _, p := range fault.Of(err).Problems {
			c.Add(p.Field, p.Code, p.Args)
		}
		return nil
	}
	if len(sheet.Rows) > MostRows {
		c.Add("rows", "too_many", fault.Args{"Max": MostRows})
		return nil
	}
	columns := map[string]int{}
	for i, name := range known {
		columns[name] = i
	}
	var rows []Row
	for i, cells := range sheet.Rows {
		r := Row{i + 1, columns, make([]string, len(known))}
		for _, name := range slices.Sorted(maps.Keys(cells)) {
			if at, ok := columns[name]; ok {
				r.cells[at] = cells[name]
			} else {
				c.Add(fmt.Sprintf("%s%.40q", r.At(), name), "unknown_column", fault.Args{"Known": strings.Join(known, ", ")})
			}
		}
		rows = append(rows, r)
	}
	return rows
}
