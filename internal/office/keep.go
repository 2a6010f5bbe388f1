package office

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/loss"
	"lostfound/internal/photo"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// keepPhotos is how long a photo waits for its report: less than the age at which
// SweepPhotos takes it for left behind, by more than a request runs.
const keepPhotos = orphanAge - time.Hour

// keptPhoto is a photo that was stored before the report that will name it.
type keptPhoto struct {
	picture.Picture
	At time.Time `json:"at"`
}

// Keep stores photos of a loss report that can't be filed yet, because something in it
// has to be put right first. They lie under the reference that the key will give the
// report, and File takes over those that its uploads name; the others a round sweeps. It
// returns the IDs of each group. What was kept under the key before and is not named again
// is let go; a file that is no photo is left out. photos and key are as for File, but the
// key must be there.
func (o *Office) Keep(ctx context.Context, by *staff.Member, photos [][]Upload, key string) ([][]string, error) {
	return o.keep(ctx, reportScope(by), string(ref.NewReport()), loss.MaxPictures, photos, key)
}

// KeepFind is Keep for the photos of a find that can't be taken in yet, for TakeIn.
func (o *Office) KeepFind(ctx context.Context, by staff.Member, photos []Upload, key string) ([]string, error) {
	if err := by.MaySomewhere(staff.TakeIn); err != nil {
		return nil, err
	}
	kept, err := o.keep(ctx, findScope(by), string(ref.NewItem()), found.MaxPictures, [][]Upload{photos}, key)
	if err != nil {
		return nil, err
	}
	return kept[0], nil
}

// keep is Keep in a scope of keys, for a record that is to get the reference, of so many photos at most.
func (o *Office) keep(ctx context.Context, scope, id string, most int, photos [][]Upload, key string) ([][]string, error) {
	uploads := slices.Concat(photos...)
	switch {
	case key == "":
		return nil, fault.Newf(fault.Invalid, "Idempotency-Key", "required", nil)
	case len(uploads) > most:
		return nil, fault.Newf(fault.Invalid, "photo", "too_many", fault.Args{"Max": most})
	}
	made := make([][]photo.Made, len(photos))
	for i, group := range photos {
		for _, u := range group {
			one, err := o.develop(ctx, []Upload{u})
			if err != nil && fault.Of(err) == nil {
				return nil, err
			}
			made[i] = append(made[i], one...)
		}
	}
	now := o.now()
	r, name, err := o.claim(ctx, scope, key, request{Ref: id, At: now}, func(request) error { return nil })
	if err != nil {
		return nil, err
	}
	for _, m := range made {
		if err := o.file(ctx, r.Ref, m); err != nil {
			return nil, err
		}
	}
	r, err = o.requests.Update(ctx, name, func(r *request) error {
		if r.Print != "" {
			return fault.Newf(fault.Invalid, "Idempotency-Key", "key_reused", nil)
		}
		r.Kept = slices.DeleteFunc(r.Kept, func(k keptPhoto) bool { return !named(k.Picture, uploads) })
		for _, p := range pictures(slices.Concat(made...)) {
			r.Kept = slices.DeleteFunc(r.Kept, func(k keptPhoto) bool { return k.ID == p.ID })
			r.Kept = append(r.Kept, keptPhoto{p, now})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("keep photos of %s: %w", r.Ref, err)
	}
	out := make([][]string, len(photos))
	for i, group := range photos {
		for _, p := range gather(r.Kept, group, made[i]) {
			out[i] = append(out[i], p.ID)
		}
	}
	return out, nil
}

// lacks refuses uploads that name a photo not kept under this very key, or too long ago.
func (o *Office) lacks(r request, photos [][]Upload) error {
	for _, u := range slices.Concat(photos...) {
		if u.Kept != "" && !slices.ContainsFunc(r.Kept, func(k keptPhoto) bool { return k.ID == u.Kept && o.now().Sub(k.At) < keepPhotos }) {
			return fault.Newf(fault.Invalid, u.Field, "photo_not_kept", nil)
		}
	}
	return nil
}

// gather returns the pictures of one thing: those kept that its uploads name, and those
// just made. The same photo twice is one picture.
func gather(kept []keptPhoto, uploads []Upload, made []photo.Made) []picture.Picture {
	var out []picture.Picture
	for _, k := range kept {
		if named(k.Picture, uploads) {
			out = append(out, k.Picture)
		}
	}
	for _, p := range pictures(made) {
		if !slices.ContainsFunc(out, func(q picture.Picture) bool { return q.ID == p.ID }) {
			out = append(out, p)
		}
	}
	return out
}

func named(p picture.Picture, by []Upload) bool {
	return slices.ContainsFunc(by, func(u Upload) bool { return u.Kept == p.ID })
}

// carry copies photos to another reference, as somebody else's report has the first.
func (o *Office) carry(ctx context.Context, from, to string, photos []picture.Picture) error {
	for _, p := range photos {
		for _, size := range []picture.Size{picture.Kept, picture.View, picture.Thumb} {
			if err := o.copyPhoto(ctx, from, to, p.ID, size); err != nil {
				return fmt.Errorf("carry photos to %s: %w", to, err)
			}
		}
	}
	return nil
}

func (o *Office) copyPhoto(ctx context.Context, from, to, id string, size picture.Size) error {
	obj, err := o.store.Photo(ctx, from, id, size)
	if err != nil {
		return err
	}
	defer obj.Close()
	data, err := io.ReadAll(obj)
	if err != nil {
		return err
	}
	return o.store.PutPhoto(ctx, to, id, size, obj.ContentType, data)
}

// findScope is whose idempotency keys of finds do not meet those of others.
func findScope(by staff.Member) string { return "item " + string(by.Ref) }

// reportScope is whose idempotency keys of reports do not meet those of others.
func reportScope(by *staff.Member) string {
	if by == nil {
		return "report "
	}
	return "report " + string(by.Ref)
}
