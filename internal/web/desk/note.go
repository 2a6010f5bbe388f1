package desk

import (
	"net/http"
	"net/url"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/history"
	"lostfound/internal/loss"
	"lostfound/internal/ref"
	"lostfound/internal/web/form"
	"lostfound/internal/web/visit"
)

// justNow is how long what a member did is still news to them.
const justNow = 10 * time.Minute

// NoteContact notes how it went, and leads back to the day.
func (w *Workplace) NoteContact(c *gin.Context) error {
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
	p := contactPage{Next: s.Line("next"), Other: s.Line("next_update_by"), Answer: s.Text("answer")}
	var check fault.Check
	next := form.Time(&check, "next_update_by", p.Other, w.location(c, r.Sites))
	if p.Other == "" {
		next = form.Time(&check, "next", p.Next, w.location(c, r.Sites))
	}
	if err = check.Err(); err == nil {
		_, err = w.office.NoteContact(c.Request.Context(), v.Member, id, loss.Way(s.Line("how")), next, p.Answer)
	}
	if err != nil {
		var status int
		if p.Problems, status, err = v.Explain(err); err != nil {
			return err
		}
		return w.showContact(c, id, p, status)
	}
	c.Redirect(http.StatusSeeOther, "/desk?"+url.Values{"noted": {string(id)}}.Encode())
	return nil
}

// noted says what the member noted a moment ago about the report that the address names, empty
// where it is not so.
func (w *Workplace) noted(c *gin.Context) string {
	id, err := ref.ParseReport(c.Query("noted"))
	if err != nil {
		return ""
	}
	v := visit.Of(c)
	r, err := w.office.Report(c.Request.Context(), v.Member, id)
	if err != nil {
		return ""
	}
	last, there := r.History.Last(history.Contacted)
	if !there || last.By != v.Member.Ref || v.Now.Sub(last.At) > justNow {
		return ""
	}
	said := v.Language.Say("way."+last.How, nil)
	if r.Status != loss.Open {
		return said
	}
	return v.Language.Say("contact.noted", map[string]any{"How": said, "When": v.Language.Before(r.UpdateDue, v.Now, w.location(c, r.Sites)).Text})
}
