package api

import (
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/loss"
	"lostfound/internal/office"
	"lostfound/internal/ref"
	"lostfound/internal/searchrequest"
	"lostfound/internal/staff"
	"lostfound/internal/vehicle"
)

// search is a request of a rental lot as the API shows it to those who work there: nothing of
// whose the things are.
type search struct {
	Report  ref.Report            `json:"report"`
	Lang    string                `json:"lang"`
	Things  []sought              `json:"things"`
	Plate   string                `json:"plate"`
	Request searchrequest.Request `json:"request"`
	Cars    []suspect             `json:"cars"`
}

// sought is a thing that is looked for.
type sought struct {
	Type     string   `json:"item_type"`
	Category string   `json:"category"`
	Colours  []string `json:"colours"`
	Brand    string   `json:"brand"`
}

// suspect is a car to look into, and why.
type suspect struct {
	Stay         int              `json:"stay"`
	Plate        string           `json:"plate"`
	Model        string           `json:"model"`
	Colour       string           `json:"colour"`
	Stall        string           `json:"stall"`
	ReturnedAt   time.Time        `json:"returned_at"`
	NextRentalAt time.Time        `json:"next_rental_at,omitzero"`
	Reasons      []vehicle.Reason `json:"reasons"`
}

func searchOf(s office.Search) search {
	out := search{s.Report, s.Lang, make([]sought, len(s.Things)), s.Said.Plate.Text, s.Request, make([]suspect, len(s.Cars))}
	for i, t := range s.Things {
		out.Things[i] = sought{t.Type, t.Category, list(t.Colours), t.Brand}
	}
	for i, c := range s.Cars {
		out.Cars[i] = suspect{c.No, c.Text, c.Model, c.Colour, c.Stall, c.ReturnedAt, c.NextRentalAt, list(c.Reasons)}
	}
	return out
}

// searches lists what the people on a lot are asked to look for.
func (a *api) searches(c *gin.Context, by staff.Member) error {
	all, err := a.office.Searches(c.Request.Context(), by, c.Param("code"))
	if err != nil {
		return err
	}
	out := make([]search, len(all))
	for i, s := range all {
		out[i] = searchOf(s)
	}
	c.JSON(http.StatusOK, gin.H{"searches": out})
	return nil
}

// answerSearch notes what somebody says of a car, and answers with the request as it is then.
func (a *api) answerSearch(c *gin.Context, by staff.Member) error {
	id, err := reportRef(c)
	if err != nil {
		return err
	}
	var said struct {
		Kind   searchrequest.Kind    `json:"kind"`
		Stay   int                   `json:"stay"`
		Places []searchrequest.Place `json:"places"`
	}
	if err := readJSON(c, &said); err != nil {
		return err
	}
	r, err := a.office.AnswerSearch(c.Request.Context(), by, c.Param("code"), id, searchrequest.Answer{Kind: said.Kind, Stay: said.Stay, Places: said.Places})
	return a.showRequest(c, r, err)
}

// takeBackAnswer undoes an answer.
func (a *api) takeBackAnswer(c *gin.Context, by staff.Member) error {
	id, err := reportRef(c)
	if err != nil {
		return err
	}
	no, err := strconv.Atoi(c.Param("no"))
	if err != nil {
		return fault.New(fault.Missing, "no_such_answer")
	}
	r, err := a.office.TakeBackAnswer(c.Request.Context(), by, c.Param("code"), id, no)
	return a.showRequest(c, r, err)
}

func (a *api) showRequest(c *gin.Context, r loss.Report, err error) error {
	if err != nil {
		return err
	}
	q, err := r.SearchAt(c.Param("code"))
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, q)
	return nil
}
