package office

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/handover"
	"lostfound/internal/index"
	"lostfound/internal/promise"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// night is how long somebody is away who goes home from a desk that never closes, and has no hours of
// duty.
const night = 12 * time.Hour

// recent is how long the desk's day shows a note to who does not know what it says.
const recent = 3 * 24 * time.Hour

// Leaving is what it would mean if a member went home now.
type Leaving struct {
	Until  time.Time // when they are back: at their next shift, or as a desk of theirs opens next
	Passed []handover.Passed
}

// Leaving says who would keep what a member is to keep, the earliest first.
func (o *Office) Leaving(ctx context.Context, by staff.Member) (Leaving, error) {
	var l Leaving
	sites, err := o.sitesOf(ctx, by, staff.Decide, "")
	if err != nil {
		return l, err
	}
	now := o.now()
	desks := map[string]promise.Desk{}
	for _, s := range sites {
		if desks[s], err = o.Desk(ctx, s); err != nil {
			return l, err
		}
		if at := desks[s].Shift(by.Ref, now); !at.IsZero() && (l.Until.IsZero() || at.Before(l.Until)) {
			l.Until = at.UTC()
		}
	}
	if l.Until.IsZero() {
		l.Until = now.Add(night)
	}
	own, err := o.Kept(ctx, by, by.Ref)
	if err != nil {
		return l, err
	}
	for _, d := range own {
		r, err := o.reports.Get(ctx, string(d.Report))
		if fault.Is(err, fault.Missing) {
			continue
		}
		if err != nil {
			return l, fmt.Errorf("report %s: %w", d.Report, err)
		}
		i := slices.IndexFunc(r.Promises, func(p promise.Promise) bool { return p.Open() && p.Owner == by.Ref })
		if desk, mine := desks[r.Sites[0]]; mine && i >= 0 {
			r.PassOn(now, desk.Without(by.Ref, now, l.Until))
			l.Passed = append(l.Passed, handover.Passed{Report: r.Ref, To: r.Promises[i].Owner})
		}
	}
	return l, nil
}

// GoHome passes on what a member cannot keep until they are back, and leaves a note to the next. The
// note is saved first: what fails after it a round repeats, or the member, once more.
func (o *Office) GoHome(ctx context.Context, by staff.Member, text string) (handover.Note, error) {
	l, err := o.Leaving(ctx, by)
	if err != nil {
		return handover.Note{}, err
	}
	sites, err := o.sitesOf(ctx, by, staff.Decide, "")
	if err != nil {
		return handover.Note{}, err
	}
	n, err := handover.Write(ref.NewHandover(), by.Ref, sites, text, l.Passed, o.now(), l.Until)
	if err != nil {
		return n, err
	}
	ctx = context.WithoutCancel(ctx)
	o.expect(ctx, string(n.Ref))
	if err := o.handovers.Create(ctx, string(n.Ref), &n); err != nil {
		return n, fmt.Errorf("leave a note: %w", err)
	}
	m, err := o.changeMember(ctx, by, by.Ref, func(m *staff.Member) error { m.GoHome(n.At, n.Until); return nil })
	if err != nil {
		return n, err
	}
	o.passOnFor(ctx, m)
	o.announceHandover(ctx, n)
	return n, nil
}

// Handover returns a note to those who work at one of its desks.
func (o *Office) Handover(ctx context.Context, by staff.Member, id ref.Handover) (handover.Note, error) {
	if err := by.MaySomewhere(staff.Decide); err != nil {
		return handover.Note{}, err
	}
	n, err := o.handovers.Get(ctx, string(id))
	if err != nil {
		return n, fmt.Errorf("note %s: %w", id, err)
	}
	if len(by.Sites(staff.Decide, n.Sites)) == 0 {
		return handover.Note{}, fault.New(fault.Missing, "no_such_record")
	}
	return n, nil
}

