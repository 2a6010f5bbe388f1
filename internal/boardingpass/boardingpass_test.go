package boardingpass

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"lostfound/internal/fault"
)

var today = time.Date(2026, 11, 25, 23, 30, 0, 0, time.FixedZone("", 3600))

// head and leg write the parts of a pass, with what must never be kept of it.
func head(legs int, name string) string { return fmt.Sprintf("M%d%-20sE", legs, name) }

func leg(from, to, carrier, flight, day, seat, more string) string {
	return fmt.Sprintf("%-7s%3s%3s%-3s%-5s%3s%s%-4s%-5s%s%02X%s", booking, from, to, carrier, flight, day, "Y", seat, "0042", "1", len(more), more)
}

const (
	booking = "QX7PNR"
	ticket  = "0742497067621"
	flyer   = "KL20981234567"
)

// about is what follows the first leg: version, issue, ticket and what the airline adds.
func about(version, issued, own string) string {
	first, second := "0WW"+issued+"BKL 0074012345001", ticket+"00KL KL "+flyer+"    1PCN"
	return fmt.Sprintf(">%s%02X%s%02X%s%s", version, len(first), first, len(second), second, own)
}

// also is what follows a further leg.
func also(own string) string {
	s := ticket + "00KL KL " + flyer
	return fmt.Sprintf("%02X%s%s", len(s), s, own)
}

func on(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

func TestPassesAreRead(t *testing.T) {
	jansen, munich := head(1, "JANSEN/ANNA MRS"), Leg{"AMS", "MUC", "KL", "1795", on(2026, 11, 25), "12F"}
	anna := Pass{"JANSEN", []Leg{munich}}
	const plain = "M1JANSEN/ANNA MRS     EQX7PNR AMSMUCKL 1795 329Y012F0042 100"
	cases := []struct {
		name, scan string
		want       Pass
	}{
		{"no more than every pass has", plain, anna},
		{"the same, of parts", jansen + leg("AMS", "MUC", "KL", "1795", "329", "012F", ""), anna},
		{"the line end of a scanner", plain + "\r\n", anna},
		{"blanks at the end", plain + "   ", anna},
		{"a signature", plain + "^104ABCD", anna},
		{"an empty signature", plain + "^100", anna},
		{"no electronic ticket", strings.Replace(plain, " EQX7", "  QX7", 1), anna},
		{"version 1", jansen + leg("AMS", "MUC", "KL", "1795", "329", "012F", about("1", "6328", "")), anna},
		{"version 8, with something of the airline's own and a signature", jansen + leg("AMS", "MUC", "KL", "1795", "329", "012F", about("8", "6328", "*30600000K09")) + "^103A^B", anna},
		{"a part about the pass that ends before the day of issue", jansen + leg("AMS", "MUC", "KL", "1795", "329", "012F", ">6031WW00"), anna},
		{"a version and nothing more", jansen + leg("AMS", "MUC", "KL", "1795", "329", "012F", ">600"), anna},
		{"only what the airline writes for itself", jansen + leg("AMS", "MUC", "KL", "1795", "329", "012F", "7A40C06F21"), anna},
		{"the seat of an infant", jansen + leg("AMS", "MUC", "KL", "1795", "329", "INF", ""), Pass{"JANSEN", []Leg{{"AMS", "MUC", "KL", "1795", on(2026, 11, 25), "INF"}}}},
		{"a flight of three characters and a suffix, a name without a slash", head(1, "O'NEILL-VAN DER MEER") + leg("ORD", "DUB", "EZY", "0085A", "330", "", ""),
			Pass{"O'NEILL-VAN DER MEER", []Leg{{"ORD", "DUB", "EZY", "85A", on(2026, 11, 26), ""}}}},
		{"a day, a flight and a seat padded with blanks", head(1, "DIAZ/EVA") + leg("MAD", "LIS", "U2", "85", "9 ", "3C", ""), Pass{"DIAZ", []Leg{{"MAD", "LIS", "U2", "85", on(2027, 1, 9), "3C"}}}},
		{"all blank", "M1" + strings.Repeat(" ", 58), Pass{"", []Leg{{}}}},
		{"two legs", head(2, "JANSEN/ANNA MRS") + leg("AMS", "MUC", "KL", "1795", "329", "012F", about("6", "6328", "*1")) + leg("MUC", "SOF", "LH", "1704", "330", "021A", also("*2")) + "^102AB",
			Pass{"JANSEN", []Leg{munich, {"MUC", "SOF", "LH", "1704", on(2026, 11, 26), "21A"}}}},
		{"two legs of an airline that writes only for itself", head(2, "JANSEN/ANNA MRS") + leg("AMS", "MUC", "KL", "1795", "329", "012F", "x") + leg("MUC", "SOF", "LH", "1704", "330", "021A", "zz"),
			Pass{"JANSEN", []Leg{munich, {"MUC", "SOF", "LH", "1704", on(2026, 11, 26), "21A"}}}},
		{"four legs over the turn of the year, the last without its day", head(4, "JANSEN/ANNA MRS") + leg("AMS", "MUC", "KL", "1795", "364", "012F", about("6", "6328", "")) +
			leg("MUC", "FRA", "LH", "101", "365", "021A", "") + leg("FRA", "JFK", "LH", "400", "001", "021A", "00") + leg("JFK", "BOS", "B6", "1", "", "", ""),
			Pass{"JANSEN", []Leg{{"AMS", "MUC", "KL", "1795", on(2026, 12, 30), "12F"}, {"MUC", "FRA", "LH", "101", on(2026, 12, 31), "21A"},
				{"FRA", "JFK", "LH", "400", on(2027, 1, 1), "21A"}, {"JFK", "BOS", "B6", "1", time.Time{}, ""}}}},
	}
	for _, c := range cases {
		got, err := Parse(c.scan, today)
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %+v, %v, want %+v", c.name, got, err, c.want)
		}
	}
}

