// Package storetest holds what the office expects of its memory, whichever S3
// service keeps it.
package storetest

import (
	"testing"

	"lostfound/internal/fault"
	"lostfound/internal/ref"
	"lostfound/internal/store"
)

// Run tests the stores that open returns. Each call of open gives an empty one.
func Run(t *testing.T, open func(t *testing.T) *store.Store) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, func(*testing.T) *store.Store)
	}{
		{"one of many creators wins", createRace},
		{"no increment is lost or made twice", counterRace},
		{"a writer who saw an older revision is told", stale},
		{"a change that alters nothing saves nothing", unchanged},
		{"a change that fails saves nothing", failedChange},
		{"what is deleted during a change stays deleted", deletedMeanwhile},
		{"a document that cannot be read is named", unreadable},
		{"what is missing is a fault", missing},
		{"deleting again is fine", deleteTwice},
		{"awkward names are refused", awkwardNames},
		{"names come in order, after one of them", names},
		{"many documents come once each", many},
		{"what was saved since an instant is found", modifiedSince},
		{"photos are kept as they are", photos},
		{"photos go with their record", deletePhotos},
		{"a backup restores everything", restore},
		{"a backup is whole while others write", backupBusy},
		{"a damaged backup restores nothing", damagedBackup},
		{"a store that holds something is not restored into", restoreOver},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open) })
	}
}

// label is a small document.
type label struct {
	ref.Revised
	Text  string `json:"text"`
	Count int    `json:"count"`
}

func labels(s *store.Store) store.Documents[label, *label] { return store.Of[label](s, "labels") }

func create(t *testing.T, s *store.Store, name string, l label) label {
	t.Helper()
	if err := labels(s).Create(t.Context(), name, &l); err != nil {
		t.Fatalf("create %s: %v", name, err)
	}
	return l
}

// wantLabel checks what is saved, its revision included.
func wantLabel(t *testing.T, s *store.Store, name string, want label) {
	t.Helper()
	if got, err := labels(s).Get(t.Context(), name); err != nil || got != want {
		t.Errorf("%s: got %+v, %v, want %+v", name, got, err, want)
	}
}

func wantFault(t *testing.T, err error, want fault.Kind) {
	t.Helper()
	if !fault.Is(err, want) {
		t.Errorf("got %v, want the fault %s", err, want)
	}
}
