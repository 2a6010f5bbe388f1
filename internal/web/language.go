package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"lostfound/internal/web/visit"
)

// speak settles the language of the answer: the one asked for by ?lang=, or chosen
// before, or that of the member, or what the browser prefers. One that is asked for is
// remembered, and the address answered without it.
func (h *house) speak(c *gin.Context, v *visit.Visit) {
	v.Language = h.book.Negotiate(visit.ChosenLanguage(c.Request), v.Member.Lang, c.GetHeader("Accept-Language"))
	c.Header("Vary", "Cookie, Accept-Language")
	code := c.Query("lang")
	if code == "" || c.Request.Method != http.MethodGet {
		return
	}
	v.Speak(c, code)
	q := c.Request.URL.Query()
	q.Del("lang")
	to := url.URL{Path: "/" + strings.TrimLeft(c.Request.URL.Path, "/"), RawQuery: q.Encode()} // two slashes would name a host
	c.Redirect(http.StatusSeeOther, to.String())
	c.Abort()
}
