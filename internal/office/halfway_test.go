package office

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"

	"lostfound/internal/embedded"
	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/site"
	"lostfound/internal/staff"
)

// The find's document is the commit point: whatever stops after it, one walk of the
// round makes the report and the index agree with it.

func (o *opened) catchUpWith(t *testing.T, it found.Item) (found.Item, error) {
	t.Helper()
	o.expect(t.Context(), string(it.Ref))
	o.clock.add(2 * patience)
	if err := o.CatchUp(t.Context()); err != nil {
		return it, err
	}
	return o.items.Get(t.Context(), string(it.Ref))
}

func TestADecisionThatStoppedHalfWayIsFinished(t *testing.T) {
	o := open(t)
	it := o.find(t, "AMS", theLaptop)
	r := o.loss(t, "AMS", herLaptop).Report
	decide := func(rule func(*found.Item) error) {
		t.Helper()
		_, err := o.items.Update(t.Context(), string(it.Ref), rule)
		must(t, err)
		_, err = o.catchUpWith(t, it)
		must(t, err)
	}
	thing := func() loss.Thing {
		t.Helper()
		r, err := o.reports.Get(t.Context(), string(r.Ref))
		must(t, err)
		return r.Things[0]
	}
	decide(func(it *found.Item) error { return it.Confirm(r.Ref, 1, o.desk.Ref, o.now()) })
	if got := thing().Item; got != it.Ref {
		t.Errorf("confirmed: the report says %q, want %s", got, it.Ref)
	}
	decide(func(it *found.Item) error { return it.Dismiss(r.Ref, 1, o.desk.Ref, o.now()) })
	if got := thing(); got.Item != "" || len(got.Dismissed) != 1 {
		t.Errorf("dismissed: the report says %+v, want it sought again", got)
	}
	decide(func(it *found.Item) error { return it.Confirm(r.Ref, 1, o.desk.Ref, o.now()) })
	decide(func(it *found.Item) error {
		return it.Release(o.desk.Ref, found.Recipient{Name: "Anna", Agreed: found.Aloud}, o.now())
	})
	if got := thing(); !got.Returned {
		t.Errorf("released: the report says %+v, want it returned", got)
	}
}

func TestAFindConfirmedForNobodyIsFreeAgain(t *testing.T) {
	o := open(t)
	first, second := o.find(t, "AMS", theLaptop), o.find(t, "AMS", theLaptop)
	r := o.loss(t, "AMS", herLaptop).Report
	_, err := o.Confirm(t.Context(), o.desk, r.Ref, 1, first.Ref)
	must(t, err)
	_, err = o.items.Update(t.Context(), string(second.Ref), func(it *found.Item) error { return it.Confirm(r.Ref, 1, o.desk.Ref, o.now()) })
	must(t, err)
	if second, err = o.catchUpWith(t, second); err != nil || second.Status != found.InStore {
		t.Errorf("its thing was found elsewhere: got %s, %v, want it free", second.Status, err)
	}
	must(t, o.Erase(t.Context(), r.Ref, o.linkToken(r)))
	if first, err = o.items.Get(t.Context(), string(first.Ref)); err != nil || first.Status != found.InStore {
		t.Errorf("its report was erased: got %s, %v, want it free", first.Status, err)
	}
}

func TestAWithdrawnReportGetsNoFind(t *testing.T) {
	o := open(t)
	it := o.find(t, "AMS", theLaptop)
	r := o.loss(t, "AMS", herLaptop).Report
	_, err := o.Withdraw(t.Context(), r.Ref, o.linkToken(r))
	must(t, err)
	if _, err := o.Confirm(t.Context(), o.desk, r.Ref, 1, it.Ref); !fault.Is(err, fault.Conflict) {
		t.Errorf("confirm: got %v, want a conflict", err)
	}
	if it, err = o.items.Get(t.Context(), string(it.Ref)); err != nil || it.Status != found.InStore {
		t.Errorf("the find: got %s, %v, want it free", it.Status, err)
	}
}

func TestAManagerConnectsOnlySitesTheyManage(t *testing.T) {
	o := open(t)
	cdg, err := o.Site(t.Context(), "CDG")
	must(t, err)
	cdg.Connects = []string{"AMS"}
	if _, _, err := o.PutSite(t.Context(), o.elsewhere, cdg); code(err) != "connects connect_role" {
		t.Errorf("a manager of one: got %v, want connect_role", err)
	}
	if _, _, err := o.PutSite(t.Context(), o.admin, cdg); err != nil {
		t.Errorf("an admin: got %v", err)
	}
}

