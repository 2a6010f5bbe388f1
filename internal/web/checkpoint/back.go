package checkpoint

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/lexicon"
	"lostfound/internal/locale"
	"lostfound/internal/match"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/site"
	"lostfound/internal/staff"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
	"lostfound/internal/web/photos"
	"lostfound/internal/web/visit"
)

// backPage is what was found here lately, by its kind alone: somebody came back for one of it.
type backPage struct {
	Site   string
	Sites  []site.Site
	Handed string // handed back a moment ago, and may be undone
	Undone string
	Finds  []thingBack
	Later  bool // the search is being put in order
}

// thingBack is a find before anything was said of it: a picture of its kind, where and when.
type thingBack struct {
	Ref, Name, Picture, Zone string
	Ago                      locale.Moment
	DeskOnly                 bool
}

// Back lists what somebody may have come back for.
func (w *Workplace) Back(c *gin.Context) error {
	v := visit.Of(c)
	all, err := w.office.Sites(c.Request.Context())
	if err != nil {
		return err
	}
	at, zone := post(c.Request)
	if s := c.Query("site"); s != "" {
		at, zone = s, ""
	}
	p := backPage{Handed: itemRef(c.Query("handed")), Undone: itemRef(c.Query("undone"))}
	var here site.Site
	for _, s := range all {
		if v.Member.May(staff.HandBack, s.Code) == nil {
			if p.Sites = append(p.Sites, s); here.Code == "" || s.Code == at {
				here = s
			}
		}
	}
	if p.Site = here.Code; p.Site != "" {
		finds, err := w.office.TakenInLately(c.Request.Context(), v.Member, p.Site, zone)
		if p.Later = fault.Is(err, fault.Unavailable); err != nil && !p.Later {
			return err
		}
		for _, it := range finds {
			p.Finds = append(p.Finds, kindOf(v, it, here))
		}
	}
	return w.back.Write(c.Writer, http.StatusOK, v.Frame(c, page.Checkpoint), p)
}

func itemRef(s string) string {
	id, err := ref.ParseItem(s)
	if err != nil {
		return ""
	}
	return string(id)
}

// kindOf is a find as the public could know it.
func kindOf(v *visit.Visit, it found.Item, in site.Site) thingBack {
	t := thingBack{Ref: string(it.Ref), Zone: it.Zone, Ago: v.Language.Ago(it.FoundAt, v.Now, in.Location()), DeskOnly: !it.OnTheSpot(v.Now)}
	f := match.FindOf(it)
	if kind := f.Kind(); kind != "" {
		t.Name, t.Picture, t.DeskOnly = choice.Name(v.Language, kind), choice.Picture(kind), t.DeskOnly || in.AtDeskOnly(string(lexicon.GroupOf(kind)))
	}
	return t
}

// claimPage asks for what is not seen, and shows the find once that was said.
type claimPage struct {
	thingBack
	Unlocks  bool // a device that its owner can unlock
	Said     string
	Claim    *found.Claim
	Photos   []picture.Picture
	Notes    []string // what the finder noted
	Problems page.Problems
}

// Claimant asks whoever came back, or shows the find beside what they said.
func (w *Workplace) Claimant(c *gin.Context) error {
	return w.showClaim(c, claimPage{}, http.StatusOK)
}

// Claim records what they say.
func (w *Workplace) Claim(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	p := claimPage{Said: s.Text("said")}
	v := visit.Of(c)
	if v.Switched(c, s) {
		return w.showClaim(c, p, http.StatusOK)
	}
	if _, err := w.office.Claim(c.Request.Context(), v.Member, ref.Item(c.Param("ref")), p.Said, s.On("unlocked")); err != nil {
		var status int
		if p.Problems, status, err = v.Explain(err); err != nil {
			return err
		}
		return w.showClaim(c, p, status)
	}
	c.Redirect(http.StatusSeeOther, "/checkpoint/back/"+c.Param("ref"))
	return nil
}

// HandBack hands the find to them.
func (w *Workplace) HandBack(c *gin.Context) error {
	it, err := w.office.HandBack(c.Request.Context(), visit.Of(c).Member, ref.Item(c.Param("ref")))
	if err != nil {
		return err
	}
	c.Redirect(http.StatusSeeOther, "/checkpoint/back?"+url.Values{"handed": {string(it.Ref)}, "site": {it.Site}}.Encode())
	return nil
}

// UndoHandBack takes that back.
func (w *Workplace) UndoHandBack(c *gin.Context) error {
	it, err := w.office.UndoHandBack(c.Request.Context(), visit.Of(c).Member, ref.Item(c.Param("ref")))
	if err != nil {
		return err
	}
	c.Redirect(http.StatusSeeOther, "/checkpoint/back?"+url.Values{"undone": {string(it.Ref)}, "site": {it.Site}}.Encode())
	return nil
}

// ClaimedPhoto serves a picture of the find, once something was said of it.
func (w *Workplace) ClaimedPhoto(c *gin.Context) error {
	o, err := w.office.ClaimedPhoto(c.Request.Context(), visit.Of(c).Member, ref.Item(c.Param("ref")), c.Param("id"), picture.Size(c.Param("size")))
	if err != nil {
		return err
	}
	return photos.Serve(c, o)
}

func (w *Workplace) showClaim(c *gin.Context, p claimPage, status int) error {
	v, ctx := visit.Of(c), c.Request.Context()
	id, err := ref.ParseItem(c.Param("ref"))
	if err != nil {
		return fault.New(fault.Missing, "no_such_record")
	}
	back, err := w.office.Returned(ctx, v.Member, id)
	if err != nil {
		return err
	}
	in, err := w.office.Site(ctx, back.Item.Site)
	if err != nil {
		return err
	}
	p.thingBack, p.Claim, p.Unlocks = kindOf(v, back.Item, in), back.Claim, unlocks(back.Item)
	if p.Claim != nil {
		p.Photos = back.Item.Pictures
		for _, note := range []string{choice.SayKind(v.Language, back.Item.Type, back.Item.Category, back.Item.Lang), back.Item.Brand, back.Item.Description, back.Item.Marks} {
			if note != "" {
				p.Notes = append(p.Notes, note)
			}
		}
	}
	frame := v.Frame(c, page.Checkpoint)
	frame.Here = "/checkpoint/back/" + string(id) + "?"
	return w.claim.Write(c.Writer, status, frame, p)
}

// unlocks reports whether the owner can prove it by unlocking it.
func unlocks(it found.Item) bool {
	f := match.FindOf(it)
	return slices.ContainsFunc([]string{"phone", "laptop", "tablet", "smartwatch"}, func(code string) bool {
		return lexicon.Like(f.Kind(), code) >= lexicon.Wide
	})
}
