package bench

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"lostfound/internal/found"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/match"
	"lostfound/internal/office"
	"lostfound/internal/staff"
)

// Answers say how good the answers are: the share of reports whose find came first and among the
// first ten; the share of the finds worth a look, when every find in reach is scored, that the
// office shows; and whether the index gave the same finds as a search the long way.
type Answers struct {
	First    float64 `json:"first"`
	FirstTen float64 `json:"first_ten"`
	Recall   float64 `json:"recall"`
	Exact    float64 `json:"exact"`    // share of the questions; anything but 1 is a defect
	InReach  float64 `json:"in_reach"` // finds, on average
}

// candidates is how many finds a question to the index gives.
const candidates = 300

// query is what the office asks the index on behalf of a report's thing.
func query(r loss.Report, reach []index.Reach) index.Query {
	q := index.Query{Reach: reach, Must: []string{"status:" + string(found.InStore)}, Limit: candidates}
	for _, t := range match.LossTerms(match.LossOf(r, r.Things[0])) {
		q.Terms = append(q.Terms, index.Term{Term: t.Term, Weight: t.Weight})
	}
	return q
}

// rankOf is the place of the report's find among those found, from 1; 0 where it is not there.
func rankOf(r Missing, got []office.Ranked) int {
	return 1 + slices.IndexFunc(got, func(f office.Ranked) bool { return f.Item == r.Item })
}

func (a *Answers) rank(ranks []int) {
	for _, rank := range ranks {
		if rank == 1 {
			a.First += 1 / float64(len(ranks))
		}
		if rank >= 1 && rank <= 10 {
			a.FirstTen += 1 / float64(len(ranks))
		}
	}
}

// question is a report that is answered the long way.
type question struct {
	Missing
	lost  match.Loss
	query index.Query
	stock match.Stock
	seen  []seen
}

// seen is a find in reach.
type seen struct {
	id      string
	site    string
	find    match.Find
	carries []bool // by term of the query
	score   float64
}

// check asks some of the questions again, and goes through every find of the town for them.
func (b *bench) check(ctx context.Context, a *Answers) error {
	questions := make([]*question, min(b.opt.Check, b.opt.Ask))
	for i := range questions {
		questions[i] = b.question(b.opt.Reports + i)
	}
	for i := range b.opt.Items {
		if err := ctx.Err(); err != nil {
			return err
		}
		it := b.town.Item(i)
		var e index.Entry
		for _, q := range questions {
			if !inReach(it, q.query.Reach) {
				continue
			}
			if e.ID == "" {
				e = office.FindEntry(it)
			}
			q.see(it, e)
		}
	}
	each := 1 / float64(len(questions))
	for _, q := range questions {
		a.InReach += each * float64(len(q.seen))
		got, _, err := b.index.Search(ctx, index.Items, q.query)
		if err != nil {
			return err
		}
		if slices.EqualFunc(got, q.best(), func(h index.Hit, s seen) bool { return h.ID == s.id && h.Site == s.site && h.Score == s.score }) {
			a.Exact += each
		}
		shown, err := b.office.LookFor(ctx, staff.Operator, q.Report, q.Things[0])
		if err != nil {
			return err
		}
		a.Recall += each * q.recall(shown)
	}
	return nil
}

func (b *bench) question(i int) *question {
	r := b.town.Missing(i)
	q := &question{Missing: r, lost: match.LossOf(r.Report, r.Things[0]), stock: match.Stock{DF: map[string]int{}}}
	from, until := match.Reach(q.lost, now)
	var reach []index.Reach
	for _, code := range b.town.near(r.Sites[0]) {
		reach = append(reach, index.Reach{Site: code, From: from, Until: until})
	}
	q.query = query(r.Report, reach)
	return q
}

func inReach(it found.Item, reach []index.Reach) bool {
	return slices.ContainsFunc(reach, func(r index.Reach) bool {
		at := it.FoundAt.Unix()
		return r.Site == it.Site && at >= r.From.Unix() && at <= r.Until.Unix()
	})
}

// see counts a find in reach.
func (q *question) see(it found.Item, e index.Entry) {
	s := seen{id: e.ID, site: e.Site, find: match.FindOf(it), carries: make([]bool, len(q.query.Terms))}
	q.stock.N++
	for i, t := range q.query.Terms {
		if s.carries[i] = slices.Contains(e.Terms, t.Term); s.carries[i] {
			q.stock.DF[t.Term]++
		}
	}
	q.seen = append(q.seen, s)
}

// best does what index.Search promises.
func (q *question) best() []seen {
	var out []seen
	for _, s := range q.seen {
		if !slices.Contains(s.carries, true) {
			continue
		}
		for i, t := range q.query.Terms {
			if s.carries[i] {
				s.score += t.Weight * rarity(q.stock.N, q.stock.DF[t.Term])
			}
		}
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b seen) int {
		return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(a.id, b.id), strings.Compare(a.site, b.site))
	})
	return out[:min(candidates, len(out))]
}

// rarity is the inverse document frequency, as BM25 has it.
func rarity(n, df int) float64 {
	return math.Log(1 + (float64(n-df)+.5)/(float64(df)+.5))
}

// recall is the share of the finds in reach worth a look, the best 20 at most, that are shown.
// Finds that score the same as the last of them are as good.
func (q *question) recall(shown []office.Ranked) float64 {
	var scores []float64
	for _, s := range q.seen {
		if score := (match.Model{}).Weigh(q.lost, s.find, q.stock); score >= match.PossibleFrom {
			scores = append(scores, score)
		}
	}
	if len(scores) == 0 {
		return 1
	}
	slices.SortFunc(scores, func(a, b float64) int { return cmp.Compare(b, a) })
	scores = scores[:min(20, len(scores))]
	got := 0
	for _, f := range shown {
		if f.Score >= scores[len(scores)-1] {
			got++
		}
	}
	return float64(min(got, len(scores))) / float64(len(scores))
}