func TestARefusedDetailLeavesNoPhoto(t *testing.T) {
	o := open(t)
	r := o.loss(t, "AMS", herLaptop).Report
	photos := make([]Upload, loss.MaxPictures+1)
	if _, err := o.AddDetail(t.Context(), r.Ref, o.linkToken(r), 1, "a duck", photos); code(err) != "photo too_many" {
		t.Errorf("nine photos: got %v, want too_many", err)
	}
	for owner, err := range o.store.PhotoOwners(t.Context()) {
		t.Errorf("photos of %s, %v, want none", owner.Name, err)
	}
}

func TestAnIndexOfAnotherStoreIsNotBelieved(t *testing.T) {
	o, other := open(t), open(t)
	o.find(t, "AMS", theLaptop)
	moved, err := Open(t.Context(), Keepers{other.store, o.index}, Options{Now: o.clock.now})
	must(t, err)
	if _, err := moved.Items(t.Context(), staff.Operator, ItemQuery{}); !fault.Is(err, fault.Unavailable) {
		t.Errorf("before it is rebuilt: got %v, want it to say so", err)
	}
	_, err = moved.Rebuild(t.Context())
	must(t, err)
	_, _, err = moved.PutSite(t.Context(), staff.Operator, site.Site{Code: "AMS", Name: "AMS", Kind: site.Airport, TimeZone: "UTC"})
	must(t, err)
	if page, err := moved.Items(t.Context(), staff.Operator, ItemQuery{}); err != nil || len(page.Items) != 0 {
		t.Errorf("rebuilt: got %d items, %v, want none", len(page.Items), err)
	}
}

// nowhere makes the office's index one that does not answer; the answer puts it back.
func (o *opened) nowhere(t *testing.T) (back func()) {
	t.Helper()
	rdb, err := index.Connect("redis://127.0.0.1:1")
	must(t, err)
	must(t, rdb.Close())
	was := o.index
	o.index = index.New(rdb)
	return func() { o.index = was }
}

func TestAnErasureThatStoppedHalfWayIsFinished(t *testing.T) {
	o := open(t)
	r := o.loss(t, "AMS", herLaptop).Report
	back := o.nowhere(t)
	if err := o.Erase(t.Context(), r.Ref, o.linkToken(r)); err == nil {
		t.Fatal("erased without the index: got no error")
	}
	back()
	o.clock.add(2 * patience)
	must(t, o.CatchUp(t.Context()))
	if _, err := o.reports.Get(t.Context(), string(r.Ref)); !fault.Is(err, fault.Missing) {
		t.Errorf("the report: got %v, want it gone", err)
	}
	o.noTrace(t, r)
}

// noTrace holds the index against a report that is gone.
func (o *opened) noTrace(t *testing.T, r loss.Report) {
	t.Helper()
	hits, _, err := o.index.Search(t.Context(), index.Losses, index.Query{Reach: []index.Reach{{Site: "AMS"}}, Limit: 9})
	must(t, err)
	due, err := o.index.Due(t.Context(), "AMS", index.Erase, o.now().AddDate(9, 0, 0), 9)
	must(t, err)
	listed, err := o.proposals(t.Context(), "AMS")
	must(t, err)
	for _, h := range hits {
		if strings.HasPrefix(h.ID, string(r.Ref)) {
			t.Errorf("got %s in the index, want no trace", h.ID)
		}
	}
	for _, d := range due {
		if d.ID == string(r.Ref) {
			t.Errorf("got %v due, want no trace", d)
		}
	}
	for _, p := range listed {
		if p.Report == r.Ref {
			t.Errorf("got %+v before the desk, want no trace", p)
		}
	}
}

func TestARecordThatIsGoneLeavesTheIndex(t *testing.T) {
	o := open(t)
	it := o.find(t, "AMS", theLaptop)
	r := o.loss(t, "AMS", herLaptop).Report
	for _, id := range []string{string(it.Ref), string(r.Ref)} {
		o.expect(t.Context(), id)
	}
	must(t, o.items.Delete(t.Context(), string(it.Ref)))
	must(t, o.reports.Delete(t.Context(), string(r.Ref)))
	o.clock.add(2 * patience)
	must(t, o.CatchUp(t.Context()))
	o.noTrace(t, r)
	hits, _, err := o.index.Search(t.Context(), index.Items, index.Query{Reach: []index.Reach{{Site: "AMS"}}, Limit: 9})
	if err != nil || len(hits) != 0 {
		t.Errorf("finds in the index: got %v, %v, want none", hits, err)
	}
}

