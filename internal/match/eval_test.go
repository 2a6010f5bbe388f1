package match

import (
	"bufio"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"lostfound/internal/found"
	"lostfound/internal/loss"
)

// sets are the development sets: the airports and lots the first lists were written for, and
// fifteen other places in fourteen languages.
var sets = []string{"lostfound", "elsewhere"}

// set is a development set, as it would be after an import.
type set struct {
	items   []item
	reports []report
	now     time.Time // just after the last thing in it
	wide    bool      // all its sites are connected, else none
}

type item struct {
	id    string
	notes found.Item
	find  Find
}

type report struct {
	id    string
	words string
	loss  Loss
	right []string
	tags  []string
}

func readSet(t testing.TB, name string) set {
	t.Helper()
	var s set
	right, tags := map[string][]string{}, map[string][]string{}
	lines(t, name+"/truth", func(raw []byte) error {
		var l struct {
			Report string
			Items  []string
		}
		err := json.Unmarshal(raw, &l)
		right[l.Report] = l.Items
		return err
	})
	lines(t, name+"/tags", func(raw []byte) error {
		var l struct {
			Report string
			Tags   []string
		}
		err := json.Unmarshal(raw, &l)
		tags[l.Report] = l.Tags
		return err
	})
	lines(t, name+"/items", func(raw []byte) error {
		var l struct {
			ID string
			found.Details
		}
		err := json.Unmarshal(raw, &l)
		it := found.Item{Details: l.Details}
		s.items = append(s.items, item{l.ID, it, FindOf(it)})
		s.pass(it.FoundAt)
		return err
	})
	lines(t, name+"/reports", func(raw []byte) error {
		var l struct {
			ID string
			loss.Statement
			loss.Details
		}
		err := json.Unmarshal(raw, &l)
		r := loss.Report{Sites: l.Sites, Place: l.Place, From: l.From, To: l.To, Lang: l.Lang, Contact: l.Contact, OnBehalfOf: l.OnBehalfOf}
		s.reports = append(s.reports, report{l.ID, l.Details.Type + "|" + l.Details.Description, LossOf(r, loss.Thing{No: 1, Details: l.Details}), right[l.ID], tags[l.ID]})
		s.pass(l.From)
		s.pass(l.To)
		return err
	})
	return s
}

func (s *set) pass(at time.Time) {
	if !at.Before(s.now) {
		s.now = at.Add(time.Minute)
	}
}

