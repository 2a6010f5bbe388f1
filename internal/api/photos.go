package api

import (
	"fmt"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/picture"
	"lostfound/internal/staff"
	"lostfound/internal/store"
)

// photograph is a picture as the API shows it; View and Thumb are addresses.
type photograph struct {
	ID          string `json:"id"`
	View        string `json:"view"`
	Thumb       string `json:"thumb"`
	Width       int    `json:"width"`
	Height      int    `json:"height"`
	Placeholder string `json:"placeholder"`
}

// photosAt lists a record's pictures. owner is the address of the record.
func photosAt(owner string, pictures []picture.Picture) []photograph {
	out := make([]photograph, len(pictures))
	for i, p := range pictures {
		at := fmt.Sprintf("%s/photos/%s/", owner, p.ID)
		out[i] = photograph{p.ID, at + string(picture.View), at + string(picture.Thumb), p.Width, p.Height, p.Placeholder}
	}
	return out
}

func (a *api) itemPhoto(c *gin.Context, by staff.Member) error {
	id, err := itemRef(c, "ref")
	if err != nil {
		return err
	}
	object, err := a.office.Photo(c.Request.Context(), by, id, c.Param("id"), picture.Size(c.Param("size")))
	if err != nil {
		return err
	}
	return show(c, object)
}

func (a *api) reportPhoto(c *gin.Context, by staff.Member) error {
	id, err := reportRef(c)
	if err != nil {
		return err
	}
	object, err := a.office.ReportPhoto(c.Request.Context(), by, id, c.Param("id"), picture.Size(c.Param("size")))
	if err != nil {
		return err
	}
	return show(c, object)
}

// show sends a picture. Its address never shows another, yet nobody's cache keeps
// it longer than a day, so that an erased picture is gone there too.
func show(c *gin.Context, object *store.Object) error {
	defer object.Close()
	h := c.Writer.Header()
	h.Set("Content-Type", object.ContentType)
	h.Set("Cache-Control", "private, no-cache")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("ETag", `"`+c.Param("id")+"-"+c.Param("size")+`"`)
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, object)
	return nil
}
