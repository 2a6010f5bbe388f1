package office

import (
	"context"
	"strings"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/promise"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// Calls that a traveller can pick from, and how many of them a desk can make at once.
const (
	slotsOffered = 9
	slotsPerDay  = 3
	callsAtOnce  = 3
)

// callsAnHour is how often a traveller may pick another window.
const callsAnHour = 10

// Slots are the windows in which the desk that keeps a report can call next, the earliest first.
func (o *Office) Slots(ctx context.Context, r loss.Report) ([]promise.Window, error) {
	desk, err := o.Desk(ctx, r.Sites[0])
	if err != nil {
		return nil, err
	}
	var failed error
	full := func(w promise.Window) bool {
		if failed != nil {
			return true
		}
		n, err := o.index.Count(ctx, r.Sites[0], index.Call, w.From, w.Until)
		failed = err
		return n >= callsAtOnce
	}
	return desk.Slots(o.now(), slotsOffered, slotsPerDay, full), failed
}

// AgreeCall promises the report's traveller a call, or another window for the one that is to come;
// see [loss.Report.AgreeCall].
func (o *Office) AgreeCall(ctx context.Context, by staff.Member, id ref.Report, w promise.Window, about string) (loss.Report, error) {
	r, err := o.Report(ctx, by, id)
	if err != nil {
		return r, err
	}
	if err := o.mayAround(ctx, by, staff.Decide, r.Sites...); err != nil {
		return r, err
	}
	return o.agree(ctx, r, w, about, by.Ref)
}

// ChooseCall is AgreeCall by the traveller, for one of the windows that are free, at the number
// given here, or the one in the report where it is empty.
func (o *Office) ChooseCall(ctx context.Context, id ref.Report, token string, w promise.Window, phone string) (loss.Report, error) {
	r, err := o.OwnReport(ctx, id, token)
	if err != nil {
		return r, err
	}
	if err := o.throttle(ctx, "call:"+string(id), callsAnHour, time.Hour); err != nil {
		return r, err
	}
	if n, err := o.index.Count(ctx, r.Sites[0], index.Call, w.From, w.Until); err != nil {
		return r, err
	} else if call := promise.OpenCall(r.Promises); n >= callsAtOnce && (call == nil || call.When != w) {
		return r, fault.Newf(fault.Invalid, "from", "slot_taken", nil)
	}
	var c fault.Check
	c.Text("phone", phone, fault.Line)
	if err := c.Err(); err != nil {
		return r, err
	}
	if phone = strings.TrimSpace(phone); phone != "" {
		r.Contact.Phone = phone
	}
	return o.agree(ctx, r, w, "", "")
}

// agree applies AgreeCall to the report as it is now, at the number that r names.
func (o *Office) agree(ctx context.Context, r loss.Report, w promise.Window, about string, by ref.Staff) (loss.Report, error) {
	desk, err := o.Desk(ctx, r.Sites[0])
	if err != nil {
		return r, err
	}
	return o.changeLoss(context.WithoutCancel(ctx), r.Ref, func(now *loss.Report) error {
		now.Contact.Phone = r.Contact.Phone
		return now.AgreeCall(w, strings.TrimSpace(about), by, o.now(), desk)
	})
}
