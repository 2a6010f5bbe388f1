package store

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
)

// A backup is a gzipped tar: one file an object, then the file "complete", which
// lists every object with its media type and digest. A backup without that file was cut off.
const complete = "complete"

// Fleeting is the prefix of documents that are kept for hours. No backup has them: it is kept for
// longer, and would be where they can still be read after they were deleted here.
const Fleeting = "passages"

// entry is one object in the list at the end of a backup.
type entry struct {
	Key    string `json:"key"`
	Type   string `json:"type"`
	SHA256 string `json:"sha256"`
}

// Backup writes all objects but fleeting ones to w and returns how many. Objects that come or go
// meanwhile may be in it or not; each that is there is whole.
func (s *Store) Backup(ctx context.Context, w io.Writer) (int, error) {
	zip := gzip.NewWriter(w)
	out := tar.NewWriter(zip)
	list := []entry{}
	for o, err := range s.list(ctx, minio.ListObjectsOptions{}) {
		if err != nil {
			return len(list), err
		}
		if strings.HasPrefix(o.Key, Fleeting+"/") {
			continue
		}
		e, err := s.pack(ctx, out, o.Key)
		if gone(err) {
			continue
		}
		if err != nil {
			return len(list), fmt.Errorf("back up %s: %w", o.Key, err)
		}
		list = append(list, e)
	}
	raw, err := json.Marshal(list)
	if err != nil {
		return len(list), err
	}
	if err := out.WriteHeader(&tar.Header{Name: complete, Mode: 0o600, Size: int64(len(raw)), ModTime: time.Unix(0, 0)}); err != nil {
		return len(list), err
	}
	_, err = out.Write(raw)
	return len(list), errors.Join(err, out.Close(), zip.Close())
}

func (s *Store) pack(ctx context.Context, out *tar.Writer, key string) (entry, error) {
	raw, info, err := s.fetch(ctx, key)
	if err != nil {
		return entry{}, err
	}
	h := &tar.Header{Name: key, Mode: 0o600, Size: int64(len(raw)), ModTime: info.LastModified}
	if err := out.WriteHeader(h); err != nil {
		return entry{}, err
	}
	if _, err := out.Write(raw); err != nil {
		return entry{}, err
	}
	sum := sha256.Sum256(raw)
	return entry{key, info.ContentType, hex.EncodeToString(sum[:])}, nil
}
