package office

import (
	"context"

	"lostfound/internal/fault"
	"lostfound/internal/loss"
	"lostfound/internal/notice"
	"lostfound/internal/ref"
	"lostfound/internal/site"
)

// Post is how letters leave the office.
type Post struct {
	By     map[loss.Channel]Carrier
	Writer *notice.Writer
	Origin string // where travellers reach the office: https://found.example.org
}

// Carrier hands a letter to whoever brings it to the traveller. A [notice.Failure] says that the
// other side did not take it; any other error is ours.
type Carrier interface {
	Send(ctx context.Context, l notice.Letter) error
}

// Writes reports whether travellers are written to by the channel.
func (o *Office) Writes(by loss.Channel) bool { return o.post.By[by] != nil }

// amend applies a rule to a report and, in the same write, owes its traveller the messages that
// follow from it.
func (o *Office) amend(ctx context.Context, id ref.Report, rule func(*loss.Report) error) (loss.Report, error) {
	return o.reports.Update(ctx, string(id), func(r *loss.Report) error {
		known := len(r.History)
		if err := rule(r); err != nil || len(r.History) == known || len(o.channels) == 0 {
			return err
		}
		home, err := o.Site(ctx, r.Sites[0])
		if err != nil {
			return err
		}
		r.Inform(known, o.channels, o.now(), home.Location())
		return nil
	})
}

// letter puts a message of a report into words.
func (o *Office) letter(ctx context.Context, r loss.Report, m loss.Message) (notice.Letter, error) {
	f := notice.Facts{Report: r, Message: m, Lies: map[int]site.Site{}, Page: o.post.Origin + o.Link(r), Stop: o.post.Origin + o.StopLink(r)}
	for _, code := range r.Sites {
		s, err := o.Site(ctx, code)
		if err != nil {
			return notice.Letter{}, err
		}
		f.Sites = append(f.Sites, s)
	}
	for _, t := range r.About(m) {
		if t.Item == "" || t.Returned {
			continue
		}
		lies, err := o.LiesAt(ctx, t)
		if err != nil && !fault.Is(err, fault.Missing) {
			return notice.Letter{}, err
		}
		if err == nil {
			f.Lies[t.No] = lies
		}
	}
	return o.post.Writer.Write(f), nil
}
