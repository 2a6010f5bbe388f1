package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
)

// version is the state of a document that a save builds on. The zero version says
// that there is none yet.
type version struct {
	etag      string
	revisions []string // of the last saves, newest last
}

// A document's object carries the revisions of its last saves, so that a writer
// whose answer was lost recognises a save that others have built on since.
const (
	revisionsKey  = "Revisions"
	revisionsKept = 32
)

// carries reports whether one of the saves is in the version.
func (v version) carries(revisions ...string) bool {
	return slices.ContainsFunc(revisions, func(r string) bool { return slices.Contains(v.revisions, r) })
}

// put saves the document on condition that it is still at the version. It sends once:
// the client would send again after a lost answer, and pass on the refusal of that as the answer.
func (d Documents[T, P]) put(ctx context.Context, name string, doc P, was version) error {
	raw, err := json.Marshal(doc)
	if err != nil {
		return fmt.Errorf("write %s/%s: %w", d.prefix, name, err)
	}
	revisions := append(slices.Clone(was.revisions), doc.Revision())
	revisions = revisions[max(0, len(revisions)-revisionsKept):]
	opt := minio.PutObjectOptions{ContentType: "application/json", DisableMultipart: true,
		UserMetadata: map[string]string{revisionsKey: strings.Join(revisions, " ")}}
	if was.etag == "" {
		opt.SetMatchETagExcept("*")
	} else {
		opt.SetMatchETag(was.etag)
	}
	once := struct{ io.Reader }{bytes.NewReader(raw)} // what can't be rewound is not sent again
	if _, err := d.store.s3.PutObject(ctx, d.store.bucket, d.key(name), once, int64(len(raw)), opt); err != nil {
		return fmt.Errorf("write %s/%s: %w", d.prefix, name, silent(err))
	}
	return nil
}

// read returns the document, its bytes and its version.
func (d Documents[T, P]) read(ctx context.Context, name string) (doc T, raw []byte, is version, err error) {
	if err := checkName(name); err != nil {
		return doc, nil, version{}, err
	}
	raw, info, err := d.store.fetch(ctx, d.key(name))
	if gone(err) {
		return doc, nil, version{}, missing()
	}
	if err = silent(err); err == nil {
		err = json.Unmarshal(raw, &doc)
	}
	if err != nil {
		return doc, nil, version{}, fmt.Errorf("read %s/%s: %w", d.prefix, name, err)
	}
	is = version{info.ETag, strings.Fields(info.UserMetadata[revisionsKey])}
	if rev := P(&doc).Revision(); !is.carries(rev) { // restored from a backup
		is.revisions = append(is.revisions, rev)
	}
	return doc, raw, is, nil
}

// refused reports whether a conditional save failed because of what another writer
// did. Services answer 404, 409 or 412.
func refused(err error) bool {
	switch answer := response(err); answer.StatusCode {
	case http.StatusNotFound:
		return answer.Code != minio.NoSuchBucket
	case http.StatusConflict, http.StatusPreconditionFailed:
		return true
	}
	return false
}

// denied reports whether a save was certainly not done and never will be: the
// service understood the request and says no.
func denied(err error) bool {
	switch status := response(err).StatusCode; status {
	case http.StatusRequestTimeout, http.StatusTooManyRequests, 499:
		return false
	default:
		return status/100 == 4 && !refused(err)
	}
}

// How long pause waits at most: for other writers, and for a service that does not answer.
const (
	crowd  = 2 * time.Millisecond
	outage = 200 * time.Millisecond
)

// pause waits up to the duration, by chance, so that writers part.
func pause(ctx context.Context, longest time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(rand.N(longest)):
		return nil
	}
}
