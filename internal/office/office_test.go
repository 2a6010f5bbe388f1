package office

import (
	"context"
	"fmt"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"lostfound/internal/embedded"
	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/history"
	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/match"
	"lostfound/internal/ref"
	"lostfound/internal/site"
	"lostfound/internal/staff"
	"lostfound/internal/store"
)

// clock is a clock that stands until it is set.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	c.at = c.at.Add(d)
	c.mu.Unlock()
}

// opened is an office in a folder of its own, with two connected sites and one apart.
type opened struct {
	*Office
	clock                          *clock
	inside                         *embedded.Keepers
	admin, desk, finder, elsewhere staff.Member
}

func open(t *testing.T) *opened {
	t.Helper()
	ctx := t.Context()
	k, err := embedded.Open(t.TempDir(), embedded.Holder{Command: "test"})
	must(t, err)
	t.Cleanup(func() { must(t, k.Close()) })
	st, err := store.Open(ctx, k.S3, embedded.Bucket)
	must(t, err)
	c := &clock{at: time.Date(2026, 10, 2, 12, 0, 0, 0, time.UTC)}
	o, err := Open(ctx, Keepers{st, index.New(k.Redis)}, Options{Now: c.now, AdminToken: "the operator's"})
	must(t, err)
	_, err = o.Rebuild(ctx)
	must(t, err)
	for code, connects := range map[string][]string{"AMS": {"AMS-RENT"}, "AMS-RENT": nil, "CDG": nil} {
		_, _, err := o.PutSite(ctx, staff.Operator, site.Site{Code: code, Name: code, Kind: site.Airport, TimeZone: "Europe/Amsterdam", Connects: connects})
		must(t, err)
	}
	w := &opened{Office: o, clock: c, inside: k, admin: staff.Operator}
	w.desk = w.hire(t, "ingrid", "AMS", staff.Desk)
	w.finder = w.hire(t, "karim", "AMS", staff.Finder)
	w.elsewhere = w.hire(t, "pierre", "CDG", staff.Manager)
	return w
}

func (o *opened) hire(t *testing.T, name, at string, role staff.Role) staff.Member {
	t.Helper()
	m, err := o.AddStaff(t.Context(), staff.Operator, NewMember{SignIn: name, Name: name, Password: "correct horse", Grants: []staff.Grant{{Site: at, Role: role}}})
	must(t, err)
	return m
}

func (o *opened) find(t *testing.T, at string, d found.Details) found.Item {
	t.Helper()
	d.Site = at
	if d.FoundAt.IsZero() {
		d.FoundAt = o.clock.now().Add(-time.Hour)
	}
	it, _, err := o.TakeIn(t.Context(), o.admin, d, nil, "")
	must(t, err)
	return it
}

func (o *opened) loss(t *testing.T, at string, things ...loss.Details) Thanks {
	t.Helper()
	now := o.clock.now()
	th, _, err := o.File(t.Context(), nil, loss.Statement{Sites: []string{at}, From: now.Add(-3 * time.Hour), To: now.Add(-30 * time.Minute), Lang: "en", Things: things}, nil, "")
	must(t, err)
	return th
}

var (
	theLaptop  = found.Details{Lang: "nl", Type: "laptop", Colours: []string{"zilver"}, Brand: "Apple", Description: "zilveren laptop in grijze hoes", Serial: "ZZC02XK1JHJG5L"}
	herLaptop  = loss.Details{Type: "laptop", Colours: []string{"silver"}, Brand: "Apple", Description: "MacBook in a grey sleeve", Identifiers: loss.Identifiers{Serial: "ZZC02XK1JHJG5L"}}
	anUmbrella = found.Details{Lang: "nl", Type: "paraplu", Colours: []string{"rood"}, Description: "rode paraplu"}
)

func TestBothDirectionsMeet(t *testing.T) {
	o := open(t)
	o.find(t, "AMS", anUmbrella)
	if th := o.loss(t, "AMS", herLaptop); th.Similar {
		t.Error("nothing like it in store: got similar, want not")
	}
	it := o.find(t, "AMS-RENT", theLaptop) // later, and at the connected site
	look, err := o.ToLookAt(t.Context(), o.desk, "AMS")
	must(t, err)
	if len(look) != 1 || look[0].Item != it.Ref {
		t.Fatalf("to look at: got %+v, want the laptop %s", look, it.Ref)
	}
	again := o.loss(t, "AMS", herLaptop)
	if !again.Similar {
		t.Error("a laptop like it in store: got not similar, want similar")
	}
	matches, err := o.Matches(t.Context(), o.desk, again.Report.Ref)
	must(t, err)
	if len(matches) == 0 || matches[0].Item.Ref != it.Ref || matches[0].State != Proposed || len(matches[0].Reasons) == 0 {
		t.Errorf("matches: got %+v, want the laptop first, proposed, with reasons", matches)
	}
}

