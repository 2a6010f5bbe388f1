package traveller

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"lostfound/internal/locale"
	"lostfound/internal/loss"
	"lostfound/internal/ref"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// messages is where we write to the traveller, and what was sent.
type messages struct {
	Said    string // where to; empty where this office writes to nobody
	Sent    []message
	Writes  bool // there is something to stop
	Stopped bool
	Mail    bool // mail can go to another address
	addressForm
}

// message is one that was sent or is to be.
type message struct {
	What, How string
	At        locale.Moment
	Dead      bool
}

// addressForm gives another address.
type addressForm struct {
	Email string
	Again bool // it was refused, and is to be seen
}

type stopPage struct {
	To, Ref string
	Stopped bool
}

// written says what the traveller was and will be written. A message that was not wanted or no longer
// true is none of their business.
func (w *Workplace) written(c *gin.Context, r loss.Report, f addressForm) messages {
	v, in := visit.Of(c), w.zone(c, r.Sites)
	m := messages{addressForm: f, Stopped: !r.StoppedAt.IsZero(), Mail: w.office.Writes(loss.Mail)}
	m.Writes = m.Mail || w.office.Writes(loss.Webhook)
	if !f.Again {
		m.Email = r.Contact.Email
	}
	var to []string
	if m.Mail && r.Contact.Email != "" {
		to = append(to, r.Contact.Email)
	}
	if w.office.Writes(loss.Webhook) && r.Contact.Phone != "" {
		to = append(to, r.Contact.Phone)
	}
	switch {
	case !m.Writes:
	case m.Stopped:
		m.Said = v.Language.Say("messages.stopped", nil)
	case len(to) > 0:
		m.Said = v.Language.Say("messages.to", map[string]any{"Address": v.Language.List(to)})
	default:
		m.Said = v.Language.Say("messages.nowhere", nil)
	}
	for i := len(r.Messages) - 1; i >= 0; i-- {
		one := r.Messages[i]
		if one.Outcome == loss.Dropped {
			continue
		}
		at := one.EndedAt
		if at.IsZero() {
			at = one.NextAt
		}
		m.Sent = append(m.Sent, message{v.Language.Say("messages."+string(one.What), nil), v.Language.Say("messages.by_"+string(one.By)+"."+string(one.Outcome), nil),
			v.Language.At(at, v.Now, in), one.Outcome == loss.Dead})
	}
	return m
}

// ChangeAddress has mail go to another address, or to none.
func (w *Workplace) ChangeAddress(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	f := addressForm{Email: s.Line("email"), Again: true}
	r, err := w.office.Readdress(c.Request.Context(), ref.Report(c.Param("ref")), c.Param("token"), f.Email)
	if err != nil {
		problems, status, err := visit.Of(c).Explain(err)
		if err != nil {
			return err
		}
		if r, err = w.own(c); err != nil {
			return err
		}
		return w.showStatus(c, r, asked{detail: detail{Thing: first(r)}, address: f, problems: problems, status: status})
	}
	c.Redirect(http.StatusSeeOther, w.office.Link(r)+"?thanks=address")
	return nil
}

// ChangeMessages ends the messages, or lets them go again, from the report's own page.
func (w *Workplace) ChangeMessages(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	r, err := w.office.StopOwn(c.Request.Context(), ref.Report(c.Param("ref")), c.Param("token"), s.Line("do") != "start")
	if err != nil {
		return err
	}
	c.Redirect(http.StatusSeeOther, w.office.Link(r)+"#messages")
	return nil
}

// AskStop asks whether messages are to end: programs open every link of a mail, so opening it
// changes nothing.
func (w *Workplace) AskStop(c *gin.Context) error {
	r, err := w.office.ToStop(c.Request.Context(), ref.Report(c.Param("ref")), c.Param("token"))
	if err != nil {
		return err
	}
	return w.showStop(c, r)
}

// Stop ends the messages at one press, of the page's button or of a mail program's (RFC 8058), or lets
// them go again.
func (w *Workplace) Stop(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	r, err := w.office.Stop(c.Request.Context(), ref.Report(c.Param("ref")), c.Param("token"), s.Line("do") != "start")
	if err != nil {
		return err
	}
	return w.showStop(c, r)
}

func (w *Workplace) showStop(c *gin.Context, r loss.Report) error {
	f := visit.Of(c).Frame(c, page.Traveller)
	f.Private, f.Here = true, w.office.StopLink(r)+"?"
	return w.stop.Write(c.Writer, http.StatusOK, f, stopPage{w.office.StopLink(r), unbroken(string(r.Ref)), !r.StoppedAt.IsZero()})
}
