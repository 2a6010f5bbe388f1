package vehicle

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/sheet"
)

var (
	key    = Key{1, 2, 3}
	munich = time.FixedZone("", 3600)
	now    = time.Date(2026, 11, 25, 14, 0, 0, 0, time.UTC)
)

func at(day, hour, minute int) time.Time {
	return time.Date(2026, 11, day, hour, minute, 0, 0, time.UTC)
}

func TestReturnsAreRead(t *testing.T) {
	golf := Return{Vehicle{Plate{"M-ÄB 123", "D"}, "Alpen Rent", "Golf, blue line", "blau"}, Agreement{"RA-77", key.Renter("C 1001")}, "12", at(25, 9, 30), at(25, 18, 0)}
	bare := Return{Vehicle: Vehicle{Plate: Plate{Text: "12-ABC-3"}}, ReturnedAt: at(25, 13, 5)}
	cases := []struct {
		name, sheet string
		want        []Return
	}{
		{"commas", "plate,country,company,model,colour,agreement,renter,stall,returned_at,next_rental_at\n" +
			"M-ÄB 123,D,Alpen Rent,\"Golf, blue line\",blau,RA-77,C 1001,12,2026-11-25 10:30,2026-11-25T19:00:00+01:00\n" +
			"12-ABC-3,,,,,,,,2026-11-25T14:05,\n", []Return{golf, bare}},
		{"semicolons, a byte order mark, other line ends, another order, the ISO code, blanks", "\ufeffReturned At;Plate ;next-rental-at;country;colour;model;company;stall;renter;agreement\r\n" +
			"25.11.2026 10:30; M-ÄB 123 ;25.11.2026 19:00:00;de;blau;Golf, blue line;Alpen Rent;12;c-1001;RA-77\r\n", []Return{golf}},
		{"tabs, only what must be there", "plate\treturned_at\n12-ABC-3\t2026-11-25 14:05:00\n", []Return{bare}},
		{"rows of blanks, cells left out and blank ones too many", "\nplate,returned_at,stall\n,,\n12-ABC-3,2026-11-25 14:05\n\n , , ,\n12-ABD-3,2026-11-25 14:05,,,,\n",
			[]Return{bare, {Vehicle: Vehicle{Plate: Plate{Text: "12-ABD-3"}}, ReturnedAt: at(25, 13, 5)}}},
		{"no rows", "plate,returned_at\n", nil},
	}
	for _, c := range cases {
		got, err := Returns([]byte(c.sheet), key, munich, now)
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %+v, %v, want %+v", c.name, got, err, c.want)
		}
	}
}

