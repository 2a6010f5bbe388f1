package bench

import (
	"fmt"
	"strings"
)

// String prints the figures as a table.
func (f Figures) String() string {
	var s strings.Builder
	line := func(what, form string, args ...any) {
		fmt.Fprintf(&s, "%-46s "+form+"\n", append([]any{what}, args...)...)
	}
	fmt.Fprintf(&s, "%d finds at %d sites, %d open reports, seed %d\n", f.Items, f.Sites, f.Reports, f.Seed)
	if f.LoadBefore != "" {
		fmt.Fprintf(&s, "load of the machine %s before, %s after\n", f.LoadBefore, f.LoadAfter)
	}
	fmt.Fprintf(&s, "\n%-46s %9s %9s\n", "milliseconds", "p50", "p95")
	for _, t := range []struct {
		what string
		Times
	}{
		{"a report against its reach, with reasons", f.Reach},
		{"its terms, ranked, over the busiest site", f.Busiest},
		{"its terms, ranked, over the whole platform", f.Platform},
		{"two words over the whole platform, counted", f.Words},
		{"the same, with the total alone", f.Listed},
		{fmt.Sprintf("a new find against %d reports", f.Reports), f.Find},
	} {
		line(t.what, "%9.2f %9.2f", t.P50, t.P95)
	}
	s.WriteByte('\n')
	line("bulk, from documents, entries a second", "%9.0f", f.Bulk.Analysed)
	line("bulk, from records with their terms", "%9.0f", f.Bulk.Carried)
	line("taken in one by one, finds a second", "%9.0f", f.TakenIn)
	line(fmt.Sprintf("%d clients at once, times the reports of one", f.Clients), "%9.2f", f.Together)
	if f.Bytes >= 0 {
		line("bytes of Redis a find, all told", "%9.0f", f.Bytes)
	}
	s.WriteByte('\n')
	line("the report's find came first", "%9.3f", f.Answers.First)
	line("and among the first ten", "%9.3f", f.Answers.FirstTen)
	line("of the finds worth a look in reach, shown", "%9.3f", f.Answers.Recall)
	line("answers of the index that were exact", "%9.3f", f.Answers.Exact)
	line("finds in the reach of a report", "%9.0f", f.Answers.InReach)
	return s.String()
}
