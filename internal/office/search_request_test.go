package office

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/history"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/ref"
	"lostfound/internal/searchrequest"
	"lostfound/internal/site"
	"lostfound/internal/staff"
	"lostfound/internal/vehicle"
)

const (
	golf  = "M-QX 417,VW Golf,white,RA-7701,C-1,A05,2026-10-02 13:10,2026-10-02 18:00\n"
	corsa = "M-AB 90,Opel Corsa,silver,5512,C-2,A06,2026-10-02 12:30,\n"
)

// misses files a report at the lot.
func (o *opened) misses(t *testing.T, car loss.Car, plate string) loss.Report {
	t.Helper()
	now := o.clock.now()
	th, _, err := o.File(t.Context(), nil, loss.Statement{Sites: []string{"MUC-RENT"}, From: now.Add(-time.Hour), To: now, Lang: "en", Car: car,
		Things: []loss.Details{{Type: "laptop bag", Category: "laptop_bag", Identifiers: loss.Identifiers{Plate: plate}}}}, nil, "")
	must(t, err)
	return th.Report
}

// asked lists what the lot is asked: the stalls of the cars of each request, or its state where
// there is none.
func (o *opened) asked(t *testing.T, by staff.Member) []string {
	t.Helper()
	all, err := o.Searches(t.Context(), by, "MUC-RENT")
	must(t, err)
	out := []string{}
	for _, s := range all {
		var stalls []string
		for _, c := range s.Cars {
			stalls = append(stalls, c.Stall)
		}
		if s.Request.State != searchrequest.Asked || len(stalls) == 0 {
			stalls = append(stalls, string(s.Request.State))
		}
		out = append(out, strings.Join(stalls, " "))
	}
	return out
}

func (o *opened) search(t *testing.T, id ref.Report) searchrequest.Request {
	t.Helper()
	r, err := o.reports.Get(t.Context(), string(id))
	must(t, err)
	q, err := r.SearchAt("MUC-RENT")
	must(t, err)
	return *q
}

