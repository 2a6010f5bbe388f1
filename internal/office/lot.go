package office

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/site"
	"lostfound/internal/staff"
	"lostfound/internal/vehicle"
)

// lotTopic is that of live news of a lot, for those who work between its cars.
func lotTopic(code string) string { return "lot:" + code }

// Lot returns the cars of a rental lot and their stays, to those who find things there. One of
// which nobody told us yet is empty.
func (o *Office) Lot(ctx context.Context, by staff.Member, code string) (vehicle.Lot, error) {
	if err := by.May(staff.TakeIn, code); err != nil {
		return vehicle.Lot{}, err
	}
	if _, err := o.lotSite(ctx, code); err != nil {
		return vehicle.Lot{}, err
	}
	return o.lotAt(ctx, code)
}

// LotsOf are the rental lots where the member finds things, by name.
func (o *Office) LotsOf(ctx context.Context, by staff.Member) ([]site.Site, error) {
	sites, err := o.Sites(ctx)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(sites, func(s site.Site) bool { return s.Kind != site.RentalLot || by.May(staff.TakeIn, s.Code) != nil }), nil
}

func (o *Office) lotSite(ctx context.Context, code string) (site.Site, error) {
	s, err := o.Site(ctx, code)
	if err == nil && s.Kind != site.RentalLot {
		err = fault.New(fault.Missing, "no_lot")
	}
	return s, err
}

func (o *Office) lotAt(ctx context.Context, code string) (vehicle.Lot, error) {
	l, err := o.lots.Get(ctx, code)
	if fault.Is(err, fault.Missing) {
		return vehicle.Lot{Site: code}, nil
	}
	if err != nil {
		return l, fmt.Errorf("lot %s: %w", code, err)
	}
	return l, nil
}

// ImportVehicles takes a sheet of a lot's fleet, as [vehicle.Vehicles] reads it, whole or not at
// all. It returns how many rows there were.
func (o *Office) ImportVehicles(ctx context.Context, by staff.Member, code string, sheet []byte) (int, error) {
	if err := by.May(staff.ManageSite, code); err != nil {
		return 0, err
	}
	if _, err := o.lotSite(ctx, code); err != nil {
		return 0, err
	}
	cars, err := vehicle.Vehicles(sheet)
	if err != nil {
		return 0, err
	}
	_, err = o.changeLot(ctx, code, func(l *vehicle.Lot) error { l.Fleet(cars); return nil })
	return len(cars), err
}

// ImportReturns is ImportVehicles for cars that came back, as [vehicle.Returns] reads them. What
// is looked for in one of them is asked for anew.
func (o *Office) ImportReturns(ctx context.Context, by staff.Member, code string, sheet []byte) (int, error) {
	if err := by.May(staff.ManageSite, code); err != nil {
		return 0, err
	}
	at, err := o.lotSite(ctx, code)
	if err != nil {
		return 0, err
	}
	returns, err := vehicle.Returns(sheet, o.renters(), at.Location(), o.now())
	if err != nil {
		return 0, err
	}
	if _, err := o.changeLot(ctx, code, func(l *vehicle.Lot) error { l.Arrive(returns, o.now()); return nil }); err != nil {
		return 0, err
	}
	if err := o.followSearches(context.WithoutCancel(ctx), at); err != nil {
		o.log.Warn("ask a lot again", "site", code, "error", err) // a round does
	}
	return len(returns), nil
}

// renters is the key that makes a rental company's references unreadable. It is the store's
// own, so that another signing secret loses no renter.
func (o *Office) renters() vehicle.Key {
	mac := hmac.New(sha256.New, []byte(o.identity))
	mac.Write([]byte("renters"))
	return vehicle.Key(mac.Sum(nil))
}

// Done notes that a car was cleaned and nothing was left behind.
func (o *Office) Done(ctx context.Context, by staff.Member, code string, stay int) (vehicle.Lot, error) {
	return o.changeStay(ctx, by, code, stay, func(s *vehicle.Stay) error { s.Done(o.now()); return nil })
}

// NotDone takes Done back, for a while; see [vehicle.Stay.NotDone].
func (o *Office) NotDone(ctx context.Context, by staff.Member, code string, stay int) (vehicle.Lot, error) {
	return o.changeStay(ctx, by, code, stay, func(s *vehicle.Stay) error { return s.NotDone(o.now()) })
}

func (o *Office) changeStay(ctx context.Context, by staff.Member, code string, stay int, rule func(*vehicle.Stay) error) (vehicle.Lot, error) {
	if _, err := o.Lot(ctx, by, code); err != nil {
		return vehicle.Lot{}, err
	}
	return o.changeLot(ctx, code, func(l *vehicle.Lot) error {
		s, err := l.Stay(stay)
		if err != nil {
			return err
		}
		return rule(s)
	})
}

// changeLot applies a rule to a lot, which is made where there is none, and saves it.
func (o *Office) changeLot(ctx context.Context, code string, rule func(*vehicle.Lot) error) (vehicle.Lot, error) {
	l, err := o.lots.Update(ctx, code, rule)
	if fault.Is(err, fault.Missing) {
		if _, getErr := o.lots.Get(ctx, code); getErr == nil {
			return l, err // what is missing is in the lot
		}
		if err := o.lots.Create(ctx, code, &vehicle.Lot{Site: code}); err != nil && !fault.Is(err, fault.Conflict) {
			return l, fmt.Errorf("make lot %s: %w", code, err)
		}
		l, err = o.lots.Update(ctx, code, rule)
	}
	if err != nil {
		return l, fmt.Errorf("change lot %s: %w", code, err)
	}
	o.tell(context.WithoutCancel(ctx), []string{code}, []string{code}, lotTopic(code))
	return l, nil
}

// StayOf is the stay of the car that a find was in, where its lot knows one: to those who see
// the find's site. Under which agreement a car was out is nothing for travellers.
func (o *Office) StayOf(ctx context.Context, by staff.Member, it found.Item) (vehicle.Stay, bool, error) {
	at, err := o.Site(ctx, it.Site)
	if err != nil || at.Kind != site.RentalLot || it.Plate == "" || by.May(staff.SeeItems, it.Site) != nil {
		return vehicle.Stay{}, false, err
	}
	l, err := o.lotAt(ctx, it.Site)
	if err != nil {
		return vehicle.Stay{}, false, err
	}
	s, known := l.StayOf(vehicle.Plate{Text: it.Plate}, it.FoundAt)
	return s, known, nil
}

// forgetStays removes from all lots the stays whose time is over.
func (o *Office) forgetStays(ctx context.Context, sites []site.Site) error {
	var failed error
	for _, s := range sites {
		if s.Kind != site.RentalLot {
			continue
		}
		_, err := o.lots.Update(ctx, s.Code, func(l *vehicle.Lot) error { l.Forget(o.now()); return nil })
		if err != nil && !fault.Is(err, fault.Missing) {
			failed = errors.Join(failed, fmt.Errorf("forget stays at %s: %w", s.Code, err))
		}
	}
	return failed
}
