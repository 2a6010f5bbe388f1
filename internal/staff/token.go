package staff

import (
	"time"

	"lostfound/internal/ref"
)

// Token is the record of a secret that speaks for a member: the cookie of a
// session or the bearer token of a program. Only the secret's digest is kept,
// as the record's name.
type Token struct {
	ref.Revised
	Kind      TokenKind `json:"kind"`
	Member    ref.Staff `json:"member"`
	CreatedAt time.Time `json:"created_at"`
	Until     time.Time `json:"until"`
}

// TokenKind tells sessions from bearer tokens.
type TokenKind string

// The kinds of token.
const (
	Session   TokenKind = "session"   // a browser, 12 hours
	Bearer    TokenKind = "bearer"    // a program, a year
	Tablet    TokenKind = "tablet"    // a device that was enrolled, a year
	Enrolment TokenKind = "enrolment" // the link that enrols it, a quarter of an hour and once
)

// SessionCookie is the cookie in which a browser keeps the secret of its session.
const SessionCookie = "lf_session"

// Lifetime is how long a token of the kind speaks.
func (k TokenKind) Lifetime() time.Duration {
	switch k {
	case Bearer, Tablet:
		return 365 * 24 * time.Hour
	case Enrolment:
		return 15 * time.Minute
	}
	return 12 * time.Hour
}

// Valid reports whether the token speaks for the member at the instant.
func (t Token) Valid(m Member, now time.Time) bool {
	return t.Kind != Enrolment && t.Member == m.Ref && m.LeftAt.IsZero() && now.Before(t.Until) && !t.CreatedAt.Before(m.TokensSince)
}

// Enrols reports whether the token lets its device in at the instant, be it revoked or new.
func (t Token) Enrols(m Member, now time.Time) bool {
	return t.Kind == Enrolment && t.Member == m.Ref && m.Device != nil && now.Before(t.Until)
}
