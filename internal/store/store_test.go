package store_test

import (
	"context"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"lostfound/internal/ref"
	"lostfound/internal/store"
	"lostfound/internal/store/storetest"
)

// On the embedded S3, package embedded runs the same tests.

func TestServer(t *testing.T) {
	s3, err := store.Connect(server(t), "test", "testtest1", false)
	if err != nil {
		t.Fatal(err)
	}
	storetest.Run(t, func(t *testing.T) *store.Store { return open(t, s3) })
}

func TestServerOnABadLine(t *testing.T) {
	address := server(t)
	storetest.RunLost(t, func(t *testing.T, wrap func(http.RoundTripper) http.RoundTripper) *store.Store {
		transport, err := minio.DefaultTransport(false)
		if err != nil {
			t.Fatal(err)
		}
		s3, err := minio.New(address, &minio.Options{Creds: credentials.NewStaticV4("test", "testtest1", ""), Transport: wrap(transport), MaxRetries: 3})
		if err != nil {
			t.Fatal(err)
		}
		return open(t, s3)
	})
}

func TestABucketThatIsGoneIsNotReady(t *testing.T) {
	s3, err := store.Connect(server(t), "test", "testtest1", false)
	if err != nil {
		t.Fatal(err)
	}
	bucket := bucketName()
	s, err := store.Open(t.Context(), s3, bucket)
	if err != nil {
		t.Fatal(err)
	}
	if err := s3.RemoveBucket(t.Context(), bucket); err != nil {
		t.Fatal(err)
	}
	if err := s.Ready(t.Context()); err == nil || !strings.Contains(err.Error(), bucket) {
		t.Errorf("got %v, want an error that names %s", err, bucket)
	}
}

func TestAServiceThatDoesNotAnswerIsAnError(t *testing.T) {
	s3, err := store.Connect("127.0.0.1:1", "test", "testtest1", false)
	if err != nil {
		t.Fatal(err)
	}
	if s, err := store.Open(t.Context(), s3, "lostfound"); err == nil {
		t.Errorf("got %v, want an error", s)
	}
}

// open opens a bucket that is removed with all its objects after the test.
func open(t *testing.T, s3 *minio.Client) *store.Store {
	t.Helper()
	bucket := bucketName()
	s, err := store.Open(t.Context(), s3, bucket)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s3.RemoveBucketWithOptions(context.Background(), bucket, minio.RemoveBucketOptions{ForceDelete: true}); err != nil {
			t.Errorf("remove bucket: %v", err)
		}
	})
	return s
}

func bucketName() string { return "test-" + ref.Secret() }

// server returns the address of the real S3 service, or skips the test.
func server(t *testing.T) string {
	t.Helper()
	address := os.Getenv("LOSTFOUND_TEST_S3")
	if address == "" && os.Getenv("LOSTFOUND_TEST_FULL") == "1" {
		t.Fatal("LOSTFOUND_TEST_S3 is not set: no S3 service to test with")
	}
	if address == "" {
		t.Skip("LOSTFOUND_TEST_S3 is not set: no S3 service to test with")
	}
	return address
}
