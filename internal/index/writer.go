package index

import (
	"context"
	"fmt"
	"time"
)

// Writer takes what a rebuild puts into the index. It is not safe for concurrent use.
type Writer struct {
	ctx     context.Context
	x       *Index
	gen     string
	sites   map[string]*siteWriter
	order   []*siteWriter
	written bool // what feed gave is in Redis; from now on each call is carried out at once
	then    []func(context.Context) error

	numbers map[string]uint32 // terms are numbered, to keep each in memory once
	terms   []string
}

// siteWriter is a site of a rebuild.
type siteWriter struct {
	code     string
	piles    map[Shelf]*pile
	due      map[Kind]map[string]int64
	unsure   map[string]bool // ids to be asked about again, beside those in touchedKey
	late     bool            // not named at the start: an earlier live write may have gone unnoticed
	switched bool
}

// pile is a shelf before it is cut into segments.
type pile struct {
	cards []card
	at    map[string]int // by id
}

type card struct {
	row
	terms  []uint32
	record []byte
}

// Then leaves something to be done when the new entries can be searched, and before the
// index counts as whole.
func (w *Writer) Then(do func(context.Context) error) { w.then = append(w.then, do) }

// Put is [Index.Put] for the index being built.
func (w *Writer) Put(s Shelf, e Entry) error {
	if err := e.check(); err != nil {
		return fmt.Errorf("index %s: %w", s, err)
	}
	site, err := w.at(e.Site, e.ID)
	if err != nil || site.switched {
		return err // whoever changed it since has told a switched site
	}
	if w.written {
		return w.x.put(w.ctx, []string{nextBookKey(e.Site, s, w.gen)}, s, e)
	}
	c := card{row: e.row(), record: e.Record}
	for _, t := range e.terms() {
		c.terms = append(c.terms, w.number(t))
	}
	p := site.piles[s]
	if i, ok := p.at[e.ID]; ok {
		p.cards[i] = c
		return nil
	}
	p.at[e.ID] = len(p.cards)
	p.cards = append(p.cards, c)
	return nil
}

// SetDue is [Index.SetDue] for the index being built.
func (w *Writer) SetDue(site string, k Kind, id string, at time.Time) error {
	if err := checkSite(site); err != nil {
		return err
	}
	s, err := w.at(site, id)
	if err != nil || s.switched {
		return err
	}
	if w.written {
		return w.x.setDue(w.ctx, []string{nextDueKey(site, k, w.gen)}, id, at)
	}
	if at.IsZero() {
		delete(s.due[k], id)
	} else {
		s.due[k][id] = at.UnixMilli()
	}
	return nil
}

// at returns a site, for something to be written under the id. A site that was not named
// at the start may have been written to since the caller read the document, so
// the id is asked about again.
func (w *Writer) at(site, id string) (*siteWriter, error) {
	s, known := w.sites[site]
	if !known {
		var err error
		if s, err = w.begin(site); err != nil {
			return nil, err
		}
		s.late = true
	}
	if s.late && (!w.written || !known) {
		s.unsure[id] = true
	}
	return s, nil
}

func (w *Writer) number(term string) uint32 {
	n, ok := w.numbers[term]
	if !ok {
		n = uint32(len(w.terms))
		w.numbers[term] = n
		w.terms = append(w.terms, term)
	}
	return n
}
