package loss

import (
	"reflect"
	"strings"

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

// AsGiven names the fields of an invalid statement as they were filed: those of a thing without a
// list stand beside the report's own.
func (f Filed) AsGiven(err error) error {
	wrong := fault.Of(err)
	if wrong == nil || wrong.Kind != fault.Invalid || len(f.Things) > 0 {
		return err
	}
	out := fault.Error{Kind: wrong.Kind}
	for _, p := range wrong.Problems {
		p.Field = strings.TrimPrefix(p.Field, "things[0].")
		out.Problems = append(out.Problems, p)
	}
	return &out
}
