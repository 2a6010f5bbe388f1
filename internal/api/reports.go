package api

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/history"
	"lostfound/internal/loss"
	"lostfound/internal/office"
	"lostfound/internal/promise"
	"lostfound/internal/ref"
	"lostfound/internal/searchrequest"
	"lostfound/internal/staff"
)

// thanks is the first answer to a report. StatusURL is the path of the traveller's
// private page.
type thanks struct {
	Ref          ref.Report `json:"ref"`
	StatusURL    string     `json:"status_url"`
	Similar      bool       `json:"similar"`
	NextUpdateBy time.Time  `json:"next_update_by"`
}

// report is a loss report as the API shows it to staff.
type report struct {
	Ref          ref.Report              `json:"ref"`
	Status       loss.Status             `json:"status"`
	Sites        []string                `json:"sites"`
	Place        string                  `json:"place"`
	From         time.Time               `json:"lost_from,omitzero"`
	To           time.Time               `json:"lost_to,omitzero"`
	Lang         string                  `json:"lang"`
	Contact      loss.Contact            `json:"contact"`
	FiledBy      loss.Filer              `json:"filed_by"`
	TakenBy      ref.Staff               `json:"taken_by,omitempty"`
	OnBehalfOf   string                  `json:"on_behalf_of"`
	NeededBy     time.Time               `json:"needed_by,omitzero"`
	Flight       string                  `json:"flight,omitempty"`
	Seat         string                  `json:"seat,omitempty"`
	Car          loss.Car                `json:"car,omitzero"`
	Searches     []searchrequest.Request `json:"searches,omitempty"`
	Things       []thing                 `json:"things"`
	Promises     []promise.Promise       `json:"promises"`
	NextUpdateBy time.Time               `json:"next_update_by"`
	Messages     []loss.Message          `json:"messages"`
	StoppedAt    time.Time               `json:"messages_stopped_at,omitzero"`
	FiledAt      time.Time               `json:"filed_at"`
	ChangedAt    time.Time               `json:"changed_at"`
	EraseAfter   time.Time               `json:"erase_after"`
	History      history.Log             `json:"history"`
}

// thing is one thing of a report.
type thing struct {
	No int `json:"no"`
	loss.Details
	Photos    []photograph `json:"photos"`
	Item      ref.Item     `json:"item,omitempty"`
	Returned  bool         `json:"returned"`
	Dismissed []ref.Item   `json:"dismissed"`
}

func reportOf(r loss.Report) report {
	out := report{Ref: r.Ref, Status: r.Status, Sites: list(r.Sites), Place: r.Place, From: r.From, To: r.To, Lang: r.Lang, Contact: r.Contact,
		FiledBy: r.FiledBy, TakenBy: r.TakenBy, OnBehalfOf: r.OnBehalfOf, NeededBy: r.NeededBy, Flight: r.Flight, Seat: r.Seat, Car: r.Car, Searches: r.Searches, Things: make([]thing, len(r.Things)),
		Promises: list(r.Promises), NextUpdateBy: r.UpdateDue, Messages: list(r.Messages), StoppedAt: r.StoppedAt, FiledAt: r.FiledAt, ChangedAt: r.ChangedAt, EraseAfter: r.EraseAfter, History: list(r.History)}
	for i, t := range r.Things {
		t.Colours = list(t.Colours)
		out.Things[i] = thing{t.No, t.Details, photosAt(reportAddress(r.Ref), t.Pictures), t.Item, t.Returned, list(t.Dismissed)}
	}
	return out
}

func reportAddress(id ref.Report) string { return "/api/v1/reports/" + string(id) }

