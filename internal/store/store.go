// Package store is the office's memory: photos and one JSON document for each
// thing it must not forget, in a bucket of S3.
//
// Guarantees. A document is created only if it does not exist and saved only if
// nobody else saved it in between, by the store's own conditions. When the
// answer to a save is lost, the revision that each save stamps tells whether it won. A photo is
// written before the document that names it, by the office.
//
// The bucket holds <kind>/<name>.json for documents and
// photos/<owner>/<picture>/<size> for photos; while a restore fills it, also "restoring".
package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"lostfound/internal/fault"
)

// Store is one bucket.
type Store struct {
	s3     *minio.Client
	bucket string
}

// Connect makes a client for an S3 service at host:port. It does not ask the
// service anything.
func Connect(endpoint, accessKey, secretKey string, tls bool) (*minio.Client, error) {
	transport, err := minio.DefaultTransport(tls)
	if err != nil {
		return nil, err
	}
	transport.DialContext = (&net.Dialer{Timeout: 5 * time.Second}).DialContext
	transport.ResponseHeaderTimeout = 30 * time.Second
	transport.MaxIdleConnsPerHost = 64
	return minio.New(endpoint, &minio.Options{Creds: credentials.NewStaticV4(accessKey, secretKey, ""), Secure: tls, Transport: transport, MaxRetries: 3})
}

// Open returns the store in a bucket, which is made if it does not exist. It must be
// Ready.
func Open(ctx context.Context, s3 *minio.Client, bucket string) (*Store, error) {
	exists, err := s3.BucketExists(ctx, bucket)
	if err == nil && !exists {
		err = s3.MakeBucket(ctx, bucket, minio.MakeBucketOptions{})
		if code := minio.ToErrorResponse(err).Code; code == "BucketAlreadyOwnedByYou" || code == "BucketAlreadyExists" {
			err = nil // another process was first
		}
	}
	if err != nil {
		return nil, fmt.Errorf("bucket %s: %w", bucket, err)
	}
	s := &Store{s3, bucket}
	if err := s.Ready(ctx); err != nil {
		return nil, err
	}
	return s, nil
}

// Ready asks the service for the bucket. One in which a restore has begun and not
// ended is an error.
func (s *Store) Ready(ctx context.Context) error {
	for _, err := range s.list(ctx, minio.ListObjectsOptions{Prefix: restoring, MaxKeys: 1}) {
		if err != nil {
			return fmt.Errorf("bucket %s: %w", s.bucket, err)
		}
		return fmt.Errorf("bucket %s is half restored: a restore is under way, or stopped; then empty it and restore again", s.bucket)
	}
	return nil
}

// patience is how long the reading of one object may take: the answer may start and then stop.
const patience = 2 * time.Minute

// fetch reads a whole object with one request, so that its bytes and what is said
// of them belong together.
func (s *Store) fetch(ctx context.Context, key string) ([]byte, minio.ObjectInfo, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	obj, err := s.s3.GetObject(ctx, s.bucket, key, minio.GetObjectOptions{})
	if err != nil {
		return nil, minio.ObjectInfo{}, err
	}
	defer obj.Close()
	raw, err := io.ReadAll(obj)
	if err != nil {
		return nil, minio.ObjectInfo{}, err
	}
	info, err := obj.Stat() // of the answer already here; asks nothing
	return raw, info, err
}

// response is what the service answered; without an answer, its status is zero.
func response(err error) minio.ErrorResponse {
	var answer minio.ErrorResponse
	errors.As(err, &answer)
	return answer
}

// gone reports whether there is no such object. A bucket that is gone is another matter.
func gone(err error) bool {
	answer := response(err)
	return answer.StatusCode == http.StatusNotFound && answer.Code != minio.NoSuchBucket
}

// silent makes the error of a service that gives no answer, or says that it cannot, one
// that a person can act on: nothing is lost, and in a moment it may answer.
func silent(err error) error {
	status := response(err).StatusCode
	if err == nil || fault.Of(err) != nil || errors.Is(err, context.Canceled) || status != 0 && status != http.StatusTooManyRequests && status < 500 {
		return err
	}
	return fmt.Errorf("%w: %w", fault.Newf(fault.Unavailable, "", "keeper_silent", fault.Args{"Keeper": "S3"}), err)
}

func missing() error { return fault.New(fault.Missing, "no_such_record") }

// checkName refuses names that are no single, plain segment of a key.
func checkName(name string) error {
	if name == "" || len(name) > 200 || strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
		return errors.Join(fmt.Errorf("%.40q cannot be a record's name", name), missing())
	}
	return nil
}
