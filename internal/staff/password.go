package staff

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"lostfound/internal/fault"
)

// Argon2id with the second recommended set of RFC 9106, section 4 (64 MiB).
const (
	argonTime    = 3
	argonMemory  = 64 * 1024 // KiB
	argonThreads = 4
	keyLength    = 32
)

// HashPassword turns a password of 10 to 200 characters into the PHC string
// that is stored.
func HashPassword(password string) (string, error) {
	if n := utf8.RuneCountInString(password); n < 10 || n > 200 {
		return "", fault.Newf(fault.Invalid, "password", "password_length", fault.Args{"Min": 10, "Max": 200})
	}
	salt := make([]byte, 16)
	rand.Read(salt)
	key := argon2.IDKey([]byte(password), salt, argonTime, argonMemory, argonThreads, keyLength)
	enc := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonTime, argonThreads,
		enc.EncodeToString(salt), enc.EncodeToString(key)), nil
}

// PasswordFits reports whether the password is the member's. It takes as long
// for a member without a password, so that its time tells nothing.
func (m Member) PasswordFits(password string) bool {
	if len(password) > 1_000 {
		return false
	}
	salt, want := make([]byte, 16), make([]byte, keyLength)
	known := false
	if parts := strings.Split(m.Password, "$"); len(parts) == 6 && m.LeftAt.IsZero() {
		s, errSalt := base64.RawStdEncoding.DecodeString(parts[4])
		k, errKey := base64.RawStdEncoding.DecodeString(parts[5])
		if errSalt == nil && errKey == nil && len(k) == keyLength {
			salt, want, known = s, k, true
		}
	}
	got := argon2.IDKey([]byte(password), salt, argonTime, argonMemory, argonThreads, keyLength)
	return subtle.ConstantTimeCompare(got, want) == 1 && known
}