func TestOneErasureThatFailsKeepsNoneOfTheOthers(t *testing.T) {
	o := open(t)
	broken, whole := o.loss(t, "AMS", herLaptop).Report, o.loss(t, "AMS", herLaptop).Report
	_, err := o.inside.S3.PutObject(t.Context(), embedded.Bucket, "reports/"+string(broken.Ref)+".json", strings.NewReader("{"), 1, minio.PutObjectOptions{DisableMultipart: true})
	must(t, err)
	o.clock.add(loss.KeepData + time.Hour)
	n, err := o.EraseDue(t.Context())
	if err == nil || n != 1 {
		t.Errorf("got %d erased, %v, want one, and to hear of the other", n, err)
	}
	if _, err := o.reports.Get(t.Context(), string(whole.Ref)); !fault.Is(err, fault.Missing) {
		t.Errorf("the whole one: got %v, want it gone", err)
	}
}

func TestPhotosThatNoRecordNamesAreSwept(t *testing.T) {
	o := open(t)
	photo, err := os.ReadFile("../demo/pictures/laptop_duck.jpg")
	must(t, err)
	d := theLaptop
	d.Site, d.FoundAt = "AMS", o.clock.now()
	it, _, err := o.TakeIn(t.Context(), o.finder, d, []Upload{{Field: "photo[0]", Data: photo}}, "")
	must(t, err)
	must(t, o.store.PutPhoto(t.Context(), string(it.Ref), "stray", picture.View, "image/jpeg", photo))
	must(t, o.store.PutPhoto(t.Context(), string(ref.NewItem()), "orphan", picture.View, "image/jpeg", photo))
	o.clock.mu.Lock()
	o.clock.at = time.Now().Add(orphanAge / 2) // the store's clock is the real one
	o.clock.mu.Unlock()
	if n, err := o.SweepPhotos(t.Context()); n != 0 || err != nil {
		t.Errorf("within a day: got %d swept, %v, want none", n, err)
	}
	o.clock.add(orphanAge)
	if n, err := o.SweepPhotos(t.Context()); n != 2 || err != nil {
		t.Errorf("after a day: got %d swept, %v, want the orphan's and the stray one", n, err)
	}
	obj, err := o.store.Photo(t.Context(), string(it.Ref), it.Pictures[0].ID, picture.View)
	must(t, err)
	obj.Close()
	if _, err := o.store.Photo(t.Context(), string(it.Ref), "stray", picture.View); !fault.Is(err, fault.Missing) {
		t.Errorf("the stray photo: got %v, want it gone", err)
	}
}

func TestASiteThatChangedMeanwhileIsNotOverwritten(t *testing.T) {
	o := open(t)
	mine, err := o.Site(t.Context(), "AMS")
	must(t, err)
	theirs := mine
	theirs.Name = "Schiphol"
	_, _, err = o.PutSite(t.Context(), o.admin, theirs)
	must(t, err)
	mine.Zones = []string{"gate D14"}
	if _, _, err := o.PutSite(t.Context(), o.admin, mine); !fault.Is(err, fault.Stale) {
		t.Errorf("with the revision of before: got %v, want stale", err)
	}
	mine.Rev = ""
	if s, _, err := o.PutSite(t.Context(), o.admin, mine); err != nil || s.Name != "AMS" {
		t.Errorf("with none: got %q, %v, want it replaced", s.Name, err)
	}
}

func TestASiteThatCannotBeReadIsNotTakenForANewOne(t *testing.T) {
	o := open(t)
	s, err := o.Site(t.Context(), "AMS")
	must(t, err)
	_, err = o.inside.S3.PutObject(t.Context(), embedded.Bucket, "sites/AMS.json", strings.NewReader("{"), 1, minio.PutObjectOptions{DisableMultipart: true})
	must(t, err)
	if _, created, err := o.PutSite(t.Context(), o.admin, s); err == nil || created || fault.Of(err) != nil {
		t.Errorf("got created %v, %v, want an error of the store", created, err)
	}
}

func TestAnAmbiguousThingIsAskedFor(t *testing.T) {
	o := open(t)
	it := o.find(t, "AMS", theLaptop)
	twice := o.loss(t, "AMS", herLaptop, herLaptop).Report
	if _, err := o.Confirm(t.Context(), o.desk, twice.Ref, 0, it.Ref); code(err) != "thing which_thing" {
		t.Errorf("two laptops: got %v, want to be asked which", err)
	}
	once := o.loss(t, "AMS", loss.Details{Type: "umbrella", Colours: []string{"red"}}, herLaptop).Report
	if m, err := o.Confirm(t.Context(), o.desk, once.Ref, 0, it.Ref); err != nil || m.Thing != 2 {
		t.Errorf("an umbrella and a laptop: got thing %d, %v, want 2", m.Thing, err)
	}
}
