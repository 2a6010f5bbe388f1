package web

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
)

// policy lets a page use what this server sends and nothing else: no script or style
// written into it, no other host, no frame around it.
var policy = strings.Join([]string{
	"default-src 'none'", "style-src 'self'", "img-src 'self' data: blob:", "script-src 'self'", "connect-src 'self'",
	"form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
}, "; ")

// picturePolicy is for what the operator gave: opened alone, it can do nothing.
const picturePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

func (h *house) headers(c *gin.Context) {
	set := c.Writer.Header().Set
	set("Content-Security-Policy", policy)
	set("X-Content-Type-Options", "nosniff")
	set("Referrer-Policy", "same-origin") // with none at all, browsers hide even our own forms' origin
	set("Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=(), usb=()")
	set("Cross-Origin-Opener-Policy", "same-origin")
	set("Cross-Origin-Resource-Policy", "same-origin")
	if h.secure(c.Request) {
		set("Strict-Transport-Security", "max-age=63072000")
	}
}

// crossOrigin refuses what another site's page sends in a visitor's name.
func (h *house) crossOrigin() gin.HandlerFunc {
	protection := http.NewCrossOriginProtection()
	return func(c *gin.Context) {
		if protection.Check(c.Request) != nil {
			h.begin(c)
			h.fail(c, fault.New(fault.Forbidden, "other_site"))
			c.Abort()
		}
	}
}
