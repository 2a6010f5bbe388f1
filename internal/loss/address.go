package loss

import (
	"net/mail"
	"strings"
	"time"

	"lostfound/internal/fault"
)

// IsAddress reports whether s is one bare mail address (RFC 5322 addr-spec, unquoted) and nothing
// besides: no name, no list, no second line.
func IsAddress(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s && !strings.ContainsAny(s, "\"(),:;<>[]\\ \t\r\n")
}

// Readdress has mail go to another address on the traveller's wish, or nowhere where it is empty. What
// did not reach the old one is tried at the new.
func (r *Report) Readdress(email string, now time.Time) error {
	email = strings.TrimSpace(email)
	var c fault.Check
	c.Text("email", email, fault.Line)
	if c.Err() == nil && email != "" && !IsAddress(email) {
		c.Add("email", "not_an_address", nil)
	}
	if err := c.Err(); err != nil {
		return err
	}
	if email == r.Contact.Email {
		return nil
	}
	r.Contact.Email = email
	for i := range r.Messages {
		if m := &r.Messages[i]; m.By == Mail && m.Failing(now) && email != "" {
			m.again(now)
		}
	}
	return nil
}
