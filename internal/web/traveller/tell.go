package traveller

import (
	"slices"
	"strings"
	"time"

	"lostfound/internal/history"
	"lostfound/internal/locale"
	"lostfound/internal/loss"
	"lostfound/internal/picture"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/page"
)

// statusPage is what a traveller reads about a report.
type statusPage struct {
	Ref, Link, FullLink string
	Sites               string
	Headline            string   // the newest truth in one sentence
	Next                []string // what happens next, and what we need
	Awaited             string   // the next step, at the head of the line of what was done
	Due                 locale.Moment
	New, Open, Found    bool
	Done                []step
	Things              []thing
	Where, When         string
	Detail              detail
	Problems            page.Problems
}

// step is one line of what was done.
type step struct {
	Text string
	At   locale.Moment
}

// thing is a missing thing as its owner sees it.
type thing struct {
	No              int
	Name, Picture   string
	Said            string
	Found, Returned bool
	Photos          []picture.Picture
}

// tell puts a report into words for its traveller. A sentence stands only where its
// fact does. news is how the page was reached: "1" or "similar" right after filing.
func tell(l *locale.Language, r loss.Report, sites []string, in *time.Location, now time.Time, news string) statusPage {
	p := statusPage{Ref: string(r.Ref), Sites: l.List(sites), New: news != "", Open: r.Status == loss.Open,
		Where: joined(l.List(sites), r.Place), When: l.Window(r.From, r.To, now, in)}
	var here, sought []string
	for _, t := range r.Things {
		one := thing{No: t.No, Name: nameOf(l, t), Picture: choice.Picture(t.Category), Said: t.Description,
			Found: t.Item != "" && !t.Returned, Returned: t.Returned, Photos: t.Pictures}
		p.Things = append(p.Things, one)
		switch {
		case one.Found:
			here = append(here, one.Name)
		case r.Sought(t):
			sought = append(sought, one.Name)
		}
	}
	p.Found = len(here) > 0
	p.headline(l, r, here, sought)
	if r.Status == loss.Open && len(sought) > 0 {
		p.promise(l, r, in, now, news == "similar")
	}
	for i := len(r.History) - 1; i >= 0; i-- {
		if text := said(l, r, r.History[i], p.Sites); text != "" {
			p.Done = append(p.Done, step{text, l.At(r.History[i].At, now, in)})
		}
	}
	return p
}

func (p *statusPage) headline(l *locale.Language, r loss.Report, here, sought []string) {
	things := func(names []string) map[string]any { return map[string]any{"Things": l.List(names)} }
	switch {
	case p.Found:
		p.Headline = l.Say("truth.here", things(here))
		p.Next = append(p.Next, l.Say("truth.collect", map[string]any{"Ref": unbroken(p.Ref)}))
		if len(sought) > 0 {
			p.Next = append(p.Next, l.Say("truth.also_sought", things(sought)))
		}
	case r.Status == loss.Settled:
		p.Headline = l.Say("truth.back", nil)
		p.Next = append(p.Next, l.Say("truth.back_hint", nil))
	case r.Status == loss.Withdrawn:
		p.Headline = l.Say("truth.withdrawn", nil)
		p.Next = append(p.Next, l.Say("truth.withdrawn_hint", nil))
	default:
		p.Headline = l.Say("truth.sought", things(sought))
	}
}

// unbroken keeps a reference on one line.
func unbroken(ref string) string { return strings.ReplaceAll(ref, "-", "\u2011") }

// promise says by when the traveller hears from us; where that has passed, it says so
// before anything else.
func (p *statusPage) promise(l *locale.Language, r loss.Report, in *time.Location, now time.Time, similar bool) {
	if !now.Before(r.UpdateDue) {
		p.Next = append([]string{l.Say("truth.late", map[string]any{"When": l.Before(r.UpdateDue, now, in).Text})}, p.Next...)
		p.Awaited = l.Say("truth.awaited", nil)
		return
	}
	p.Due = l.Before(r.UpdateDue, now, in)
	due := map[string]any{"When": p.Due.Text}
	if similar {
		p.Next = append(p.Next, l.Say("truth.similar", due))
	}
	p.Next = append(p.Next, l.Say("truth.promise", due))
	if !r.NeededBy.IsZero() && r.NeededBy.After(now) {
		p.Next = append(p.Next, l.Say("truth.needed_by", map[string]any{"When": l.At(r.NeededBy, now, in).Text}))
	}
	p.Awaited = l.Say("truth.awaited", nil)
}

// said is a line of the history in a traveller's words, empty where it is not for
// travellers: what a person at the desk thought of a find and took back.
func said(l *locale.Language, r loss.Report, e history.Entry, sites string) string {
	switch e.What {
	case history.Reported:
		if e.By != "" {
			return l.Say("done.reported_by_us", nil)
		}
		return l.Say("done.reported", nil)
	case history.Compared:
		return l.Say("done.compared", map[string]any{"Sites": sites})
	case history.Changed:
		return l.Say("done.changed", nil)
	case history.Confirmed, history.Released:
		i := slices.IndexFunc(r.Things, func(t loss.Thing) bool {
			return t.No == e.Thing && t.Item == e.Item && (e.What == history.Confirmed || t.Returned)
		})
		if i < 0 {
			return ""
		}
		key := map[history.Verb]string{history.Confirmed: "done.confirmed", history.Released: "done.released"}[e.What]
		return l.Say(key, map[string]any{"Thing": nameOf(l, r.Things[i])})
	case history.Withdrawn:
		return l.Say("done.withdrawn", nil)
	}
	return ""
}

// nameOf is what a thing is called: in its owner's words, or else by its kind.
func nameOf(l *locale.Language, t loss.Thing) string {
	if t.Type != "" {
		return t.Type
	}
	if name := choice.Name(l, t.Category); name != "" {
		return name
	}
	return l.Say("thing.unnamed", nil)
}
