// Package checkpoint is the part of the office where things are found: a photo, a
// tap on what it is, saved.
package checkpoint

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/office"
	"lostfound/internal/ref"
	"lostfound/internal/site"
	"lostfound/internal/staff"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// Workplace serves the pages of those who find.
type Workplace struct {
	office  *office.Office
	capture page.Page[capturePage]
	back    page.Page[backPage]
	claim   page.Page[claimPage]
}

// New prepares the pages.
func New(o *office.Office, s *page.Set) *Workplace {
	return &Workplace{office: o, capture: page.Must[capturePage](s, "checkpoint/capture.html"),
		back: page.Must[backPage](s, "checkpoint/back.html"), claim: page.Must[claimPage](s, "checkpoint/claim.html")}
}

// capturePage is the form for one find, under the reference of the one before.
type capturePage struct {
	Saved       ref.Item
	TakenBack   bool // the one before, a moment ago
	Found       answer
	Form        findForm
	Sites       []site.Site
	Zones       []string
	NoPhoto     []choice.Thing
	Things      []choice.Thing
	Colours     []choice.Option
	PhotosAgain string
	Shared      bool // a tablet without an account
	Problems    page.Problems
}

// Capture shows the form, at the place where this device stood last.
func (w *Workplace) Capture(c *gin.Context) error {
	at, zone := post(c.Request)
	f := findForm{Key: ref.Secret(), Site: at, Zone: zone}
	if d := visit.Of(c).Member.Device; d != nil && at == "" {
		f.Zone = d.Place
	}
	if s := c.Query("site"); s != "" {
		f.Site, f.Zone, f.Plate = s, c.Query("zone"), c.Query("plate")
	}
	found, err := foundOf(c)
	if err != nil {
		found = answer{} // nothing was said on a lot just now
	}
	saved, err := ref.ParseItem(c.Query("saved"))
	if err != nil {
		saved = "" // no find was saved just now
	}
	return w.show(c, f, capturePage{Saved: saved, TakenBack: c.Query("taken_back") != "", Found: found}, http.StatusOK)
}

// answer is what somebody said on a rental lot a moment ago: that something is in a car.
type answer struct {
	Undo string // the address that takes it back
	No   int
}

// foundOf is the answer that led here.
func foundOf(c *gin.Context) (answer, error) {
	id, err := ref.ParseReport(c.Query("answered"))
	if err != nil {
		return answer{}, err
	}
	no, err := strconv.Atoi(c.Query("no"))
	if err != nil || !site.IsCode(c.Query("site")) {
		return answer{}, errors.Join(err, ref.ErrMalformed)
	}
	return answer{"/lot/" + c.Query("site") + "/requests/" + string(id) + "/take-back", no}, nil
}

// TakeBack undoes the saving of a find.
func (w *Workplace) TakeBack(c *gin.Context) error {
	id, err := ref.ParseItem(c.Param("ref"))
	if err != nil {
		return fault.New(fault.Missing, "no_such_record")
	}
	if _, err := w.office.TakeBack(c.Request.Context(), visit.Of(c).Member, id); err != nil {
		return err
	}
	c.Redirect(http.StatusSeeOther, "/checkpoint?taken_back=1")
	return nil
}

// TakeIn saves a find.
func (w *Workplace) TakeIn(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	f := read(s)
	uploads, err := s.Photos("photo", found.MaxPictures)
	if err != nil {
		return err
	}
	for _, id := range f.Kept[:min(len(f.Kept), found.MaxPictures)] {
		uploads = append(uploads, office.Upload{Field: "photo", Kept: id})
	}
	v := visit.Of(c)
	var p capturePage
	if v.Switched(c, s) {
		return w.again(c, f, p, uploads, http.StatusOK)
	}
	it, err := w.takeIn(c, v, f, uploads)
	if err != nil {
		var status int
		if p.Problems, status, err = v.Explain(err); err != nil {
			return err
		}
		return w.again(c, f, p, uploads, status)
	}
	remember(c.Writer, it.Site, it.Zone, v.Secure)
	c.Redirect(http.StatusSeeOther, "/checkpoint?"+url.Values{"saved": {string(it.Ref)}}.Encode())
	return nil
}

// again shows the form once more, with what was typed and the photos, which it leaves with the
// office as a page can't hold files. Those that can't be kept have to be taken once more, and the form
// says so.
func (w *Workplace) again(c *gin.Context, f findForm, p capturePage, photos []office.Upload, status int) error {
	f.Kept = nil
	if len(photos) > 0 {
		v := visit.Of(c)
		kept, err := w.office.KeepFind(c.Request.Context(), v.Member, photos, f.Key)
		if err != nil && fault.Of(err) == nil {
			return err
		}
		if f.Kept = kept; err != nil {
			f.Key = ref.Secret()
			p.PhotosAgain = v.Language.Say("loss.photos_again", nil)
		}
	}
	return w.show(c, f, p, status)
}

func (w *Workplace) takeIn(c *gin.Context, v *visit.Visit, f findForm, uploads []office.Upload) (found.Item, error) {
	var in site.Site // UTC where the site is unknown, which the office then refuses
	if s, err := w.office.Site(c.Request.Context(), f.Site); err == nil {
		in = s
	}
	d, err := f.details(v.Language, v.Now, in.Location())
	if err != nil {
		return found.Item{}, err
	}
	it, _, err := w.office.TakeIn(c.Request.Context(), v.Member, d, uploads, f.Key)
	return it, err
}

func (w *Workplace) show(c *gin.Context, f findForm, p capturePage, status int) error {
	v := visit.Of(c)
	all, err := w.office.Sites(c.Request.Context())
	if err != nil {
		return err
	}
	for _, s := range all {
		if v.Member.May(staff.TakeIn, s.Code) == nil {
			p.Sites = append(p.Sites, s)
		}
	}
	for i, s := range p.Sites {
		if s.Code == f.Site || f.Site == "" && i == 0 {
			f.Site, p.Zones = s.Code, s.Zones
		}
	}
	p.Form, p.Shared = f, v.Member.Device != nil
	p.NoPhoto, p.Things, p.Colours = choice.NoPhoto(v.Language), choice.Seen(v.Language), choice.Colours(v.Language)
	frame := v.Frame(c, page.Checkpoint)
	frame.Form, frame.Blank = "find", c.Request.Method == http.MethodGet
	return w.capture.Write(c.Writer, status, frame, p)
}
