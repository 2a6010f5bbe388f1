package traveller

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/loss"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/site"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
	"lostfound/internal/web/photos"
	"lostfound/internal/web/visit"
)

// own returns the report that the private link opens.
func (w *Workplace) own(c *gin.Context) (loss.Report, error) {
	return w.office.OwnReport(c.Request.Context(), ref.Report(c.Param("ref")), c.Param("token"))
}

// Status shows the newest truth about a report, what happens next, and everything
// done so far.
func (w *Workplace) Status(c *gin.Context) error {
	r, err := w.own(c)
	if err != nil {
		return err
	}
	return w.showStatus(c, r, asked{detail: detail{Thing: first(r)}, status: http.StatusOK})
}

// asked is what the traveller sent, where the page shows it again.
type asked struct {
	detail   detail
	call     callForm
	address  addressForm
	problems page.Problems
	status   int
}

// detail is what the traveller adds.
type detail struct {
	Thing int
	Text  string
}

// AddDetail adds words and photos to a thing.
func (w *Workplace) AddDetail(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	uploads, err := s.Photos("photo", loss.MaxPictures)
	if err != nil {
		return err
	}
	d := detail{Text: s.Text("description")}
	d.Thing, _ = strconv.Atoi(s.Line("thing"))
	r, err := w.office.AddDetail(c.Request.Context(), ref.Report(c.Param("ref")), c.Param("token"), d.Thing, d.Text, uploads)
	if err != nil {
		problems, status, err := visit.Of(c).Explain(err)
		if err != nil {
			return err
		}
		if len(uploads) > 0 { // a page can't hold files: good photos are added, whatever is wrong with the words
			_, err = w.office.AddDetail(c.Request.Context(), ref.Report(c.Param("ref")), c.Param("token"), d.Thing, "", uploads)
			if err != nil && fault.Of(err) == nil {
				return err
			}
		}
		if r, err = w.own(c); err != nil {
			return err
		}
		return w.showStatus(c, r, asked{detail: d, problems: problems, status: status})
	}
	c.Redirect(http.StatusSeeOther, w.office.Link(r)+"?thanks=detail")
	return nil
}

// Withdraw ends the search.
func (w *Workplace) Withdraw(c *gin.Context) error {
	r, err := w.office.Withdraw(c.Request.Context(), ref.Report(c.Param("ref")), c.Param("token"))
	if err != nil {
		return err
	}
	c.Redirect(http.StatusSeeOther, w.office.Link(r))
	return nil
}

// AskErase asks whether the traveller means it.
func (w *Workplace) AskErase(c *gin.Context) error {
	r, err := w.own(c)
	if err != nil {
		return err
	}
	return w.erase.Write(c.Writer, http.StatusOK, w.private(c), erasePage{w.office.Link(r)})
}

// Erase removes the report and everything with it.
func (w *Workplace) Erase(c *gin.Context) error {
	if err := w.office.Erase(c.Request.Context(), ref.Report(c.Param("ref")), c.Param("token")); err != nil {
		return err
	}
	return w.erased.Write(c.Writer, http.StatusOK, visit.Of(c).Frame(c, page.Traveller), struct{}{})
}

// Photo serves one of the traveller's own photos.
func (w *Workplace) Photo(c *gin.Context) error {
	o, err := w.office.OwnPhoto(c.Request.Context(), ref.Report(c.Param("ref")), c.Param("token"), c.Param("id"), picture.Size(c.Param("size")))
	if err != nil {
		return err
	}
	return photos.Serve(c, o)
}

// private is the frame of pages that only the holder of the link sees.
func (w *Workplace) private(c *gin.Context) page.Frame {
	f := visit.Of(c).Frame(c, page.Traveller)
	f.Private = true
	if c.Request.Method != http.MethodGet { // a form that is shown again has no address of its own
		f.Here = "/r/" + c.Param("ref") + "/" + c.Param("token") + "?"
	}
	return f
}

func (w *Workplace) showStatus(c *gin.Context, r loss.Report, a asked) error {
	v, ctx := visit.Of(c), c.Request.Context()
	know := facts{in: w.zone(c, r.Sites), now: v.Now, news: c.Query("new"), name: func(id ref.Staff) string { return w.office.Name(ctx, id) }}
	for _, code := range r.Sites {
		s, err := w.office.Site(ctx, code)
		if err != nil {
			s = site.Site{Code: code, Name: code}
		}
		know.sites = append(know.sites, s)
	}
	know.lies = map[int]site.Site{}
	for _, t := range r.Things {
		if t.Item == "" || t.Returned {
			continue
		}
		s, err := w.office.LiesAt(ctx, t)
		if err != nil && !fault.Is(err, fault.Missing) {
			return err
		}
		know.lies[t.No] = s
	}
	p := tell(v.Language, r, know)
	p.Link = w.office.Link(r)
	p.FullLink = v.Absolute(p.Link)
	switch c.Query("thanks") {
	case "detail":
		p.Thanks = v.Language.Say("detail.thanks", nil)
	case "call":
		p.Thanks = v.Language.Say("call_me.thanks", nil)
	case "address":
		if p.Thanks = v.Language.Say("messages.removed", nil); r.Contact.Email != "" {
			p.Thanks = v.Language.Say("messages.saved", map[string]any{"Address": r.Contact.Email})
		}
	}
	var err error
	if p.Call, err = w.offerCall(c, r, a.call); err != nil {
		return err
	}
	p.Messages = w.written(c, r, a.address)
	p.Detail, p.Problems = a.detail, a.problems
	return w.status.Write(c.Writer, a.status, w.private(c), p)
}

// first is the number of the report's first thing.
func first(r loss.Report) int {
	if len(r.Things) == 0 {
		return 0
	}
	return r.Things[0].No
}

func joined(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, "\n")
}
