package office

import (
	"testing"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/loss"
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
	decide(func(it *found.Item) error { return it.Release(o.desk.Ref, found.Recipient{Name: "Anna"}, o.now()) })
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