func TestTheYearIsFound(t *testing.T) {
	cases := []struct {
		name, issued, day string
		today, want       time.Time
	}{
		{"today", "    ", "329", on(2026, 11, 25), on(2026, 11, 25)},
		{"tomorrow is next year", "    ", "001", on(2026, 12, 31), on(2027, 1, 1)},
		{"yesterday was last year", "    ", "365", on(2027, 1, 1), on(2026, 12, 31)},
		{"an old pass, by its day of issue", "1325", "326", on(2026, 11, 25), on(2021, 11, 22)},
		{"issued in the digit of this year, but later: ten years ago", "6360", "361", on(2026, 11, 25), on(2016, 12, 26)},
		{"issued where tomorrow has begun", "6330", "330", on(2026, 11, 25), on(2026, 11, 26)},
		{"issued on New Year's Day where that has begun", "7001", "001", on(2026, 12, 31), on(2027, 1, 1)},
		{"issued before New Year", "6365", "002", on(2027, 1, 2), on(2027, 1, 2)},
		{"issued anew after midnight, when the flight was late", "6329", "328", on(2026, 11, 25), on(2026, 11, 24)},
		{"a day of issue without its year", " 329", "001", on(2026, 12, 31), on(2027, 1, 1)},
		{"a day of issue padded with blanks", "69  ", "011", on(2026, 2, 1), on(2026, 1, 11)},
		{"the last day of a leap year", "    ", "366", on(2028, 12, 30), on(2028, 12, 31)},
		{"a day after February of a leap year", "    ", "061", on(2028, 2, 28), on(2028, 3, 1)},
	}
	for _, c := range cases {
		got, err := Parse(head(1, "DIAZ/EVA")+leg("MAD", "LIS", "TP", "1", c.day, "3C", about("6", c.issued, "")), c.today)
		if err != nil || !got.Legs[0].Date.Equal(c.want) {
			t.Errorf("%s: got %+v, %v, want %s", c.name, got, err, c.want.Format(time.DateOnly))
		}
	}
}