func TestAReportAsksTheLotAtOnce(t *testing.T) {
	for _, c := range []struct {
		name  string
		car   loss.Car
		plate string
		want  []string
	}{
		{"a plate", loss.Car{}, "m qx 417", []string{"A05"}},
		{"an agreement", loss.Car{Agreement: "RA 7701"}, "", []string{"A05"}},
		{"a model and a colour, and a colleague returned it", loss.Car{Model: "Corsa", Colour: "grey", ByColleague: true}, "", []string{"A06"}},
		{"only that a colleague returned it: all that came at about that time", loss.Car{ByColleague: true}, "", []string{"A05 A06"}},
		{"a plate that nobody has seen", loss.Car{}, "HH-ZZ 1", []string{"asked"}},
		{"nothing of a car", loss.Car{}, "", []string{}},
	} {
		o, manager, cleaner := openLot(t)
		o.comesBack(t, manager, golf+corsa)
		o.misses(t, c.car, c.plate)
		if got := o.asked(t, cleaner); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAnAnswerIsReadByItsTravellerAndHeldAgainstNobody(t *testing.T) {
	o, manager, cleaner := openLot(t)
	t.Cleanup(o.index.Hush)
	o.comesBack(t, manager, golf)
	lot, err := o.ListenAtLot(t.Context(), cleaner, index.Since{})
	must(t, err)
	r := o.misses(t, loss.Car{}, "M-QX 417")
	hears(t, lot, string(r.Ref))
	own, err := o.ListenToOwn(t.Context(), r.Ref, o.linkToken(r), index.Since{})
	must(t, err)
	places := []searchrequest.Place{searchrequest.UnderSeats, searchrequest.Boot}
	for range 2 { // the second tap of a finger that trembles
		_, err = o.AnswerSearch(t.Context(), cleaner, "MUC-RENT", r.Ref, searchrequest.Answer{Kind: searchrequest.Nothing, Stay: 1, Places: places})
		must(t, err)
	}
	hears(t, own, string(r.Ref))
	r, err = o.OwnReport(t.Context(), r.Ref, o.linkToken(r))
	must(t, err)
	last := r.History[len(r.History)-1]
	if last.What != history.Searched || last.How != string(searchrequest.Nothing) || len(r.Searches[0].Answers) != 1 {
		t.Errorf("got %+v and %d answers, want one, written down", last, len(r.Searches[0].Answers))
	}
	raw, err := json.Marshal(r)
	must(t, err)
	if strings.Contains(string(raw), string(cleaner.Ref)) {
		t.Errorf("got %s, which names who found nothing", raw)
	}
	if got := o.asked(t, cleaner); !slices.Equal(got, []string{"waiting"}) {
		t.Errorf("got %q, want it to wait for the car's next return", got)
	}
	_, err = o.TakeBackAnswer(t.Context(), cleaner, "MUC-RENT", r.Ref, 1)
	must(t, err)
	if got := o.asked(t, cleaner); !slices.Equal(got, []string{"A05"}) {
		t.Errorf("taken back: got %q, want the car asked for again", got)
	}
}

func TestAReturnThatComesLaterIsAskedFor(t *testing.T) {
	o, manager, cleaner := openLot(t)
	o.comesBack(t, manager, "M-QX 417,VW Golf,,RA-1,C-1,A01,2026-10-01 10:00,2026-10-01 18:00\n")
	r := o.misses(t, loss.Car{}, "M-QX 417")
	if got := o.asked(t, cleaner); !slices.Equal(got, []string{"waiting"}) {
		t.Errorf("a car that is out: got %q, want to wait", got)
	}
	o.clock.add(time.Hour)
	o.comesBack(t, manager, golf)
	if got := o.asked(t, cleaner); !slices.Equal(got, []string{"A05"}) {
		t.Errorf("it came back: got %q, want it asked for", got)
	}
	if q := o.search(t, r.Ref); !q.AskedAt.Equal(o.clock.now()) {
		t.Errorf("got asked at %v, want %v", q.AskedAt, o.clock.now())
	}
}

func TestAReturnWhoseImportStoppedHalfWayIsAskedForByTheRound(t *testing.T) {
	o, manager, cleaner := openLot(t)
	o.comesBack(t, manager, golf)
	r := o.misses(t, loss.Car{}, "M-QX 417")
	_, err := o.AnswerSearch(t.Context(), cleaner, "MUC-RENT", r.Ref, searchrequest.Answer{Kind: searchrequest.GoneOut, Stay: 1})
	must(t, err)
	o.clock.add(24 * time.Hour)
	l, err := o.lots.Get(t.Context(), "MUC-RENT")
	must(t, err)
	back := l.Stays[0].Return
	back.ReturnedAt, back.NextRentalAt, back.Stall = o.clock.now().Add(-time.Minute), time.Time{}, "A09"
	_, err = o.lots.Update(t.Context(), "MUC-RENT", func(l *vehicle.Lot) error { l.Arrive([]vehicle.Return{back}, o.clock.now()); return nil })
	must(t, err)
	must(t, o.FollowSearches(t.Context()))
	if got := o.asked(t, cleaner); !slices.Equal(got, []string{"A09"}) {
		t.Errorf("got %q, want it asked for", got)
	}
}

func TestTheDeskHearsWhatNobodyAnswers(t *testing.T) {
	o, manager, _ := openLot(t)
	o.comesBack(t, manager, golf)
	r := o.misses(t, loss.Car{}, "M-QX 417")
	must(t, o.FollowSearches(t.Context()))
	if q := o.search(t, r.Ref); !q.EscalatedAt.IsZero() {
		t.Errorf("got escalated at %v, want not yet", q.EscalatedAt)
	}
	o.clock.add(site.UsualAnswer * time.Minute)
	for range 2 {
		must(t, o.FollowSearches(t.Context()))
	}
	r, err := o.reports.Get(t.Context(), string(r.Ref))
	must(t, err)
	told := 0
	for _, e := range r.History {
		if e.What == history.AskedDesk {
			told++
		}
	}
	if told != 1 || r.Searches[0].EscalatedAt.IsZero() {
		t.Errorf("got told %d times, want once", told)
	}
	unanswered, err := o.Unanswered(t.Context(), manager)
	must(t, err)
	if len(unanswered) != 1 || unanswered[0].Report.Ref != r.Ref || unanswered[0].Request.Site != "MUC-RENT" {
		t.Errorf("got %+v, want the report", unanswered)
	}
	if none, err := o.Unanswered(t.Context(), o.elsewhere); err != nil || len(none) != 0 {
		t.Errorf("another's desk: got %+v, %v, want none", none, err)
	}
}

func TestRequestsOutliveAnEmptyIndex(t *testing.T) {
	o, manager, cleaner := openLot(t)
	o.comesBack(t, manager, golf)
	r := o.misses(t, loss.Car{}, "M-QX 417")
	must(t, o.inside.Redis.FlushAll(t.Context()).Err())
	_, err := o.Rebuild(t.Context())
	must(t, err)
	if got := o.asked(t, cleaner); !slices.Equal(got, []string{"A05"}) {
		t.Errorf("got %q, want the request", got)
	}
	must(t, o.Erase(t.Context(), r.Ref, o.linkToken(r)))
	if got := o.asked(t, cleaner); len(got) != 0 {
		t.Errorf("erased: got %q, want none", got)
	}
}

func TestARequestEndsWithItsReport(t *testing.T) {
	o, manager, cleaner := openLot(t)
	o.comesBack(t, manager, golf)
	r := o.misses(t, loss.Car{}, "M-QX 417")
	_, err := o.Withdraw(t.Context(), r.Ref, o.linkToken(r))
	must(t, err)
	if got := o.asked(t, cleaner); len(got) != 0 {
		t.Errorf("got %q, want nothing asked", got)
	}
	if _, err := o.AnswerSearch(t.Context(), cleaner, "MUC-RENT", r.Ref, searchrequest.Answer{Kind: searchrequest.Nothing, Stay: 1}); !fault.Is(err, fault.Conflict) {
		t.Errorf("answered all the same: got %v, want a conflict", err)
	}
}
