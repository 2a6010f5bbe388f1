package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/minio/minio-go/v7"

	"lostfound/internal/fault"
)

// Revised is a document that knows its version: package ref's Revised, embedded.
type Revised interface {
	Revision() string
	Revise()
}

// Documents are all documents of one kind.
type Documents[T any, P interface {
	*T
	Revised
}] struct {
	store  *Store
	prefix string
}

// Of returns the documents under a prefix: "items".
func Of[T any, P interface {
	*T
	Revised
}](s *Store, prefix string) Documents[T, P] {
	return Documents[T, P]{s, prefix}
}

// rewrites bounds how often Update applies a change that others keep overtaking.
const rewrites = 50

// attempts bounds how often a save is sent whose answer does not come.
const attempts = 4

// Create saves a new document, and stamps its revision. One that exists is a
// Conflict.
func (d Documents[T, P]) Create(ctx context.Context, name string, doc P) error {
	if err := checkName(name); err != nil {
		return err
	}
	doc.Revise()
	var err error
	for try := range attempts {
		if err = d.put(ctx, name, doc, version{}); err == nil || denied(err) {
			break
		}
		_, _, is, readErr := d.read(ctx, name)
		switch {
		case readErr == nil && is.carries(doc.Revision()):
			return nil // the answer was lost
		case readErr == nil:
			return fault.New(fault.Conflict, "taken")
		case !fault.Is(readErr, fault.Missing):
			return errors.Join(err, readErr)
		case pause(ctx, outage<<try) != nil:
			return err
		}
	}
	return err
}

// Get reads a document.
func (d Documents[T, P]) Get(ctx context.Context, name string) (T, error) {
	doc, _, _, err := d.read(ctx, name)
	return doc, err
}

// Update reads a document, applies the change and saves it; when somebody else saved
// it in between, it does so again. It returns the document as saved. A change that alters nothing saves
// nothing, and one that returns an error returns the document as read.
func (d Documents[T, P]) Update(ctx context.Context, name string, change func(P) error) (T, error) {
	return d.UpdateIf(ctx, name, "", change)
}

// UpdateIf is Update for a writer who has seen a revision: another one is Stale.
// An empty revision stands for any.
func (d Documents[T, P]) UpdateIf(ctx context.Context, name, rev string, change func(P) error) (T, error) {
	var (
		sent     []string // the revisions of our saves so far
		doubt    error    // why nobody knows what became of one of them
		doubtful int      // of how many
		base     string   // the revision that the doubtful one built on
	)
	for try := range rewrites {
		doc, raw, was, err := d.read(ctx, name)
		switch {
		case err != nil:
			return doc, err
		case was.carries(sent...):
			return doc, nil // the answer was lost
		case doubt != nil && (doubtful == attempts || !was.carries(base)):
			return doc, doubt
		case rev != "" && P(&doc).Revision() != rev:
			return doc, fault.New(fault.Stale, "changed_meanwhile")
		}
		before := P(&doc).Revision()
		asRead, err := json.Marshal(&doc) // raw may spell the same otherwise: an older program's
		if err != nil {
			return doc, fmt.Errorf("read %s/%s: %w", d.prefix, name, err)
		}
		if err := change(&doc); err != nil {
			var doc T
			return doc, errors.Join(err, json.Unmarshal(raw, &doc))
		}
		if now, err := json.Marshal(&doc); err != nil {
			return doc, fmt.Errorf("write %s/%s: %w", d.prefix, name, err)
		} else if bytes.Equal(now, asRead) {
			return doc, nil
		}
		P(&doc).Revise()
		err = d.put(ctx, name, &doc, was)
		if err == nil || denied(err) {
			return doc, err
		}
		sent = append(sent, P(&doc).Revision())
		wait := crowd * time.Duration(min(try+1, 20))
		if !refused(err) {
			wait = outage << doubtful
			doubt, base = err, before
			doubtful++
		}
		if pause(ctx, wait) != nil {
			return doc, err
		}
	}
	var none T
	return none, fmt.Errorf("write %s/%s: overtaken %d times", d.prefix, name, rewrites)
}

// Delete removes a document. One that is missing is fine.
func (d Documents[T, P]) Delete(ctx context.Context, name string) error {
	if err := checkName(name); err != nil {
		return err
	}
	if err := d.store.s3.RemoveObject(ctx, d.store.bucket, d.key(name), minio.RemoveObjectOptions{}); err != nil && !gone(err) {
		return fmt.Errorf("delete %s/%s: %w", d.prefix, name, silent(err))
	}
	return nil
}

func (d Documents[T, P]) key(name string) string { return d.prefix + "/" + name + ".json" }
