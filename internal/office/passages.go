package office

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"lostfound/internal/boardingpass"
	"lostfound/internal/fault"
	"lostfound/internal/passage"
	"lostfound/internal/ref"
	"lostfound/internal/site"
	"lostfound/internal/staff"
	"lostfound/internal/store"
)

// passageHour is who went through one lane within an hour. Passages are looked for rarely, by
// site and hour, so they are read from here and are in no index: there is one place to delete them
// from.
type passageHour struct {
	ref.Revised
	Passages []passage.Passage `json:"passages"`
}

// hourForm begins the name of an hour's document, in UTC; the lane's digest ends it. Between them
// is a sign that sorts after the dot of .json, so that listing after an hour begins with it.
const hourForm = "2006010215"

func (o *Office) passagesAt(code string) store.Documents[passageHour, *passageHour] {
	return store.Of[passageHour](o.store, store.Fleeting+"/"+code)
}

// KeepPassages switches for how many hours a site keeps who went through its checkpoints; 0
// deletes what there is at once. It needs a manager, and a reason that all managers see.
func (o *Office) KeepPassages(ctx context.Context, by staff.Member, code string, hours int, reason string) (site.Site, error) {
	if _, err := o.Site(ctx, code); err != nil {
		return site.Site{}, err
	}
	if err := by.May(staff.ManageSite, code); err != nil {
		return site.Site{}, err
	}
	defer o.spreadSites(ctx)
	s, err := o.sites.Update(ctx, code, func(s *site.Site) error {
		return s.SwitchPassages(site.PassageSwitch{At: o.now(), By: by.Ref, Hours: hours, Reason: reason})
	})
	if err != nil {
		return s, fmt.Errorf("keep passages of %s: %w", code, err)
	}
	return s, o.dropAt(ctx, code, s.KeepsPassages()) // a round repeats it
}

// keptAt is for how long a site keeps passages, where the member may do the action there: a
// Conflict where it keeps none.
func (o *Office) keptAt(ctx context.Context, by staff.Member, do staff.Action, code string) (site.Site, time.Duration, error) {
	if err := by.May(do, code); err != nil {
		return site.Site{}, 0, err
	}
	s, err := o.Site(ctx, code)
	if err != nil {
		return s, 0, err
	}
	keep := s.KeepsPassages()
	if keep == 0 {
		return s, 0, fault.New(fault.Conflict, "passages_off")
	}
	return s, keep, nil
}

// TakePassages keeps a list of who went through a site's checkpoints, as CSV or JSON: whole or
// not at all, with row and column of everything wrong. One that is known is not kept twice, so
// a list may be sent again. It returns how many the list has.
func (o *Office) TakePassages(ctx context.Context, by staff.Member, code string, raw []byte, asJSON bool) (int, error) {
	s, keep, err := o.keptAt(ctx, by, staff.TakeIn, code)
	if err != nil {
		return 0, err
	}
	var list []passage.Passage
	if asJSON {
		list, err = passage.ReadJSON(raw, o.now(), keep)
	} else {
		list, err = passage.Read(raw, s.Location(), o.now(), keep)
	}
	if err != nil {
		return 0, err
	}
	return len(list), o.keepPassages(ctx, code, list)
}

// Scan is a boarding pass that was scanned at a lane.
type Scan struct {
	Pass    string    `json:"pass"` // as in its bar code, IATA BCBP
	Lane    string    `json:"lane"`
	Tray    string    `json:"tray"`
	At      time.Time `json:"at"`      // now where nobody says
	Airport string    `json:"airport"` // from which the leg goes; the site's own code where that is an airport's
}

// TakePass keeps what a scanned pass says about its bearer's way, and nothing else of it.
func (o *Office) TakePass(ctx context.Context, by staff.Member, code string, scan Scan) (passage.Passage, error) {
	s, keep, err := o.keptAt(ctx, by, staff.TakeIn, code)
	if err != nil {
		return passage.Passage{}, err
	}
	now := o.now()
	if scan.At.IsZero() {
		scan.At = now
	}
	pass, err := boardingpass.Parse(scan.Pass, scan.At.In(s.Location()))
	if err != nil {
		return passage.Passage{}, err
	}
	airport := strings.ToUpper(strings.TrimSpace(scan.Airport))
	if airport == "" && s.Kind == site.Airport && len(code) == 3 {
		airport = code
	}
	if _, ok := pass.LegFrom(airport); !ok && airport != "" {
		return passage.Passage{}, fault.Newf(fault.Invalid, "pass", "pass_of_another_airport", fault.Args{"Airport": airport})
	}
	p := passage.OfPass(pass, airport, strings.TrimSpace(scan.Lane), strings.TrimSpace(scan.Tray), scan.At.UTC().Truncate(time.Second))
	if err := p.Check(now, keep); err != nil {
		return passage.Passage{}, err
	}
	return p, o.keepPassages(ctx, code, []passage.Passage{p})
}

