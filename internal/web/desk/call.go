package desk

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/loss"
	"lostfound/internal/promise"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/form"
	"lostfound/internal/web/visit"
)

// callLength is how long the window of a call is where one gives its beginning only.
const callLength = 30 * time.Minute

// callForm agrees when we call.
type callForm struct {
	May    bool
	Agreed string          // the call that is to come, in words
	Slots  []choice.Option // beginnings of windows that are free
	Slot   string
	Other  string // another beginning
	About  string // what to have at hand
}

// offerCall fills in when the desk can call next.
func (w *Workplace) offerCall(c *gin.Context, r loss.Report, f *callForm, in *time.Location) error {
	v := visit.Of(c)
	f.May = v.Member.MaySomewhere(staff.Decide) == nil && r.Contact.Phone != ""
	if !f.May {
		return nil
	}
	if call := promise.OpenCall(r.Promises); call != nil {
		f.Agreed = promised(v, *call, w.office.Name(c.Request.Context(), call.Owner), in)
		f.About = cmp.Or(f.About, call.About)
	}
	slots, err := w.office.Slots(c.Request.Context(), r)
	if err != nil && !fault.Is(err, fault.Unavailable) {
		return err
	}
	for _, s := range slots {
		f.Slots = append(f.Slots, choice.Option{Code: s.From.In(in).Format(form.Moment), Name: v.Language.Within(s.From, s.Until, v.Now, in)})
	}
	return nil
}

// AgreeCall promises the traveller a call, and leads back to the card.
func (w *Workplace) AgreeCall(c *gin.Context) error {
	id, err := ref.ParseReport(c.Param("ref"))
	if err != nil {
		return fault.New(fault.Missing, "no_such_record")
	}
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	v := visit.Of(c)
	r, err := w.office.Report(c.Request.Context(), v.Member, id)
	if err != nil {
		return err
	}
	p := contactPage{Call: callForm{Slot: s.Line("slot"), Other: s.Line("from"), About: s.Text("about")}}
	var check fault.Check
	from := form.Time(&check, "from", p.Call.Other, w.location(c, r.Sites))
	if p.Call.Other == "" {
		from = form.Time(&check, "from", p.Call.Slot, w.location(c, r.Sites))
	}
	if err = check.Err(); err == nil {
		when := promise.Window{From: from.UTC(), Until: from.Add(callLength).UTC()}
		if from.IsZero() {
			when = promise.Window{}
		}
		_, err = w.office.AgreeCall(c.Request.Context(), v.Member, id, when, p.Call.About)
	}
	if err != nil {
		problems, status, err := v.Explain(beginning(err))
		if err != nil {
			return err
		}
		p.Problems = problems
		return w.showContact(c, id, p, status)
	}
	c.Redirect(http.StatusSeeOther, contactLink(r)+"?"+url.Values{"agreed": {"1"}}.Encode())
	return nil
}

// beginning says what is wrong with a window at its beginning, which is all that the form has.
func beginning(err error) error {
	if f := fault.Of(err); f != nil {
		for i, p := range f.Problems {
			if p.Field == "until" {
				f.Problems[i].Field = "from"
			}
		}
		f.Problems = slices.CompactFunc(f.Problems, func(a, b fault.Problem) bool { return a.Field == b.Field && a.Code == b.Code })
	}
	return err
}

// promised says what was promised and by whom: "Ingrid calls
// tomorrow between 16:00 and 16:30".
func promised(v *visit.Visit, p promise.Promise, who string, in *time.Location) string {
	l := v.Language
	args := map[string]any{"Who": who, "When": l.Before(p.When.Until, v.Now, in).Text}
	if p.Kind == promise.Call {
		args["When"] = l.Within(p.When.From, p.When.Until, v.Now, in)
	}
	switch {
	case p.Kind == promise.Call && who != "":
		return l.Say("promise.call_by", args)
	case p.Kind == promise.Call:
		return l.Say("promise.call", args)
	case who != "":
		return l.Say("promise.update_by", args)
	default:
		return l.Say("promise.update", args)
	}
}