func TestVehiclesAreRead(t *testing.T) {
	got, err := Vehicles([]byte("model;plate;country\nCorsa;qx131d;NL\n\nGolf;B-XY 7;D"))
	want := []Vehicle{{Plate{"qx131d", "NL"}, "", "Corsa", ""}, {Plate{"B-XY 7", "D"}, "", "Golf", ""}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
}

func TestWhatIsWrongIsToldByRowAndColumn(t *testing.T) {
	long := strings.Repeat("x", fault.Line+1)
	head := "plate,country,model,stall,returned_at,next_rental_at\n"
	cases := []struct {
		name, sheet string
		want        []string
	}{
		{"nothing", "", []string{": empty_body"}},
		{"only blanks", "\n , \n", []string{": empty_body"}},
		{"bytes that are no text", "plate,returned_at\nM\xc4B 1,2026-11-25 10:00", []string{": not_text"}},
		{"an unknown column, one twice and one missing", "plate,Plate,colour,tray\nx,x,x,x", []string{"row 1, column 2: column_twice", "row 1, column 4: unknown_column", "row 1, returned_at: no_such_column"}},
		{"no plate", head + ",D,,,2026-11-25 10:00,", []string{"row 2, plate: required"}},
		{"something else for a plate", head + "--,D,,,2026-11-25 10:00,", []string{"row 2, plate: no_plate"}},
		{"something else for a country", head + "M-Q 1,Germany,,,2026-11-25 10:00,", []string{"row 2, country: no_country"}},
		{"too long a model", head + "M-Q 1,D," + long + ",,2026-11-25 10:00,", []string{"row 2, model: too_long"}},
		{"a line break in a stall", head + "M-Q 1,D,,\"a\nb\",2026-11-25 10:00,", []string{"row 2, stall: control_character"}},
		{"no time", head + "M-Q 1,D,,,soon,", []string{"row 2, returned_at: not_a_time"}},
		{"a day that does not exist", head + "M-Q 1,D,,,2026-11-31 10:00,", []string{"row 2, returned_at: not_a_time"}},
		{"no time, and no plate beside it", head + ",D,,,2026-11-25 10:00,soon", []string{"row 2, next_rental_at: not_a_time", "row 2, plate: required"}},
		{"no return", head + "M-Q 1,D,,,,", []string{"row 2, returned_at: required"}},
		{"a return in the future", head + "M-Q 1,D,,,2026-11-25 15:01,", []string{"row 2, returned_at: in_the_future"}},
		{"a return long ago", head + "M-Q 1,D,,,2006-11-25 10:00,", []string{"row 2, returned_at: too_long_ago"}},
		{"rented before it was back", head + "M-Q 1,D,,,2026-11-25 10:00,2026-11-25 09:59", []string{"row 2, next_rental_at: ends_before_it_begins"}},
		{"a cell too many", head + "M-Q 1,D,,,2026-11-25 10:00,,x", []string{"row 2: too_many_cells"}},
		{"a quotation mark left open", head + "M-Q 1,D,,,2026-11-25 10:00,\n\"M-Q 2,D,,,2026-11-25 10:00,\n", []string{"row 3: open_quotes"}},
		{"two rows wrong, counted with what lies between", head + "\n,D,,,2026-11-25 10:00,\nM-Q 2,D,,,2026-11-25 10:00,\nM-Q 1,D,,,soon,", []string{"row 3, plate: required", "row 5, returned_at: not_a_time"}},
		{"two cars on one stall", head + "M-Q 1,D,,A 12,2026-11-25 10:00,\nM-Q 2,D,,a 12,2026-11-25 11:00,", []string{"row 3, stall: stall_taken"}},
		{"two cars on one stall, the later one first", head + "M-Q 2,D,,12,2026-11-25 11:00,\nM-Q 1,D,,12,2026-11-25 10:00,", []string{"row 2, stall: stall_taken"}},
		{"two cars on one stall before the first has gone", head + "M-Q 1,D,,12,2026-11-25 10:00,2026-11-25 18:00\nM-Q 2,D,,12,2026-11-25 11:00,2026-11-25 12:00\nM-Q 3,D,,12,2026-11-25 13:00,",
			[]string{"row 3, stall: stall_taken", "row 4, stall: stall_taken"}},
		{"one row twice", head + "M-Q 1,D,,12,2026-11-25 10:00,\nm q1,D,,13,2026-11-25 10:00,", []string{"row 3, plate: row_twice"}},
	}
	for _, c := range cases {
		got, err := Returns([]byte(c.sheet), key, munich, now)
		f := fault.Of(err)
		if f == nil || f.Kind != fault.Invalid || got != nil {
			t.Errorf("%s: got %+v, %v, want nothing and a fault", c.name, got, err)
			continue
		}
		var problems []string
		for _, p := range f.Problems {
			problems = append(problems, p.Field+": "+p.Code)
		}
		if !slices.Equal(problems, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, problems, c.want)
		}
	}
	if _, err := Vehicles([]byte("plate\n--\n")); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "row 2, plate: no_plate") {
		t.Errorf("a sheet of vehicles: got %v, want it refused in row 2", err)
	}
	if _, err := Vehicles([]byte("plate,country\nM-Q 1,D\nM-Q 1,NL\nmq1,DE\n")); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "(row 4, plate: row_twice)") {
		t.Errorf("a sheet with one car twice: got %v, want row 4 refused and no other", err)
	}
	if _, err := Vehicles([]byte("plate,stall\nM-Q 1,12\n")); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "column 2: unknown_column") {
		t.Errorf("a sheet of vehicles with stalls: got %v, want it refused", err)
	}
}

