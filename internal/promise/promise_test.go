package promise

import (
	"testing"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/hours"
)

var amsterdam = func() *time.Location {
	in, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err)
	}
	return in
}()

// local reads a time of Amsterdam; 25 November 2026 is a Wednesday.
func local(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", text, amsterdam)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func weekdays(t *testing.T) Desk {
	t.Helper()
	h, err := hours.Parse("Mo-Fr 08:00-20:00; Dec 25 off")
	if err != nil {
		t.Fatal(err)
	}
	return Desk{Hours: h, In: amsterdam}
}

func TestAPromiseIsMadeForATimeAtWhichSomebodyIsThere(t *testing.T) {
	d, now := weekdays(t), local(t, "2026-11-25 14:10")
	for name, tc := range map[string]struct {
		kind             Kind
		from, until      string
		code, field, try string
	}{
		"a call in the afternoon":   {Call, "2026-11-26 16:00", "2026-11-26 16:30", "", "", ""},
		"word by noon":              {Update, "", "2026-11-26 12:00", "", "", ""},
		"word as the desk closes":   {Update, "", "2026-11-26 20:00", "", "", ""},
		"a call yesterday":          {Call, "2026-11-24 16:00", "2026-11-24 16:30", "in_the_past", "until", ""},
		"a call that has begun":     {Call, "2026-11-25 14:00", "2026-11-25 14:30", "in_the_past", "from", ""},
		"an end before the start":   {Call, "2026-11-26 16:30", "2026-11-26 16:00", "ends_before_start", "until", ""},
		"a call of a whole day":     {Call, "2026-11-26 09:00", "2026-11-26 18:00", "long_call", "until", ""},
		"a call without a start":    {Call, "", "2026-11-26 16:30", "required", "from", ""},
		"nothing at all":            {Update, "", "", "required", "until", ""},
		"400 days ahead":            {Update, "", "2027-12-30 12:00", "too_far_off", "until", ""},
		"a call in the night":       {Call, "2026-11-26 22:00", "2026-11-26 22:30", "nobody_there", "until", "2026-11-27 08:00"},
		"a call over closing time":  {Call, "2026-11-27 19:45", "2026-11-27 20:15", "nobody_there", "until", "2026-11-30 08:00"},
		"a call on a Sunday":        {Call, "2026-11-29 12:00", "2026-11-29 12:30", "nobody_there", "until", "2026-11-30 08:00"},
		"word by a Sunday":          {Update, "", "2026-11-29 12:00", "nobody_there", "until", "2026-11-30 09:00"},
		"word by Christmas morning": {Update, "", "2026-12-25 10:00", "nobody_there", "until", "2026-12-28 09:00"},
	} {
		w := Window{}
		if tc.from != "" {
			w.From = local(t, tc.from)
		}
		if tc.until != "" {
			w.Until = local(t, tc.until)
		}
		var c fault.Check
		d.Check(&c, tc.kind, w, "from", "until", now)
		f := fault.Of(c.Err())
		switch {
		case tc.code == "" && f != nil:
			t.Errorf("%s: got %v, want it promised", name, f)
		case tc.code == "":
		case f == nil || f.Problems[0].Code != tc.code || f.Problems[0].Field != tc.field:
			t.Errorf("%s: got %v, want %s at %s", name, f, tc.code, tc.field)
		case tc.try != "" && f.Problems[0].Args["Nearest"] != tc.try:
			t.Errorf("%s: got %v as the nearest, want %s", name, f.Problems[0].Args["Nearest"], tc.try)
		}
	}
}

func TestAPromiseIsKeptOrMovedOnceOrAnsweredFor(t *testing.T) {
	made := local(t, "2026-11-25 14:10")
	first := Window{local(t, "2026-11-26 16:00"), local(t, "2026-11-26 16:30")}
	second := Window{local(t, "2026-11-27 10:00"), local(t, "2026-11-27 10:30")}
	call := func() Promise { return Promise{No: 1, Kind: Call, When: first, MadeAt: made} }

	kept := call()
	if err := kept.End("S-1", "", local(t, "2026-11-26 16:29")); err != nil || kept.Ended.Outcome != Kept {
		t.Errorf("in time: got %v, %v, want kept", kept.Ended, err)
	}
	moved := call()
	if err := moved.Move(second, local(t, "2026-11-26 16:29")); err != nil {
		t.Errorf("moved in time: got %v", err)
	}
	if err := moved.Move(first, local(t, "2026-11-26 16:29")); !fault.Is(err, fault.Conflict) {
		t.Errorf("moved a second time: got %v, want refused", err)
	}
	if err := moved.End("S-1", "", second.From); err != nil || moved.Ended.Outcome != Moved || *moved.Was != first {
		t.Errorf("moved and kept: got %+v, %v, want it to count as moved, with the first window", moved.Ended, err)
	}
	missed := call()
	if err := missed.Move(second, first.Until); !fault.Is(err, fault.Conflict) {
		t.Errorf("moved when it had passed: got %v, want refused", err)
	}
	if err := missed.End("S-1", "", first.Until); !fault.Is(err, fault.Invalid) || !missed.Open() {
		t.Errorf("late without a word: got %v, want to be asked for one", err)
	}
	if err := missed.End("S-1", "Our line was down.", first.Until); err != nil || missed.Ended.Outcome != Missed || missed.Ended.Answer == "" {
		t.Errorf("late, and answered for: got %+v, %v, want missed", missed.Ended, err)
	}
}

func TestTheFirstOpenPromiseComesNext(t *testing.T) {
	now := local(t, "2026-11-25 14:10")
	all := []Promise{{No: 1, Kind: Update, When: Window{Until: now.Add(3 * time.Hour)}}, {No: 2, Kind: Call, When: Window{now.Add(time.Hour), now.Add(2 * time.Hour)}},
		{No: 3, Kind: Update, When: Window{Until: now.Add(time.Minute)}, Ended: &End{}}}
	if got := Next(all); got == nil || got.No != 2 {
		t.Errorf("got %v, want the call", got)
	}
	if got := OpenCall(all); got == nil || got.No != 2 {
		t.Errorf("got %v as the call", got)
	}
	if got := Next(all[2:]); got != nil {
		t.Errorf("all ended: got %v, want none", got)
	}
}

func TestSlots(t *testing.T) {
	d, now := weekdays(t), local(t, "2026-11-27 18:20") // a Friday evening
	taken := Window{local(t, "2026-11-27 19:30").UTC(), local(t, "2026-11-27 20:00").UTC()}
	got := d.Slots(now, 5, 3, func(w Window) bool { return w == taken })
	want := []string{"2026-11-30 08:00", "2026-11-30 12:00", "2026-11-30 16:00", "2026-12-01 08:00", "2026-12-01 12:00"}
	for i, w := range got {
		if w.From.Before(now.Add(notice)) || !d.Hours.Within(w.From, w.Until, d.In) || w == taken {
			t.Errorf("got %v, when nobody is there, it is taken, or it is too soon", w)
		}
		if i < len(want) && w.From.In(amsterdam).Format("2006-01-02 15:04") != want[i] {
			t.Errorf("slot %d: got %v, want %s", i, w.From.In(amsterdam), want[i])
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %d slots, want %d", len(got), len(want))
	}
	closed, _ := hours.Parse("off")
	if got := (Desk{Hours: closed, In: amsterdam}).Slots(now, 5, 3, func(Window) bool { return false }); len(got) != 0 {
		t.Errorf("a desk that is closed: got %v", got)
	}
}