func TestOneLooksWithoutLeavingATrace(t *testing.T) {
	o := open(t)
	it, th := o.find(t, "AMS-RENT", theLaptop), o.loss(t, "AMS", herLaptop)
	before, err := o.ToLookAt(t.Context(), o.desk, "AMS")
	must(t, err)
	draft := th.Report
	draft.Ref = ref.NewReport()
	like, err := o.LookFor(t.Context(), o.desk, draft, draft.Things[0])
	must(t, err)
	if len(like) != 1 || like[0].Item != it.Ref || like[0].Strength != match.Strong {
		t.Errorf("a report that is not filed: got %+v, want the laptop %s, strong", like, it.Ref)
	}
	again := it
	again.Ref = ref.NewItem()
	fits, err := o.Fitting(t.Context(), o.desk, again)
	must(t, err)
	if want := []string{string(th.Report.Ref) + "#1"}; !slices.Equal(fits, want) {
		t.Errorf("a find that is not taken in: got %v, want %v", fits, want)
	}
	if after, err := o.ToLookAt(t.Context(), o.desk, "AMS"); err != nil || !slices.Equal(after, before) {
		t.Errorf("to look at: got %v, %v, want %v as before", after, err, before)
	}
}

func TestAConfirmedFindLeavesTheOthersLists(t *testing.T) {
	o := open(t)
	it := o.find(t, "AMS", theLaptop)
	hers, his := o.loss(t, "AMS", herLaptop), o.loss(t, "AMS", herLaptop)
	m, err := o.Confirm(t.Context(), o.desk, hers.Report.Ref, 0, it.Ref)
	must(t, err)
	if m.State != Confirmed || m.Item.Status != found.Confirmed {
		t.Errorf("confirm: got %s, item %s", m.State, m.Item.Status)
	}
	if _, err := o.Confirm(t.Context(), o.desk, his.Report.Ref, 0, it.Ref); !fault.Is(err, fault.Conflict) {
		t.Errorf("for the other report: got %v, want a conflict", err)
	}
	look, err := o.ToLookAt(t.Context(), o.desk, "AMS")
	must(t, err)
	if len(look) != 0 {
		t.Errorf("to look at: got %+v, want nothing", look)
	}
	matches, err := o.Matches(t.Context(), o.desk, his.Report.Ref)
	must(t, err)
	if slices.ContainsFunc(matches, func(m Match) bool { return m.Item.Ref == it.Ref }) {
		t.Error("the other report still lists the confirmed find")
	}
	_, err = o.Dismiss(t.Context(), o.desk, hers.Report.Ref, 0, it.Ref)
	must(t, err)
	if look, err = o.ToLookAt(t.Context(), o.desk, "AMS"); err != nil || len(look) != 1 || look[0].Report != his.Report.Ref {
		t.Errorf("after dismissing: got %+v, %v, want it before the other report's desk", look, err)
	}
}

func TestReleaseSettlesTheReport(t *testing.T) {
	o := open(t)
	it := o.find(t, "AMS", theLaptop)
	th := o.loss(t, "AMS", herLaptop)
	_, err := o.Confirm(t.Context(), o.desk, th.Report.Ref, 1, it.Ref)
	must(t, err)
	_, err = o.Release(t.Context(), o.desk, it.Ref, found.Recipient{Name: "Anna", Agreed: found.Aloud})
	must(t, err)
	r, err := o.Report(t.Context(), o.desk, th.Report.Ref)
	must(t, err)
	if r.Status != loss.Settled || !r.Things[0].Returned {
		t.Errorf("report: got %s, returned %v, want settled", r.Status, r.Things[0].Returned)
	}
	if due, err := o.Due(t.Context(), o.desk, "AMS"); err != nil || len(due) != 0 {
		t.Errorf("due updates: got %v, %v, want none", due, err)
	}
}

