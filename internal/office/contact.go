package office

import (
	"context"
	"time"

	"lostfound/internal/loss"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// NoteContact notes that a member called or wrote to the report's traveller, and when they
// hear from us again and, where we are late, what they read of that; see [loss.Report.Contacted].
func (o *Office) NoteContact(ctx context.Context, by staff.Member, id ref.Report, how loss.Way, next time.Time, answer string) (loss.Report, error) {
	r, err := o.Report(ctx, by, id)
	if err != nil {
		return r, err
	}
	if err := o.mayAround(ctx, by, staff.Decide, r.Sites...); err != nil {
		return r, err
	}
	desk, err := o.Desk(ctx, r.Sites[0])
	if err != nil {
		return r, err
	}
	return o.changeLoss(context.WithoutCancel(ctx), id, func(r *loss.Report) error {
		return r.Contacted(how, next, answer, by.Ref, o.now(), desk)
	})
}
