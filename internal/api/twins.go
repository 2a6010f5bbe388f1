package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// twinItem is a find that may be the same item.
type twinItem struct {
	Item  ref.Item `json:"item"`
	Score float64  `json:"score"`
}

// twinThing is a thing of another report that may be the same as the thing of that number here.
type twinThing struct {
	Of     int        `json:"of"`
	Report ref.Report `json:"report"`
	Thing  int        `json:"thing"`
	Score  float64    `json:"score"`
}

// itemTwins lists finds that may be the same item, registered twice.
func (a *api) itemTwins(c *gin.Context, by staff.Member) error {
	id, err := itemRef(c, "ref")
	if err != nil {
		return err
	}
	it, err := a.office.Item(c.Request.Context(), by, id)
	if err != nil {
		return err
	}
	twins, err := a.office.TwinFinds(c.Request.Context(), by, it)
	if err != nil {
		return err
	}
	out := make([]twinItem, len(twins))
	for i, t := range twins {
		out[i] = twinItem(t)
	}
	c.JSON(http.StatusOK, gin.H{"twins": out})
	return nil
}

// reportTwins lists things of other reports that may be the same loss, reported twice.
func (a *api) reportTwins(c *gin.Context, by staff.Member) error {
	id, err := reportRef(c)
	if err != nil {
		return err
	}
	r, err := a.office.Report(c.Request.Context(), by, id)
	if err != nil {
		return err
	}
	twins, err := a.office.TwinLosses(c.Request.Context(), by, r)
	if err != nil {
		return err
	}
	out := make([]twinThing, len(twins))
	for i, t := range twins {
		out[i] = twinThing(t)
	}
	c.JSON(http.StatusOK, gin.H{"twins": out})
	return nil
}
