package embedded

import (
	"net/http"
	"testing"

	"github.com/minio/minio-go/v7"

	"lostfound/internal/store"
	"lostfound/internal/store/storetest"
)

func TestS3(t *testing.T) {
	storetest.Run(t, func(t *testing.T) *store.Store { return remember(t, open(t).S3) })
}

func TestS3OnABadLine(t *testing.T) {
	storetest.RunLost(t, func(t *testing.T, wrap func(http.RoundTripper) http.RoundTripper) *store.Store {
		s3, err := client(wrap(open(t).inside()))
		if err != nil {
			t.Fatal(err)
		}
		return remember(t, s3)
	})
}

func remember(t *testing.T, s3 *minio.Client) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), s3, Bucket)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// open opens an empty folder.
func open(t *testing.T) *Keepers {
	t.Helper()
	k, err := Open(t.TempDir(), Holder{Command: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := k.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return k
}
