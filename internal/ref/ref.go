// Package ref names things: the spoken references on a receipt, the revisions
// of a document, the secrets behind a link. All randomness of the office comes
// from here.
//
// A reference reads F-7K3Q-9M: a letter for the kind of thing, then six
// characters of Crockford's base 32, the last of which checks the other five.
// It says nothing about the thing, and knowing it opens nothing.
package ref

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
)

// Item, Report, Staff and Handover are references to a found item (F-...), a loss report
// (R-...), a staff member (S-...) and a handover note (H-...).
type (
	Item     string
	Report   string
	Staff    string
	Handover string
)

// alphabet is Crockford's base 32: no I, L, O or U.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// ErrMalformed says that a text is no reference: wrong kind, length or
// character, or a check character that does not fit.
var ErrMalformed = errors.New("malformed reference")

// NewItem returns a fresh reference. References are drawn at random from 33
// million; whoever creates the document finds out whether it is taken.
func NewItem() Item { return Item(fresh('F')) }

// NewReport is NewItem for loss reports.
func NewReport() Report { return Report(fresh('R')) }

// NewStaff is NewItem for staff members.
func NewStaff() Staff { return Staff(fresh('S')) }

// NewHandover is NewItem for handover notes.
func NewHandover() Handover { return Handover(fresh('H')) }

// ParseItem reads a reference as people type it: any case, with or without
// dashes and blanks, O for 0, I and L for 1.
func ParseItem(s string) (Item, error) { return parse[Item]('F', s) }

// ParseReport is ParseItem for loss reports.
func ParseReport(s string) (Report, error) { return parse[Report]('R', s) }

// ParseStaff is ParseItem for staff members.
func ParseStaff(s string) (Staff, error) { return parse[Staff]('S', s) }

// ParseHandover is ParseItem for handover notes.
func ParseHandover(s string) (Handover, error) { return parse[Handover]('H', s) }

func parse[T ~string](kind byte, s string) (T, error) {
	clean := strings.NewReplacer("-", "", " ", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(s))
	if len(clean) != 7 || clean[0] != kind {
		return "", ErrMalformed
	}
	var digits [6]byte
	for i := range digits {
		d := strings.IndexByte(alphabet, clean[i+1])
		if d < 0 {
			return "", ErrMalformed
		}
		digits[i] = byte(d)
	}
	if check(digits[:5]) != digits[5] {
		return "", ErrMalformed
	}
	return T(write(kind, digits)), nil
}

func fresh(kind byte) string {
	var digits [6]byte
	rand.Read(digits[:5])
	for i := range digits[:5] {
		digits[i] &= 31
	}
	digits[5] = check(digits[:5])
	return write(kind, digits)
}

func write(kind byte, digits [6]byte) string {
	out := []byte{kind, '-', 0, 0, 0, 0, '-', 0, 0}
	for i, at := range [6]int{2, 3, 4, 5, 7, 8} {
		out[at] = alphabet[digits[i]]
	}
	return string(out)
}

// check is a weighted sum in the field of 32 elements (x^5 + x^2 + 1), digit i
// weighted by x^(i+1). The weights differ and none is zero or one, so every
// single wrong character and every swap of two is found.
func check(digits []byte) byte {
	var sum byte
	for i, d := range digits {
		for range i + 1 {
			d <<= 1
			if d&32 != 0 {
				d ^= 0b100101
			}
		}
		sum ^= d
	}
	return sum
}

// Revised is the part of a document that says which version it is. Each save
// stamps a fresh random revision, so that a writer whose answer was lost can
// recognise its own write.
type Revised struct {
	Rev string `json:"rev"`
}

// Revision returns the version the document was read or saved at.
func (r *Revised) Revision() string { return r.Rev }

// Revise stamps a fresh revision.
func (r *Revised) Revise() { r.Rev = Secret()[:16] }

// Secret returns 160 random bits as 32 lower-case characters: for session
// cookies, bearer tokens and revisions.
func Secret() string {
	raw := make([]byte, 32)
	rand.Read(raw)
	for i := range raw {
		raw[i] = alphabet[raw[i]&31]
	}
	return strings.ToLower(string(raw))
}

// Digest is the SHA-256 of a secret in hexadecimal: the form in which secrets
// are kept.
func Digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:])
}
