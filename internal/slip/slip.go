// Package slip reads the slips that programs hand in at the counter: one JSON object
// each, strictly, so that a misspelt field is told and not lost.
//
// Guarantees. Whatever is wrong with the text is a fault.Invalid that names the
// field as the API does (things[0].identifiers.serial); nothing that was read is
// part of it but field names. null means the same as leaving the field out, and of
// a field given twice the last one counts.
package slip

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"lostfound/internal/fault"
)

// Read decodes raw, an object all of whose fields are known and after which
// nothing comes, into a struct.
func Read(raw []byte, into any) error {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 {
		return fault.New(fault.Invalid, "empty_body")
	}
	err := json.Unmarshal(raw, into, json.RejectUnknownMembers(true), jsontext.AllowDuplicateNames(true))
	if err == nil && raw[0] != '{' { // null fits everything
		return fault.New(fault.Invalid, "wants_object")
	}
	return explain(err)
}

func explain(err error) error {
	var meaning *json.SemanticError
	var syntax *jsontext.SyntacticError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &meaning) && errors.Is(meaning.Err, json.ErrUnknownName):
		return fault.Newf(fault.Invalid, unknown(meaning.JSONPointer), "unknown_field", nil)
	case errors.As(err, &meaning):
		return fault.Newf(fault.Invalid, field(meaning.JSONPointer), wants(meaning.GoType), nil)
	case errors.As(err, &syntax) && notText(syntax.Err):
		return fault.Newf(fault.Invalid, field(syntax.JSONPointer), "not_text", nil)
	case errors.As(err, &syntax):
		return fault.Newf(fault.Invalid, field(syntax.JSONPointer), "not_json", fault.Args{"Reason": fmt.Sprint("byte ", syntax.ByteOffset)})
	}
	return fault.Newf(fault.Invalid, "", "not_json", fault.Args{"Reason": "byte 0"})
}

// notText tells bytes and escapes that are no Unicode from other mistakes, which the
// decoder does by its words alone.
func notText(err error) bool {
	return err != nil && (strings.Contains(err.Error(), "invalid UTF-8") || strings.Contains(err.Error(), "surrogate"))
}

// wants is the code that says what a field of the type takes.
func wants(t reflect.Type) string {
	if t == reflect.TypeFor[time.Time]() {
		return "wants_time"
	}
	switch t.Kind() {
	case reflect.Pointer:
		return wants(t.Elem())
	case reflect.String:
		return "wants_text"
	case reflect.Slice, reflect.Array:
		return "wants_list"
	case reflect.Bool:
		return "wants_yes_or_no"
	case reflect.Struct, reflect.Map:
		return "wants_object"
	}
	return "wants_number"
}

// field writes a JSON pointer the way the API names fields.
func field(p jsontext.Pointer) string {
	var out strings.Builder
	for token := range p.Tokens() {
		switch {
		case isNumber(token):
			out.WriteString("[" + token + "]")
		case out.Len() > 0:
			out.WriteString("." + token)
		default:
			out.WriteString(token)
		}
	}
	return out.String()
}

// longest is how much of an unknown field's name is repeated, in characters.
const longest = 100

// unknown is field for one that we do not know: its name is the sender's, and may
// be anything.
func unknown(p jsontext.Pointer) string {
	name := p.LastToken()
	if utf8.RuneCountInString(name) > longest {
		name = string([]rune(name)[:longest]) + "…"
	}
	return strings.TrimPrefix(field(p.Parent())+"."+name, ".")
}

func isNumber(token string) bool {
	return token != "" && strings.Trim(token, "0123456789") == ""
}