// keepPassages adds to the documents of their hours and lanes. Where it stops half-way, sending
// the list again adds what is missing.
func (o *Office) keepPassages(ctx context.Context, code string, list []passage.Passage) error {
	byHour := map[string][]passage.Passage{}
	for _, p := range list {
		name := p.At.UTC().Format(hourForm) + "_" + ref.Digest(passage.FoldLane(p.Lane))[:16]
		byHour[name] = append(byHour[name], p)
	}
	docs := o.passagesAt(code)
	for name, some := range byHour {
		add := func(h *passageHour) error {
			known := map[passage.Passage]bool{}
			for _, p := range h.Passages {
				known[p] = true
			}
			for _, p := range some {
				if !known[p] {
					h.Passages = append(h.Passages, p)
					known[p] = true
				}
			}
			return nil
		}
		_, err := docs.Update(ctx, name, add)
		if fault.Is(err, fault.Missing) {
			var fresh passageHour
			err = errors.Join(add(&fresh), docs.Create(ctx, name, &fresh))
		}
		if fault.Is(err, fault.Conflict) { // another process was first to make it
			_, err = docs.Update(ctx, name, add)
		}
		if err != nil {
			return fmt.Errorf("keep passages of %s: %w", code, err)
		}
	}
	return nil
}

// passagesWithin reads the passages of a site between two instants, each of which may be open,
// that are not over.
func (o *Office) passagesWithin(ctx context.Context, code string, keep time.Duration, from, to time.Time) ([]passage.Passage, error) {
	now := o.now()
	if first := now.Add(-keep); from.Before(first) {
		from = first
	}
	var out []passage.Passage
	docs := o.passagesAt(code)
	for name, err := range docs.Names(ctx, from.UTC().Format(hourForm)) {
		if err != nil {
			return nil, fmt.Errorf("read passages of %s: %w", code, err)
		}
		hour, ok := hourOf(name)
		if !ok {
			continue
		}
		if !to.IsZero() && hour.After(to) {
			break
		}
		h, err := docs.Get(ctx, name)
		if fault.Is(err, fault.Missing) {
			continue // deleted meanwhile
		}
		if err != nil {
			return nil, fmt.Errorf("read passages of %s: %w", code, err)
		}
		for _, p := range h.Passages {
			if !p.Over(now, keep) && !p.At.Before(from) && (to.IsZero() || !p.At.After(to)) {
				out = append(out, p)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b passage.Passage) int {
		return cmp.Or(a.At.Compare(b.At), strings.Compare(a.Surname, b.Surname))
	})
	return out, nil
}

func hourOf(name string) (time.Time, bool) {
	hour, _, _ := strings.Cut(name, "_")
	at, err := time.Parse(hourForm, hour)
	return at, err == nil
}

// DropPassages deletes all passages whose hours are over, and all of sites that keep none. What
// is shown does not depend on it: a passage that is over is never read.
func (o *Office) DropPassages(ctx context.Context) error {
	var failed error
	seen := map[string]bool{}
	for name, err := range o.passages.Names(ctx, "") {
		if err != nil {
			return errors.Join(failed, fmt.Errorf("read passages: %w", err))
		}
		code, _, ok := strings.Cut(name, "/")
		if !ok || seen[code] {
			continue
		}
		seen[code] = true
		s, err := o.sites.Get(ctx, code) // as it is now: what is deleted is gone
		if err == nil || fault.Is(err, fault.Missing) {
			err = o.dropAt(ctx, code, s.KeepsPassages())
		}
		failed = errors.Join(failed, err)
	}
	return failed
}

func (o *Office) dropAt(ctx context.Context, code string, keep time.Duration) error {
	docs, now := o.passagesAt(code), o.now()
	for name, err := range docs.Names(ctx, "") {
		if err != nil {
			return fmt.Errorf("read passages of %s: %w", code, err)
		}
		hour, ok := hourOf(name)
		switch {
		case keep == 0 || !ok || !hour.Add(time.Hour+keep).After(now):
			err = docs.Delete(ctx, name)
		case !hour.Add(keep).After(now): // some of them may be over
			_, err = docs.Update(ctx, name, func(h *passageHour) error {
				h.Passages = slices.DeleteFunc(h.Passages, func(p passage.Passage) bool { return p.Over(now, keep) })
				return nil
			})
		}
		if err != nil && !fault.Is(err, fault.Missing) {
			return fmt.Errorf("drop passages of %s: %w", code, err)
		}
	}
	return nil
}
