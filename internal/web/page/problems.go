package page

import (
	"net/http"
	"slices"
	"strings"

	"lostfound/internal/fault"
	"lostfound/internal/locale"
)

// Problem is one thing wrong with what was typed, in words. Field is the name of
// the control beside which it stands, or empty.
type Problem struct{ Field, Text string }

// Problems is all that is wrong with a form.
type Problems []Problem

// Explain puts a fault into words. An error that is no fault has none.
func Explain(l *locale.Language, err error) Problems {
	f := fault.Of(err)
	if f == nil {
		return nil
	}
	var out Problems
	for _, p := range f.Problems {
		one := Problem{control(p.Field), l.Fault(p)}
		if !slices.Contains(out, one) {
			out = append(out, one)
		}
	}
	return out
}

// At returns the words for a field, empty where nothing is wrong with it.
func (p Problems) At(field string) string {
	for _, one := range p {
		if one.Field == field {
			return one.Text
		}
	}
	return ""
}

// control is the name of the control that holds a field: entries of a list,
// colours[2], share one. What a browser sends by itself has none.
func control(field string) string {
	if field == "Idempotency-Key" {
		return ""
	}
	if i := strings.LastIndexByte(field, '['); i > 0 && strings.HasSuffix(field, "]") {
		return field[:i]
	}
	return field
}

// Status is what an error is answered with.
func Status(err error) int {
	f := fault.Of(err)
	if f == nil {
		return http.StatusInternalServerError
	}
	return f.Kind.Status()
}
