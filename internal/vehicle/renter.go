package vehicle

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

// Renter stands for a rental company's reference to a person. Who has the key can ask whether
// it is that of a given reference; nobody can read the reference from it.
type Renter string

// Key makes renters of references: 32 secret bytes, as many as the hash (RFC 2104, 3).
type Key [sha256.Size]byte

// Renter is the HMAC-SHA256 of a reference in hexadecimal, whatever its case, blanks and
// dashes; "" of one without letters or digits.
func (k Key) Renter(reference string) Renter {
	reference = signs(reference)
	if reference == "" {
		return ""
	}
	mac := hmac.New(sha256.New, k[:])
	mac.Write([]byte("renter " + reference))
	return Renter(hex.EncodeToString(mac.Sum(nil)))
}
