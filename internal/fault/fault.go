// Package fault holds the few failures a person can act on. Everything else is
// an ordinary error and is answered with "something went wrong on our side".
//
// A fault names what is wrong by code; the words for each code, in every
// language, are the locale's messages "fault.<code>".
package fault

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// Kind says what the person can do: look elsewhere, try again, sign in, ...
type Kind string

// The kinds.
const (
	Missing         Kind = "missing"         // there is no such thing, or it is not yours
	Conflict        Kind = "conflict"        // somebody was first, or the rules of the item forbid it
	Stale           Kind = "stale"           // it changed since you read it
	Invalid         Kind = "invalid"         // a field needs another value
	Unauthenticated Kind = "unauthenticated" // sign in
	Forbidden       Kind = "forbidden"       // your role does not cover this
	TooLarge        Kind = "too_large"       // the body is over its limit
	TooMany         Kind = "too_many"        // wait a little
	Unavailable     Kind = "unavailable"     // nothing is lost, try again shortly
)

// Kinds lists all kinds.
var Kinds = []Kind{Missing, Conflict, Stale, Invalid, Unauthenticated, Forbidden, TooLarge, TooMany, Unavailable}

// Status is what HTTP calls the kind; one that is none of these is ours, 500.
func (k Kind) Status() int {
	if s, known := statuses[k]; known {
		return s
	}
	return http.StatusInternalServerError
}

var statuses = map[Kind]int{
	Missing:         http.StatusNotFound,
	Conflict:        http.StatusConflict,
	Stale:           http.StatusPreconditionFailed,
	Invalid:         http.StatusUnprocessableEntity,
	Unauthenticated: http.StatusUnauthorized,
	Forbidden:       http.StatusForbidden,
	TooLarge:        http.StatusRequestEntityTooLarge,
	TooMany:         http.StatusTooManyRequests,
	Unavailable:     http.StatusServiceUnavailable,
}

// Args fill the placeholders of a message.
type Args map[string]any

// Problem is one thing wrong: with a field (named as in the API, things[0].serial)
// or, where Field is empty, with the whole.
type Problem struct {
	Field string
	Code  string
	Args  Args
}

// Error is a fault. It always has at least one problem.
type Error struct {
	Kind     Kind
	Problems []Problem
}

func (e *Error) Error() string {
	parts := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		parts[i] = strings.TrimPrefix(p.Field+": "+p.Code, ": ")
	}
	return fmt.Sprintf("%s (%s)", e.Kind, strings.Join(parts, ", "))
}

// New makes a fault about the whole.
func New(kind Kind, code string) *Error { return Newf(kind, "", code, nil) }

// Newf makes a fault about a field, with arguments for its message.
func Newf(kind Kind, field, code string, args Args) *Error {
	return &Error{Kind: kind, Problems: []Problem{{field, code, args}}}
}

// Of returns the fault inside err, or nil when there is none.
func Of(err error) *Error {
	var f *Error
	if errors.As(err, &f) {
		return f
	}
	return nil
}

// Within names the fields of the fault inside err as parts of another: serial in things[1] is
// things[1].serial. Any other error it returns as it is.
func Within(err error, field string) error {
	f := Of(err)
	if f == nil {
		return err
	}
	out := Error{Kind: f.Kind}
	for _, p := range f.Problems {
		p.Field = strings.TrimSuffix(field+"."+p.Field, ".")
		out.Problems = append(out.Problems, p)
	}
	return &out
}

// Is reports whether err is a fault of the kind.
func Is(err error, kind Kind) bool {
	f := Of(err)
	return f != nil && f.Kind == kind
}