// Handovers returns the notes that concern a member, the newest first: those of the last three days
// that they do not know, and their own with a question.
func (o *Office) Handovers(ctx context.Context, by staff.Member) ([]handover.Note, error) {
	const most = 1_000 // at a site, within the time for which notes are kept
	sites, err := o.sitesOf(ctx, by, staff.Decide, "")
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	var out []handover.Note
	for _, s := range sites {
		due, err := o.index.Due(ctx, s, index.Handover, o.now(), most)
		if err != nil {
			return nil, fmt.Errorf("notes at %s: %w", s, err)
		}
		for _, d := range due {
			if seen[d.ID] || d.At.Before(o.now().Add(-recent)) {
				continue
			}
			seen[d.ID] = true
			n, err := o.handovers.Get(ctx, d.ID)
			if fault.Is(err, fault.Missing) {
				continue
			}
			if err != nil {
				return nil, fmt.Errorf("note %s: %w", d.ID, err)
			}
			if !n.Knows(by.Ref) || n.By == by.Ref && n.Open() {
				out = append(out, n)
			}
		}
	}
	slices.SortFunc(out, func(a, b handover.Note) int { return b.At.Compare(a.At) })
	return out, nil
}

// ReadHandover returns a note and notes that the member has it before them.
func (o *Office) ReadHandover(ctx context.Context, by staff.Member, id ref.Handover) (handover.Note, error) {
	return o.changeHandover(ctx, by, id, func(n *handover.Note) error { n.Read(by.Ref, o.now()); return nil })
}

// Acknowledge notes that the member knows what a note says.
func (o *Office) Acknowledge(ctx context.Context, by staff.Member, id ref.Handover) (handover.Note, error) {
	return o.changeHandover(ctx, by, id, func(n *handover.Note) error { n.Know(by.Ref, o.now()); return nil })
}

// AskAbout puts a question to whoever wrote a note.
func (o *Office) AskAbout(ctx context.Context, by staff.Member, id ref.Handover, question string) (handover.Note, error) {
	return o.changeHandover(ctx, by, id, func(n *handover.Note) error { return n.Ask(by.Ref, question, o.now()) })
}

// AnswerAbout answers the question at that place of the member's own note.
func (o *Office) AnswerAbout(ctx context.Context, by staff.Member, id ref.Handover, question int, answer string) (handover.Note, error) {
	return o.changeHandover(ctx, by, id, func(n *handover.Note) error { return n.Answer(by.Ref, question, answer, o.now()) })
}

func (o *Office) changeHandover(ctx context.Context, by staff.Member, id ref.Handover, change func(*handover.Note) error) (handover.Note, error) {
	if n, err := o.Handover(ctx, by, id); err != nil {
		return n, err
	}
	n, err := o.handovers.Update(ctx, string(id), change)
	if err != nil {
		return n, fmt.Errorf("note %s: %w", id, err)
	}
	o.tell(ctx, []string{string(id)}, n.Sites)
	return n, nil
}

func (o *Office) announceHandover(ctx context.Context, n handover.Note) {
	if err := noteInstants(n, o.noteIn(ctx)); err != nil {
		o.log.Warn("note not yet announced", "note", n.Ref, "error", err)
		return
	}
	o.settled(ctx, string(n.Ref))
	o.tell(ctx, []string{string(n.Ref)}, n.Sites)
}

// noteInstants notes when a note was left and when it is removed.
func noteInstants(n handover.Note, set note) error {
	for _, s := range n.Sites {
		if err := errors.Join(set(s, index.Handover, string(n.Ref), n.At), set(s, index.Erase, string(n.Ref), n.At.Add(handover.KeepFor))); err != nil {
			return err
		}
	}
	return nil
}

// showHandover notes the instants of a note as it is now, if there is one.
func (o *Office) showHandover(ctx context.Context, id ref.Handover, set note) error {
	n, err := o.handovers.Get(ctx, string(id))
	if fault.Is(err, fault.Missing) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("note %s: %w", id, err)
	}
	return noteInstants(n, set)
}

// eraseHandover removes a note whose time has come; one that is gone is no longer listed at the site.
func (o *Office) eraseHandover(ctx context.Context, site string, id ref.Handover) (int, error) {
	n, err := o.handovers.Get(ctx, string(id))
	switch {
	case fault.Is(err, fault.Missing):
		return 0, o.neverDue(ctx, site, string(id), index.Handover, index.Erase)
	case err != nil:
		return 0, fmt.Errorf("note %s: %w", id, err)
	case n.At.Add(handover.KeepFor).After(o.now()):
		return 0, noteInstants(n, o.noteIn(ctx))
	}
	if err := o.handovers.Delete(ctx, string(id)); err != nil {
		return 0, err
	}
	for _, s := range n.Sites {
		err = errors.Join(err, o.neverDue(ctx, s, string(id), index.Handover, index.Erase))
	}
	return 1, err
}
