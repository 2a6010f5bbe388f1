package office

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"

	"lostfound/internal/embedded"
	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/history"
	"lostfound/internal/loss"
	"lostfound/internal/passage"
	"lostfound/internal/staff"
)

const why = "Laptops stay in the trays every day."

// The day of the tests is the 275th of its year.
const aScan = "M1DIAZ/EVA            EQX7PNR AMSMUCKL 1795 275Y012F0042 148>6180WW6274BKL 00740123450012A074249706762100KL KL KL20981234567    1PCN"

// keeping is an office one of whose sites keeps passages for 12 hours.
func keeping(t *testing.T) (*opened, staff.Member) {
	o := open(t)
	manager := o.hire(t, "samira", "AMS", staff.Manager)
	_, err := o.KeepPassages(t.Context(), manager, "AMS", 12, why)
	must(t, err)
	return o, manager
}

func (o *opened) took(t *testing.T, at time.Time, surname, lane string) {
	t.Helper()
	csv := fmt.Sprintf("surname;lane;at;flight\n%s;%s;%s;KL1795\n", surname, lane, at.Format(time.RFC3339))
	_, err := o.TakePassages(t.Context(), o.finder, "AMS", []byte(csv), false)
	must(t, err)
}

// everything is all that S3 and Redis hold, by key.
func (o *opened) everything(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for obj := range o.inside.S3.ListObjects(t.Context(), embedded.Bucket, minio.ListObjectsOptions{Recursive: true}) {
		must(t, obj.Err)
		r, err := o.inside.S3.GetObject(t.Context(), embedded.Bucket, obj.Key, minio.GetObjectOptions{})
		must(t, err)
		raw, err := io.ReadAll(r)
		must(t, err)
		out["S3 "+obj.Key] = obj.Key + string(raw)
	}
	keys, err := o.inside.Redis.Keys(t.Context(), "*").Result()
	must(t, err)
	for _, key := range keys {
		out["Redis "+key] = key + o.inRedis(t, key)
	}
	return out
}

// inRedis is all that a key holds.
func (o *opened) inRedis(t *testing.T, key string) string {
	t.Helper()
	ctx, r := t.Context(), o.inside.Redis
	kind, err := r.Type(ctx, key).Result()
	must(t, err)
	var held any
	switch kind {
	case "string":
		held, err = r.Get(ctx, key).Result()
	case "hash":
		held, err = r.HGetAll(ctx, key).Result()
	case "set":
		held, err = r.SMembers(ctx, key).Result()
	case "zset":
		held, err = r.ZRange(ctx, key, 0, -1).Result()
	case "stream":
		held, err = r.XRange(ctx, key, "-", "+").Result()
	default:
		t.Fatalf("%s is a %s", key, kind)
	}
	must(t, err)
	return fmt.Sprint(held)
}

// holding lists the keys of what holds the words.
func (o *opened) holding(t *testing.T, words ...string) (keys []string) {
	t.Helper()
	for key, text := range o.everything(t) {
		for _, word := range words {
			if strings.Contains(strings.ToUpper(text), word) {
				keys = append(keys, key)
			}
		}
	}
	return keys
}

func TestPassagesAreOffUntilAManagerSaysWhy(t *testing.T) {
	o := open(t)
	manager := o.hire(t, "samira", "AMS", staff.Manager)
	csv := []byte("surname,lane,at\nDIAZ,4,2026-10-02T11:00:00Z\n")
	if _, err := o.TakePassages(t.Context(), o.finder, "AMS", csv, false); !fault.Is(err, fault.Conflict) {
		t.Errorf("before it is on: got %v, want a conflict", err)
	}
	if _, err := o.KeepPassages(t.Context(), o.desk, "AMS", 12, why); !fault.Is(err, fault.Forbidden) {
		t.Errorf("by the desk: got %v, want it forbidden", err)
	}
	if _, err := o.KeepPassages(t.Context(), manager, "AMS", 12, ""); !fault.Is(err, fault.Invalid) {
		t.Errorf("without a reason: got %v, want it refused", err)
	}
	s, err := o.KeepPassages(t.Context(), manager, "AMS", 12, why)
	must(t, err)
	if got := s.Passages[0]; got.By != manager.Ref || got.Reason != why || got.Hours != 12 {
		t.Errorf("got %+v, want it with name and reason", got)
	}
	s.Name = "Schiphol"
	s.Passages = nil
	s, _, err = o.PutSite(t.Context(), manager, s)
	must(t, err)
	if len(s.Passages) != 1 {
		t.Errorf("other settings saved: got %+v, want what was decided to stay", s.Passages)
	}
	if n, err := o.TakePassages(t.Context(), o.finder, "AMS", csv, false); n != 1 || err != nil {
		t.Errorf("once it is on: got %d, %v, want 1", n, err)
	}
	if _, err := o.TakePassages(t.Context(), o.elsewhere, "AMS", csv, false); !fault.Is(err, fault.Forbidden) {
		t.Errorf("from another site: got %v, want it forbidden", err)
	}
	_, err = o.KeepPassages(t.Context(), manager, "AMS", 0, "The trial has ended.")
	must(t, err)
	if got := o.holding(t, "DIAZ"); len(got) > 0 {
		t.Errorf("switched off: got %v, want nothing of it kept", got)
	}
}

