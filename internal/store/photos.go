package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"

	"lostfound/internal/picture"
)

// Object is a stored photo, open for reading. Whoever asked for it closes it.
type Object struct {
	io.ReadSeekCloser
	Size        int64
	ContentType string
	ETag        string // without quotes
}

// Owner is a record that has photos.
type Owner struct {
	Name   string
	Photos map[string]time.Time // by picture, when its newest form was written
}

// PutPhoto writes one form of a picture. Writing the same again changes nothing.
func (s *Store) PutPhoto(ctx context.Context, owner, id string, size picture.Size, contentType string, data []byte) error {
	key, err := photoKey(owner, id, size)
	if err != nil {
		return err
	}
	opt := minio.PutObjectOptions{ContentType: contentType, DisableMultipart: true}
	if _, err := s.s3.PutObject(ctx, s.bucket, key, bytes.NewReader(data), int64(len(data)), opt); err != nil {
		return fmt.Errorf("write %s: %w", key, silent(err))
	}
	return nil
}

// Photo opens one form of a picture.
func (s *Store) Photo(ctx context.Context, owner, id string, size picture.Size) (*Object, error) {
	key, err := photoKey(owner, id, size)
	if err != nil {
		return nil, err
	}
	obj, err := s.s3.GetObject(ctx, s.bucket, key, minio.GetObjectOptions{})
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", key, silent(err))
	}
	info, err := obj.Stat()
	if err != nil {
		obj.Close()
		if gone(err) {
			return nil, missing()
		}
		return nil, fmt.Errorf("read %s: %w", key, silent(err))
	}
	return &Object{obj, info.Size, info.ContentType, info.ETag}, nil
}

// DeletePhotos removes all photos of a record.
func (s *Store) DeletePhotos(ctx context.Context, owner string) error {
	if err := checkName(owner); err != nil {
		return err
	}
	return s.deletePhotos(ctx, owner, "photos/"+owner+"/")
}

// DeletePhoto removes one photo of a record, in all its forms.
func (s *Store) DeletePhoto(ctx context.Context, owner, id string) error {
	if err := errors.Join(checkName(owner), checkName(id)); err != nil {
		return err
	}
	return s.deletePhotos(ctx, owner, "photos/"+owner+"/"+id+"/")
}

func (s *Store) deletePhotos(ctx context.Context, owner, prefix string) error {
	for o, err := range s.list(ctx, minio.ListObjectsOptions{Prefix: prefix}) {
		if err == nil {
			err = s.s3.RemoveObject(ctx, s.bucket, o.Key, minio.RemoveObjectOptions{})
		}
		if err != nil && !gone(err) {
			return fmt.Errorf("delete photos of %s: %w", owner, silent(err))
		}
	}
	return nil
}

// PhotoOwners yields every record that has photos, in the order of the names.
func (s *Store) PhotoOwners(ctx context.Context) iter.Seq2[Owner, error] {
	return func(yield func(Owner, error) bool) {
		var last Owner
		for o, err := range s.list(ctx, minio.ListObjectsOptions{Prefix: "photos/"}) {
			if err != nil {
				yield(Owner{}, err)
				return
			}
			name, form, _ := strings.Cut(strings.TrimPrefix(o.Key, "photos/"), "/")
			if name != last.Name {
				if last.Name != "" && !yield(last, nil) {
					return
				}
				last = Owner{name, map[string]time.Time{}}
			}
			id, _, _ := strings.Cut(form, "/")
			if o.LastModified.After(last.Photos[id]) {
				last.Photos[id] = o.LastModified
			}
		}
		if last.Name != "" {
			yield(last, nil)
		}
	}
}

func photoKey(owner, id string, size picture.Size) (string, error) {
	if err := errors.Join(checkName(owner), checkName(id), checkName(string(size))); err != nil {
		return "", err
	}
	return "photos/" + owner + "/" + id + "/" + string(size), nil
}
