package office

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/ref"
)

// keepRequests is how long a repeated request is recognised.
const keepRequests = 7 * 24 * time.Hour

// request is the record of an idempotency key: which reference it was given, for
// which content. It is claimed before anything else is written, so that a
// device that sends again after any failure goes on where it stopped.
type request struct {
	ref.Revised
	Ref   string      `json:"ref"`
	Print string      `json:"print"` // digest of the content; empty while only photos are kept
	At    time.Time   `json:"at"`
	Kept  []keptPhoto `json:"kept,omitempty"` // wait under Ref for the content
}

// claim returns the request to create under, and the digest to note in the document;
// without a key those are the fresh one and "". The same key with other content is refused. Content
// may refer to what was kept under the key before: check says whether that is there, and where
// it is not, nothing is claimed.
func (o *Office) claim(ctx context.Context, scope, key string, fresh request, check func(request) error) (r request, name string, err error) {
	lacking := check(fresh)
	if key == "" {
		return fresh, "", lacking
	}
	var c fault.Check
	if c.Text("Idempotency-Key", key, fault.Line); c.Err() != nil {
		return fresh, "", c.Err()
	}
	name = ref.Digest(scope, key)
	r = fresh
	if lacking == nil {
		err = o.requests.Create(ctx, name, &r)
	}
	if lacking != nil || fault.Is(err, fault.Conflict) {
		r, err = o.requests.Update(ctx, name, func(r *request) error {
			if r.Print != "" {
				return nil
			}
			r.Print = fresh.Print
			return check(*r)
		})
		if lacking != nil && fault.Is(err, fault.Missing) {
			return fresh, "", lacking
		}
	}
	if err != nil {
		return fresh, "", fmt.Errorf("claim idempotency key: %w", err)
	}
	if r.Print != fresh.Print {
		return fresh, "", fault.Newf(fault.Invalid, "Idempotency-Key", "key_reused", nil)
	}
	return r, name, nil
}

// reclaim gives the key another reference, because a record of somebody else
// turned out to have the first.
func (o *Office) reclaim(ctx context.Context, name, taken, fresh string) (string, error) {
	if name == "" {
		return fresh, nil
	}
	r, err := o.requests.Update(ctx, name, func(r *request) error {
		if r.Ref == taken {
			r.Ref = fresh
		}
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("claim another reference: %w", err)
	}
	return r.Ref, nil
}

// fingerprint is a digest of what a request says and shows.
func fingerprint(said any, photos ...[]Upload) (string, error) {
	raw, err := json.Marshal(said)
	if err != nil {
		return "", fmt.Errorf("fingerprint: %w", err)
	}
	sum := sha256.New()
	sum.Write(raw)
	for i, group := range photos {
		for _, p := range group {
			one := sha256.Sum256(p.Data)
			fmt.Fprintf(sum, "\x00%d %x%s", i, one, p.Kept)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
