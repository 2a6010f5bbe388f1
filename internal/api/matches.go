package api

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"

	"lostfound/internal/locale"
	"lostfound/internal/loss"
	"lostfound/internal/match"
	"lostfound/internal/office"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// pair is a find beside one thing of a report as the API shows it.
type pair struct {
	Item     ref.Item          `json:"item"`
	Thing    int               `json:"thing"`
	Score    float64           `json:"score"`
	Strength match.Strength    `json:"strength"`
	State    office.MatchState `json:"state"`
	Reasons  []reason          `json:"reasons"`
}

// reason is what speaks for a match, or against it, in points and in words.
type reason struct {
	Kind     match.Kind `json:"kind"`
	Points   float64    `json:"points"`
	Possible float64    `json:"possible"`
	Text     string     `json:"text"`
}

// question is what to ask the owner of a thing that several finds fit nearly alike.
type question struct {
	Thing int            `json:"thing"`
	Kind  match.Question `json:"kind"`
	Text  string         `json:"text"`
}

func questions(l *locale.Language, r loss.Report, matches []office.Match) []question {
	out := []question{}
	for _, t := range r.Things {
		if q := office.Question(r, t, matches); q != "" {
			out = append(out, question{t.No, q, l.Say("question."+string(q), nil)})
		}
	}
	return out
}

func pairOf(l *locale.Language, m office.Match, site func(code string) string) pair {
	out := pair{m.Item.Ref, m.Thing, m.Score, m.Strength, m.State, make([]reason, len(m.Reasons))}
	for i, r := range m.Reasons {
		title, text := l.Reason(r, site)
		out.Reasons[i] = reason{r.Kind, r.Points, r.Possible, title + ": " + text}
	}
	return out
}

// siteName says what a site is called, by its code.
func (a *api) siteName(c *gin.Context) func(code string) string {
	return func(code string) string {
		if s, err := a.office.Site(c.Request.Context(), code); err == nil {
			return s.Name
		}
		return code
	}
}

func (a *api) matches(c *gin.Context, by staff.Member) error {
	id, err := reportRef(c)
	if err != nil {
		return err
	}
	r, err := a.office.Report(c.Request.Context(), by, id)
	if err != nil {
		return err
	}
	all, err := a.office.Matches(c.Request.Context(), by, id)
	if err != nil {
		return err
	}
	language := a.language(c)
	pairs := make([]pair, len(all))
	for i, m := range all {
		pairs[i] = pairOf(language, m, a.siteName(c))
	}
	c.JSON(http.StatusOK, gin.H{"matches": pairs, "questions": questions(language, r, all)})
	return nil
}

func (a *api) confirm(c *gin.Context, by staff.Member) error {
	return a.decide(c, by, a.office.Confirm)
}

func (a *api) dismiss(c *gin.Context, by staff.Member) error {
	return a.decide(c, by, a.office.Dismiss)
}

// decide reads which pair is meant and records what a person says of it.
func (a *api) decide(c *gin.Context, by staff.Member, say func(context.Context, staff.Member, ref.Report, int, ref.Item) (office.Match, error)) error {
	id, err := reportRef(c)
	if err != nil {
		return err
	}
	item, err := itemRef(c, "item")
	if err != nil {
		return err
	}
	var which struct {
		Thing int `json:"thing"`
	}
	if c.Request.ContentLength != 0 {
		if err := readJSON(c, &which); err != nil {
			return err
		}
	}
	m, err := say(c.Request.Context(), by, id, which.Thing, item)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, pairOf(a.language(c), m, a.siteName(c)))
	return nil
}