func TestARepeatedRequestMakesOneRecord(t *testing.T) {
	o := open(t)
	d := theLaptop
	d.Site, d.FoundAt = "AMS", o.clock.now()
	var same sync.WaitGroup
	refs := make([]ref.Item, 8)
	for i := range refs {
		same.Go(func() {
			it, _, err := o.TakeIn(context.Background(), o.finder, d, nil, "tray 1")
			if err != nil {
				t.Error(err)
			}
			refs[i] = it.Ref
		})
	}
	same.Wait()
	if slices.ContainsFunc(refs, func(r ref.Item) bool { return r != refs[0] }) {
		t.Errorf("one key, eight times at once: got %v, want one item", refs)
	}
	d.Brand = "Other"
	if _, _, err := o.TakeIn(t.Context(), o.finder, d, nil, "tray 1"); code(err) != "Idempotency-Key key_reused" {
		t.Errorf("the key for another find: got %v, want key_reused", err)
	}
}

func TestWhoMaySeeWhat(t *testing.T) {
	o := open(t)
	it := o.find(t, "AMS", theLaptop)
	d := anUmbrella
	d.Site, d.FoundAt = "AMS", o.clock.now()
	own, _, err := o.TakeIn(t.Context(), o.finder, d, nil, "")
	must(t, err)
	th := o.loss(t, "AMS", herLaptop)
	nobody := staff.Member{}
	for name, c := range map[string]struct {
		by   staff.Member
		do   func(staff.Member) error
		want fault.Kind
	}{
		"nobody, a find":                 {nobody, func(m staff.Member) error { _, err := o.Item(t.Context(), m, it.Ref); return err }, fault.Unauthenticated},
		"a finder, somebody else's find": {o.finder, func(m staff.Member) error { _, err := o.Item(t.Context(), m, it.Ref); return err }, fault.Missing},
		"a finder, the own find":         {o.finder, func(m staff.Member) error { _, err := o.Item(t.Context(), m, own.Ref); return err }, ""},
		"a manager elsewhere, a find":    {o.elsewhere, func(m staff.Member) error { _, err := o.Item(t.Context(), m, it.Ref); return err }, fault.Missing},
		"the desk, a find":               {o.desk, func(m staff.Member) error { _, err := o.Item(t.Context(), m, it.Ref); return err }, ""},
		"a finder, a report":             {o.finder, func(m staff.Member) error { _, err := o.Report(t.Context(), m, th.Report.Ref); return err }, fault.Forbidden},
		"a manager elsewhere, a report":  {o.elsewhere, func(m staff.Member) error { _, err := o.Matches(t.Context(), m, th.Report.Ref); return err }, fault.Missing},
		"a manager elsewhere, what is like it": {o.elsewhere, func(m staff.Member) error {
			_, err := o.LookFor(t.Context(), m, th.Report, th.Report.Things[0])
			return err
		}, fault.Missing},
		"a finder, what a find may be":    {o.finder, func(m staff.Member) error { _, err := o.Fitting(t.Context(), m, it); return err }, fault.Forbidden},
		"a manager elsewhere, a decision": {o.elsewhere, func(m staff.Member) error { _, err := o.Confirm(t.Context(), m, th.Report.Ref, 0, it.Ref); return err }, fault.Missing},
		"a finder elsewhere takes in":     {o.elsewhere, func(m staff.Member) error { _, _, err := o.TakeIn(t.Context(), m, d, nil, ""); return err }, fault.Forbidden},
		"the desk makes an admin":         {o.desk, func(m staff.Member) error { _, err := o.AddStaff(t.Context(), m, NewMember{}); return err }, fault.Forbidden},
		"a manager makes an admin": {o.elsewhere, func(m staff.Member) error {
			_, err := o.AddStaff(t.Context(), m, NewMember{SignIn: "xx", Name: "x", Password: "correct horse", Grants: []staff.Grant{{Site: staff.AllSites, Role: staff.Admin}}})
			return err
		}, fault.Forbidden},
		"a manager elsewhere, site": {o.elsewhere, func(m staff.Member) error { _, _, err := o.PutSite(t.Context(), m, site.Site{Code: "AMS"}); return err }, fault.Forbidden},
		"the desk rebuilds":         {o.desk, func(m staff.Member) error { _, err := o.Reindex(t.Context(), m); return err }, fault.Forbidden},
		"a guessed reference":       {o.desk, func(m staff.Member) error { _, err := o.Item(t.Context(), m, ref.NewItem()); return err }, fault.Missing},
		"a traveller files for the counter": {nobody, func(staff.Member) error {
			_, _, err := o.File(t.Context(), nil, loss.Statement{Sites: []string{"AMS"}, From: o.clock.now(), FiledBy: loss.Counter, Things: []loss.Details{herLaptop}}, nil, "")
			return err
		}, fault.Unauthenticated},
	} {
		err := c.do(c.by)
		var got fault.Kind
		if f := fault.Of(err); f != nil {
			got = f.Kind
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestAPrivateLinkOpensOnlyItsReport(t *testing.T) {
	o := open(t)
	mine, other := o.loss(t, "AMS", herLaptop).Report, o.loss(t, "AMS", herLaptop).Report
	token := o.linkToken(mine)
	if _, err := o.OwnReport(t.Context(), mine.Ref, token); err != nil {
		t.Errorf("the own link: got %v", err)
	}
	for name, try := range map[string][2]string{"another report": {string(other.Ref), token}, "no token": {string(mine.Ref), ""}, "nothing there": {string(ref.NewReport()), token}} {
		if _, err := o.OwnReport(t.Context(), ref.Report(try[0]), try[1]); !fault.Is(err, fault.Missing) {
			t.Errorf("%s: got %v, want missing", name, err)
		}
	}
	must(t, o.Erase(t.Context(), mine.Ref, token))
	if _, err := o.OwnReport(t.Context(), mine.Ref, token); !fault.Is(err, fault.Missing) {
		t.Errorf("erased: got %v, want missing", err)
	}
}

func TestTheRoundErasesWhatIsDue(t *testing.T) {
	o := open(t)
	it := o.find(t, "AMS", theLaptop)
	r := o.loss(t, "AMS", herLaptop).Report
	o.clock.add(loss.KeepData + time.Hour)
	n, err := o.EraseDue(t.Context())
	must(t, err)
	if _, err := o.reports.Get(t.Context(), string(r.Ref)); n != 1 || !fault.Is(err, fault.Missing) {
		t.Errorf("after %s: got %d erased and report %v, want the report gone", loss.KeepData, n, err)
	}
	o.clock.add(found.KeepData)
	_, err = o.EraseDue(t.Context())
	must(t, err)
	if it, err = o.items.Get(t.Context(), string(it.Ref)); err != nil || it.Serial != "" || it.ErasedAt.IsZero() {
		t.Errorf("after %s more: got serial %q, %v, want the find emptied", found.KeepData, it.Serial, err)
	}
	if _, found := it.History.Last(history.Erased); !found {
		t.Error("the find's history does not say that it was erased")
	}
}

func TestAnEmptiedRedisGivesTheSameMatchesAgain(t *testing.T) {
	o := open(t)
	o.find(t, "AMS", theLaptop)
	o.find(t, "AMS", anUmbrella)
	th := o.loss(t, "AMS", herLaptop)
	before, err := o.Matches(t.Context(), o.desk, th.Report.Ref)
	must(t, err)
	look, err := o.ToLookAt(t.Context(), o.desk, "AMS")
	must(t, err)
	must(t, o.inside.Redis.FlushAll(t.Context()).Err())
	if _, err := o.Matches(t.Context(), o.desk, th.Report.Ref); !fault.Is(err, fault.Unavailable) {
		t.Errorf("emptied: got %v, want it to say so", err)
	}
	if _, err := o.ToLookAt(t.Context(), o.desk, "AMS"); !fault.Is(err, fault.Unavailable) {
		t.Errorf("desk list, emptied: got %v, want it to say so", err)
	}
	late := o.find(t, "AMS", theLaptop) // saved all the same
	_, err = o.Rebuild(t.Context())
	must(t, err)
	after, err := o.Matches(t.Context(), o.desk, th.Report.Ref)
	must(t, err)
	if fmt.Sprint(refs(after, late.Ref)) != fmt.Sprint(refs(before, "")) {
		t.Errorf("rebuilt: got %v, want %v", refs(after, late.Ref), refs(before, ""))
	}
	if !slices.ContainsFunc(after, func(m Match) bool { return m.Item.Ref == late.Ref }) {
		t.Error("the find of the meantime is not there")
	}
	if now, err := o.ToLookAt(t.Context(), o.desk, "AMS"); err != nil || len(now) != len(look) {
		t.Errorf("desk list rebuilt: got %v, %v, want %v", now, err, look)
	}
}

func refs(matches []Match, but ref.Item) []ref.Item {
	var out []ref.Item
	for _, m := range matches {
		if m.Item.Ref != but {
			out = append(out, m.Item.Ref)
		}
	}
	return out
}

func TestSignInOpensASessionThatCanBeEnded(t *testing.T) {
	o := open(t)
	secret, m, err := o.SignIn(t.Context(), " Ingrid ", "correct horse", "192.0.2.1")
	must(t, err)
	if who, err := o.Who(t.Context(), secret); err != nil || who.Ref != m.Ref {
		t.Fatalf("who: got %v, %v, want %s", who.Ref, err, m.Ref)
	}
	other, _, err := o.SignIn(t.Context(), "ingrid", "correct horse", "192.0.2.1")
	must(t, err)
	must(t, o.SignOut(t.Context(), secret))
	if _, err := o.Who(t.Context(), secret); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("signed out: got %v, want to be asked to sign in", err)
	}
	o.clock.add(time.Second)
	must(t, o.EndSessions(t.Context(), m, m.Ref))
	if _, err := o.Who(t.Context(), other); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("all sessions ended: got %v, want to be asked to sign in", err)
	}
	if who, err := o.Who(t.Context(), "the operator's"); err != nil || who.Ref != staff.Operator.Ref {
		t.Errorf("operator: got %v, %v", who, err)
	}
	for range triesPerPair {
		_, _, err = o.SignIn(t.Context(), "ingrid", "wrong", "192.0.2.1")
	}
	if !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("try %d: got %v, want a wrong sign-in", triesPerPair, err)
	}
	_, _, err = o.SignIn(t.Context(), "ingrid", "correct horse", "192.0.2.1")
	if !fault.Is(err, fault.TooMany) {
		t.Errorf("after %d tries: got %v, want to have to wait", triesPerPair, err)
	}
}

