package passage

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"lostfound/internal/boardingpass"
	"lostfound/internal/fault"
)

const kept = 12 * time.Hour

var (
	paris = time.FixedZone("", 3600)
	now   = time.Date(2026, 11, 25, 14, 0, 0, 0, time.UTC)
)

func at(hour, minute int) time.Time { return time.Date(2026, 11, 25, hour, minute, 0, 0, time.UTC) }

func TestPassagesAreRead(t *testing.T) {
	whole := Passage{"MÜLLER", "AF 1234", "2026-11-25", "012F", "MUC", "S2-4", at(13, 5), "T-077"}
	bare := Passage{Flight: "AF1234", Seat: "13A", Lane: "4", At: at(13, 6)}
	sheet := "surname;at;lane;flight;date;seat;to;tray\nMÜLLER;2026-11-25 14:05;S2-4;AF 1234;2026-11-25;012F;MUC;T-077\n;25.11.2026 14:06;4;AF1234;;13A;;\n"
	got, err := Read([]byte(sheet), paris, now, kept)
	if want := []Passage{whole, bare}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("a sheet: got %+v, %v, want %+v", got, err, want)
	}
	json := `{"passages":[{"surname":"MÜLLER","flight":"AF 1234","date":"2026-11-25","seat":"012F","to":"MUC","lane":"S2-4","at":"2026-11-25T14:05:00+01:00","tray":"T-077"},
		{"flight":"AF1234","seat":"13A","lane":"4","at":"2026-11-25T13:06:00Z"}]}`
	got, err = ReadJSON([]byte(json), now, kept)
	if want := []Passage{whole, bare}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("JSON: got %+v, %v, want %+v", got, err, want)
	}
}

func TestWhatIsWrongIsToldByRowAndColumn(t *testing.T) {
	head := "surname,flight,seat,date,to,lane,at\n"
	good := "DIAZ,TP12,3C,2026-11-25,LIS,4,2026-11-25T13:00:00Z\n"
	long := strings.Repeat("X", fault.Line+1)
	cases := []struct {
		name, sheet string
		want        []string
	}{
		{"nobody", head + good + ",TP12,,,,4,2026-11-25T13:00:00Z", []string{"row 3, surname: say_who"}},
		{"something else for a flight", head + "DIAZ,Lisbon,,,,4,2026-11-25T13:00:00Z", []string{"row 2, flight: no_flight"}},
		{"a day that does not exist", head + "DIAZ,,,2026-11-31,,4,2026-11-25T13:00:00Z", []string{"row 2, date: not_a_day"}},
		{"something else for an airport", head + "DIAZ,,,,Lisbon,4,2026-11-25T13:00:00Z", []string{"row 2, to: no_airport"}},
		{"no lane", head + "DIAZ,,,,,-,2026-11-25T13:00:00Z", []string{"row 2, lane: required"}},
		{"too long a lane", head + "DIAZ,,,,," + long + ",2026-11-25T13:00:00Z", []string{"row 2, lane: too_long"}},
		{"no time", head + "DIAZ,,,,,4,", []string{"row 2, at: required"}},
		{"something else for a time", head + "DIAZ,,,,,4,noon", []string{"row 2, at: not_a_time"}},
		{"later than our clock", head + "DIAZ,,,,,4,2026-11-25T14:10:01Z", []string{"row 2, at: in_the_future"}},
		{"longer ago than passages are kept", head + "DIAZ,,,,,4,2026-11-25T02:00:00Z", []string{"row 2, at: passage_over"}},
		{"two rows wrong and one right", head + ",,,,,4,2026-11-25T13:00:00Z\n" + good + "DIAZ,,,,,,2026-11-25T13:00:00Z", []string{"row 2, surname: say_who", "row 4, lane: required"}},
		{"a column for what is not kept", "surname,lane,at,pnr\nDIAZ,4,2026-11-25T13:00:00Z,ABC123", []string{"row 1, column 4: unknown_column"}},
		{"a column missing", "surname,lane\nDIAZ,4", []string{"row 1, at: no_such_column"}},
	}
	for _, c := range cases {
		got, err := Read([]byte(c.sheet), time.UTC, now, kept)
		if p := problems(t, c.name, err); got != nil || !slices.Equal(p, c.want) {
			t.Errorf("%s: got %+v, %q, want nothing and %q", c.name, got, p, c.want)
		}
	}
	for name, c := range map[string]struct{ json, want string }{
		"what is not kept": {`{"passages":[{"surname":"DIAZ","lane":"4","at":"2026-11-25T13:00:00Z","pnr":"ABC123"}]}`, "passages[0].pnr: unknown_field"},
		"no lane":          {`{"passages":[{"surname":"DIAZ","lane":"4","at":"2026-11-25T13:00:00Z"},{"surname":"DIAZ","at":"2026-11-25T13:00:00Z"}]}`, "passages[1].lane: required"},
		"none":             {`{"passages":[]}`, "passages: required"},
		"a broken body":    {`{"passages":[`, "passages: not_json"},
	} {
		got, err := ReadJSON([]byte(c.json), now, kept)
		if p := problems(t, name, err); got != nil || len(p) != 1 || !strings.HasPrefix(p[0], c.want) {
			t.Errorf("%s in JSON: got %+v, %q, want nothing and %s", name, got, p, c.want)
		}
	}
}

