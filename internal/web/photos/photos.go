// Package photos sends photos to browsers: only to those who may see them, and
// never kept by a cache that others share.
package photos

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/store"
)

// Serve sends a photo and closes it. A photo never changes under its name, so a
// browser may keep it, but must not show it to the next person: it asks again each time
// whether the photo may still be seen.
func Serve(c *gin.Context, o *store.Object) error {
	defer o.Close()
	h := c.Writer.Header()
	h.Set("Content-Type", o.ContentType)
	h.Set("Cache-Control", "private, no-cache")
	h.Set("ETag", `"`+o.ETag+`"`)
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, o)
	return nil
}