func TestWhatIsWrongIsToldByFieldAndColumn(t *testing.T) {
	one := head(1, "DIAZ/EVA") + leg("MAD", "LIS", "TP", "1015", "329", "003C", "")
	more := func(text string) string { return one[:58] + fmt.Sprintf("%02X", len(text)) + text }
	cases := []struct {
		name, scan, field, code string
		column                  int
	}{
		{"nothing", "", "pass.format", "not_a_pass", 1},
		{"some other code", "https://example.org/", "pass.format", "not_a_pass", 1},
		{"format S", "S" + one[1:], "pass.format", "not_a_pass", 1},
		{"no legs", "M0" + one[2:], "pass.legs", "not_a_pass", 2},
		{"five legs", "M5" + one[2:], "pass.legs", "not_a_pass", 2},
		{"a letter for the legs", "MX" + one[2:], "pass.legs", "not_a_pass", 2},
		{"a letter with an accent", strings.Replace(one, "DIAZ/EVA ", "DÍAZ/EVA", 1), "pass", "pass_unreadable", 4},
		{"a control character", strings.Replace(one, "EVA ", "EVA\x1d", 1), "pass", "pass_unreadable", 11},
		{"a digit for the electronic ticket", one[:22] + "1" + one[23:], "pass.electronic_ticket", "pass_misread", 23},
		{"a digit in an airport", one[:31] + "4" + one[32:], "pass.legs[0].from", "pass_misread", 31},
		{"half an airport", one[:33] + " " + one[34:], "pass.legs[0].to", "pass_misread", 34},
		{"a carrier of one letter", one[:37] + " " + one[38:], "pass.legs[0].carrier", "pass_misread", 37},
		{"a carrier with a dash", one[:37] + "-" + one[38:], "pass.legs[0].carrier", "pass_misread", 37},
		{"a letter in a flight", one[:40] + "X" + one[41:], "pass.legs[0].flight", "pass_misread", 40},
		{"five digits of a flight", one[:43] + "5" + one[44:], "pass.legs[0].flight", "pass_misread", 40},
		{"day 0", one[:44] + "000" + one[47:], "pass.legs[0].date", "pass_misread", 45},
		{"day 367", one[:44] + "367" + one[47:], "pass.legs[0].date", "pass_misread", 45},
		{"the 366th far from a leap year", one[:44] + "366" + one[47:], "pass.legs[0].date", "pass_misread", 45},
		{"a sign before a day", one[:44] + "+29" + one[47:], "pass.legs[0].date", "pass_misread", 45},
		{"a size that is no number", one[:58] + "0G", "pass.legs[0].size", "pass_misread", 59},
		{"half a size", one[:59], "pass.legs[0].size", "pass_cut_short", 60},
		{"less than is said to follow", one[:58] + "05>600", "pass.legs[0].size", "pass_wrong_size", 59},
		{"a damaged mark before the version", more("+60000"), "pass.version", "pass_misread", 61},
		{"a letter for the mark before the version", more("X60000"), "pass.version", "pass_misread", 61},
		{"a version that is none yet", more(">90000"), "pass.version", "pass_unknown_version", 62},
		{"a version 0", more(">00000"), "pass.version", "pass_misread", 62},
		{"a version that ends at once", more(">6"), "pass.version", "pass_cut_short", 63},
		{"a part about the pass that is too long", more(">603A"), "pass.size", "pass_wrong_size", 63},
		{"a size in it that is no number", more(">6Z100"), "pass.size", "pass_misread", 63},
		{"no day of issue", more(">6071WW6X9900"), "pass.issued", "pass_misread", 68},
		{"a letter for the year of issue", more(">6071WWX32900"), "pass.issued", "pass_misread", 68},
		{"half a size of the ticket", more(">6002"), "pass.legs[0].ticket.size", "pass_cut_short", 66},
		{"a ticket that is too long", more(">60003AB"), "pass.legs[0].ticket.size", "pass_wrong_size", 65},
		{"a second leg that is missing", "M2" + one[2:], "pass.legs[1].size", "pass_cut_short", 61},
		{"a second leg too many", one + leg("LIS", "OPO", "TP", "1", "329", "", ""), "pass", "pass_goes_on", 61},
		{"a damaged airport of the second leg", "M2" + one[2:] + leg("L1S", "OPO", "TP", "1", "329", "", ""), "pass.legs[1].from", "pass_misread", 68},
		{"a ticket of the second leg that is too long", "M2" + more(">60000")[2:] + leg("LIS", "OPO", "TP", "1", "329", "", "2AX"), "pass.legs[1].ticket.size", "pass_wrong_size", 104},
		{"a damaged mark before the signature", one + "+104ABCD", "pass", "pass_goes_on", 61},
		{"a signature without a size", one + "^1", "pass.security.size", "pass_cut_short", 63},
		{"a signature that ends too soon", one + "^105ABCD", "pass.security.size", "pass_wrong_size", 63},
		{"a signature with a size that is no number", one + "^1xyABCD", "pass.security.size", "pass_misread", 63},
		{"something after the signature", one + "^104ABCD+", "pass.security", "pass_goes_on", 69},
	}
	for _, c := range cases {
		p, err := Parse(c.scan, today)
		f := fault.Of(err)
		if f == nil || f.Kind != fault.Invalid || len(f.Problems) != 1 || !reflect.DeepEqual(p, Pass{}) {
			t.Errorf("%s: got %+v, %v, want one problem and no pass", c.name, p, err)
			continue
		}
		if got := f.Problems[0]; got.Field != c.field || got.Code != c.code || got.Args["Column"] != c.column {
			t.Errorf("%s: got %s %s %v, want %s %s, column %d", c.name, got.Field, got.Code, got.Args, c.field, c.code, c.column)
		}
	}
}

