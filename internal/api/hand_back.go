package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"lostfound/internal/found"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// claim records what somebody who came back for a find says of it; the answer shows the find.
func (a *api) claim(c *gin.Context, by staff.Member) error {
	var in struct {
		Said     string `json:"said"`
		Unlocked bool   `json:"unlocked"`
	}
	if err := readJSON(c, &in); err != nil {
		return err
	}
	return a.onTheSpot(c, by, func(id ref.Item) (found.Item, error) {
		return a.office.Claim(c.Request.Context(), by, id, in.Said, in.Unlocked)
	})
}

// handBack hands a find to whoever came back, on what they said to the caller a moment ago.
func (a *api) handBack(c *gin.Context, by staff.Member) error {
	return a.onTheSpot(c, by, func(id ref.Item) (found.Item, error) { return a.office.HandBack(c.Request.Context(), by, id) })
}

// undoHandBack takes that back.
func (a *api) undoHandBack(c *gin.Context, by staff.Member) error {
	return a.onTheSpot(c, by, func(id ref.Item) (found.Item, error) { return a.office.UndoHandBack(c.Request.Context(), by, id) })
}

func (a *api) onTheSpot(c *gin.Context, by staff.Member, do func(ref.Item) (found.Item, error)) error {
	id, err := itemRef(c, "ref")
	if err != nil {
		return err
	}
	it, err := do(id)
	if err != nil {
		return err
	}
	tag(c, it.Rev)
	c.JSON(http.StatusOK, itemFor(by, it))
	return nil
}
