package searchrequest

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"lostfound/internal/fault"
)

const patience = 15 * time.Minute

var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

// two cars that came back before noon.
var two = []Car{{1, noon.Add(-2 * time.Hour)}, {2, noon.Add(-time.Hour)}}

func TestWhereARequestStandsAfterAnAnswer(t *testing.T) {
	for _, c := range []struct {
		name  string
		cars  []Car
		given []Answer
		want  State
		left  int
	}{
		{"nobody answered", two, nil, Asked, 2},
		{"one of two cars was looked into", two, []Answer{{Kind: Nothing, Stay: 1}}, Asked, 1},
		{"both were", two, []Answer{{Kind: Nothing, Stay: 2}, {Kind: Nothing, Stay: 1}}, Waiting, 0},
		{"one was looked into, the other is out again", two, []Answer{{Kind: Nothing, Stay: 2}, {Kind: GoneOut, Stay: 1}}, Waiting, 0},
		{"it went to another branch", two[:1], []Answer{{Kind: AnotherBranch, Stay: 1}}, Waiting, 0},
		{"something was found in the first", two, []Answer{{Kind: Found, Stay: 1}}, Ended, 1},
		{"the owner is here", two, []Answer{{Kind: OwnerOnLot}}, Asked, 2},
		{"a car that the lot does not know was looked into", nil, []Answer{{Kind: Nothing}}, Waiting, 0},
		{"and then the lot hears that it had come", two, []Answer{{Kind: Nothing}}, Waiting, 0},
	} {
		r := New("MUC-RENT", patience, noon)
		for _, a := range c.given {
			if err := r.Answer(a, c.cars, noon.Add(time.Minute)); err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
		}
		if left := len(r.Left(c.cars)); r.State != c.want || left != c.left {
			t.Errorf("%s: got %s and %d cars left, want %s and %d", c.name, r.State, left, c.want, c.left)
		}
	}
}

func TestWhatIsNoAnswer(t *testing.T) {
	r := New("MUC-RENT", patience, noon)
	for want, a := range map[string]Answer{"(answer: unknown_answer)": {Kind: "perhaps"}, "(places: unknown_place)": {Kind: Nothing, Places: []Place{BetweenSeatAndConsole, "roof"}}} {
		if err := r.Answer(a, two, noon); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), want) || len(r.Answers) != 0 {
			t.Errorf("%+v: got %v, want %s", a, err, want)
		}
	}
	if err := r.Answer(Answer{Kind: Found}, two, noon); err != nil {
		t.Fatal(err)
	}
	if err := r.Answer(Answer{Kind: Nothing}, two, noon); !fault.Is(err, fault.Conflict) {
		t.Errorf("after the find: got %v, want a conflict", err)
	}
}

