package office

import (
	"context"
	"fmt"

	"lostfound/internal/fault"
	"lostfound/internal/photo"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
	"lostfound/internal/store"
)

// Upload is one photo file as it came in. Field names it in error messages.
type Upload struct {
	Field string
	Data  []byte
	Kept  string // instead of Data: the ID of a picture that Keep has stored
}

// develop turns uploads into sets of pictures, in order. The same photo twice is
// one picture; those kept before were developed then.
func (o *Office) develop(ctx context.Context, uploads []Upload) ([]photo.Made, error) {
	var out []photo.Made
	seen := map[string]bool{}
	for _, u := range uploads {
		if u.Kept != "" {
			continue
		}
		made, err := o.camera.Make(ctx, u.Data)
		if f := fault.Of(err); f != nil {
			for i := range f.Problems {
				f.Problems[i].Field = u.Field
			}
			return nil, f
		}
		if err != nil {
			return nil, fmt.Errorf("develop photo: %w", err)
		}
		if !seen[made.ID] {
			seen[made.ID] = true
			out = append(out, made)
		}
	}
	return out, nil
}

// file stores the pictures under the record that will name them. Their names come
// from their content, so filing again changes nothing.
func (o *Office) file(ctx context.Context, owner string, made []photo.Made) error {
	for _, m := range made {
		for _, form := range []struct {
			size picture.Size
			kind string
			data []byte
		}{{picture.Kept, m.KeptType, m.Kept}, {picture.View, photo.ServedType, m.View}, {picture.Thumb, photo.ServedType, m.Thumb}} {
			if err := o.store.PutPhoto(ctx, owner, m.ID, form.size, form.kind, form.data); err != nil {
				return fmt.Errorf("file photo of %s: %w", owner, err)
			}
		}
	}
	return nil
}

func pictures(made []photo.Made) []picture.Picture {
	out := make([]picture.Picture, len(made))
	for i, m := range made {
		out[i] = m.Picture
	}
	return out
}

// Photo returns a picture of a find.
func (o *Office) Photo(ctx context.Context, by staff.Member, id ref.Item, pic string, size picture.Size) (*store.Object, error) {
	it, err := o.Item(ctx, by, id)
	if err != nil {
		return nil, err
	}
	return o.show(ctx, string(id), it.Pictures, pic, size)
}

// ReportPhoto returns a picture of a loss report, for staff.
func (o *Office) ReportPhoto(ctx context.Context, by staff.Member, id ref.Report, pic string, size picture.Size) (*store.Object, error) {
	r, err := o.Report(ctx, by, id)
	if err != nil {
		return nil, err
	}
	return o.show(ctx, string(id), r.Pictures(), pic, size)
}

// OwnPhoto returns a picture of a loss report, for its traveller.
func (o *Office) OwnPhoto(ctx context.Context, id ref.Report, token, pic string, size picture.Size) (*store.Object, error) {
	r, err := o.OwnReport(ctx, id, token)
	if err != nil {
		return nil, err
	}
	return o.show(ctx, string(id), r.Pictures(), pic, size)
}

// show serves what was re-encoded, and of those only what the record names.
func (o *Office) show(ctx context.Context, owner string, of []picture.Picture, id string, size picture.Size) (*store.Object, error) {
	for _, p := range of {
		if p.ID == id && (size == picture.View || size == picture.Thumb) {
			return o.store.Photo(ctx, owner, id, size)
		}
	}
	return nil, fault.New(fault.Missing, "no_such_record")
}
