package store

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/minio/minio-go/v7"
)

// restoring is the key of an object that is there from the beginning of a restore to
// its end.
const restoring = "restoring"

// Restore fills an empty bucket from a backup and returns how many objects it
// wrote. The backup is read through once before anything is written, so one that was
// cut off or altered leaves the bucket empty. A restore that stops later leaves a bucket
// that is not Ready and cannot be opened.
func (s *Store) Restore(ctx context.Context, r io.Reader) (int, error) {
	for o, err := range s.list(ctx, minio.ListObjectsOptions{}) {
		if err != nil {
			return 0, err
		}
		return 0, fmt.Errorf("the store is not empty: it holds %s", o.Key)
	}
	spool, err := os.CreateTemp("", "lostfound-restore-")
	if err != nil {
		return 0, err
	}
	defer os.Remove(spool.Name())
	defer spool.Close()
	if _, err := io.Copy(spool, r); err != nil {
		return 0, fmt.Errorf("read backup: %w", err)
	}
	list, err := verify(spool)
	if err != nil {
		return 0, fmt.Errorf("this is no whole backup: %w", err)
	}
	mark := minio.PutObjectOptions{DisableMultipart: true}
	mark.SetMatchETagExcept("*")
	if _, err := s.s3.PutObject(ctx, s.bucket, restoring, bytes.NewReader(nil), 0, mark); err != nil {
		return 0, fmt.Errorf("mark the store as being restored: %w", err)
	}
	n := 0
	err = unpack(spool, func(h *tar.Header, body io.Reader) error {
		if h.Name == complete {
			return nil
		}
		raw, err := io.ReadAll(body) // so that the client can send it again
		if err != nil {
			return err
		}
		opt := minio.PutObjectOptions{ContentType: list[h.Name].Type, DisableMultipart: true}
		if _, err := s.s3.PutObject(ctx, s.bucket, h.Name, bytes.NewReader(raw), h.Size, opt); err != nil {
			return fmt.Errorf("restore %s: %w", h.Name, err)
		}
		n++
		return nil
	})
	if err != nil {
		return n, err
	}
	if err := s.s3.RemoveObject(ctx, s.bucket, restoring, minio.RemoveObjectOptions{}); err != nil {
		return n, fmt.Errorf("mark the store as restored: %w", err)
	}
	return n, nil
}

// verify reads a backup to its end, holds each object against the list, and returns that
// by key.
func verify(spool io.ReadSeeker) (map[string]entry, error) {
	sums := map[string]string{}
	var list []entry
	err := unpack(spool, func(h *tar.Header, body io.Reader) error {
		if list != nil {
			return fmt.Errorf("%s comes after the end", h.Name)
		}
		if h.Name == complete {
			list = []entry{}
			return json.NewDecoder(body).Decode(&list)
		}
		if strings.HasPrefix(h.Name, "/") || h.Typeflag != tar.TypeReg {
			return fmt.Errorf("%q is no object", h.Name)
		}
		sum := sha256.New()
		_, err := io.Copy(sum, body)
		sums[h.Name] = hex.EncodeToString(sum.Sum(nil))
		return err
	})
	if err != nil {
		return nil, err
	}
	if list == nil {
		return nil, errors.New("its end is missing")
	}
	if len(list) != len(sums) {
		return nil, fmt.Errorf("it lists %d objects and has %d", len(list), len(sums))
	}
	byKey := map[string]entry{}
	for _, e := range list {
		if sums[e.Key] != e.SHA256 {
			return nil, fmt.Errorf("%s was altered", e.Key)
		}
		byKey[e.Key] = e
	}
	return byKey, nil
}

func unpack(spool io.ReadSeeker, each func(*tar.Header, io.Reader) error) error {
	if _, err := spool.Seek(0, io.SeekStart); err != nil {
		return err
	}
	zip, err := gzip.NewReader(spool)
	if err != nil {
		return err
	}
	in := tar.NewReader(zip)
	for {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			_, err := io.Copy(io.Discard, zip) // the checksum of the whole is at its very end
			return err
		}
		if err != nil {
			return err
		}
		if err := each(h, in); err != nil {
			return err
		}
	}
}
