package loss

import (
	"reflect"

	"lostfound/internal/fault"
)

// Filed is a statement as it comes in: a report of one thing may give the thing's
// details beside its own fields instead of in a list.
type Filed struct {
	Statement
	Details
}

// Whole returns the statement with its things. Details in both places are refused.
func (f Filed) Whole() (Statement, error) {
	s := f.Statement
	if reflect.ValueOf(f.Details).IsZero() {
		return s, nil
	}
	if len(s.Things) > 0 {
		return s, fault.Newf(fault.Invalid, "things", "thing_twice", nil)
	}
	s.Things = []Details{f.Details}
	return s, nil
}
