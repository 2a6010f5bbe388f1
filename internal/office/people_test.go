package office

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"lostfound/internal/lexicon"
	"lostfound/internal/loss"
	"lostfound/internal/ref"
)

// tongue is how people of one language are called and dial.
type tongue struct {
	first, last []string
	country     string
	digits      int
}

// tongues reads the names of people who travel.
func tongues(t testing.TB) []tongue {
	t.Helper()
	var out []tongue
	for line := range strings.Lines(fileText(t, "../caller/testdata/names.txt")) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || words[0] == "#":
		case strings.HasPrefix(words[0], "["):
			digits, err := strconv.Atoi(words[3])
			must(t, err)
			out = append(out, tongue{country: words[2], digits: digits})
		default:
			at := &out[len(out)-1]
			for _, w := range words[1:] {
				w = strings.ReplaceAll(w, "+", " ")
				if words[0] == "first" {
					at.first = append(at.first, w)
				} else {
					at.last = append(at.last, w)
				}
			}
		}
	}
	return out
}

func fileText(t testing.TB, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	must(t, err)
	return string(raw)
}

// usual picks one of a list, the first ones most often.
func usual(luck *rand.Rand, list []string) string {
	return list[int(float64(len(list))*luck.Float64()*luck.Float64())]
}

// people makes reports of as many people, the same at each call, none with a name or a code that is taken.
func people(t testing.TB, n int, taken map[string]bool, now time.Time) []loss.Report {
	t.Helper()
	luck := rand.New(rand.NewPCG(7, 7))
	all, kinds := tongues(t), []string{"backpack", "phone", "laptop", "suitcase", "jacket", "glasses", "wallet", "keys", "umbrella", "headphones", "scarf", "camera", "tablet", "passport", "ring"}
	airlines := strings.Fields("KL AF LH BA LO TK IB AT MS U2 FR W6 SK LX OS EI TP")
	out := make([]loss.Report, 0, n)
	for len(out) < n {
		from := all[luck.IntN(len(all))]
		first, last := usual(luck, from.first), usual(luck, from.last)
		switch luck.IntN(10) {
		case 0:
			last += "-" + usual(luck, from.last)
		case 1:
			first += " " + usual(luck, from.first)
		}
		code := spin(luck)
		if name := first + " " + last; taken[lexicon.Fold(name)] || taken[code] {
			continue
		}
		taken[code] = true
		r := loss.Report{Ref: ref.Report("R-" + code[:4] + "-" + code[4:]), Sites: []string{"AMS"}, Status: loss.Open, Lang: "en"}
		r.Contact.Name = first + " " + last
		if luck.IntN(10) > 0 {
			r.Contact.Phone = "+" + from.country + number(luck, from.digits)
		}
		if luck.IntN(10) > 2 {
			r.Contact.Email = strings.ReplaceAll(lexicon.Fold(fmt.Sprintf("%s.%s%d@mail%d.example", first, last, luck.IntN(90), luck.IntN(12))), " ", "")
		}
		r.Place = fmt.Sprintf("%s %d", airlines[luck.IntN(len(airlines))], 100+luck.IntN(3000))
		thing := loss.Thing{No: 1, Details: loss.Details{Category: kinds[luck.IntN(len(kinds))]}}
		if luck.IntN(10) == 0 {
			thing.Identifiers.Plate = fmt.Sprintf("%s-%s %d", letters(luck, 2), letters(luck, 2), 1+luck.IntN(9999))
		}
		r.Things = []loss.Thing{thing}
		r.FiledAt = now.Add(-time.Duration(luck.IntN(180*24*60)) * time.Minute)
		r.ChangedAt = r.FiledAt
		if luck.IntN(3) == 0 {
			r.Status = loss.Settled
		}
		out = append(out, r)
	}
	return out
}

// spin draws a code of a reference.
func spin(luck *rand.Rand) string {
	const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	code := make([]byte, 6)
	for i := range code {
		code[i] = alphabet[luck.IntN(len(alphabet))]
	}
	return string(code)
}

func letters(luck *rand.Rand, n int) string {
	return strings.Map(func(rune) rune { return rune('A' + luck.IntN(26)) }, strings.Repeat("A", n))
}

func number(luck *rand.Rand, n int) string {
	return strings.Map(func(rune) rune { return rune('0' + luck.IntN(10)) }, strings.Repeat("0", n))
}

// overheard is what an officer typed and whose report it should lead to.
type overheard struct {
	said, wrong string
	report      ref.Report
}

// written reads the set written by hand: the reports of its people, and what was heard of them.
func written(t testing.TB, now time.Time) ([]loss.Report, []overheard) {
	t.Helper()
	var reports []loss.Report
	var heard []overheard
	for line := range strings.Lines(fileText(t, "../caller/testdata/heard.txt")) {
		line = strings.TrimSpace(line)
		switch person, is := strings.CutPrefix(line, "= "); {
		case is:
			f := strings.Split(person, "|")
			for i := range f {
				f[i] = strings.TrimSpace(f[i])
			}
			reports = append(reports, loss.Report{Ref: ref.Report("R-" + f[0][:4] + "-" + f[0][4:]), Sites: []string{"AMS"}, Status: loss.Open, Lang: "en",
				Contact: loss.Contact{Name: f[1], Email: f[2], Phone: f[3]}, Place: f[4], FiledAt: now.Add(-30 * 24 * time.Hour), ChangedAt: now.Add(-30 * 24 * time.Hour),
				Things: []loss.Thing{{No: 1, Details: loss.Details{Category: f[6], Type: f[6], Identifiers: loss.Identifiers{Plate: f[5]}}}}})
		case line != "" && line[0] != '#':
			said, wrong, _ := strings.Cut(line, "  # ")
			heard = append(heard, overheard{said, wrong, reports[len(reports)-1].Ref})
		}
	}
	return reports, heard
}