func lines(t testing.TB, name string, do func([]byte) error) {
	t.Helper()
	file, err := os.Open("testdata/" + name + ".jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	scan := bufio.NewScanner(file)
	scan.Buffer(nil, 1<<20)
	for scan.Scan() {
		if err := do(scan.Bytes()); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	if err := scan.Err(); err != nil {
		t.Fatal(err)
	}
}

// inReach returns the finds a report is compared with, and the statistics of their terms.
func (s set) inReach(l Loss) ([]item, Stock) {
	from, until := Reach(l, s.now)
	var near []item
	stock := Stock{DF: map[string]int{}}
	for _, it := range s.items {
		if it.find.At.Before(from) || it.find.At.After(until) || !s.wide && !slices.Contains(l.Sites, it.find.Site) {
			continue
		}
		near = append(near, it)
		stock.N++
		for _, term := range FindTerms(it.find) {
			stock.DF[term]++
		}
	}
	asked := map[string]int{}
	for _, term := range LossTerms(l) {
		asked[term.Term] = stock.DF[term.Term]
	}
	stock.DF = asked
	return near, stock
}

type answer struct {
	item string
	Result
}

func (s set) answer(l Loss, prior bool) []answer {
	near, stock := s.inReach(l)
	var out []answer
	for _, it := range near {
		out = append(out, answer{it.id, Model{NoLeaning: !prior}.Score(l, it.find, stock)})
	}
	slices.SortStableFunc(out, func(a, b answer) int {
		if a.Score != b.Score {
			if a.Score > b.Score {
				return -1
			}
			return 1
		}
		return strings.Compare(a.item, b.item)
	})
	return out
}

type marks struct {
	in, out, top1, top3, top10, strong, strongWrong, falseStrong, falseHope, missed int
	mrr                                                                             float64
}

func (m *marks) count(a []answer, right []string) int {
	strong := len(a) > 0 && a[0].Strength == Strong
	hope := len(a) > 0 && a[0].Strength != Weak
	if len(right) == 0 {
		m.out++
		if strong {
			m.falseStrong++
		}
		if hope {
			m.falseHope++
		}
		return 0
	}
	m.in++
	rank := slices.IndexFunc(a, func(x answer) bool { return slices.Contains(right, x.item) }) + 1
	if rank == 1 {
		m.top1++
	}
	if rank > 0 && rank <= 3 {
		m.top3++
	}
	if rank > 0 && rank <= 10 {
		m.top10++
	}
	if rank > 0 {
		m.mrr += 1 / float64(rank)
	}
	if strong && rank == 1 {
		m.strong++
	}
	if strong && rank != 1 {
		m.strongWrong++
	}
	if !hope {
		m.missed++
	}
	return rank
}

func (m marks) String() string {
	in, out := float64(max(m.in, 1)), float64(max(m.out, 1))
	return fmt.Sprintf("in %d out %d: top-1 %.3f top-3 %.3f top-10 %.3f MRR %.3f | strong right %.3f wrong %.3f missed %.3f | not in stock: strong %.3f hope %.3f",
		m.in, m.out, float64(m.top1)/in, float64(m.top3)/in, float64(m.top10)/in, m.mrr/in, float64(m.strong)/in, float64(m.strongWrong)/in, float64(m.missed)/in,
		float64(m.falseStrong)/out, float64(m.falseHope)/out)
}

// floors are what must not be lost again in any of the sets, with and without the leanings
// of place and time.
var floors = map[bool]map[string]float64{
	true:  {"top-1": 0.96, "top-3": 0.98, "strong": 0.70, "not wrongly strong": 0.96},
	false: {"top-1": 0.85, "top-3": 0.93, "strong": 0.20, "not wrongly strong": 0.96},
}

func TestDevelopmentSet(t *testing.T) {
	for _, name := range sets {
		s := readSet(t, name)
		for _, s.wide = range []bool{false, true} {
			for _, prior := range []bool{true, false} {
				t.Run(fmt.Sprintf("%s, all sites %v, prior %v", name, s.wide, prior), func(t *testing.T) { s.examine(t, prior) })
			}
		}
	}
}

func (s set) examine(t *testing.T, prior bool) {
	verbose := os.Getenv("LOSTFOUND_TEST_SHOW")
	var all marks
	byTag := map[string]*marks{}
	var tops, bests []float64 // first scores of reports in stock and right, and of those not in stock
	for _, r := range s.reports {
		a := s.answer(r.loss, prior)
		rank := all.count(a, r.right)
		switch {
		case len(r.right) == 0:
			bests = append(bests, best(a))
		case rank == 1:
			tops = append(tops, a[0].Score)
		default:
			tops = append(tops, -1)
		}
		for _, tag := range r.tags {
			if byTag[tag] == nil {
				byTag[tag] = &marks{}
			}
			byTag[tag].count(a, r.right)
		}
		if prior && !s.wide && (verbose == "all" || verbose == "wrong" && rank != 1 && (len(r.right) > 0 || a[0].Strength == Strong) || verbose == r.id) {
			show(t, s, r, a, rank)
		}
	}
	t.Logf("%v", all)
	t.Logf("strong at most 2 %%: %.3f from %.3f; at most 7 %%: %.3f", curve(tops, bests, 0.02), quantile(bests, 0.02), curve(tops, bests, 0.07))
	if prior && !s.wide {
		for _, tag := range slices.Sorted(maps.Keys(byTag)) {
			t.Logf("%-16s %v", tag, byTag[tag])
		}
	}
	least := floors[prior]
	in, out := float64(all.in), float64(all.out)
	for name, got := range map[string]float64{"top-1": float64(all.top1) / in, "top-3": float64(all.top3) / in, "strong": float64(all.strong) / in, "not wrongly strong": 1 - float64(all.falseStrong)/out} {
		if got < least[name] {
			t.Errorf("%s: got %.3f, want at least %.3f", name, got, least[name])
		}
	}
}

func show(t *testing.T, s set, r report, a []answer, rank int) {
	raw, _ := json.Marshal(r.loss)
	t.Logf("\n== %s rank %d\n   %s\n   %s", r.id, rank, r.words, raw)
	for i, x := range a {
		if i >= 2 && !slices.Contains(r.right, x.item) {
			continue
		}
		k := slices.IndexFunc(s.items, func(it item) bool { return it.id == x.item })
		it := s.items[k]
		raw, _ := json.Marshal(it.find)
		mark := " "
		if slices.Contains(r.right, x.item) {
			mark = "*"
		}
		var why strings.Builder
		for _, y := range x.Reasons {
			fmt.Fprintf(&why, " %s%s%+.1f", y.Kind, strings.ReplaceAll(fmt.Sprint(y.Args), "map", ""), y.Points)
		}
		d := it.notes.Details
		t.Logf("%s %d %s %.3f %s|%s|%v|%s|%s|%s|%s|%s\n      %s\n     %s", mark, i+1, x.item, x.Score, d.Site, d.Zone, d.FoundAt.Format("02T15:04"), d.Type, d.Brand, d.Description, d.Marks, d.Serial, raw, why.String())
	}
}

// best is the first score, 0 where nothing is in reach.
func best(a []answer) float64 {
	if len(a) == 0 {
		return 0
	}
	return a[0].Score
}

// quantile is the score that at most a share of the scores reach.
func quantile(scores []float64, share float64) float64 {
	sorted := slices.Sorted(slices.Values(scores))
	return sorted[len(sorted)-1-int(share*float64(len(sorted)))]
}

// curve is the share of right first scores above all but a share of the wrong ones.
func curve(right, wrong []float64, share float64) float64 {
	from, n := quantile(wrong, share), 0
	for _, s := range right {
		if s > from {
			n++
		}
	}
	return float64(n) / float64(len(right))
}

// TestTheIndexFindsTheCandidates weighs terms as the index does: the sum of weights times
// rarity of the terms a find carries.
func TestTheIndexFindsTheCandidates(t *testing.T) {
	for _, name := range sets {
		s := readSet(t, name)
		s.wide = true
		t.Run(name, s.seek)
	}
}

func (s set) seek(t *testing.T) {
	late := 0
	for _, r := range s.reports {
		if len(r.right) == 0 {
			continue
		}
		near, stock := s.inReach(r.loss)
		terms := LossTerms(r.loss)
		points := make([]float64, len(near))
		best := -1.0
		for i, it := range near {
			has := FindTerms(it.find)
			for _, term := range terms {
				if slices.Contains(has, term.Term) {
					points[i] += term.Weight * math.Log(1+float64(stock.N)/float64(1+stock.DF[term.Term]))
				}
			}
			if slices.Contains(r.right, it.id) {
				best = max(best, points[i])
			}
		}
		rank := 0
		for _, p := range points {
			if p > best {
				rank++
			}
		}
		if rank >= len(near)/6 {
			late++
			t.Logf("%s: %d of %d stand before the item", r.id, rank, len(near))
		}
	}
	if late > 5 {
		t.Errorf("got %d reports whose item is not among the first sixth of its reach, want at most 5", late)
	}
}
