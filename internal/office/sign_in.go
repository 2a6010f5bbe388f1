package office

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// Sign-in attempts allowed in a quarter of an hour: for a name from one address, so
// that nobody locks a colleague out from elsewhere; for a name from anywhere; from an address.
const (
	triesPerPair    = 10
	triesPerName    = 200
	triesPerAddress = 100
	triesWindow     = 15 * time.Minute
)

// SignIn checks a name and password and opens a session. from is the address the
// attempt comes from. The secret is the cookie's value.
func (o *Office) SignIn(ctx context.Context, name, password, from string) (string, staff.Member, error) {
	name = staff.FoldSignIn(name)
	from = neighbourhood(from)
	pair := "sign-in:" + ref.Digest(name, from)
	for _, limit := range []struct {
		key   string
		tries int
	}{{"sign-in:" + ref.Digest(from), triesPerAddress}, {pair, triesPerPair}, {"sign-in:" + ref.Digest(name), triesPerName}} {
		if err := o.throttle(ctx, limit.key, limit.tries, triesWindow); err != nil {
			return "", staff.Member{}, err
		}
	}
	m, err := o.memberNamed(ctx, name)
	if err != nil && !fault.Is(err, fault.Missing) {
		return "", staff.Member{}, err
	}
	fits := false
	if err := o.hash(ctx, func() { fits = m.PasswordFits(password) }); err != nil {
		return "", staff.Member{}, err
	}
	if !fits {
		return "", staff.Member{}, fault.New(fault.Unauthenticated, "wrong_sign_in")
	}
	if err := o.index.Unthrottle(ctx, pair); err != nil { // only failures count
		o.log.Warn("throttle", "error", err)
	}
	secret, err := o.issue(ctx, m, staff.Session)
	return secret, m, err
}

// SignOut ends the session or bearer token.
func (o *Office) SignOut(ctx context.Context, secret string) error {
	name := ref.Digest(secret)
	if err := o.tokens.Delete(ctx, name); err != nil {
		return fmt.Errorf("end session: %w", err)
	}
	o.forget(ctx, "token:"+name)
	return nil
}

// Who returns the member a session cookie or bearer token speaks for.
func (o *Office) Who(ctx context.Context, secret string) (staff.Member, error) {
	nobody := fault.New(fault.Unauthenticated, "sign_in")
	if secret == "" {
		return staff.Member{}, nobody
	}
	name := ref.Digest(secret)
	if o.operator != "" && subtle.ConstantTimeCompare([]byte(name), []byte(o.operator)) == 1 {
		return staff.Operator, nil
	}
	token, err := cached(ctx, o, "token:"+name, func() (staff.Token, error) { return o.tokens.Get(ctx, name) })
	if fault.Is(err, fault.Missing) {
		return staff.Member{}, nobody
	}
	if err != nil {
		return staff.Member{}, fmt.Errorf("look up token: %w", err)
	}
	m, err := cached(ctx, o, "member:"+string(token.Member), func() (staff.Member, error) {
		m, err := o.members.Get(ctx, string(token.Member))
		m.Password = ""
		return m, err
	})
	if err != nil && !fault.Is(err, fault.Missing) {
		return staff.Member{}, fmt.Errorf("look up %s: %w", token.Member, err)
	}
	switch {
	case err == nil && token.Valid(m, o.now()):
		o.noteSeen(ctx, m)
		return m, nil
	case err == nil && token.Kind == staff.Tablet:
		return staff.Member{}, fault.New(fault.Unauthenticated, "device_revoked")
	}
	return staff.Member{}, nobody
}

// hash does what takes a password hash's time and memory, a few at once.
func (o *Office) hash(ctx context.Context, do func()) error {
	select {
	case o.hashing <- struct{}{}:
		defer func() { <-o.hashing }()
		do()
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (o *Office) issue(ctx context.Context, m staff.Member, kind staff.TokenKind) (string, error) {
	secret, now := ref.Secret(), o.now()
	t := staff.Token{Kind: kind, Member: m.Ref, CreatedAt: now, Until: now.Add(kind.Lifetime())}
	if err := o.tokens.Create(ctx, ref.Digest(secret), &t); err != nil {
		return "", fmt.Errorf("issue %s for %s: %w", kind, m.Ref, err)
	}
	return secret, nil
}

// sign returns 160 bits of keyed digest as 40 hexadecimal digits.
func (o *Office) sign(what string) string {
	mac := hmac.New(sha256.New, []byte(o.secret))
	mac.Write([]byte(what))
	return hex.EncodeToString(mac.Sum(nil)[:20])
}

// cacheFor bounds how long a revoked token may live on in a process that could
// not reach Redis when it was revoked.
const cacheFor = 30 * time.Second

// cached returns a store's fact through Redis. Without Redis it asks the store.
func cached[T any](ctx context.Context, o *Office, key string, get func() (T, error)) (T, error) {
	var v T
	if raw, found, err := o.index.CacheGet(ctx, key); err == nil && found && json.Unmarshal(raw, &v) == nil {
		return v, nil
	}
	v, err := get()
	if err != nil {
		return v, err
	}
	if raw, err := json.Marshal(v); err == nil {
		_ = o.index.CacheSet(ctx, key, raw, cacheFor) // a miss costs one read
	}
	return v, nil
}

func (o *Office) forget(ctx context.Context, key string) {
	if err := o.index.CacheDelete(ctx, key); err != nil {
		o.log.Warn("forget cached fact", "error", err, "within", cacheFor)
	}
}
