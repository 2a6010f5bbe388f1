package office

import (
	"context"
	"crypto/hmac"
	"fmt"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/loss"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// addressesAnHour is how often a traveller may give another address.
const addressesAnHour = 10

// StopLink is the path at which the messages about a report end without signing in or opening the
// report. It is another secret than that of the report's page, since mail programs press it.
func (o *Office) StopLink(r loss.Report) string {
	return "/stop/" + string(r.Ref) + "/" + o.stopToken(r.Ref)
}

func (o *Office) stopToken(id ref.Report) string { return o.sign(fmt.Sprintf("stop %s", id)) }

// ToStop returns a report to whoever holds its stop link. A wrong link and a report that does not
// exist look alike.
func (o *Office) ToStop(ctx context.Context, id ref.Report, token string) (loss.Report, error) {
	r, err := o.reports.Get(ctx, string(id))
	if err != nil && !fault.Is(err, fault.Missing) {
		return loss.Report{}, fmt.Errorf("report %s: %w", id, err)
	}
	if err != nil || !hmac.Equal([]byte(token), []byte(o.stopToken(id))) {
		return loss.Report{}, fault.New(fault.Missing, "no_such_link")
	}
	return r, nil
}

// Stop ends the messages about a report for whoever holds its stop link, or lets them go again. The
// search goes on either way.
func (o *Office) Stop(ctx context.Context, id ref.Report, token string, stop bool) (loss.Report, error) {
	if r, err := o.ToStop(ctx, id, token); err != nil {
		return r, err
	}
	return o.stop(ctx, id, stop)
}

// StopOwn is Stop for whoever holds the report's private link.
func (o *Office) StopOwn(ctx context.Context, id ref.Report, token string, stop bool) (loss.Report, error) {
	if r, err := o.OwnReport(ctx, id, token); err != nil {
		return r, err
	}
	return o.stop(ctx, id, stop)
}

func (o *Office) stop(ctx context.Context, id ref.Report, stop bool) (loss.Report, error) {
	return o.changeLetters(ctx, id, func(r *loss.Report) error {
		if stop {
			r.Stop(o.now())
		} else {
			r.Resume()
		}
		return nil
	})
}

// Readdress has mail go to another address, or to none, on the traveller's wish.
func (o *Office) Readdress(ctx context.Context, id ref.Report, token, email string) (loss.Report, error) {
	r, err := o.OwnReport(ctx, id, token)
	if err != nil {
		return r, err
	}
	if err := o.throttle(ctx, "address:"+string(id), addressesAnHour, time.Hour); err != nil {
		return r, err
	}
	return o.changeLetters(ctx, id, func(r *loss.Report) error { return r.Readdress(email, o.now()) })
}

// SendAgain has a message tried at once that failed; see [loss.Report.SendAgain].
func (o *Office) SendAgain(ctx context.Context, by staff.Member, id ref.Report, no int) (loss.Report, error) {
	r, err := o.Report(ctx, by, id)
	if err != nil {
		return r, err
	}
	if err := o.mayAround(ctx, by, staff.Decide, r.Sites...); err != nil {
		return r, err
	}
	return o.changeLetters(ctx, id, func(r *loss.Report) error { return r.SendAgain(no, o.now()) })
}

// changeLetters applies a rule that changes what is sent of a report, and nothing that it is
// compared by.
func (o *Office) changeLetters(ctx context.Context, id ref.Report, rule func(*loss.Report) error) (loss.Report, error) {
	ctx = context.WithoutCancel(ctx)
	o.expect(ctx, string(id))
	r, err := o.reports.Update(ctx, string(id), rule)
	if err != nil {
		return r, fmt.Errorf("change the messages of %s: %w", id, err)
	}
	if err := o.noteLetters(ctx, r); err != nil {
		o.log.Warn("messages not yet due", "report", id, "error", err) // a round makes up for it
		return r, nil
	}
	o.settled(ctx, string(id))
	o.tell(ctx, []string{string(id)}, r.Sites, ownTopic(id))
	return r, nil
}