func problems(t *testing.T, name string, err error) (out []string) {
	t.Helper()
	f := fault.Of(err)
	if f == nil || f.Kind != fault.Invalid {
		t.Fatalf("%s: got %v, want an invalid fault", name, err)
	}
	for _, p := range f.Problems {
		out = append(out, p.Field+": "+p.Code)
	}
	return out
}

func TestAPassIsCut(t *testing.T) {
	scan := "M2DIAZ/EVA            EABC123 MADLISTP 1015 329Y003C0025 100" + "ABC123 LISOPOTP 0012 329Y004D0025 100"
	p, err := boardingpass.Parse(scan, now)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := OfPass(p, "LIS", "4", "T9", now), (Passage{"DIAZ", "TP12", "2026-11-25", "4D", "OPO", "4", now, "T9"}); got != want {
		t.Errorf("from Lisbon: got %+v, want %+v", got, want)
	}
	if got := OfPass(p, "CDG", "4", "", now); got.Flight != "TP1015" {
		t.Errorf("at an airport that the pass does not name: got %s, want its first flight", got.Flight)
	}
}

func TestNamesAreCompared(t *testing.T) {
	cases := []struct {
		surname, name string
		want          Fit
	}{
		{"JANSEN", "Anna Jansen", Same},
		{"JANSEN", "Jansen, Anna", Same},
		{"MUELLER", "Müller", Same},
		{"MULLER", "Jörg Müller", Same},
		{"MULLER", "Mueller", Near},
		{"GROSS", "Groß", Same},
		{"HERNANDEZ", "Hernández", Same},
		{"OESTERGAARD", "Østergård", Same},
		{"ONEILL", "Shaun O'Neill", Same},
		{"VANDERMEER", "Piet van der Meer", Same},
		{"VAN DER MEER", "vandermeer", Same},
		{"DE LA CRUZ", "Cruz de la, Maria", Same},
		{"LOPEZ GARCIA", "García López", Same},
		{"LOPEZ GARCIA", "Ana Garcia", Near},
		{"WOLFESCHLEGELSTEINHA", "Wolfeschlegelsteinhausen", Same},
		{"WOLFESCHL", "Wolfeschlegelsteinhausen", Near},
		{"JANSEM", "Jansen", Near},
		{"LEE", "Leenders", ""},
		{"LI", "Liu", ""},
		{"JANSEN", "Anna Bakker", ""},
		{"", "Jansen", ""},
		{"JANSEN", "", ""},
	}
	for _, c := range cases {
		if got := Named(c.surname, c.name); got != c.want {
			t.Errorf("%q and %q: got %q, want %q", c.surname, c.name, got, c.want)
		}
	}
}

func TestLanesAreCompared(t *testing.T) {
	cases := []struct {
		a, b string
		want Fit
	}{
		{"security 2, lane 4", "Security 2 Lane 04", Same},
		{"S2-4", "s2 4", Same},
		{"lane 4", "security 2, lane 4", Near},
		{"4", "lane 4", Near},
		{"lane 4", "lane 14", ""},
		{"security 1, lane 4", "security 2, lane 4", ""},
		{"", "lane 4", ""},
	}
	for _, c := range cases {
		if got, back := Lanes(c.a, c.b), Lanes(c.b, c.a); got != c.want || back != c.want {
			t.Errorf("%q and %q: got %q and %q, want %q", c.a, c.b, got, back, c.want)
		}
	}
}

