package notice

import (
	"strconv"
	"time"

	"lostfound/internal/history"
	"lostfound/internal/lexicon"
	"lostfound/internal/locale"
	"lostfound/internal/loss"
)

// openings are how many first sentences there are for an event. Whoever is written to more
// often reads the date first.
var openings = map[loss.Event]int{loss.Received: 1, loss.Here: 3, loss.Mistaken: 2, loss.Missed: 3, loss.NotYet: 3, loss.Back: 2, loss.Ended: 1}

// teller says what holds, sentence by sentence.
type teller struct {
	*locale.Language
	Facts
	in   *time.Location
	said []string
}

func (t *teller) say(key string, args map[string]any) { t.said = append(t.said, t.Say(key, args)) }

func (t *teller) tell() {
	t.open()
	switch t.Message.What {
	case loss.Received:
		t.received()
	case loss.Here:
		t.here()
	case loss.Mistaken:
		t.say("message.wrong", nil)
		t.promise()
	case loss.Missed:
		t.say("message.no_wait", nil)
		t.promise()
	case loss.NotYet:
		t.notYet()
	case loss.Back:
		t.say("message.thanks", nil)
		t.alsoSought()
	case loss.Ended:
		t.say("message.kept_until", map[string]any{"When": t.dated(t.Report.EraseAfter)})
		t.say("message.missing_again", nil)
	}
}

// open begins with the traveller's situation, never twice in the same words.
func (t *teller) open() {
	key := "message_open." + string(t.Message.What) + "." + strconv.Itoa(t.Message.Turn+1)
	args := map[string]any{"Things": t.things(t.Report.About(t.Message)), "When": t.dated(t.Message.OwedAt)}
	switch {
	case t.Message.Turn >= openings[t.Message.What]:
		key = "message_open.again"
	case t.Message.What == loss.Received && t.leaves():
		key, args["When"] = "message_open.received.travel", t.dated(t.Report.NeededBy)
	}
	t.say(key, args)
}

// leaves reports whether the traveller had still to travel on as the message was owed.
func (t *teller) leaves() bool { return t.Report.NeededBy.After(t.Message.OwedAt) }

func (t *teller) received() {
	for _, thing := range t.Report.Things {
		if c, _ := lexicon.Lookup(thing.Category); c.Group == lexicon.Medicine {
			t.say("message.medicine", nil)
			break
		}
	}
	compared := "message.compares"
	if _, ok := t.Report.History.Last(history.Compared); ok {
		compared = "message.compared"
	}
	t.saySites(compared, map[string]any{})
	t.promise()
	if t.leaves() {
		t.say("message.go", nil)
	}
	t.say("message.add", nil)
}

func (t *teller) here() {
	t.say("message.looked", nil)
	told := map[string]bool{}
	for _, thing := range t.Report.About(t.Message) {
		s, known := t.Lies[thing.No]
		switch {
		case !known || told[s.Code]:
			continue
		case s.Desk == "":
			t.say("message.lies_at", map[string]any{"Site": s.Name})
		default:
			t.say("message.lies", map[string]any{"Site": s.Name, "Line": s.Desk})
		}
		told[s.Code] = true
	}
	if len(told) > 0 {
		t.say("message.collect", map[string]any{"Ref": t.Report.Ref})
	}
	t.alsoSought()
}

func (t *teller) notYet() {
	t.saySites("message.compared_since", map[string]any{"When": t.dated(t.lastWord())})
	t.promise()
	if t.Message.Turn+1 >= openings[loss.NotYet] {
		t.say("message.sought_until", map[string]any{"When": t.dated(t.Report.EraseAfter)})
	}
	t.say("message.add", nil)
}

// lastWord is when the traveller last heard from us before this message.
func (t *teller) lastWord() time.Time {
	at := t.Report.FiledAt
	for _, m := range t.Report.Messages {
		if m.Outcome == loss.Sent && m.EndedAt.After(at) && m.OwedAt.Before(t.Message.OwedAt) {
			at = m.EndedAt
		}
	}
	return at
}

// promise says by when we are heard of, where that is still to come and anything is sought.
func (t *teller) promise() {
	if t.Report.UpdateDue.After(t.Message.OwedAt) && len(t.sought()) > 0 {
		t.say("message.promise", map[string]any{"When": t.DatedBefore(t.Report.UpdateDue, t.in).Text})
	}
}

func (t *teller) alsoSought() {
	if sought := t.sought(); len(sought) > 0 {
		t.say("message.also_sought", map[string]any{"Things": t.things(sought)})
	}
}

func (t *teller) sought() []loss.Thing {
	var out []loss.Thing
	for _, thing := range t.Report.Things {
		if t.Report.Sought(thing) {
			out = append(out, thing)
		}
	}
	return out
}

func (t *teller) dated(at time.Time) string { return t.Dated(at, t.in).Text }

// saySites says a sentence about the report's sites, where they are known.
func (t *teller) saySites(key string, args map[string]any) {
	if len(t.Sites) == 0 {
		return
	}
	names := make([]string, len(t.Sites))
	for i, s := range t.Sites {
		names[i] = s.Name
	}
	args["Sites"] = t.List(names)
	t.say(key, args)
}
