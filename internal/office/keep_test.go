package office

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"testing"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/loss"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
)

// snap is a photo that differs from those of another size.
func snap(t *testing.T, side int) Upload {
	t.Helper()
	var out bytes.Buffer
	must(t, png.Encode(&out, image.NewGray(image.Rect(0, 0, side, side))))
	return Upload{Field: "things[0].photo", Data: out.Bytes()}
}

func (o *opened) lossStatement() loss.Statement {
	now := o.clock.now()
	return loss.Statement{Sites: []string{"AMS"}, From: now.Add(-time.Hour), Lang: "en", Things: []loss.Details{herLaptop}}
}

// keep stores photos of the first thing under the key and returns them as the form
// names them.
func (o *opened) keep(t *testing.T, key string, photos ...Upload) []Upload {
	t.Helper()
	ids, err := o.Keep(t.Context(), nil, [][]Upload{photos}, key)
	must(t, err)
	var out []Upload
	for _, id := range ids[0] {
		out = append(out, Upload{Field: "things[0].photo", Kept: id})
	}
	return out
}

// stored are the IDs of the photos that lie under a record.
func (o *opened) stored(t *testing.T, owner string, ids ...string) []string {
	t.Helper()
	var out []string
	for _, id := range ids {
		obj, err := o.store.Photo(t.Context(), owner, id, picture.View)
		if fault.Is(err, fault.Missing) {
			continue
		}
		must(t, err)
		must(t, obj.Close())
		out = append(out, id)
	}
	return out
}

func TestPhotosAreKeptAcrossARefusal(t *testing.T) {
	o := open(t)
	kept := o.keep(t, "k", snap(t, 2), snap(t, 3), Upload{Field: "things[0].photo", Data: []byte("no photo")})
	if len(kept) != 2 {
		t.Fatalf("two photos and a text: got %d kept, want 2", len(kept))
	}
	kept = o.keep(t, "k", kept[0], kept[1], snap(t, 4)) // and it is refused once more
	if len(kept) != 3 {
		t.Fatalf("one more: got %d kept, want 3", len(kept))
	}
	thanks, created, err := o.File(t.Context(), nil, o.lossStatement(), [][]Upload{{kept[0], kept[2], snap(t, 2)}}, "k")
	must(t, err)
	var got []string
	for _, p := range thanks.Report.Pictures() {
		got = append(got, p.ID)
	}
	if want := []string{kept[0].Kept, kept[2].Kept}; !created || !slices.Equal(got, want) {
		t.Errorf("filed: got pictures %v, created %v, want %v: the same photo once, the one taken back not at all", got, created, want)
	}
	again, created, err := o.File(t.Context(), nil, o.lossStatement(), [][]Upload{{kept[0], kept[2], snap(t, 2)}}, "k")
	if err != nil || created || again.Report.Ref != thanks.Report.Ref {
		t.Errorf("sent again: got %s, created %v, %v, want %s", again.Report.Ref, created, err, thanks.Report.Ref)
	}
	if _, err := o.Keep(t.Context(), nil, [][]Upload{{snap(t, 5)}}, "k"); code(err) != "Idempotency-Key key_reused" {
		t.Errorf("kept after it was filed: got %v, want key_reused", err)
	}
}

func TestAPhotoTakenBackIsSwept(t *testing.T) {
	o := open(t)
	o.clock.at = time.Now() // as the store stamps photos with its own
	kept := o.keep(t, "k", snap(t, 2), snap(t, 3))
	thanks, _, err := o.File(t.Context(), nil, o.lossStatement(), [][]Upload{kept[1:]}, "k")
	must(t, err)
	o.clock.add(orphanAge + time.Minute)
	_, err = o.SweepPhotos(t.Context())
	must(t, err)
	if left := o.stored(t, string(thanks.Report.Ref), kept[0].Kept, kept[1].Kept); !slices.Equal(left, []string{kept[1].Kept}) {
		t.Errorf("got %v, want only %s", left, kept[1].Kept)
	}
}

