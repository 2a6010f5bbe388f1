package desk

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/locale"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// receiptPage is the proof of a hand-over, on one sheet for both sides. Nothing on it that the
// recipient need not know: no hidden marks, no history.
type receiptPage struct {
	Ref, Title    string
	New           bool // it was handed over just now
	Facts         []fact
	Name, By      string
	Agreed        found.Agreement
	Signature     found.Signature
	Width, Height int    // of the pad it was drawn on
	Kept          string // until when we keep the name
}

// Receipt shows the receipt of a find that was handed over.
func (w *Workplace) Receipt(c *gin.Context) error {
	it, err := w.itemOf(c)
	if err != nil {
		return err
	}
	if it.Handed == nil || !it.ErasedAt.IsZero() {
		return fault.New(fault.Missing, "no_receipt")
	}
	v, in, h := visit.Of(c), w.location(c, []string{it.Site}), it.Handed
	p := receiptPage{Ref: string(it.Ref), Title: findName(v.Language, it), New: c.Query("new") != "", Name: h.To.Name, By: w.name(c, h.By),
		Agreed: h.To.Agreed, Signature: h.To.Signature, Width: found.PadWidth, Height: found.PadHeight,
		Kept: v.Language.Dated(it.EraseAfter, in).Text}
	f := facts{l: v.Language}
	f.plain("receipt.thing", p.Title)
	f.at("fact.found_at", v.Language.Dated(it.FoundAt, in))
	f.plain("receipt.where", w.siteName(c, it.Site))
	p.Facts = append(f.all, w.handed(c, it, v.Language.Dated(h.At, in))...)
	return w.receipt.Write(c.Writer, http.StatusOK, v.Frame(c, page.Desk), p)
}

// handed is how a find left, and when, in the words given.
func (w *Workplace) handed(c *gin.Context, it found.Item, when locale.Moment) []fact {
	v, h := visit.Of(c), it.Handed
	f := facts{l: v.Language}
	f.plain("release.name", h.To.Name)
	f.plain("release.on_behalf_of", h.To.OnBehalfOf)
	f.plain("release.id_kind", h.To.IDKind)
	f.plain("release.note", h.To.Note)
	f.at("release.at", when)
	f.plain("release.by", w.name(c, h.By))
	f.plain("release.witness", w.name(c, h.To.Witness))
	if it.For != nil {
		f.plain("receipt.report", string(it.For.Report))
	}
	return f.all
}
