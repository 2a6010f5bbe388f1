package traveller

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"lostfound/internal/history"
	"lostfound/internal/locale"
	"lostfound/internal/loss"
	"lostfound/internal/picture"
	"lostfound/internal/promise"
	"lostfound/internal/ref"
	"lostfound/internal/site"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/page"
)

// statusPage is what a traveller reads about a report.
type statusPage struct {
	Ref, Spoken, Link, FullLink string
	Sites                       string
	Picture                     string   // of what the headline is about
	Headline                    string   // the newest truth in one sentence
	Next                        []string // what happens next, and what we need
	Collect                     []desk   // where what was found lies
	Desks                       []desk   // where the reference can be said
	Reach                       string   // how we reach the traveller, if at all
	Awaited                     string   // the next step, at the head of the line of what was done
	Due                         locale.Moment
	Thanks                      string // for what was just sent
	New, Open, Found            bool
	Done                        []step
	Things                      []thing
	Where, When                 string
	Detail                      detail
	Call                        callForm
	Messages                    messages
	Problems                    page.Problems
}

// desk is where people go: a site, where its desk is found, and whether it is open.
type desk struct{ Site, Line, Opening string }

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

// facts are what the office knows besides the report.
type facts struct {
	sites []site.Site
	lies  map[int]site.Site // where a thing's find lies, by the thing's number
	name  func(ref.Staff) string
	in    *time.Location
	now   time.Time
	news  string // how the page was reached: "1" or "similar" right after filing
}

func (f facts) names() []string {
	var out []string
	for _, s := range f.sites {
		out = append(out, s.Name)
	}
	return out
}

// tell puts a report into words for its traveller. A sentence stands only where its
// fact does.
func tell(l *locale.Language, r loss.Report, know facts) statusPage {
	p := statusPage{Ref: string(r.Ref), Spoken: ref.Spoken(string(r.Ref)), Sites: l.List(know.names()), New: know.news != "", Open: r.Status == loss.Open,
		Where: joined(l.List(know.names()), r.Place), When: l.Window(r.From, r.To, know.now, know.in)}
	var here, sought []string
	for _, t := range r.Things {
		one := thing{No: t.No, Name: nameOf(l, t), Picture: choice.Picture(t.Category), Said: t.Description,
			Found: t.Item != "" && !t.Returned, Returned: t.Returned, Photos: t.Pictures}
		p.Things = append(p.Things, one)
		switch {
		case one.Found:
			here = append(here, one.Name)
			p.collect(l, know.lies[t.No], know.now)
		case r.Sought(t):
			sought = append(sought, one.Name)
		}
		if one.Found || p.Picture == "" {
			p.Picture = one.Picture
		}
	}
	p.Found = len(here) > 0
	p.headline(l, r, here, sought)
	if r.Status == loss.Open {
		p.promise(l, r, know, len(sought) > 0)
	}
	for _, s := range know.sites {
		p.Desks = append(p.Desks, desk{s.Name, s.Desk, choice.Opening(l, s, know.now)})
	}
	if to := cmp.Or(r.Contact.Phone, r.Contact.Email); to != "" && p.Open {
		p.Reach = l.Say("status_page.reach", map[string]any{"Address": to})
	} else if p.Open {
		p.Reach = l.Say("status_page.no_reach", nil)
	}
	for i := len(r.History) - 1; i >= 0; i-- {
		if text := said(l, r, r.History[i], know); text != "" {
			p.Done = append(p.Done, step{text, l.At(r.History[i].At, know.now, know.in)})
		}
	}
	return p
}

