package office

import (
	"bytes"
	"testing"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/index"
	"lostfound/internal/site"
	"lostfound/internal/staff"
	"lostfound/internal/store"
	"lostfound/internal/vehicle"
)

const returnsHead = "plate,model,colour,agreement,renter,stall,returned_at,next_rental_at\n"

// openLot is an office with a rental lot, a manager and a cleaner of it.
func openLot(t *testing.T) (o *opened, manager, cleaner staff.Member) {
	t.Helper()
	o = open(t)
	_, _, err := o.PutSite(t.Context(), staff.Operator, site.Site{Code: "MUC-RENT", Name: "Munich", Kind: site.RentalLot, TimeZone: "Europe/Berlin", Languages: []string{"de"}})
	must(t, err)
	return o, o.hire(t, "lena", "MUC-RENT", staff.Manager), o.hire(t, "jo", "MUC-RENT", staff.Finder)
}

// comesBack imports returns, one a line of a sheet. It is 14:00 at the lot.
func (o *opened) comesBack(t *testing.T, by staff.Member, rows string) {
	t.Helper()
	_, err := o.ImportReturns(t.Context(), by, "MUC-RENT", []byte(returnsHead+rows))
	must(t, err)
}

func TestASheetWithAMistakeLeavesTheLotAsItWas(t *testing.T) {
	o, manager, cleaner := openLot(t)
	_, err := o.ImportReturns(t.Context(), manager, "MUC-RENT", []byte(returnsHead+"M-QX 417,Golf,,,,A05,2026-10-02 13:10,\nM-QX 418,Golf,,,,A06,soon,\n"))
	if !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v, want it refused", err)
	}
	if l, err := o.Lot(t.Context(), cleaner, "MUC-RENT"); err != nil || len(l.Stays) != 0 {
		t.Errorf("got %+v, %v, want no stay", l.Stays, err)
	}
}

func TestWhoMayDoWhatOnALot(t *testing.T) {
	o, manager, cleaner := openLot(t)
	sheet := []byte("plate\nM-QX 417\n")
	for who, want := range map[*staff.Member]fault.Kind{&manager: "", &cleaner: fault.Forbidden, &o.elsewhere: fault.Forbidden} {
		_, err := o.ImportVehicles(t.Context(), *who, "MUC-RENT", sheet)
		if want == "" && err != nil || want != "" && !fault.Is(err, want) {
			t.Errorf("%s imports: got %v, want %q", who.Name, err, want)
		}
	}
	if _, err := o.Lot(t.Context(), o.elsewhere, "MUC-RENT"); !fault.Is(err, fault.Forbidden) {
		t.Errorf("another's lot: got %v, want forbidden", err)
	}
	if _, err := o.Lot(t.Context(), o.admin, "AMS"); !fault.Is(err, fault.Missing) {
		t.Errorf("a lot at an airport: got %v, want none", err)
	}
	if _, err := o.Done(t.Context(), cleaner, "MUC-RENT", 9); !fault.Is(err, fault.Missing) {
		t.Errorf("a stay that is none: got %v, want none", err)
	}
}

func TestACleanedCarStaysDoneAfterItIsSentAgain(t *testing.T) {
	o, manager, cleaner := openLot(t)
	row := "M-QX 417,Golf,white,RA-7701,C-1,A05,2026-10-02 13:10,\n"
	o.comesBack(t, manager, row)
	_, err := o.Done(t.Context(), cleaner, "MUC-RENT", 1)
	must(t, err)
	o.comesBack(t, manager, row)
	l, err := o.Lot(t.Context(), cleaner, "MUC-RENT")
	if err != nil || len(l.Stays) != 1 || l.Stays[0].DoneAt.IsZero() {
		t.Fatalf("got %+v, %v, want one stay, done", l.Stays, err)
	}
	l, err = o.NotDone(t.Context(), cleaner, "MUC-RENT", 1)
	if err != nil || !l.Stays[0].DoneAt.IsZero() {
		t.Errorf("taken back: got %+v, %v, want it to clean again", l.Stays, err)
	}
}

func TestAFindTellsTheDeskUnderWhichAgreementItsCarWasOut(t *testing.T) {
	o, manager, cleaner := openLot(t)
	o.comesBack(t, manager, "M-QX 417,Golf,,RA-1,C-1,A01,2026-10-01 10:00,2026-10-01 18:00\nM-QX 417,Golf,,RA-2,C-2,A05,2026-10-02 13:10,\n")
	it := o.find(t, "MUC-RENT", found.Details{Type: "bag", Plate: "mqx417", FoundAt: o.clock.now().Add(-time.Minute)})
	s, known, err := o.StayOf(t.Context(), manager, it)
	if err != nil || !known || s.Number != "RA-2" || s.Stall != "A05" {
		t.Errorf("got %+v, %v, %v, want agreement RA-2 on A05", s, known, err)
	}
	if s, known, err := o.StayOf(t.Context(), cleaner, it); err != nil || known {
		t.Errorf("a cleaner: got %+v, %v, want nothing", s, err)
	}
}

func TestStaysAreErasedAndRentersUnreadable(t *testing.T) {
	o, manager, _ := openLot(t)
	o.comesBack(t, manager, "M-QX 417,Golf,,RA-1,Customer-4711,A01,2026-10-02 10:00,\n")
	var copied bytes.Buffer
	_, err := o.store.Backup(t.Context(), &copied)
	must(t, err)
	before, err := o.lots.Get(t.Context(), "MUC-RENT")
	must(t, err)
	if got := before.Stays[0].Renter; len(got) != 64 || got != o.renters().Renter("customer 4711") {
		t.Errorf("got renter %q, want a digest", got)
	}
	o.clock.add(vehicle.KeepStays)
	_, err = o.EraseDue(t.Context())
	must(t, err)
	if l, err := o.lots.Get(t.Context(), "MUC-RENT"); err != nil || len(l.Stays) != 0 {
		t.Errorf("got %+v, %v, want no stay", l.Stays, err)
	}
	fresh := open(t)
	other, err := store.Open(t.Context(), fresh.inside.S3, "restored")
	must(t, err)
	_, err = other.Restore(t.Context(), &copied)
	must(t, err)
	again, err := Open(t.Context(), Keepers{other, index.New(fresh.inside.Redis)}, Options{Now: o.clock.now})
	must(t, err)
	if l, err := again.lots.Get(t.Context(), "MUC-RENT"); err != nil || len(l.Stays) != 1 || l.Stays[0].Number != "RA-1" {
		t.Errorf("restored: got %+v, %v, want the stay of RA-1", l.Stays, err)
	}
}
