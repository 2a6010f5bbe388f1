// Package fault holds the few failures a person can act on. Everything else is
// an ordinary error and is answered with "something went wrong on our side".
//
// A fault names what is wrong by code; the words for each code, in every
// language, are the locale's messages "fault.<code>".
package fault

import (
	"errors"
	"fmt"
	"strings"
)

// Kind says what the person can do: look elsewhere, try again, sign in, ...
type Kind string

// The kinds, each with the HTTP status it is answered with.
const (
	Missing         Kind = "missing"         // 404: there is no such thing, or it is not yours
	Conflict        Kind = "conflict"        // 409: somebody was first, or the rules of the item forbid it
	Stale           Kind = "stale"           // 412: it changed since you read it
	Invalid         Kind = "invalid"         // 422: a field needs another value
	Unauthenticated Kind = "unauthenticated" // 401: sign in
	Forbidden       Kind = "forbidden"       // 403: your role does not cover this
	TooLarge        Kind = "too_large"       // 413: the body is over its limit
	TooMany         Kind = "too_many"        // 429: wait a little
	Unavailable     Kind = "unavailable"     // 503: nothing is lost, try again shortly
)

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

// Is reports whether err is a fault of the kind.
func Is(err error, kind Kind) bool {
	f := Of(err)
	return f != nil && f.Kind == kind
}