// fileReport takes a report from anybody; only staff may say that somebody stands
// before them.
func (a *api) fileReport(c *gin.Context) error {
	by, err := a.visitor(c)
	if err != nil {
		return err
	}
	var filer *staff.Member
	if by.Ref != "" {
		filer = &by
	} else if err := a.office.ThrottleReport(c.Request.Context(), c.ClientIP()); err != nil {
		return err
	}
	var f loss.Filed
	photos, err := readRecord(c, "report", loss.MaxThings, &f)
	if err != nil {
		return err
	}
	s, err := whole(f, photos)
	if err != nil {
		return err
	}
	t, created, err := a.office.File(c.Request.Context(), filer, s, photos, c.GetHeader("Idempotency-Key"))
	if err != nil {
		return f.AsGiven(err)
	}
	status := http.StatusOK
	if created {
		status = http.StatusCreated
	}
	c.Header("Location", reportAddress(t.Report.Ref))
	c.JSON(status, thanks{t.Report.Ref, t.Link, t.Similar, t.Report.UpdateDue})
	return nil
}

// whole is the statement with all its things: a photo alone is a thing too.
func whole(f loss.Filed, photos [][]office.Upload) (loss.Statement, error) {
	s, err := f.Whole()
	if err != nil {
		return s, err
	}
	if len(s.Things) == 0 && len(photos) == 1 {
		s.Things = []loss.Details{{}}
	}
	if n := len(photos); n > len(s.Things) {
		return s, fault.Newf(fault.Invalid, fmt.Sprintf("things[%d]", n-1), "no_such_thing", nil)
	}
	return s, nil
}

func (a *api) reports(c *gin.Context, by staff.Member) error {
	limit, err := pageSize(c)
	if err != nil {
		return err
	}
	page, err := a.office.Reports(c.Request.Context(), by, c.Query("site"), c.Query("cursor"), limit)
	if err != nil {
		return err
	}
	reports := make([]report, len(page.Reports))
	for i, r := range page.Reports {
		reports[i] = reportOf(r)
	}
	c.JSON(http.StatusOK, gin.H{"reports": reports, "next": page.Next})
	return nil
}

func (a *api) report(c *gin.Context, by staff.Member) error {
	id, err := reportRef(c)
	if err != nil {
		return err
	}
	r, err := a.office.Report(c.Request.Context(), by, id)
	if err != nil {
		return err
	}
	c.Header("Cache-Control", "private, no-cache")
	if tag(c, r.Rev) {
		c.Status(http.StatusNotModified)
		return nil
	}
	c.JSON(http.StatusOK, reportOf(r))
	return nil
}

// noteContact records that somebody called or wrote to the traveller.
func (a *api) noteContact(c *gin.Context, by staff.Member) error {
	id, err := reportRef(c)
	if err != nil {
		return err
	}
	var n struct {
		How    loss.Way  `json:"how"`
		Next   time.Time `json:"next_update_by"`
		Answer string    `json:"answer"`
	}
	if err := readJSON(c, &n); err != nil {
		return err
	}
	r, err := a.office.NoteContact(c.Request.Context(), by, id, n.How, n.Next, n.Answer)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, reportOf(r))
	return nil
}

// sendAgain has a message tried at once that was not taken.
func (a *api) sendAgain(c *gin.Context, by staff.Member) error {
	id, err := reportRef(c)
	if err != nil {
		return err
	}
	no, err := strconv.Atoi(c.Param("no"))
	if err != nil {
		return fault.New(fault.Missing, "no_such_message")
	}
	r, err := a.office.SendAgain(c.Request.Context(), by, id, no)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, reportOf(r))
	return nil
}

// agreeCall promises the traveller a call, or gives the one to come another window.
func (a *api) agreeCall(c *gin.Context, by staff.Member) error {
	id, err := reportRef(c)
	if err != nil {
		return err
	}
	var call struct {
		promise.Window
		About string `json:"about"`
	}
	if err := readJSON(c, &call); err != nil {
		return err
	}
	r, err := a.office.AgreeCall(c.Request.Context(), by, id, call.Window, call.About)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, reportOf(r))
	return nil
}
