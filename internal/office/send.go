package office

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"lostfound/internal/fault"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/notice"
	"lostfound/internal/ref"
)

// sendWithin is how long the other side may take for one letter, and held how long the letter
// is kept from other senders meanwhile: the time that passes before it is tried again when its
// sender died.
const (
	sendWithin = 30 * time.Second
	held       = 5 * time.Minute
)

// sendersAtOnce is to how many travellers one process writes at a time.
const sendersAtOnce = 4

// SendDue sends the messages whose time has come and returns how many were taken by the other
// side. What cannot be sent does not keep it from the rest.
//
// A message goes out at least once. It is taken in the report's document, sent, and ticked off
// there, so two processes do not send the same; but who dies, or loses the store, between sending and
// ticking off has it sent a second time, some minutes later. Both copies carry the same name, the
// Message-ID of a mail and the webhook-id of a call, by which the reader's side knows them for one; a
// mail program that does not look shows both.
func (o *Office) SendDue(ctx context.Context) (int, error) {
	if len(o.channels) == 0 {
		return 0, nil
	}
	sites, err := o.Sites(ctx)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, s := range sites {
		sent, failed := o.sendDueAt(ctx, s.Code)
		n += sent
		err = errors.Join(err, failed)
	}
	return n, err
}

func (o *Office) sendDueAt(ctx context.Context, site string) (n int, err error) {
	const some = 100
	for failed := map[string]bool{}; ; {
		due, dueErr := o.index.Due(ctx, site, index.Letter, o.now(), some+len(failed))
		if dueErr != nil {
			return n, errors.Join(err, fmt.Errorf("what is to be sent at %s: %w", site, dueErr))
		}
		due = slices.DeleteFunc(due, func(d index.DueAt) bool { return failed[d.ID] })
		if len(due) == 0 || ctx.Err() != nil {
			return n, err
		}
		var mu sync.Mutex
		var senders errgroup.Group
		senders.SetLimit(sendersAtOnce)
		for _, d := range due {
			senders.Go(func() error {
				sent, sendErr := o.sendMessages(ctx, site, ref.Report(d.ID))
				mu.Lock()
				defer mu.Unlock()
				n += sent
				if sendErr != nil {
					failed[d.ID] = true
					err = errors.Join(err, sendErr)
				}
				return nil
			})
		}
		_ = senders.Wait() // each keeps its own error
	}
}

// sendMessages sends what is due on one report, one after the other, and notes when the next is.
func (o *Office) sendMessages(ctx context.Context, site string, id ref.Report) (sent int, err error) {
	for ctx.Err() == nil {
		var m loss.Message
		taken := false
		r, err := o.reports.Update(ctx, string(id), func(r *loss.Report) error {
			now := o.now()
			m, taken = r.Take(now, now.Add(held))
			return nil
		})
		if fault.Is(err, fault.Missing) {
			return sent, o.neverDue(ctx, site, string(id), index.Letter, index.Unread)
		}
		if err != nil {
			return sent, fmt.Errorf("take a message of %s: %w", id, err)
		}
		if !taken {
			return sent, o.noteLetters(ctx, r)
		}
		took, err := o.sendMessage(context.WithoutCancel(ctx), r, m) // what has begun is ended
		if err != nil {
			return sent, err
		}
		if took {
			sent++
		}
	}
	return sent, ctx.Err()
}

// sendMessage sends one message that was taken, and notes what came of it.
func (o *Office) sendMessage(ctx context.Context, r loss.Report, m loss.Message) (took bool, err error) {
	home, err := o.Site(ctx, r.Sites[0])
	if err != nil {
		return false, err
	}
	letter, err := o.letter(ctx, r, m)
	if err != nil {
		return false, fmt.Errorf("write message %d of %s: %w", m.No, r.Ref, err)
	}
	failure := o.handOver(ctx, m.By, letter)
	r, err = o.reports.Update(ctx, string(r.Ref), func(r *loss.Report) error {
		if failure == nil {
			r.Delivered(m.No, o.now())
		} else {
			r.Undelivered(m.No, failure.Why, failure.Code, o.now(), home.Location())
		}
		return nil
	})
	if fault.Is(err, fault.Missing) {
		return failure == nil, nil // erased meanwhile
	}
	if err != nil {
		return failure == nil, fmt.Errorf("note that message %d of %s was sent: %w", m.No, r.Ref, err)
	}
	if failure == nil {
		o.Tally.Sent.Add(1)
	} else {
		o.Tally.Unsent.Add(1)
		o.log.Warn("message not taken", "report", r.Ref, "message", m.No, "by", m.By, "error", failure)
	}
	o.tell(ctx, []string{string(r.Ref)}, r.Sites, ownTopic(r.Ref))
	return failure == nil, nil
}

// handOver gives the letter to the channel's carrier, and says why it was not taken. What is wrong with
// us, or a channel that was set up once and is no more, may be put right, so it is tried again.
func (o *Office) handOver(ctx context.Context, by loss.Channel, l notice.Letter) *notice.Failure {
	carrier := o.post.By[by]
	if carrier == nil {
		return &notice.Failure{Why: loss.Unreachable}
	}
	ctx, stop := context.WithTimeout(ctx, sendWithin)
	defer stop()
	err := carrier.Send(ctx, l)
	if err == nil {
		return nil
	}
	var failure *notice.Failure
	if !errors.As(err, &failure) {
		o.log.Error("message not sent", "report", l.Report, "error", err)
		return &notice.Failure{Why: loss.NotNow}
	}
	return failure
}

// noteLetters tells the index what is due of a report's messages. Where somebody changed the
// report meanwhile, either may have written last, so what holds then is written again.
func (o *Office) noteLetters(ctx context.Context, r loss.Report) error {
	for {
		if err := letterInstants(r, o.noteIn(ctx)); err != nil {
			return err
		}
		now, err := o.reports.Get(ctx, string(r.Ref))
		if fault.Is(err, fault.Missing) {
			return o.neverDue(ctx, r.Sites[0], string(r.Ref), index.Letter, index.Unread)
		}
		if err != nil {
			return fmt.Errorf("report %s: %w", r.Ref, err)
		}
		if now.Revision() == r.Revision() {
			return nil
		}
		r = now
	}
}
