package bench

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"lostfound/internal/embedded"
	"lostfound/internal/index"
	"lostfound/internal/lexicon"
	"lostfound/internal/office"
	"lostfound/internal/store"
)

var small = Options{Items: 600, Sites: 6, Reports: 60, Seed: 7, Ask: 40, Through: 3, Clients: 4, Check: 40}

func keepers(t *testing.T) office.Keepers {
	t.Helper()
	k, err := embedded.Open(t.TempDir(), embedded.Holder{Command: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { k.Close() })
	st, err := store.Open(t.Context(), k.S3, embedded.Bucket)
	if err != nil {
		t.Fatal(err)
	}
	return office.Keepers{Store: st, Index: index.New(k.Redis)}
}

func silent(string) {}

func TestASmallTownIsMeasured(t *testing.T) {
	k := keepers(t)
	f, err := Run(t.Context(), k, small, silent)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(f.Answers.Exact-1) > 1e-9 {
		t.Errorf("exact: got %v of the answers, want all", f.Answers.Exact)
	}
	if f.Answers.First < 0.7 || f.Answers.FirstTen < 0.9 || f.Answers.FirstTen < f.Answers.First {
		t.Errorf("the true find: got %v first and %v in the first ten, want most", f.Answers.First, f.Answers.FirstTen)
	}
	if f.Answers.Recall < 0.9 {
		t.Errorf("finds worth a look: got %v shown, want nearly all", f.Answers.Recall)
	}
	if f.Answers.InReach < 1 || f.Answers.InReach > float64(small.Items) {
		t.Errorf("got %v finds in reach, want some and not more than there are", f.Answers.InReach)
	}
	for what, times := range map[string]Times{"reach": f.Reach, "busiest": f.Busiest, "platform": f.Platform, "words": f.Words, "listed": f.Listed, "find": f.Find} {
		if times.N < 1 || times.P50 <= 0 || times.P95 < times.P50 || times.P95 > times.Took.Seconds()*1000 {
			t.Errorf("%s: got %+v, want times that fit together", what, times)
		}
	}
	if f.Bulk.Entries != small.Items+small.Reports || f.Bulk.Analysed <= 0 || f.Bulk.Carried < f.Bulk.Analysed || f.TakenIn <= 0 || f.Together <= 0 {
		t.Errorf("got rates %+v, %v, %v, want all", f.Bulk, f.TakenIn, f.Together)
	}
	if table := f.String(); strings.Contains(table, "NaN") || strings.Contains(table, "%!") {
		t.Errorf("got a broken table:\n%s", table)
	}
	left, err := k.Index.Footprint(t.Context())
	if err != nil || left.Keys != 0 {
		t.Errorf("afterwards: got %d keys, %v, want none", left.Keys, err)
	}
}

func TestARedisThatHoldsSomethingIsLeftAlone(t *testing.T) {
	k := keepers(t)
	if err := k.Index.CacheSet(t.Context(), "somebody's", []byte("value"), time.Hour); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(t.Context(), k, small, silent); !errors.Is(err, ErrInUse) {
		t.Errorf("got %v, want ErrInUse", err)
	}
	if value, found, err := k.Index.CacheGet(t.Context(), "somebody's"); err != nil || !found || string(value) != "value" {
		t.Errorf("what was there: got %q, %v, %v, want it untouched", value, found, err)
	}
}

func TestATownIsMadeFromItsSeedAlone(t *testing.T) {
	one, same, other := NewTown(500, 20, 3), NewTown(500, 20, 3), NewTown(500, 20, 4)
	at := map[string]int{}
	differ := 0
	for i := range 500 {
		it := one.Item(i)
		at[it.Site]++
		if !reflect.DeepEqual(it, same.Item(i)) || !reflect.DeepEqual(one.Missing(i), same.Missing(i)) {
			t.Fatalf("number %d: got two of the same seed, want one", i)
		}
		if !reflect.DeepEqual(it, other.Item(i)) {
			differ++
		}
		if err := it.Details.Check(0, now); err != nil {
			t.Fatalf("find %d: %v", i, err)
		}
		if it.FoundAt.Before(now.AddDate(0, 0, -days-1)) || it.FoundAt.After(now) {
			t.Errorf("find %d: got %v, want it within %d days before %v", i, it.FoundAt, days, now)
		}
	}
	if differ < 490 {
		t.Errorf("another seed: got %d other finds, want nearly all", differ)
	}
	for site, n := range at {
		if n > at[one.Busiest()] {
			t.Errorf("%s: got %d finds, more than the busiest site", site, n)
		}
	}
}

func TestOfFiveHundredSitesTheBusiestHasEightPercent(t *testing.T) {
	town := NewTown(1, 500, 1)
	if share := town.busy[0]; share < 0.07 || share > 0.09 {
		t.Errorf("got %.3f, want about 0.08", share)
	}
}

func TestWhatOthersAreGivenIsWhatIsMeasured(t *testing.T) {
	folder := t.TempDir()
	if err := Write(folder, small); err != nil {
		t.Fatal(err)
	}
	finds, questions := read[Find](t, folder+"/finds.jsonl"), read[Question](t, folder+"/questions.jsonl")
	if len(finds) != small.Items || len(questions) != small.Ask {
		t.Fatalf("got %d finds and %d questions, want %d and %d", len(finds), len(questions), small.Items, small.Ask)
	}
	town := NewTown(small.Items, small.Sites, small.Seed)
	for i, f := range finds {
		e := office.FindEntry(town.Item(i))
		for term := range f.Terms {
			if !slices.Contains(e.Terms, term) {
				t.Errorf("find %s: got term %s, which the index does not have", f.ID, term)
			}
		}
		if f.ID != e.ID || f.Site != e.Site || f.At != e.At.Unix() || f.Words == "" || len(f.Terms) == 0 {
			t.Errorf("find %d: got %+v, want that of entry %+v", i, f, e)
		}
	}
	for i, q := range questions {
		at := slices.IndexFunc(finds, func(f Find) bool { return f.ID == q.Find })
		if at < 0 || !slices.Contains(q.Sites, finds[at].Site) || finds[at].At < q.From || finds[at].At > q.Until {
			t.Errorf("question %d: got reach %v from %d until %d, want one that has find %s", i, q.Sites, q.From, q.Until, q.Find)
		}
		if r := town.Missing(small.Reports + i); q.Find != string(r.Item) || !strings.Contains(q.Words, r.Things[0].Type) || len(q.Terms) == 0 || len(q.Senses) == 0 || q.Typed == "" {
			t.Errorf("question %d: got %+v, want that of report %+v", i, q, r)
		}
	}
}

func read[T any](t *testing.T, name string) []T {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []T
	for in := json.NewDecoder(f); in.More(); {
		var line T
		if err := in.Decode(&line); err != nil {
			t.Fatal(err)
		}
		out = append(out, line)
	}
	return out
}

// Every concept that things are made of has names, so that they are described in words.
func TestTheWordsAreInTheLexicon(t *testing.T) {
	for _, th := range things {
		wellKnown(t, th.code)
	}
	for _, codes := range [][]string{colours, materials, details, motifs, places} {
		for _, code := range codes {
			wellKnown(t, code)
		}
	}
}

func wellKnown(t *testing.T, code string) {
	t.Helper()
	c, ok := lexicon.Lookup(code)
	for _, lang := range languages {
		if !ok || len(c.Names(lang)) == 0 {
			t.Errorf("%s in %s: got no name, want one", code, lang)
		}
	}
}

func TestOptionsThatMakeNoSenseAreRefused(t *testing.T) {
	if err := small.Valid(); err != nil {
		t.Errorf("got %v, want none", err)
	}
	none, many := small, small
	none.Items, many.Sites = 0, 1001
	for name, o := range map[string]Options{"no items": none, "too many sites": many} {
		if o.Valid() == nil {
			t.Errorf("%s: got no error, want one", name)
		}
	}
}