func TestAnotherKeyCannotTakeKeptPhotos(t *testing.T) {
	o := open(t)
	kept := o.keep(t, "hers", snap(t, 2))
	for _, key := range []string{"his", ""} {
		if _, _, err := o.File(t.Context(), nil, o.lossStatement(), [][]Upload{kept}, key); code(err) != "things[0].photo photo_not_kept" {
			t.Errorf("key %q: got %v, want photo_not_kept", key, err)
		}
	}
	if _, _, err := o.File(t.Context(), &o.desk, o.lossStatement(), [][]Upload{kept}, "hers"); code(err) != "things[0].photo photo_not_kept" {
		t.Errorf("the key of somebody else: got %v, want photo_not_kept", err)
	}
	if _, created, err := o.File(t.Context(), nil, o.lossStatement(), nil, "his"); err != nil || !created {
		t.Errorf("the same key without them: got created %v, %v, want the refusal to have claimed nothing", created, err)
	}
}

func TestKeptPhotosCountAndAreNeverOfCards(t *testing.T) {
	o := open(t)
	kept := o.keep(t, "k", snap(t, 2))
	s := o.lossStatement()
	s.Things = []loss.Details{{Category: "passport"}}
	if _, _, err := o.File(t.Context(), nil, s, [][]Upload{kept}, "k"); code(err) != "things[0].photo no_photo_of_this" {
		t.Errorf("of a passport: got %v, want no_photo_of_this", err)
	}
	if _, err := o.Keep(t.Context(), nil, [][]Upload{make([]Upload, loss.MaxPictures+1)}, "k"); code(err) != "photo too_many" {
		t.Errorf("nine of them: got %v, want too_many", err)
	}
}

func TestPhotosOfAFindAreKeptAcrossARefusal(t *testing.T) {
	o := open(t)
	ids, err := o.KeepFind(t.Context(), o.finder, []Upload{snap(t, 2), snap(t, 3)}, "k")
	must(t, err)
	if len(ids) != 2 {
		t.Fatalf("two photos: got %d kept, want 2", len(ids))
	}
	d := found.Details{Site: "AMS", Type: "rucksack", FoundAt: o.clock.now()}
	kept := []Upload{{Field: "photo", Kept: ids[1]}}
	if _, _, err := o.TakeIn(t.Context(), o.desk, d, kept, "k"); code(err) != "photo photo_not_kept" {
		t.Errorf("the key of somebody else: got %v, want photo_not_kept", err)
	}
	it, created, err := o.TakeIn(t.Context(), o.finder, d, kept, "k")
	must(t, err)
	if !created || len(it.Pictures) != 1 || it.Pictures[0].ID != ids[1] {
		t.Errorf("taken in: got pictures %v, created %v, want only %s", it.Pictures, created, ids[1])
	}
	if left := o.stored(t, string(it.Ref), ids[1]); len(left) != 1 {
		t.Error("the photo doesn't lie with the find")
	}
	if again, created, err := o.TakeIn(t.Context(), o.finder, d, kept, "k"); err != nil || created || again.Ref != it.Ref {
		t.Errorf("sent again: got %s, created %v, %v, want %s", again.Ref, created, err, it.Ref)
	}
}

func TestKeptPhotosThatWereNeverSentAreSwept(t *testing.T) {
	o := open(t)
	o.clock.at = time.Now() // as the store stamps photos with its own
	kept := o.keep(t, "k", snap(t, 2))
	o.clock.add(keepPhotos + time.Minute)
	if _, _, err := o.File(t.Context(), nil, o.lossStatement(), [][]Upload{kept}, "k"); code(err) != "things[0].photo photo_not_kept" {
		t.Errorf("a day later: got %v, want photo_not_kept", err)
	}
	o.clock.add(2 * time.Hour)
	if n, err := o.SweepPhotos(t.Context()); n != 1 || err != nil {
		t.Errorf("sweep: got %d, %v, want 1", n, err)
	}
}

func TestKeptPhotosFollowToAnotherReference(t *testing.T) {
	o := open(t)
	kept := o.keep(t, "k", snap(t, 2))
	r, err := o.requests.Get(t.Context(), ref.Digest(reportScope(nil), "k"))
	must(t, err)
	other := loss.Report{Ref: ref.Report(r.Ref), Sites: []string{"AMS"}}
	must(t, o.reports.Create(t.Context(), r.Ref, &other))
	thanks, _, err := o.File(t.Context(), nil, o.lossStatement(), [][]Upload{kept}, "k")
	must(t, err)
	if id := string(thanks.Report.Ref); id == r.Ref || len(o.stored(t, id, kept[0].Kept)) != 1 {
		t.Errorf("reference taken by another report: got %s with photos %v, want a fresh one with the photo", id, o.stored(t, id, kept[0].Kept))
	}
}
