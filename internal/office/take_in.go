package office

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/lexicon"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// tries bounds how often a taken reference is drawn anew.
const tries = 8

var errNoneFree = fmt.Errorf("no free reference in %d tries", tries)

// TakeIn registers a find: its photos are filed, its document is saved, it is
// compared with every open report in its reach. photos may name those that KeepFind stored. key is
// the device's idempotency key, or empty; for a key seen before the first find is returned and created is false.
func (o *Office) TakeIn(ctx context.Context, by staff.Member, d found.Details, photos []Upload, key string) (it found.Item, created bool, err error) {
	d = tidyFind(d)
	if err := o.checkFind(ctx, by, d, len(photos)); err != nil {
		return it, false, err
	}
	if err := checkPhotos(d.Category, d.Type, d.Lang, photos); err != nil {
		return it, false, err
	}
	made, err := o.develop(ctx, photos)
	if err != nil {
		return it, false, err
	}
	print, err := fingerprint(d, photos)
	if err != nil {
		return it, false, err
	}
	claimed, name, err := o.claim(ctx, findScope(by), key, request{Ref: string(ref.NewItem()), Print: print, At: o.now()},
		func(r request) error { return o.lacks(r, [][]Upload{photos}) })
	if err != nil {
		return it, false, err
	}
	id, shown := claimed.Ref, gather(claimed.Kept, photos, made)
	for range tries {
		o.expect(ctx, id)
		if err := o.file(ctx, id, made); err != nil {
			return it, false, err
		}
		it = found.TakeIn(ref.Item(id), d, shown, by.Ref, o.now())
		it.Request = name
		err = o.items.Create(ctx, id, &it)
		if !fault.Is(err, fault.Conflict) {
			break
		}
		first, getErr := o.items.Get(ctx, id)
		if getErr == nil && name != "" && first.Request == name {
			_ = o.announceFind(ctx, first) // the first try may have stopped before this
			return first, false, nil
		}
		if id, err = o.reclaim(ctx, name, id, string(ref.NewItem())); err != nil {
			return it, false, err
		}
		if err := o.carry(ctx, claimed.Ref, id, shown); err != nil {
			return it, false, err
		}
	}
	if err != nil || it.Ref != ref.Item(id) {
		return it, false, fmt.Errorf("take in %s: %w", id, cmp.Or(err, errNoneFree))
	}
	o.Tally.TakenIn.Add(1)
	_ = o.announceFind(ctx, it) // a round repeats it
	return it, true, nil
}

// TakeBack undoes the taking in of a find, for whoever took it in; see found.TakeBack. Photos
// that a crash leaves behind a round sweeps.
func (o *Office) TakeBack(ctx context.Context, by staff.Member, id ref.Item) (found.Item, error) {
	it, err := o.Item(ctx, by, id)
	if err != nil {
		return it, err
	}
	o.expect(ctx, string(id))
	it, err = o.items.Update(ctx, string(id), func(it *found.Item) error { return it.TakeBack(by.Ref, o.now()) })
	if err != nil {
		return it, fmt.Errorf("take back %s: %w", id, err)
	}
	if err := o.store.DeletePhotos(ctx, string(id)); err != nil {
		return it, fmt.Errorf("photos of %s: %w", id, err)
	}
	_ = o.announceFind(ctx, it) // a round repeats it
	return it, nil
}

func (o *Office) checkFind(ctx context.Context, by staff.Member, d found.Details, pictures int) error {
	if err := by.MaySomewhere(staff.TakeIn); err != nil {
		return err
	}
	if err := d.Check(pictures, o.now()); err != nil {
		return err
	}
	if err := by.May(staff.TakeIn, d.Site); err != nil {
		return err
	}
	if err := o.checkSites(ctx, "site", d.Site); err != nil {
		return err
	}
	if err := checkKind("", d.Category); err != nil {
		return err
	}
	if d.Inside != "" {
		if _, err := o.Item(ctx, by, d.Inside); fault.Is(err, fault.Missing) {
			return fault.Newf(fault.Invalid, "inside", "unknown_item", nil)
		} else if err != nil {
			return err
		}
	}
	return nil
}

// checkSites refuses codes of sites that do not exist.
func (o *Office) checkSites(ctx context.Context, field string, codes ...string) error {
	for _, code := range codes {
		if _, err := o.Site(ctx, code); fault.Is(err, fault.Missing) {
			return fault.Newf(fault.Invalid, field, "unknown_site", fault.Args{"Site": code})
		} else if err != nil {
			return err
		}
	}
	return nil
}

// checkKind refuses an unknown category.
func checkKind(prefix, category string) error {
	if _, known := lexicon.Lookup(category); category != "" && !known {
		return fault.Newf(fault.Invalid, prefix+"category", "unknown_category", nil)
	}
	return nil
}

// checkPhotos refuses photos of what is never photographed: cards, identity documents, medicine.
func checkPhotos(category, itemType, lang string, photos []Upload) error {
	if len(photos) > 0 && lexicon.NoPhoto(category, itemType, lang) {
		return fault.Newf(fault.Invalid, photos[0].Field, "no_photo_of_this", nil)
	}
	return nil
}

func tidyFind(d found.Details) found.Details {
	for _, s := range []*string{&d.Site, &d.Zone, &d.Lang, &d.Type, &d.Category, &d.Brand, &d.Description, &d.Marks, &d.Serial, &d.Plate, &d.Tray, &d.Finder} {
		*s = strings.TrimSpace(*s)
	}
	d.Colours = tidyList(d.Colours)
	return d
}

// tidyList trims each word and leaves empty ones out; the answer is never nil.
func tidyList(words []string) []string {
	out := []string{}
	for _, w := range words {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}