// Scanners cut trailing blanks, which may be all that follows the day. Any other cut is told.
func TestCutScans(t *testing.T) {
	whole := head(1, "DIAZ/EVA") + leg("MAD", "LIS", "TP", "1015", "329", "003C", about("6", "6328", "*1")) + "^104ABCD"
	for n := range whole {
		p, err := Parse(whole[:n], today)
		switch {
		case 47 <= n && n <= 58:
			if want := strings.TrimLeft(whole[min(n, 48):min(n, 52)], "0"); err != nil || p.Legs[0].Flight() != "TP1015" || p.Legs[0].Seat != want {
				t.Errorf("cut after %d: got %+v, %v, want seat %q", n, p, err, want)
			}
		case n == len(whole)-len("^104ABCD"):
			if err != nil {
				t.Errorf("cut before the signature: got %v", err)
			}
		case err == nil:
			t.Errorf("cut after %d: got %+v, want it refused", n, p)
		}
	}
}

func TestLegFromAnAirport(t *testing.T) {
	p, err := Parse(head(2, "DIAZ/EVA")+leg("MAD", "LIS", "TP", "1015", "329", "", "")+leg("LIS", "OPO", "TP", "12", "329", "", ""), today)
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := p.LegFrom("lis"); !ok || got.Flight() != "TP12" {
		t.Errorf("from Lisbon: got %+v, %v, want TP12", got, ok)
	}
	if got, ok := p.LegFrom("OPO"); ok {
		t.Errorf("from Porto: got %+v, want none", got)
	}
}

// What opens a booking is not kept, and what is wrong repeats nothing of the scan.
func TestBookingTicketAndFlyerAreForgotten(t *testing.T) {
	whole := head(2, "DIAZ/EVA") + leg("MAD", "LIS", "TP", "1015", "329", "003C", about("6", "6328", "*1")) + leg("LIS", "OPO", "TP", "12", "329", "", also(""))
	p, err := Parse(whole, today)
	if err != nil {
		t.Fatal(err)
	}
	_, misread := Parse(strings.Replace(whole, "TP 1015", "TP 1O15", 1), today)
	if misread == nil {
		t.Fatal("a letter in a flight: want it refused")
	}
	for _, kept := range []string{fmt.Sprintf("%+v", p), fmt.Sprintf("%+v", *fault.Of(misread))} {
		for _, secret := range []string{booking, ticket, ticket[3:], flyer, "EVA"} {
			if strings.Contains(kept, secret) {
				t.Errorf("got %s, want no %s in it", kept, secret)
			}
		}
	}
	for of, want := range map[reflect.Type]string{reflect.TypeFor[Pass](): "Surname Legs", reflect.TypeFor[Leg](): "From To Carrier Number Date Seat"} {
		var fields []string
		for f := range of.Fields() {
			fields = append(fields, f.Name)
		}
		if got := strings.Join(fields, " "); got != want {
			t.Errorf("%s: got fields %s, want %s and no other", of, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, own := range []string{"", "*1", "x"} {
		f.Add(head(2, "DIAZ/EVA")+leg("MAD", "LIS", "TP", "1015", "329", "003C", about("6", "6328", own))+leg("LIS", "OPO", "TP", "12", "330", "", also(own))+"^104ABCD", int64(1_790_000_000))
		f.Add(head(1, "DIAZ/EVA")+leg("MAD", "LIS", "TP", "1015", "366", "003C", own), int64(0))
	}
	for _, legs := range "12" { // the first of two is not completed with blanks
		f.Add("M"+string(legs)+"DIAZ/EVA            EQX7PNR MADLISTP 1015 329", int64(-1))
	}
	f.Fuzz(func(t *testing.T, scan string, at int64) {
		day := time.Unix(at%(1<<33), 0).UTC()
		p, err := Parse(scan, day)
		if err != nil {
			fl := fault.Of(err)
			if fl == nil || fl.Kind != fault.Invalid {
				t.Fatalf("got %v, want an invalid fault", err)
			}
			if c, ok := fl.Problems[0].Args["Column"].(int); !ok || c < 1 || c > len(scan)+1 {
				t.Fatalf("got column %v of %d", fl.Problems[0].Args["Column"], len(scan))
			}
			return
		}
		if want := int(scan[1] - '0'); len(p.Legs) != want || len(p.Surname) > 20 {
			t.Fatalf("got %+v, want %d legs", p, want)
		}
		for _, l := range p.Legs {
			if len(l.From) > 3 || len(l.To) > 3 || len(l.Carrier) > 3 || len(l.Number) > 5 || len(l.Seat) > 4 {
				t.Fatalf("got %+v, want no field longer than on a pass", l)
			}
			if !l.Date.IsZero() && (l.Date.After(day.AddDate(1, 1, 0)) || l.Date.Before(day.AddDate(-11, 0, 0))) {
				t.Fatalf("got %s for a scan of %s", l.Date, day)
			}
		}
	})
}
