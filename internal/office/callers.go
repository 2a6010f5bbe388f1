package office

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"lostfound/internal/caller"
	"lostfound/internal/fault"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// Bounds of a look for a caller.
const (
	callersAmong = 250 // reports that are weighed
	callersShown = 6   // people
	lessLikely   = 0.5 // of the likeliest's score: who has less is not shown
	checksAnHour = 6   // answers about one report, so that nobody guesses
)

// Caller is a person who may be on the line: who it may be and what to ask, and nothing that
// may be told.
type Caller struct {
	Report  ref.Report
	Name    string // empty where none was given
	Site    string // that keeps the report
	FiledAt time.Time
	Checks  []caller.Check
}

// Callers are the people that what was understood may belong to, the likeliest first, at most 6:
// of the reports that the member sees. The words are most likely in lang.
func (o *Office) Callers(ctx context.Context, by staff.Member, said, lang string) ([]Caller, error) {
	sites, err := o.sitesOf(ctx, by, staff.SeeReports, "")
	if err != nil {
		return nil, err
	}
	heard := caller.Listen(said, lang)
	known, err := o.recognise(ctx, sites, heard)
	if err != nil {
		return nil, err
	}
	var out []Caller
	var people []caller.Card
	for _, k := range known {
		if len(out) == callersShown || k.score < lessLikely*known[0].score {
			break
		}
		if slices.ContainsFunc(people, k.card.Same) {
			continue
		}
		r, err := o.Report(ctx, by, k.id)
		if fault.Is(err, fault.Missing) || fault.Is(err, fault.Forbidden) {
			continue // the index is a moment behind
		}
		if err != nil {
			return nil, err
		}
		people = append(people, k.card)
		out = append(out, Caller{r.Ref, r.Contact.Name, r.Sites[0], r.FiledAt, caller.Checks(r, heard)})
	}
	return out, nil
}

// recognised is a report whose person may be on the line.
type recognised struct {
	id    ref.Report
	card  caller.Card
	score float64
}

// recognise weighs the reports of the sites, the likeliest first; among equals those that are open,
// then those that changed last.
func (o *Office) recognise(ctx context.Context, sites []string, heard caller.Heard) ([]recognised, error) {
	query := index.Query{Terms: indexTerms(heard.Terms()), Limit: callersAmong}
	if len(query.Terms) == 0 {
		return nil, nil
	}
	for _, s := range sites {
		query.Reach = append(query.Reach, index.Reach{Site: s})
	}
	hits, _, err := o.index.Search(ctx, index.Callers, query)
	if err != nil {
		return nil, fmt.Errorf("look for a caller: %w", err)
	}
	var out []recognised
	seen := map[string]bool{}
	for _, h := range hits {
		if seen[h.ID] { // at another of its sites
			continue
		}
		seen[h.ID] = true
		card, err := recorded[caller.Card](h)
		if err != nil {
			return nil, err
		}
		k := recognised{id: ref.Report(h.ID), card: card}
		if k.score = k.card.Score(heard); k.score > 0 {
			out = append(out, k)
		}
	}
	slices.SortFunc(out, func(a, b recognised) int {
		return cmp.Or(cmp.Compare(b.score, a.score), openFirst(a.card, b.card), b.card.At.Compare(a.card.At), strings.Compare(string(a.id), string(b.id)))
	})
	return out, nil
}

func openFirst(a, b caller.Card) int {
	switch {
	case a.Open == b.Open:
		return 0
	case a.Open:
		return -1
	}
	return 1
}

// CheckCaller asks whether what a caller said, most likely in lang, answers a question about the
// report, and notes in its history who asked and what came of it. A wrong answer is an Invalid
// fault of the field "answer": then nothing may be told.
func (o *Office) CheckCaller(ctx context.Context, by staff.Member, id ref.Report, check caller.Check, answer, lang string) (loss.Report, error) {
	r, err := o.Report(ctx, by, id)
	if err != nil {
		return r, err
	}
	var c fault.Check
	if !slices.Contains(caller.AllChecks, check) {
		c.Add("check", "unknown_check", nil)
	}
	if strings.TrimSpace(answer) == "" {
		c.Add("answer", "required", nil)
	}
	c.Text("answer", answer, fault.Page)
	if err := c.Err(); err != nil {
		return loss.Report{}, err
	}
	if err := o.throttle(ctx, "caller:"+string(id), checksAnHour, time.Hour); err != nil {
		return loss.Report{}, err
	}
	answered := check.Answers(r, answer, lang)
	r, err = o.changeLoss(context.WithoutCancel(ctx), id, func(r *loss.Report) error {
		r.CallerAsked(string(check), answered, by.Ref, o.now())
		return nil
	})
	if err != nil {
		return loss.Report{}, err
	}
	if !answered {
		return loss.Report{}, fault.Newf(fault.Invalid, "answer", "check_not_answered", nil)
	}
	return r, nil
}

// SamePerson returns the other reports of a report's traveller that the member sees, open ones first.
func (o *Office) SamePerson(ctx context.Context, by staff.Member, r loss.Report) ([]loss.Report, error) {
	sites, err := o.sitesOf(ctx, by, staff.SeeReports, "")
	if err != nil {
		return nil, err
	}
	card := caller.CardOf(r)
	known, err := o.recognise(ctx, sites, caller.Heard{Mails: nonEmpty(card.Mail), Digits: card.Phones})
	if err != nil {
		return nil, err
	}
	var out []loss.Report
	for _, k := range known {
		if k.id == r.Ref || !card.Same(k.card) {
			continue
		}
		other, err := o.Report(ctx, by, k.id)
		if fault.Is(err, fault.Missing) || fault.Is(err, fault.Forbidden) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, other)
	}
	return out, nil
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// showCallers tells the index by what a report's people are known, as long as the report is kept.
func (o *Office) showCallers(ctx context.Context, r loss.Report) error {
	for _, s := range r.Sites {
		if err := o.index.Put(ctx, index.Callers, CallerEntry(r, s)); err != nil {
			return err
		}
	}
	return nil
}

// CallerEntry is what a report's people are known by, as it stands in the index at one of the
// report's sites.
func CallerEntry(r loss.Report, site string) index.Entry {
	card := caller.CardOf(r)
	return index.Entry{Site: site, ID: string(r.Ref), At: r.FiledAt, Until: r.FiledAt, ChangedAt: r.ChangedAt, Terms: card.Terms(), Record: record(card)}
}
