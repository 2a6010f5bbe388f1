package bench

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"lostfound/internal/found"
	"lostfound/internal/loss"
	"lostfound/internal/match"
)

// Find is a find as other programs are given it, to search the same stock.
type Find struct {
	ID     string             `json:"id"`
	Site   string             `json:"site"`
	At     int64              `json:"at"` // seconds since 1970
	Status string             `json:"status"`
	Words  string             `json:"words"` // as staff wrote them
	Terms  map[string]float64 `json:"terms"` // under which it stands in the index, with what each is worth
}

// Question is a report as they are given it. Whatever they answer should have the find first.
type Question struct {
	Find   string             `json:"find"`
	Sites  []string           `json:"sites"` // of its reach
	From   int64              `json:"from"`
	Until  int64              `json:"until"`
	Words  string             `json:"words"`
	Terms  map[string]float64 `json:"terms"`
	Typed  string             `json:"typed"`  // what staff would type for it
	Senses [][]string         `json:"senses"` // and the terms that may stand for each word
}

// Write puts what Run loads and asks with these options into a folder: finds.jsonl and
// questions.jsonl, one JSON object a line.
func Write(folder string, opt Options) error {
	b := &bench{opt: opt, town: NewTown(opt.Items, opt.Sites, opt.Seed)}
	if err := lines(filepath.Join(folder, "finds.jsonl"), opt.Items, b.town.written); err != nil {
		return err
	}
	return lines(filepath.Join(folder, "questions.jsonl"), opt.Ask, func(i int) Question { return b.question(opt.Reports + i).written() })
}

func lines[T any](name string, n int, line func(int) T) (err error) {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := bufio.NewWriter(f)
	out := json.NewEncoder(w)
	for i := range n {
		if err := out.Encode(line(i)); err != nil {
			return err
		}
	}
	return w.Flush()
}

func (t *Town) written(i int) Find {
	it := t.Item(i)
	f := match.FindOf(it)
	words := append([]string{it.Type, it.Brand, it.Description, it.Marks, it.Serial, it.Zone}, it.Colours...)
	terms := worth(match.FindQuery(f))
	for _, t := range match.AskedTerms(f.Traits) {
		if _, ok := terms[t]; !ok {
			terms[t] = 0.5 // as a place of a report is
		}
	}
	return Find{string(it.Ref), it.Site, it.FoundAt.Unix(), string(found.InStore), spaced(words), terms}
}

func (q *question) written() Question {
	out := Question{Find: string(q.Item), Words: told(q.Report), Terms: worth(match.LossTerms(q.lost)), Typed: words(q.Report)}
	for _, r := range q.query.Reach {
		out.Sites = append(out.Sites, r.Site)
		out.From, out.Until = r.From.Unix(), r.Until.Unix()
	}
	for _, senses := range match.Asked(out.Typed, q.Lang) {
		var terms []string
		for _, t := range senses {
			terms = append(terms, t.Term)
		}
		out.Senses = append(out.Senses, terms)
	}
	return out
}

// told is all that a report says in words.
func told(r loss.Report) string {
	t := r.Things[0]
	return spaced(append([]string{t.Type, t.Brand, t.Description, t.Identifiers.Name, t.Identifiers.Serial, r.Place, r.Contact.Name}, t.Colours...))
}

func spaced(words []string) string {
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

func worth(terms []match.Term) map[string]float64 {
	out := make(map[string]float64, len(terms))
	for _, t := range terms {
		out[t.Term] = t.Weight
	}
	return out
}
