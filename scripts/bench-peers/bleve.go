package main

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/standard"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search/query"
)

// inProcess searches with bleve, in this process, over files.
type inProcess struct {
	folder string
	shape  shape
	index  bleve.Index
}

// load builds the index off line, which is the quickest way and merges its segments.
func (p *inProcess) load(_ context.Context, s *stock) (err error) {
	parts := p.folder + ".parts"
	if err := os.MkdirAll(parts, 0o755); err != nil {
		return err
	}
	b, err := bleve.NewBuilder(p.folder, p.mapping(), map[string]any{"buildPathPrefix": parts, "batchSize": 10_000})
	if err != nil {
		return err
	}
	for f, err := range s.finds() {
		if err != nil {
			return errors.Join(err, b.Close())
		}
		doc := map[string]any{"site": f.Site, "at": float64(f.At), "status": f.Status, "body": f.Words}
		if p.shape == terms {
			doc["body"] = slices.Collect(maps.Keys(f.Terms))
		}
		if err := b.Index(f.ID, doc); err != nil {
			return errors.Join(err, b.Close())
		}
	}
	if err := b.Close(); err != nil {
		return err
	}
	p.index, err = bleve.OpenUsing(p.folder, map[string]any{"read_only": true})
	return err
}

// mapping stores nothing that no question needs.
func (p *inProcess) mapping() mapping.IndexMapping {
	text := func(analyzer string) *mapping.FieldMapping {
		m := mapping.NewTextFieldMapping()
		m.Analyzer, m.Store, m.IncludeInAll, m.IncludeTermVectors, m.DocValues = analyzer, false, false, false, false
		return m
	}
	at := mapping.NewNumericFieldMapping()
	at.Store, at.IncludeInAll = false, false
	body := text(standard.Name)
	if p.shape == terms {
		body.Analyzer = keyword.Name
	}
	m := bleve.NewIndexMapping()
	m.DefaultMapping = bleve.NewDocumentStaticMapping()
	m.DefaultMapping.AddFieldMappingsAt("site", text(keyword.Name))
	m.DefaultMapping.AddFieldMappingsAt("status", text(keyword.Name))
	m.DefaultMapping.AddFieldMappingsAt("at", at)
	m.DefaultMapping.AddFieldMappingsAt("body", body)
	return m
}

func (p *inProcess) ranked(ctx context.Context, q question, in within, limit int) ([]string, error) {
	filters := []query.Query{exactly("status", inStore, 1)}
	if len(in.sites) > 0 {
		var sites []query.Query
		for _, site := range in.sites {
			sites = append(sites, exactly("site", site, 1))
		}
		filters = append(filters, bleve.NewDisjunctionQuery(sites...))
	}
	if in.until > 0 {
		from, until, yes := float64(in.from), float64(in.until), true
		at := bleve.NewNumericRangeInclusiveQuery(&from, &until, &yes, &yes)
		at.SetField("at")
		filters = append(filters, at)
	}
	b := bleve.NewBooleanQuery()
	b.AddMust(p.any(q))
	b.AddFilter(bleve.NewConjunctionQuery(filters...))
	got, err := p.index.SearchInContext(ctx, bleve.NewSearchRequestOptions(b, limit, 0, false))
	if err != nil {
		return nil, err
	}
	var out []string
	for _, hit := range got.Hits {
		out = append(out, hit.ID)
	}
	return out, nil
}

// any matches what has any of the terms or words.
func (p *inProcess) any(q question) query.Query {
	if p.shape == words {
		return matching(q.Words)
	}
	var any []query.Query
	for _, term := range slices.Sorted(maps.Keys(q.Terms)) { // the same order gives the same ties
		any = append(any, exactly("body", term, q.Terms[term]))
	}
	return bleve.NewDisjunctionQuery(any...)
}

// all matches what has all words that were typed, or a sense of each.
func (p *inProcess) all(q question) query.Query {
	if p.shape == words {
		m := matching(q.Typed)
		m.SetOperator(query.MatchQueryOperatorAnd)
		return m
	}
	var all []query.Query
	for _, senses := range q.Senses {
		var any []query.Query
		for _, term := range senses {
			any = append(any, exactly("body", term, 1))
		}
		all = append(all, bleve.NewDisjunctionQuery(any...))
	}
	return bleve.NewConjunctionQuery(all...)
}

func exactly(field, term string, worth float64) query.Query {
	q := bleve.NewTermQuery(term)
	q.SetField(field)
	q.SetBoost(worth)
	return q
}

func matching(words string) *query.MatchQuery {
	q := bleve.NewMatchQuery(words)
	q.SetField("body")
	return q
}

func (p *inProcess) lookUp(ctx context.Context, q question) (int, error) {
	b := bleve.NewBooleanQuery()
	b.AddMust(p.all(q))
	b.AddFilter(exactly("status", inStore, 1))
	r := bleve.NewSearchRequestOptions(b, page, 0, false)
	r.SortBy([]string{"-at"})
	r.Score = "none"
	got, err := p.index.SearchInContext(ctx, r)
	if err != nil {
		return 0, err
	}
	return int(got.Total), nil
}

// bytes are those of the index's files.
func (p *inProcess) bytes(context.Context) (n int64, err error) {
	err = filepath.WalkDir(p.folder, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		file, err := d.Info()
		if err == nil {
			n += file.Size()
		}
		return err
	})
	return n, err
}

func (p *inProcess) close() error {
	if p.index == nil {
		return nil
	}
	return p.index.Close()
}
