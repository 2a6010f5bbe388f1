package notice

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lostfound/internal/history"
	"lostfound/internal/locale"
	"lostfound/internal/loss"
	"lostfound/internal/promise"
	"lostfound/internal/site"
)

var (
	now      = time.Date(2026, 11, 25, 13, 10, 0, 0, time.UTC)
	schiphol = site.Site{Code: "AMS", Name: "Schiphol", TimeZone: "Europe/Amsterdam", Desk: "Arrivals 1, 7:00 to 22:00"}
	lot      = site.Site{Code: "AMS-RENT", Name: "Rental lot", TimeZone: "Europe/Amsterdam"}
)

func writer(t *testing.T) *Writer {
	t.Helper()
	book, err := locale.Open()
	if err != nil {
		t.Fatal(err)
	}
	return NewWriter(book, "Lost & Found")
}

// facts are those of a report of a laptop and an umbrella.
func facts(what loss.Event) Facts {
	r := loss.File("R-2M8T-4C", loss.Statement{Sites: []string{"AMS"}, Lang: "en", Contact: loss.Contact{Email: "anna@example.org"},
		Things: []loss.Details{{Type: "laptop", Category: "laptop"}, {Type: "blue umbrella", Category: "umbrella"}}}, nil, "", now, promise.Desk{Hours: schiphol.Opening(), In: schiphol.Location()})
	r.UpdateDue = now.Add(48 * time.Hour)
	return Facts{Report: r, Message: loss.Message{No: 3, What: what, OwedAt: now}, Sites: []site.Site{schiphol},
		Page: "https://found.example.org/r/R-2M8T-4C/secret", Stop: "https://found.example.org/stop/R-2M8T-4C/other"}
}