func TestItIsAskedAgainAtTheNextReturn(t *testing.T) {
	r := New("MUC-RENT", patience, noon)
	if err := r.Answer(Answer{Kind: GoneOut, Stay: 1}, two[:1], noon.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if r.Look(two[:1], false, patience, noon.Add(time.Hour)) || r.State != Waiting {
		t.Errorf("the same stay: got %s, want to wait", r.State)
	}
	back, later := Car{3, noon.Add(5 * time.Hour)}, noon.Add(6*time.Hour)
	if !r.Look([]Car{back}, false, patience, later) || r.State != Asked || !r.AnswerBy.Equal(later.Add(patience)) {
		t.Errorf("it came back: got %s until %v, want to be asked", r.State, r.AnswerBy)
	}
	if r.Look([]Car{back}, false, patience, later.Add(time.Minute)) || !r.AskedAt.Equal(later) {
		t.Errorf("looked at twice: got asked at %v, want %v", r.AskedAt, later)
	}
}

func TestACarThatIsKnownToBeOutIsWaitedFor(t *testing.T) {
	r := New("MUC-RENT", patience, noon)
	r.Look(nil, false, patience, noon)
	if r.State != Asked {
		t.Errorf("a car that the lot does not know: got %s, want to be asked", r.State)
	}
	r.Look(nil, true, patience, noon)
	if r.State != Waiting || r.Overdue(noon.Add(time.Hour)) {
		t.Errorf("a car that is out: got %s, want to wait, for as long as it takes", r.State)
	}
}

func TestARequestIsGivenUpSomeTime(t *testing.T) {
	late := noon.Add(AskFor + time.Second)
	for name, c := range map[string]struct {
		state State
		cars  []Car
		want  State
	}{
		"nobody ever looked":                     {Asked, nil, Ended},
		"the car never came back":                {Waiting, nil, Ended},
		"the car came back at the very last":     {Waiting, []Car{{9, late}}, Asked},
		"its end is not another":                 {Ended, nil, Ended},
		"nobody looked, but the car stands here": {Asked, two, Asked},
	} {
		r := New("MUC-RENT", patience, noon)
		r.State = c.state
		r.Look(nil, false, patience, noon.Add(AskFor))
		if r.State != c.state {
			t.Errorf("%s, in time: got %s, want %s", name, r.State, c.state)
		}
		r.Look(c.cars, false, patience, late)
		if r.State != c.want {
			t.Errorf("%s: got %s, want %s", name, r.State, c.want)
		}
	}
}

func TestTheDeskHearsOnceThatNobodyAnswered(t *testing.T) {
	r := New("MUC-RENT", patience, noon)
	if r.Escalate(noon.Add(patience - 1)) {
		t.Error("before its time: got it escalated")
	}
	if !r.Escalate(noon.Add(patience)) || r.Escalate(noon.Add(2*patience)) || !r.EscalatedAt.Equal(noon.Add(patience)) {
		t.Errorf("got escalated at %v, want once, at %v", r.EscalatedAt, noon.Add(patience))
	}
	if err := r.Answer(Answer{Kind: Nothing}, nil, noon.Add(2*patience)); err != nil {
		t.Fatal(err)
	}
	if r.Look([]Car{{4, noon.Add(time.Hour)}}, false, patience, noon.Add(time.Hour+time.Minute)); !r.EscalatedAt.IsZero() {
		t.Error("asked again: got it escalated still, want a fresh start")
	}
}

func TestAnAnswerIsTakenBackForAWhile(t *testing.T) {
	for kind, want := range map[Kind]State{Nothing: Asked, Found: Asked, GoneOut: Asked, OwnerOnLot: Asked} {
		r := New("MUC-RENT", patience, noon)
		if err := r.Answer(Answer{Kind: kind, Stay: 1}, two[:1], noon); err != nil {
			t.Fatal(err)
		}
		if err := r.TakeBack(1, noon.Add(UndoWithin+1)); !fault.Is(err, fault.Conflict) {
			t.Errorf("%s too late: got %v, want a conflict", kind, err)
		}
		if err := r.TakeBack(1, noon.Add(UndoWithin)); err != nil || r.State != want || len(r.Left(two[:1])) != 1 || r.OwnerIsHere() || len(r.Said()) != 0 {
			t.Errorf("%s: got %v, %s, want %s and the car to look at", kind, err, r.State, want)
		}
	}
	r := New("MUC-RENT", patience, noon)
	if err := r.TakeBack(7, noon); !fault.Is(err, fault.Missing) {
		t.Errorf("what nobody said: got %v, want missing", err)
	}
}

// Whatever is answered, in any order: a find ends it, an end is for good but for its undoing,
// every car is either left or spoken of, and nobody is named who found nothing.
func TestWhateverIsAnswered(t *testing.T) {
	for seed := range uint64(2_000) {
		dice := rand.New(rand.NewPCG(seed, 0))
		r, now := New("MUC-RENT", patience, noon), noon
		var cars []Car
		for range 1 + dice.IntN(4) {
			cars = append(cars, Car{len(cars) + 1, now})
		}
		for range 12 {
			now = now.Add(time.Duration(dice.IntN(600)) * time.Second)
			before := r.State
			switch dice.IntN(5) {
			case 0:
				cars = append(cars, Car{len(cars) + 1, now})
				r.Look(cars, dice.IntN(2) == 0, patience, now)
			case 1:
				r.Escalate(now)
			case 2:
				_ = r.TakeBack(1+dice.IntN(r.LastNo+1), now) // refused where it is too late
				before = ""
			default:
				a := Answer{Kind: Kinds[dice.IntN(len(Kinds))], Stay: dice.IntN(len(cars) + 1), By: "S-5D1N-0W", Places: Places[dice.IntN(len(Places)):]}
				if err := r.Answer(a, cars, now); (err != nil) != (before == Ended) {
					t.Fatalf("seed %d: got %v where it was %s", seed, err, before)
				}
			}
			if before == Ended && r.State != Ended {
				t.Fatalf("seed %d: got %s after the end", seed, r.State)
			}
			if left := len(r.Left(cars)); r.State == Waiting && left > 0 && before != Waiting && before != "" {
				t.Fatalf("seed %d: it waits, and %d cars are left", seed, left)
			}
			if r.Overdue(now) && r.State != Asked {
				t.Fatalf("seed %d: overdue while %s", seed, r.State)
			}
			for _, a := range r.Answers {
				if a.Kind != Found && a.By != "" {
					t.Fatalf("seed %d: %s names who said it", seed, a.Kind)
				}
			}
		}
		found := slices.ContainsFunc(r.Said(), func(a Answer) bool { return a.Kind == Found })
		if found != (r.State == Ended) {
			t.Fatalf("seed %d: got %s, something found: %v", seed, r.State, found)
		}
		raw, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if named := strings.Contains(string(raw), "S-5D1N-0W"); named && !strings.Contains(string(raw), `"found"`) {
			t.Fatalf("seed %d: %s names somebody", seed, raw)
		}
	}
}