func TestTheSetUpEndsWithTheFirstAdmin(t *testing.T) {
	o := open(t)
	if needs, err := o.NeedsSetUp(t.Context()); err != nil || !needs {
		t.Fatalf("without an admin: got %v, %v, want to be set up", needs, err)
	}
	who := NewMember{SignIn: "alex", Name: "Alex", Password: "correct horse"}
	here := site.Site{Code: "BRU", Name: "Brussels", Kind: site.Airport, TimeZone: "Europe/Brussels"}
	if _, err := o.SetUp(t.Context(), "guessed", who, here); code(err) != "code wrong_set_up_code" {
		t.Errorf("with a guessed code: got %v", err)
	}
	_, err := o.SetUp(t.Context(), o.SetUpCode(), who, here)
	must(t, err)
	if _, err := o.SetUp(t.Context(), o.SetUpCode(), who, here); !fault.Is(err, fault.Conflict) {
		t.Errorf("a second time: got %v, want a conflict", err)
	}
	other := open(t)
	other.hire(t, "root", staff.AllSites, staff.Admin)
	if needs, err := other.NeedsSetUp(t.Context()); err != nil || needs {
		t.Errorf("with an admin from the command line: got %v, %v, want it set up", needs, err)
	}
}

func TestPhotosAreFiledAndNeverOfCards(t *testing.T) {
	o := open(t)
	photo, err := os.ReadFile("../demo/pictures/laptop_duck.jpg")
	must(t, err)
	d := theLaptop
	d.Site, d.FoundAt = "AMS", o.clock.now()
	it, _, err := o.TakeIn(t.Context(), o.finder, d, []Upload{{Field: "photo[0]", Data: photo}, {Field: "photo[1]", Data: photo}}, "")
	must(t, err)
	if len(it.Pictures) != 1 {
		t.Fatalf("the same photo twice: got %d pictures, want 1", len(it.Pictures))
	}
	obj, err := o.Photo(t.Context(), o.desk, it.Ref, it.Pictures[0].ID, "thumb")
	must(t, err)
	obj.Close()
	if _, err := o.Photo(t.Context(), o.desk, it.Ref, it.Pictures[0].ID, "kept"); !fault.Is(err, fault.Missing) {
		t.Errorf("the kept original: got %v, want it never served", err)
	}
	for lang, word := range map[string]string{"nl": "paspoort", "de": "Kreditkarte", "en": "medicine"} {
		d.Lang, d.Type = lang, word
		if _, _, err := o.TakeIn(t.Context(), o.finder, d, []Upload{{Field: "photo[0]", Data: photo}}, ""); code(err) != "photo[0] no_photo_of_this" {
			t.Errorf("%s with a photo: got %v, want no_photo_of_this", word, err)
		}
	}
	d.Type = "laptop"
	if _, _, err := o.TakeIn(t.Context(), o.finder, d, []Upload{{Field: "photo[0]", Data: []byte("just text")}}, ""); fault.Of(err) == nil || fault.Of(err).Problems[0].Field != "photo[0]" {
		t.Errorf("text as a photo: got %v, want a fault at photo[0]", err)
	}
}

// code is the first problem of a fault, with its field.
func code(err error) string {
	f := fault.Of(err)
	if f == nil {
		return ""
	}
	return f.Problems[0].Field + " " + f.Problems[0].Code
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
