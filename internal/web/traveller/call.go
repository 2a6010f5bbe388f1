package traveller

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/locale"
	"lostfound/internal/loss"
	"lostfound/internal/promise"
	"lostfound/internal/ref"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/form"
	"lostfound/internal/web/visit"
)

// callForm asks us to call, or to call at another time.
type callForm struct {
	Agreed bool            // a call is to come
	Slots  []choice.Option // beginnings of windows that are free
	Slot   string
	Phone  string
	Again  bool // it was refused, and is to be seen
}

// callLength is how long the window is that a slot begins.
const callLength = 30 * time.Minute

// offerCall fills in when we can call. Where the desk's calls can't be counted now, none is offered.
func (w *Workplace) offerCall(c *gin.Context, r loss.Report, f callForm) (callForm, error) {
	v := visit.Of(c)
	if r.Status != loss.Open {
		return f, nil
	}
	slots, err := w.office.Slots(c.Request.Context(), r)
	if err != nil && !fault.Is(err, fault.Unavailable) {
		return f, err
	}
	if f.Phone == "" {
		f.Phone = r.Contact.Phone
	}
	f.Agreed = promise.OpenCall(r.Promises) != nil
	in := w.zone(c, r.Sites)
	for _, s := range slots {
		f.Slots = append(f.Slots, choice.Option{Code: s.From.Format(time.RFC3339), Name: v.Language.Within(s.From, s.Until, v.Now, in)})
	}
	return f, nil
}

// ChooseCall agrees a call at the time and number that the traveller chose.
func (w *Workplace) ChooseCall(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	f := callForm{Slot: s.Line("slot"), Phone: s.Line("phone"), Again: true}
	var when promise.Window
	if from, err := time.Parse(time.RFC3339, f.Slot); err == nil {
		when = promise.Window{From: from.UTC(), Until: from.Add(callLength).UTC()}
	}
	r, err := w.office.ChooseCall(c.Request.Context(), ref.Report(c.Param("ref")), c.Param("token"), when, f.Phone)
	if err != nil {
		problems, status, err := visit.Of(c).Explain(atSlot(err))
		if err != nil {
			return err
		}
		if r, err = w.own(c); err != nil {
			return err
		}
		return w.showStatus(c, r, asked{detail: detail{Thing: first(r)}, call: f, problems: problems, status: status})
	}
	c.Redirect(http.StatusSeeOther, w.office.Link(r)+"?thanks=call")
	return nil
}

// atSlot says what is wrong with a window where it is picked.
func atSlot(err error) error {
	if f := fault.Of(err); f != nil {
		for i, p := range f.Problems {
			if p.Field == "from" || p.Field == "until" {
				f.Problems[i].Field = "slot"
			}
		}
	}
	return err
}

// call says when we call, and where we moved it, from when.
func (p *statusPage) call(l *locale.Language, r loss.Report, call promise.Promise, know facts) {
	p.Due = l.At(call.When.From, know.now, know.in)
	p.Due.Text = l.Within(call.When.From, call.When.Until, know.now, know.in)
	args := map[string]any{"Who": know.name(call.Owner), "When": p.Due.Text, "Phone": r.Contact.Phone}
	if args["Who"] != "" {
		p.Next = append(p.Next, l.Say("truth.call_by", args))
	} else {
		p.Next = append(p.Next, l.Say("truth.call", args))
	}
	if call.Was != nil {
		p.Next = append(p.Next, l.Say("truth.call_moved", map[string]any{"When": l.Within(call.Was.From, call.Was.Until, know.now, know.in)}))
	}
	p.Awaited = l.Say("truth.awaited_call", nil)
}
