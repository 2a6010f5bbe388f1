package embedded

import (
	"bytes"
	"fmt"
	"io"
	"sync"
	"testing"

	"github.com/minio/minio-go/v7"
)

func TestReadsAreWholeWhileOthersWrite(t *testing.T) {
	k, err := Open(t.TempDir(), Holder{Command: "test"})
	if err != nil {
		t.Fatal(err)
	}
	defer k.Close()
	ctx := t.Context()
	if err := k.S3.MakeBucket(ctx, Bucket, minio.MakeBucketOptions{}); err != nil {
		t.Fatal(err)
	}
	const size = 256 << 10
	put := func(key string, with byte) {
		if _, err := k.S3.PutObject(ctx, Bucket, key, bytes.NewReader(bytes.Repeat([]byte{with}, size)), size, minio.PutObjectOptions{DisableMultipart: true}); err != nil {
			t.Errorf("put: %v", err)
		}
	}
	put("same", 1)
	var writing, reading sync.WaitGroup
	stop := make(chan struct{})
	for range 4 {
		reading.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				o, err := k.S3.GetObject(ctx, Bucket, "same", minio.GetObjectOptions{})
				if err != nil {
					t.Errorf("get: %v", err)
					return
				}
				got, err := io.ReadAll(o)
				o.Close()
				if err != nil || len(got) != size || bytes.Count(got, got[:1]) != size {
					t.Errorf("got %d bytes, %v, of more than one write", len(got), err)
					return
				}
			}
		})
	}
	for i := range 2 {
		writing.Go(func() {
			for n := range 150 {
				put("same", byte(n))
				if n%10 == 0 {
					put(fmt.Sprintf("other-%d-%d", i, n), byte(n)) // the file grows
				}
			}
		})
	}
	writing.Wait()
	close(stop)
	reading.Wait()
}