func TestALetterSaysWhatHoldsAndNothingElse(t *testing.T) {
	w := writer(t)
	for name, c := range map[string]struct {
		what loss.Event
		set  func(*Facts)
		want []string
	}{
		"received": {loss.Received, func(*Facts) {}, []string{
			"You are missing this: laptop and blue umbrella.",
			"Every find handed in at Schiphol is compared with it as it comes in.",
			"You hear from us on 27 November 2026 before 14:10, whatever we find.",
			"Did something else come to mind, a mark or another place? Add it on your page; we compare again at once."}},
		"received and compared, before a flight, with medicine": {loss.Received, func(f *Facts) {
			f.Report.NeededBy = now.Add(2 * time.Hour)
			f.Report.UpdateDue = now.Add(time.Hour)
			f.Report.Things = []loss.Thing{{No: 1, Details: loss.Details{Type: "insulin", Category: "insulin"}}}
			f.Report.History.Add(history.Entry{At: now, What: history.Compared})
		}, []string{
			"You leave on 25 November 2026 at 16:10, and this is not with you: insulin.",
			"If you need it today, do not wait for us: a pharmacy can help, and if you feel unwell, call the emergency number.",
			"We have compared it with everything handed in at Schiphol, and every new find is compared as it comes in.",
			"You hear from us on 25 November 2026 before 15:10, whatever we find.",
			"If you have to go, go: we keep looking.",
			"Did something else come to mind, a mark or another place? Add it on your page; we compare again at once."}},
		"one is here": {loss.Here, func(f *Facts) {
			f.Report.Things[0].Item, f.Lies = "F-1", map[int]site.Site{1: schiphol}
		}, []string{
			"We have it: laptop.",
			"One of us compared it with what you told us.",
			"It is at Schiphol: Arrivals 1, 7:00 to 22:00",
			"Ask for it there with the reference R-2M8T-4C, and bring something with your name on it.",
			"We keep looking for blue umbrella."}},
		"both are here, at a site whose desk nobody described": {loss.Here, func(f *Facts) {
			f.Report.Things[0].Item, f.Report.Things[1].Item = "F-1", "F-2"
			f.Lies = map[int]site.Site{1: lot, 2: lot}
		}, []string{
			"We have it: laptop and blue umbrella.",
			"One of us compared it with what you told us.",
			"It is at Rental lot.",
			"Ask for it there with the reference R-2M8T-4C, and bring something with your name on it."}},
		"here, but nobody knows where": {loss.Here, func(f *Facts) {
			f.Report.Things[0].Item, f.Report.Things[1].Item = "F-1", "F-2"
		}, []string{"We have it: laptop and blue umbrella.", "One of us compared it with what you told us."}},
		"another's": {loss.Mistaken, func(f *Facts) { f.Message.Things = []int{1} }, []string{
			"We wrote that we have this, and that was wrong: laptop.",
			"A second look showed that it is somebody else’s. That is on our side, and we are sorry. We keep looking for yours.",
			"You hear from us on 27 November 2026 before 14:10, whatever we find."}},
		"called in vain, with no word promised": {loss.Missed, func(f *Facts) { f.Report.UpdateDue = now }, []string{
			"We called you on 25 November 2026 at 14:10 and did not reach you.",
			"No need to wait by the phone: what we know is on your page."}},
		"not yet": {loss.NotYet, func(f *Facts) {
			f.Report.Messages = []loss.Message{{No: 1, Outcome: loss.Sent, OwedAt: now.Add(-24 * time.Hour), EndedAt: now.Add(-23 * time.Hour)}}
			f.Report.FiledAt = now.Add(-24 * time.Hour)
		}, []string{
			"Not with us yet: laptop and blue umbrella.",
			"Every find handed in at Schiphol since our last word (on 24 November 2026 at 15:10) was compared with your report as it came in.",
			"You hear from us on 27 November 2026 before 14:10, whatever we find.",
			"Did something else come to mind, a mark or another place? Add it on your page; we compare again at once."}},
		"handed over": {loss.Back, func(f *Facts) {
			f.Report.Things[0].Item, f.Report.Things[0].Returned, f.Message.Things = "F-1", true, []int{1}
		}, []string{
			"It is back with you: laptop.",
			"Thank you for telling us so much about it: that is how we knew it was yours.",
			"We keep looking for blue umbrella."}},
		"ended": {loss.Ended, func(f *Facts) { f.Report.Status = loss.Withdrawn }, []string{
			"You ended the search for laptop and blue umbrella.",
			"We erase what you told us on 24 May 2027 at 15:10; you can erase it earlier on your page.",
			"If it is missing after all, tell us again; it takes a minute."}},
	} {
		f := facts(c.what)
		c.set(&f)
		if got := w.Write(f).Paragraphs; !slices.Equal(got, c.want) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// everyLetter writes each letter in each language, as often as its openings are different and
// once more.
func everyLetter(t *testing.T, each func(name string, f Facts, l Letter)) {
	t.Helper()
	w := writer(t)
	for _, lang := range locale.Codes {
		for what, n := range openings {
			for turn := range n + 1 {
				f := facts(what)
				f.Report.Lang, f.Message.Turn = lang, turn
				f.Lies = map[int]site.Site{1: schiphol, 2: lot}
				for i := range f.Report.Things {
					if f.Report.Things[i].Returned = what == loss.Back; what == loss.Here || what == loss.Back {
						f.Report.Things[i].Item = "F-1"
					}
				}
				each(fmt.Sprintf("%s %s %d", lang, what, turn), f, w.Write(f))
			}
		}
	}
}

func TestNoTwoLettersBeginAlike(t *testing.T) {
	seen := map[string]string{}
	everyLetter(t, func(name string, f Facts, l Letter) {
		if f.Message.Turn == openings[f.Message.What] {
			return // it begins with its date
		}
		opening, _, _ := strings.Cut(l.Paragraphs[0], " 25")
		if other := seen[opening]; other != "" {
			t.Errorf("%s begins like %s: %q", name, other, opening)
		}
		seen[opening] = name
	})
}

func TestEveryLetterIsWhole(t *testing.T) {
	everyLetter(t, func(name string, f Facts, l Letter) {
		html, err := l.HTML()
		if err != nil {
			t.Fatal(err)
		}
		for form, text := range map[string]string{"subject": l.Subject, "text": l.Plain(), "HTML": html} {
			for _, bad := range []string{"[message", "{{", "<no value>", "%!"} {
				if strings.Contains(text, bad) {
					t.Errorf("%s: its %s has %q", name, form, bad)
				}
			}
		}
		for _, want := range []string{f.Page, f.Stop, "Lost &"} {
			if !strings.Contains(l.Plain(), want) || !strings.Contains(html, want) {
				t.Errorf("%s: text or HTML lacks %s", name, want)
			}
		}
		for _, thing := range []string{"laptop", "umbrella"} {
			if strings.Contains(l.Subject, thing) {
				t.Errorf("%s: the subject names the thing: %s", name, l.Subject)
			}
		}
		if !strings.HasPrefix(l.Subject, "R-2M8T-4C") || len([]rune(l.Subject)) > 60 {
			t.Errorf("%s: subject %q, want the reference first, and short", name, l.Subject)
		}
	})
}

func TestOnlyPlainWordsAreRepeated(t *testing.T) {
	w := writer(t)
	for name, c := range map[string]struct{ said, category, want string }{
		"plain":                      {"trouwring", "ring", "trouwring"},
		"with signs that words have": {"Anna’s day-pack & belt", "backpack", "Anna’s day-pack & belt"},
		"an address":                 {"see www.example.org", "umbrella", "umbrella"},
		"a link":                     {"https://example.org", "umbrella", "umbrella"},
		"mark-up":                    {"<b>laptop</b>", "laptop", "laptop"},
		"a line break":               {"laptop\r\nBcc: all@example.org", "laptop", "laptop"},
		"an essay":                   {strings.Repeat("very ", 20) + "old laptop", "laptop", "laptop"},
		"nothing, of no kind":        {"", "", "lost item"},
	} {
		f := facts(loss.Received)
		f.Report.Things = []loss.Thing{{No: 1, Details: loss.Details{Type: c.said, Category: c.category}}}
		if got, want := w.Write(f).Paragraphs[0], "You are missing this: "+c.want+"."; got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestALetterSpeaksTheReportsLanguage(t *testing.T) {
	w := writer(t)
	for said, want := range map[string]string{"nl": "nl", "de-AT": "de", "fr": "fr", "uk": "en", "": "en"} {
		f := facts(loss.Received)
		f.Report.Lang = said
		if got := w.Write(f).Lang; got != want {
			t.Errorf("a report in %q: got a letter in %s, want %s", said, got, want)
		}
	}
}

func TestALetterKeepsItsName(t *testing.T) {
	f := facts(loss.Here)
	first := writer(t).Write(f)
	f.Message.Attempts = 4
	if again := writer(t).Write(f); again.ID != first.ID || !again.At.Equal(first.At) || first.ID != "R-2M8T-4C.3.20261125T131000" {
		t.Errorf("sent again: got %s of %s, want %s of %s", again.ID, again.At, first.ID, first.At)
	}
}

// What is missing may be nobody's business: whoever sees a telephone lie on a table reads subjects.
func TestASubjectTellsNothingOfWhoMissesWhat(t *testing.T) {
	w := writer(t)
	everyLetter(t, func(name string, f Facts, ordinary Letter) {
		for _, private := range []loss.Details{
			{Type: "insuline", Category: "insulin", Description: "for my daughter"}, {Type: "Konijn", Category: "rabbit", Identifiers: loss.Identifiers{Name: "Lotte"}}, {Type: "kinderwagen", Category: "stroller"},
		} {
			f.Report.OnBehalfOf, f.Report.Contact.Name = "Lotte, 4", "Anna"
			for i := range f.Report.Things {
				f.Report.Things[i].Details = private
			}
			if got := w.Write(f).Subject; got != ordinary.Subject {
				t.Errorf("%s: the subject of %s is %q, want %q as of anything", name, private.Type, got, ordinary.Subject)
			}
		}
	})
}

func TestScriptInNamesIsOnlyText(t *testing.T) {
	const script = `<script>alert(1)</script>`
	f := facts(loss.Here)
	f.Report.Things[0].Item, f.Report.Things[0].Type = "F-1", script
	f.Report.Contact.Name, f.Report.OnBehalfOf = script, script
	f.Sites = []site.Site{{Code: "AMS", Name: script, Desk: script}}
	f.Lies = map[int]site.Site{1: f.Sites[0]}
	l := writer(t).Write(f)
	l.From, l.Subject = script, l.Subject+script
	html, err := l.HTML()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(html, "<script") || !strings.Contains(html, "&lt;script&gt;") {
		t.Errorf("got a page with script, or without the names:\n%s", html)
	}
}