func TestLikelyOwnersComeBestFirst(t *testing.T) {
	going := func(name, lane, tray string, at time.Time) Passage {
		return Passage{Surname: name, Lane: lane, Tray: tray, At: at}
	}
	passages := []Passage{
		going("LONGBEFORE", "lane 4", "", at(12, 14)),
		going("EARLIER", "lane 4", "", at(12, 40)),
		going("JUSTBEFORE", "lane 4", "", at(12, 57)),
		going("JUSTAFTER", "lane 4", "", at(13, 1)),
		going("LATER", "lane 4", "", at(13, 6)),
		going("OTHERLANE", "lane 5", "", at(12, 59)),
		going("SHORTNAME", "4", "", at(12, 59)),
		going("FIRSTTRAY", "lane 4", "T-0077", at(12, 30)),
		going("LASTTRAY", "lane 5", "t 77", at(12, 50)),
		going("JUSTBEFORE", "lane 4", "T-3", at(12, 56)),
	}
	cases := []struct {
		name string
		find Find
		want string
	}{
		{"by lane and time", Find{"Lane 4", "", at(13, 0)}, "JUSTBEFORE JUSTAFTER EARLIER FIRSTTRAY SHORTNAME"},
		{"by tray first", Find{"Lane 4", "T-77", at(13, 0)}, "FIRSTTRAY LASTTRAY JUSTBEFORE JUSTAFTER EARLIER SHORTNAME"},
		{"by tray alone", Find{"", "77 T", at(13, 0)}, ""},
		{"no lane", Find{"", "", at(13, 0)}, ""},
		{"long after", Find{"lane 4", "", at(20, 0)}, ""},
	}
	for _, c := range cases {
		var names []string
		for _, o := range c.find.Owners(passages) {
			names = append(names, o.Surname)
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
	got := (Find{"lane 4", "t77", at(13, 0)}).Owners(passages)[0].Reasons
	if want := []Reason{{SameTray, 0}, {SameLane, 0}, {Minutes, 30}}; !slices.Equal(got, want) {
		t.Errorf("reasons: got %v, want %v", got, want)
	}
}

func TestAReportFindsItsLane(t *testing.T) {
	passages := []Passage{
		{Surname: "JANSEN", Flight: "KL1795", Seat: "12F", Lane: "lane 4", At: at(12, 0)},
		{Surname: "JANSEN", Flight: "KL1001", Seat: "3A", Lane: "lane 2", At: at(12, 30)},
		{Surname: "JANSSEN", Flight: "KL1795", Lane: "lane 3", At: at(12, 10)},
		{Flight: "KL1795", Seat: "12F", Lane: "lane 1", At: at(12, 20)},
		{Surname: "BAKKER", Flight: "EZY85A", Seat: "1A", Lane: "lane 4", At: at(12, 40)},
	}
	cases := []struct {
		name  string
		asked Asked
		want  string
	}{
		{"flight and surname", Asked{Name: "Anna Jansen", Flight: "KL 01795"}, "lane 4: same_name same_flight; lane 3: near_name same_flight; lane 1: same_flight"},
		{"a surname", Asked{Name: "jansen"}, "lane 2: same_name; lane 4: same_name; lane 3: near_name"},
		{"a seat of a flight", Asked{Flight: "kl1795", Seat: "012f"}, "lane 1: same_flight same_seat; lane 4: same_flight same_seat; lane 3: same_flight"},
		{"a flight of three letters", Asked{Flight: "EZY 0085a"}, "lane 4: same_flight"},
		{"a lane and a time", Asked{Lane: "4", From: at(12, 30), To: at(13, 0)}, "lane 4: near_lane"},
		{"a time", Asked{From: at(12, 25), To: at(12, 35)}, "lane 2: "},
		{"somebody else", Asked{Name: "Nobody", Flight: "KL1795"}, "lane 1: same_flight"},
	}
	for _, c := range cases {
		var lines []string
		for _, o := range c.asked.Find(passages) {
			var codes []string
			for _, r := range o.Reasons {
				codes = append(codes, string(r.Code))
			}
			lines = append(lines, fmt.Sprintf("%s: %s", o.Lane, strings.Join(codes, " ")))
		}
		if got := strings.Join(lines, "; "); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("surname,lane,at\nMÜLLER,S2-4,2026-11-25 13:05\n"))
	f.Add([]byte("flight;seat;lane;at;tray\nU2 85;012F;4;25.11.2026 13:05;T1\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := Read(raw, time.UTC, now, kept)
		if err != nil && (!fault.Is(err, fault.Invalid) || got != nil) {
			t.Fatalf("got %v, %v, want nothing and an invalid fault", got, err)
		}
		for _, p := range got {
			if err := p.Check(now, kept); err != nil {
				t.Fatalf("got %+v, which is no passage: %v", p, err)
			}
			(Find{p.Lane, p.Tray, p.At}).Owners(got)
		}
	})
}
