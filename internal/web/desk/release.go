package desk

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// releasePage is the hand-over of a find: to whom, what was seen of them, and that they have it.
type releasePage struct {
	Card       card
	Handling   []demand
	For        *reportRow
	Waits      string // in whose name the report is
	To         handing
	IDs        []string // proofs of identity that are often shown
	TwoPeople  bool
	Colleagues []choice.Option // who can be the second person; empty where the member may not see the staff
	By         string          // the member's name
	Width      int             // of the pad, in units of a signature
	Height     int
	Problems   page.Problems
}

// handing is what was typed.
type handing struct {
	found.Recipient
	OtherID string // a proof that is not among the usual ones
}

// idKinds are the proofs of identity that are often shown, by message.
var idKinds = []string{"id.passport", "id.identity_card", "id.driving_licence", "id.boarding_pass"}

// otherID is the choice that says that the proof is another one, which is written beside it.
const otherID = "other"

// AskRelease shows the form of a hand-over.
func (w *Workplace) AskRelease(c *gin.Context) error {
	it, err := w.itemOf(c)
	if err != nil {
		return err
	}
	if !w.mayRelease(c, it) {
		c.Redirect(http.StatusSeeOther, "/desk/items/"+string(it.Ref))
		return nil
	}
	return w.showRelease(c, it, handing{}, nil, http.StatusOK)
}

// Release hands a find over.
func (w *Workplace) Release(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	it, err := w.itemOf(c)
	if err != nil {
		return err
	}
	v := visit.Of(c)
	to := handing{found.Recipient{Name: s.Line("name"), OnBehalfOf: s.Line("on_behalf_of"), IDKind: s.Line("id_kind"), Note: s.Text("note"),
		Witness: ref.Staff(s.Line("witness")), Agreed: found.Agreement(s.Line("agreed"))}, s.Line("id_other")}
	if to.Agreed == found.Drawn {
		to.Signature = found.Signature(s.Line("signature"))
	}
	if witness, err := ref.ParseStaff(s.Line("witness")); err == nil {
		to.Witness = witness
	}
	if v.Switched(c, s) {
		return w.showRelease(c, it, to, nil, http.StatusOK)
	}
	recorded := to.Recipient
	if recorded.IDKind == otherID {
		recorded.IDKind = to.OtherID
	}
	if to.IDKind == otherID && to.OtherID == "" {
		err = fault.Newf(fault.Invalid, "id_other", "required", nil)
	} else {
		_, err = w.office.Release(c.Request.Context(), v.Member, it.Ref, recorded)
	}
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		return w.showRelease(c, it, to, page.Explain(v.Language, err), page.Status(err))
	}
	if err != nil {
		return err
	}
	c.Redirect(http.StatusSeeOther, "/desk/items/"+string(it.Ref)+"/receipt?new=1")
	return nil
}

func (w *Workplace) showRelease(c *gin.Context, it found.Item, to handing, problems page.Problems, status int) error {
	v := visit.Of(c)
	p := releasePage{Card: w.card(c, it), Handling: demands(v, it, w.location(c, []string{it.Site})), To: to, TwoPeople: it.Handling.TwoPeople,
		By: v.Member.Name, Width: found.PadWidth, Height: found.PadHeight, Problems: problems}
	for _, key := range idKinds {
		p.IDs = append(p.IDs, v.Language.Say(key, nil))
	}
	if it.For != nil {
		p.For = &reportRow{Ref: string(it.For.Report), To: compareLink(it.For.Report, it.For.Thing, it.Ref)}
		r, err := w.office.Report(c.Request.Context(), v.Member, it.For.Report)
		if err == nil {
			p.Waits = r.Contact.Name
			if r.OnBehalfOf != "" {
				p.Waits = r.OnBehalfOf
			}
		} else if !fault.Is(err, fault.Missing) && !fault.Is(err, fault.Forbidden) {
			return err
		}
	}
	if p.TwoPeople && v.Member.MaySomewhere(staff.ManageStaff) == nil {
		var err error
		if p.Colleagues, err = w.colleagues(c, it.Site); err != nil {
			return err
		}
	}
	frame := v.Frame(c, page.Desk)
	frame.Form = "release"
	return w.release.Write(c.Writer, status, frame, p)
}

// colleagues are those who can witness a hand-over at the site.
func (w *Workplace) colleagues(c *gin.Context, site string) ([]choice.Option, error) {
	by := visit.Of(c).Member
	all, err := w.office.Staff(c.Request.Context(), by)
	if err != nil {
		return nil, err
	}
	var out []choice.Option
	for _, m := range all {
		if m.Ref != by.Ref && m.LeftAt.IsZero() && m.May(staff.TakeIn, site) == nil {
			out = append(out, choice.Option{Code: string(m.Ref), Name: m.Name})
		}
	}
	return out, nil
}
