package embedded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"testing"

	"github.com/minio/minio-go/v7"
)

func TestReadsAreWholeWhileOthersWrite(t *testing.T) {
	const size = 256 << 10
	k := open(t)
	remember(t, k.S3)
	put(t, k.S3, "same", bytes.Repeat([]byte{'x'}, size))
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
				got, err := get(t.Context(), k.S3, "same")
				if err != nil || len(got) != size || bytes.Count(got, got[:1]) != size {
					t.Errorf("got %d bytes, %v, want %d of one write", len(got), err, size)
					return
				}
			}
		})
	}
	for i := range 2 {
		writing.Go(func() {
			for n := range 50 {
				data := bytes.Repeat([]byte{byte(n)}, size)
				put(t, k.S3, "same", data)
				if n%10 == 0 {
					put(t, k.S3, fmt.Sprintf("other-%d-%d", i, n), data) // the file grows and is mapped anew
				}
			}
		})
	}
	writing.Wait()
	close(stop)
	reading.Wait()
}

func TestClosingEndsWhatIsUnderWay(t *testing.T) {
	for range 4 { // a read is under way in most of them
		closeBusy(t)
	}
}

func closeBusy(t *testing.T) {
	t.Helper()
	k := open(t)
	remember(t, k.S3)
	put(t, k.S3, "photo", make([]byte, 16<<20)) // which takes a while to read
	ctx := context.Background()
	ask := []func() error{
		func() error { _, err := get(ctx, k.S3, "photo"); return err },
		func() error {
			_, err := k.S3.PutObject(ctx, Bucket, "other", bytes.NewReader(nil), 0, minio.PutObjectOptions{DisableMultipart: true})
			return err
		},
	}
	var busy, begun sync.WaitGroup
	for i := range 8 {
		begun.Add(1)
		busy.Go(func() {
			err := ask[i%len(ask)]()
			for begun.Done(); err == nil; {
				err = ask[i%len(ask)]()
			}
		})
	}
	begun.Wait()
	if err := errors.Join(k.Close(), k.Close()); err != nil {
		t.Errorf("close: %v", err)
	}
	busy.Wait() // each met an error
}

func TestAPanicIsAnErrorAndLetsOthersOn(t *testing.T) {
	var file sync.RWMutex
	in := inside{http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPut {
			panic("no")
		}
		fmt.Fprint(w, "yes")
	}), &file}
	ask := func(method string) (*http.Response, error) {
		r, err := http.NewRequestWithContext(t.Context(), method, "http://s3.embedded.invalid/", nil)
		if err != nil {
			t.Fatal(err)
		}
		return in.RoundTrip(r)
	}
	for range 2 {
		if _, err := ask(http.MethodPut); err == nil {
			t.Error("got no error from a handler that panics")
		}
		res, err := ask(http.MethodGet)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(res.Body); err != nil || string(got) != "yes" || res.StatusCode != http.StatusOK {
			t.Errorf("got %d %q, %v, want 200 yes", res.StatusCode, got, err)
		}
	}
}

func put(t *testing.T, s3 *minio.Client, key string, data []byte) {
	t.Helper()
	if _, err := s3.PutObject(t.Context(), Bucket, key, bytes.NewReader(data), int64(len(data)), minio.PutObjectOptions{DisableMultipart: true}); err != nil {
		t.Errorf("put %s: %v", key, err)
	}
}

func get(ctx context.Context, s3 *minio.Client, key string) ([]byte, error) {
	o, err := s3.GetObject(ctx, Bucket, key, minio.GetObjectOptions{})
	if err != nil {
		return nil, err
	}
	defer o.Close()
	return io.ReadAll(o)
}
