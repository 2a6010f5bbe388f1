// Package lot is the part of the office between parked cars: which are to be cleaned, what
// somebody misses in one of them, and what was found or not found there. It is worked with
// pictures, colours and places, by people who share no language with each other.
package lot

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/office"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
	"lostfound/internal/searchrequest"
	"lostfound/internal/site"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
	"lostfound/internal/web/photos"
	"lostfound/internal/web/visit"
)

// Workplace serves the pages of a rental lot.
type Workplace struct {
	office *office.Office
	board  page.Page[boardPage]
	list   page.Page[listPage]
}

// New prepares the pages.
func New(o *office.Office, s *page.Set) *Workplace {
	return &Workplace{office: o, board: page.Must[boardPage](s, "lot/board.html"), list: page.Must[listPage](s, "lot/list.html")}
}

// Board shows what is asked and which cars are to be cleaned, on the lot where this device stood
// last.
func (w *Workplace) Board(c *gin.Context) error {
	v := visit.Of(c)
	lots, err := w.office.LotsOf(c.Request.Context(), v.Member)
	if err != nil {
		return err
	}
	p := boardPage{Lots: lots}
	want := c.Query("site")
	if want == "" {
		want = lastLot(c.Request)
	}
	if i := slices.IndexFunc(lots, func(s site.Site) bool { return s.Code == want }); i >= 0 {
		p.At = lots[i]
	} else if c.Query("site") != "" {
		return fault.New(fault.Missing, "no_lot")
	} else if len(lots) > 0 {
		p.At = lots[0]
	}
	if p.At.Code != "" {
		if err := w.fill(c, &p); err != nil {
			return err
		}
		remember(c.Writer, p.At.Code, v.Secure)
	}
	return w.board.Write(c.Writer, http.StatusOK, v.Frame(c, page.Lot), p)
}

// Done notes that a car was cleaned and nothing was left behind.
func (w *Workplace) Done(c *gin.Context) error {
	no, err := stayOf(c.Param("stay"))
	if err != nil {
		return err
	}
	if _, err := w.office.Done(c.Request.Context(), visit.Of(c).Member, c.Param("code"), no); err != nil {
		return err
	}
	return back(c, url.Values{"done": {c.Param("stay")}})
}

// NotDone takes that back.
func (w *Workplace) NotDone(c *gin.Context) error {
	no, err := stayOf(c.Param("stay"))
	if err != nil {
		return err
	}
	if _, err := w.office.NotDone(c.Request.Context(), visit.Of(c).Member, c.Param("code"), no); err != nil {
		return err
	}
	return back(c, nil)
}

// Answer notes what somebody says of a car. Who found something goes on to take it in, under the
// car's plate and stall.
func (w *Workplace) Answer(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	a := searchrequest.Answer{Kind: searchrequest.Kind(s.Line("answer"))}
	for _, place := range s.All("places") {
		a.Places = append(a.Places, searchrequest.Place(place))
	}
	if stay := s.Line("stay"); stay != "" {
		if a.Stay, err = stayOf(stay); err != nil {
			return err
		}
	}
	id, code := ref.Report(c.Param("ref")), c.Param("code")
	r, err := w.office.AnswerSearch(c.Request.Context(), visit.Of(c).Member, code, id, a)
	if err != nil {
		return err
	}
	q, err := r.SearchAt(code)
	if err != nil {
		return err
	}
	if a.Kind != searchrequest.Found {
		return back(c, url.Values{"answered": {string(id)}, "no": {strconv.Itoa(q.LastNo)}})
	}
	l, err := w.office.Lot(c.Request.Context(), visit.Of(c).Member, code)
	if err != nil {
		return err
	}
	to := url.Values{"site": {code}, "answered": {string(id)}, "no": {strconv.Itoa(q.LastNo)}}
	if stay, err := l.Stay(a.Stay); err == nil {
		to.Set("zone", stay.Stall)
		to.Set("plate", stay.Text)
	} else if said, _ := r.SoughtCar(); said.Plate.Text != "" { // a car that the lot does not know
		to.Set("plate", said.Plate.Text)
	}
	c.Redirect(http.StatusSeeOther, "/checkpoint?"+to.Encode())
	return nil
}

// TakeBack undoes an answer.
func (w *Workplace) TakeBack(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	no, err := strconv.Atoi(s.Line("no"))
	if err != nil {
		return fault.New(fault.Missing, "no_such_answer")
	}
	if _, err := w.office.TakeBackAnswer(c.Request.Context(), visit.Of(c).Member, c.Param("code"), ref.Report(c.Param("ref")), no); err != nil {
		return err
	}
	return back(c, nil)
}

// Photo serves a traveller's photo of what is missing.
func (w *Workplace) Photo(c *gin.Context) error {
	o, err := w.office.SearchPhoto(c.Request.Context(), visit.Of(c).Member, c.Param("code"), ref.Report(c.Param("ref")), c.Param("id"), picture.Size(c.Param("size")))
	if err != nil {
		return err
	}
	return photos.Serve(c, o)
}

func stayOf(s string) (int, error) {
	no, err := strconv.Atoi(s)
	if err != nil {
		return 0, fault.New(fault.Missing, "no_such_stay")
	}
	return no, nil
}

// back leads to the board of the lot in the address.
func back(c *gin.Context, q url.Values) error {
	if q == nil {
		q = url.Values{}
	}
	q.Set("site", c.Param("code"))
	c.Redirect(http.StatusSeeOther, "/lot?"+q.Encode())
	return nil
}

// lotCookie remembers on which lot a device stands.
const lotCookie = "lf_lot"

func lastLot(r *http.Request) string {
	c, err := r.Cookie(lotCookie)
	if err != nil {
		return ""
	}
	return c.Value
}

func remember(w http.ResponseWriter, code string, secure bool) {
	http.SetCookie(w, &http.Cookie{Name: lotCookie, Value: code, Path: "/lot", MaxAge: 30 * 24 * 3600, HttpOnly: true, Secure: secure, SameSite: http.SameSiteLaxMode})
}