func TestAListIsTakenWholeAndOnce(t *testing.T) {
	o, _ := keeping(t)
	good := "surname,lane,at\nDIAZ,4,2026-10-02T11:00:00Z\nJANSEN,5,2026-10-02T10:00:00Z\n"
	if _, err := o.TakePassages(t.Context(), o.finder, "AMS", []byte(good+"LIU,,2026-10-02T11:00:00Z\n"), false); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "row 4, lane: required") {
		t.Errorf("a wrong row: got %v, want it named", err)
	}
	if got := o.holding(t, "DIAZ", "JANSEN"); len(got) > 0 {
		t.Errorf("a refused list: got %v, want nothing kept", got)
	}
	for range 2 {
		_, err := o.TakePassages(t.Context(), o.finder, "AMS", []byte(good), false)
		must(t, err)
	}
	got, err := o.FindPassages(t.Context(), o.desk, "AMS", passage.Asked{From: o.now().Add(-5 * time.Hour)})
	if err != nil || len(got) != 2 {
		t.Errorf("sent twice: got %+v, %v, want each once", got, err)
	}
}

func TestPassagesAreGoneAfterTheirHours(t *testing.T) {
	o, _ := keeping(t)
	begin := o.clock.now() // 12:00
	o.took(t, begin.Add(-10*time.Minute), "EARLY", "4")
	o.took(t, begin.Add(-50*time.Minute), "EARLIEST", "4")
	o.took(t, begin, "LATER", "4")
	names := func() (out string) {
		found, err := o.FindPassages(t.Context(), o.desk, "AMS", passage.Asked{Lane: "4"})
		must(t, err)
		for _, f := range found {
			out += f.Surname + " "
		}
		return out
	}
	for _, c := range []struct {
		at   time.Duration
		want string
		kept []string // of the surnames, after the round
	}{
		{11 * time.Hour, "LATER EARLY EARLIEST ", []string{"EARLIEST", "EARLY", "LATER"}},
		{11*time.Hour + 10*time.Minute, "LATER EARLY ", []string{"EARLY", "LATER"}},
		{11*time.Hour + 50*time.Minute, "LATER ", []string{"LATER"}},
		{12 * time.Hour, "", nil},
	} {
		o.clock.mu.Lock()
		o.clock.at = begin.Add(c.at)
		o.clock.mu.Unlock()
		if got := names(); got != c.want {
			t.Errorf("after %v, before the round: got %q, want %q", c.at, got, c.want)
		}
		must(t, o.DropPassages(t.Context()))
		for _, name := range []string{"EARLIEST", "EARLY", "LATER"} {
			want := 0
			if strings.Contains(strings.Join(c.kept, " ")+" ", name+" ") {
				want = 1
			}
			if got := o.holding(t, `"`+name+`"`); len(got) != want {
				t.Errorf("after %v: %s is in %v, want %d", c.at, name, got, want)
			}
		}
	}
	o.clock.add(2 * time.Hour)
	must(t, o.DropPassages(t.Context()))
	if got := o.holding(t, "PASSAGES/"); len(got) > 0 {
		t.Errorf("in the end: got %v, want no document left", got)
	}
}

// What opens a booking is in no document, no index, no log and no answer, whether a pass is taken
// or refused.
func TestNothingOfABookingIsKept(t *testing.T) {
	o, _ := keeping(t)
	var logged bytes.Buffer
	o.log = slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))
	p, err := o.TakePass(t.Context(), o.finder, "AMS", Scan{Pass: aScan, Lane: "lane 4", Tray: "T1"})
	must(t, err)
	if want := (passage.Passage{Surname: "DIAZ", Flight: "KL1795", Date: "2026-10-02", Seat: "12F", To: "MUC", Lane: "lane 4", At: o.clock.now(), Tray: "T1"}); p != want {
		t.Errorf("got %+v, want %+v", p, want)
	}
	answers := fmt.Sprintf("%+v", p)
	for name, scan := range map[string]Scan{
		"a pass of another airport": {Pass: aScan, Lane: "4", Airport: "CDG"},
		"no lane":                   {Pass: aScan},
		"a damaged pass":            {Pass: strings.Replace(aScan, "KL 1795", "KL 17X5", 1), Lane: "4"},
		"from yesterday's lane":     {Pass: aScan, Lane: "4", At: o.clock.now().Add(-13 * time.Hour)},
	} {
		_, err := o.TakePass(t.Context(), o.finder, "AMS", scan)
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: got %v, want it refused", name, err)
		}
		answers += fmt.Sprintf("%v %+v", err, *fault.Of(err))
	}
	secrets := []string{"QX7PNR", "0742497067621", "2497067621", "20981234567", "0074012345001", "DIAZ/EVA"}
	for _, secret := range secrets {
		if !strings.Contains(aScan, secret) {
			t.Fatalf("the scan lacks %s", secret)
		}
		if strings.Contains(answers+logged.String(), secret) {
			t.Errorf("%s is in %s%s", secret, answers, logged.String())
		}
	}
	if got := o.holding(t, secrets...); len(got) > 0 {
		t.Errorf("got %v, want none that holds what opens a booking", got)
	}
	if got := o.holding(t, "DIAZ"); len(got) != 1 || !strings.HasPrefix(got[0], "S3 passages/AMS/2026100212_") {
		t.Errorf("the surname is in %v, want in one document of its hour", got)
	}
	var backup bytes.Buffer
	_, err = o.store.Backup(t.Context(), &backup)
	must(t, err)
	if got := unpacked(t, &backup); strings.Contains(got, "DIAZ") || strings.Contains(got, "passages/") || !strings.Contains(got, "sites/AMS") {
		t.Errorf("a backup: want the site and no passages in it")
	}
}

