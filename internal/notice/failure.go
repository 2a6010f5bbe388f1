package notice

import (
	"strings"

	"lostfound/internal/loss"
)

// Failure says why a letter did not go. It keeps no cause: what mail servers answer repeats
// addresses, which belong in no log.
type Failure struct {
	Why  loss.Reason
	Code string // what the other side answered: 550 5.1.1 by SMTP, 503 by HTTP; may be empty
}

// Error is the reason and the code.
func (f *Failure) Error() string {
	return strings.TrimSpace("letter not taken: " + string(f.Why) + " " + f.Code)
}