func TestAStallIsFreeAgain(t *testing.T) {
	head := "plate,stall,returned_at,next_rental_at\n"
	for name, sheet := range map[string]string{
		"after the next rental":             "M-Q 1,12,2026-11-25 08:00,2026-11-25 09:00\nM-Q 2,12,2026-11-25 09:00,",
		"when the car came back elsewhere":  "M-Q 1,12,2026-11-24 08:00,\nM-Q 1,13,2026-11-25 08:00,\nM-Q 2,12,2026-11-25 09:00,",
		"for the same car":                  "M-Q 1,12,2026-11-24 08:00,2026-11-26 08:00\nM-Q 1,12,2026-11-25 08:00,",
		"where nobody says which it was":    "M-Q 1,,2026-11-25 08:00,\nM-Q 2,,2026-11-25 08:00,",
		"where numbers are cut differently": "M-Q 1,1-12,2026-11-25 08:00,\nM-Q 2,11-2,2026-11-25 08:00,",
	} {
		if _, err := Returns([]byte(head+sheet), key, munich, now); err != nil {
			t.Errorf("%s: got %v, want it taken", name, err)
		}
	}
}

func TestASheetHasAnEnd(t *testing.T) {
	rows := []byte("plate\n")
	for i := range sheet.MostRows {
		rows = fmt.Appendf(rows, "M-Q %d\n", i+1)
	}
	if got, err := Vehicles(rows); err != nil || len(got) != sheet.MostRows {
		t.Fatalf("got %d rows, want %d", len(got), sheet.MostRows)
	}
	if _, err := Vehicles(append(rows, "M-R 1\n"...)); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), fmt.Sprintf("row %d: too_many", sheet.MostRows+2)) {
		t.Errorf("one row more: got %v, want it refused", err)
	}
}

func TestOneReturnIsChecked(t *testing.T) {
	r := Return{Vehicle: Vehicle{Plate: Plate{"M-Q 1", "D"}}, ReturnedAt: now}
	if err := r.Check(now); err != nil {
		t.Errorf("got %v, want it taken", err)
	}
	r.ReturnedAt = now.Add(time.Second)
	if err := r.Check(now); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "(returned_at: in_the_future)") {
		t.Errorf("a second ahead: got %v, want it refused", err)
	}
	if err := (Vehicle{}).Check(); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "(plate: required)") {
		t.Errorf("no plate: got %v, want it refused", err)
	}
}

func TestRentersCannotBeRead(t *testing.T) {
	a := key.Renter("C-1001 ")
	if a != key.Renter("c1001") || len(a) != 64 || strings.Contains(string(a), "1001") {
		t.Errorf("got %s, want 64 characters that are the same for c1001", a)
	}
	if other := (Key{9}).Renter("C-1001"); other == a {
		t.Errorf("another key: got the same, %s", other)
	}
	if other := key.Renter("C-1002"); other == a {
		t.Errorf("another reference: got the same, %s", other)
	}
	if none := key.Renter(" - "); none != "" {
		t.Errorf("no reference: got %s, want none", none)
	}
	// The value was computed with another implementation of HMAC-SHA256: openssl dgst -sha256 -mac HMAC.
	if got, want := (Key{}).Renter("C-1001"), Renter("053e5430dbc7e1c0b03108125b4300e4c5cc3cabad10178b78a60d4f0ba9bc0f"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func FuzzReturns(f *testing.F) {
	f.Add([]byte("\ufeffplate;returned_at;stall\nM-ÄB 1;2026-11-25 10:00;1\nM-ÄB 2;25.11.2026 10:00;1\n"))
	f.Add([]byte("plate,returned_at,renter,next_rental_at\n\"M\"\"\",2026-11-25T10:00:00Z,C 1,\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := Returns(raw, key, munich, now)
		if err != nil {
			if !fault.Is(err, fault.Invalid) || got != nil {
				t.Fatalf("got %v, %v, want nothing and an invalid fault", got, err)
			}
			return
		}
		for _, r := range got {
			if err := r.Check(now); err != nil {
				t.Errorf("%+v was read: got %v", r, err)
			}
		}
	})
}