func TestAFindIsTiedToItsOwner(t *testing.T) {
	o, _ := keeping(t)
	now := o.clock.now()
	o.took(t, now.Add(-20*time.Minute), "BEFORE", "security 2, lane 4")
	o.took(t, now.Add(-4*time.Minute), "NEAREST", "security 2, lane 4")
	o.took(t, now.Add(-4*time.Minute), "OTHER", "security 2, lane 5")
	it := o.find(t, "AMS", found.Details{Type: "laptop", Zone: "Security 2 lane 4", FoundAt: now})
	owners, err := o.LikelyOwners(t.Context(), o.desk, it.Ref)
	must(t, err)
	var names string
	for _, w := range owners {
		names += w.Surname + " "
	}
	if want := "NEAREST BEFORE "; names != want {
		t.Errorf("got %s, want %s", names, want)
	}
	it, err = o.Item(t.Context(), o.desk, it.Ref)
	must(t, err)
	if e, ok := it.History.Last(history.Looked); !ok || e.By != o.desk.Ref {
		t.Errorf("got history %+v, want the look noted", it.History)
	}
	for name, who := range map[string]staff.Member{"a finder": o.finder, "another site's manager": o.elsewhere} {
		if got, err := o.LikelyOwners(t.Context(), who, it.Ref); fault.Of(err) == nil || got != nil {
			t.Errorf("%s: got %v, %v, want it refused", name, got, err)
		}
	}
	o.clock.add(time.Minute)
	finds, err := o.FindsOfPassage(t.Context(), o.desk, "AMS", owners[0].Passage)
	if err != nil || len(finds) != 1 || finds[0].Ref != it.Ref {
		t.Errorf("finds of the passage: got %+v, %v, want %s", finds, err, it.Ref)
	}
	if it, err = o.Item(t.Context(), o.desk, it.Ref); err != nil || len(it.History) != 3 {
		t.Errorf("got history %+v, %v, want both looks in it", it.History, err)
	}
}

func TestAReportFindsItsLane(t *testing.T) {
	o, _ := keeping(t)
	now := o.clock.now()
	o.took(t, now.Add(-2*time.Hour), "JANSEN", "lane 4")
	o.took(t, now.Add(-2*time.Hour), "BAKKER", "lane 5")
	s := loss.Statement{Sites: []string{"AMS"}, From: now.Add(-3 * time.Hour), Lang: "en", Contact: loss.Contact{Name: "Anna Jansen"}, Flight: "KL 1795", Things: []loss.Details{herLaptop}}
	th, _, err := o.File(t.Context(), nil, s, nil, "")
	must(t, err)
	ways, err := o.WaysOf(t.Context(), o.desk, th.Report.Ref)
	must(t, err)
	if len(ways) != 1 || ways[0].Lane != "lane 4" || len(ways[0].Reasons) != 2 {
		t.Errorf("got %+v, want lane 4 by name and flight", ways)
	}
	r, err := o.Report(t.Context(), o.desk, th.Report.Ref)
	must(t, err)
	if _, ok := r.History.Last(history.Looked); !ok {
		t.Errorf("got history %+v, want the look noted", r.History)
	}
}

// unpacked is all that a backup holds, names included.
func unpacked(t *testing.T, backup io.Reader) string {
	t.Helper()
	zip, err := gzip.NewReader(backup)
	must(t, err)
	var out strings.Builder
	for in := tar.NewReader(zip); ; {
		h, err := in.Next()
		if err == io.EOF {
			return out.String()
		}
		must(t, err)
		out.WriteString(h.Name)
		_, err = io.Copy(&out, in)
		must(t, err)
	}
}