// collect notes where a find lies, once for each desk.
func (p *statusPage) collect(l *locale.Language, s site.Site, now time.Time) {
	if d := (desk{s.Name, s.Desk, choice.Opening(l, s, now)}); s.Name != "" && !slices.Contains(p.Collect, d) {
		p.Collect = append(p.Collect, d)
	}
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

// promise says what we promised; where its time has passed, that comes before anything else.
func (p *statusPage) promise(l *locale.Language, r loss.Report, know facts, sought bool) {
	next, call := r.Next(), promise.OpenCall(r.Promises)
	switch {
	case call != nil && call.Late(know.now):
		p.Next = append([]string{l.Say("truth.call_late", map[string]any{"When": l.Within(call.When.From, call.When.Until, know.now, know.in)})}, p.Next...)
	case sought && next != nil && next.Late(know.now):
		p.Next = append([]string{l.Say("truth.late", map[string]any{"When": l.Before(r.UpdateDue, know.now, know.in).Text})}, p.Next...)
	}
	if call != nil && !call.Late(know.now) {
		p.call(l, r, *call, know)
	}
	if !sought || next == nil {
		return
	}
	if p.Awaited == "" || next != call {
		p.Awaited = l.Say("truth.awaited", nil)
	}
	if next == call || next.Late(know.now) {
		return
	}
	p.Due = l.Before(r.UpdateDue, know.now, know.in)
	due := map[string]any{"When": p.Due.Text}
	if know.news == "similar" {
		p.Next = append(p.Next, l.Say("truth.similar", due))
	}
	if who := know.name(next.Owner); who != "" {
		p.Next = append(p.Next, l.Say("truth.promise_by", map[string]any{"Who": who, "When": p.Due.Text}))
	} else {
		p.Next = append(p.Next, l.Say("truth.promise", due))
	}
	if r.NeededBy.After(know.now) {
		p.Next = append(p.Next, l.Say("truth.needed_by", map[string]any{"When": l.At(r.NeededBy, know.now, know.in).Text}))
	}
}

// said is a line of the history in a traveller's words, with the name of whoever did it,
// and empty where it is not for travellers: what a person at the desk thought of a find and
// took back.
func said(l *locale.Language, r loss.Report, e history.Entry, know facts) string {
	// by says the message that names who did it, or else the one that does not.
	by := func(named, unnamed string, args map[string]any) string {
		if who := know.name(e.By); who != "" {
			args["Who"] = who
			return l.Say(named, args)
		}
		return l.Say(unnamed, args)
	}
	switch e.What {
	case history.Reported:
		if e.By != "" {
			return l.Say("done.reported_by_us", nil)
		}
		return l.Say("done.reported", nil)
	case history.Compared:
		return l.Say("done.compared", map[string]any{"Sites": l.List(know.names())})
	case history.Changed:
		return l.Say("done.changed", nil)
	case history.Confirmed, history.Released:
		i := slices.IndexFunc(r.Things, func(t loss.Thing) bool {
			return t.No == e.Thing && t.Item == e.Item && (e.What == history.Confirmed || t.Returned)
		})
		if i < 0 {
			return ""
		}
		args := map[string]any{"Thing": nameOf(l, r.Things[i])}
		if e.What == history.Confirmed {
			return by("done.confirmed_by", "done.confirmed", args)
		}
		return by("done.released_by", "done.released", args)
	case history.Contacted:
		text := by("contacted_by."+e.How, "contacted."+e.How, map[string]any{})
		for _, p := range r.Promises {
			if p.Ended != nil && p.Ended.At.Equal(e.At) && p.Ended.Answer != "" {
				return l.Say("contacted.late", map[string]any{"How": text, "Answer": p.Ended.Answer})
			}
		}
		return text
	case history.Promised:
		if e.By == "" {
			return l.Say("done.asked_call", nil)
		}
		if e.How == "call_moved" {
			return by("done.moved_call_by", "done.moved_call", map[string]any{})
		}
		return by("done.promised_call_by", "done.promised_call", map[string]any{})
	case history.PassedOn:
		return l.Say("done.passed_on", nil)
	case history.AskedLot, history.Searched, history.AskedDesk:
		return saidOfSearch(l, r, e, know)
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
