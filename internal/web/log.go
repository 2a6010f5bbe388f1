package web

import (
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

// log writes a line per request: the route's pattern, as the address itself may open a
// report, and nothing of who asked. It is measured too, but for streams, which last as long as
// their readers.
func (h *house) log(c *gin.Context) {
	begun := time.Now()
	c.Next()
	if c.FullPath() == assetsAt+"*file" {
		return
	}
	if h.options.Observe != nil && !strings.HasSuffix(c.FullPath(), "/live") {
		h.options.Observe(c.Request.Method, c.FullPath(), c.Writer.Status(), time.Since(begun))
	}
	h.options.Log.Info("request", "method", c.Request.Method, "route", c.FullPath(), "status", c.Writer.Status(),
		"bytes", c.Writer.Size(), "took", time.Since(begun).Round(time.Microsecond))
}

// recovered answers for a handler that panicked.
func (h *house) recovered(c *gin.Context) {
	defer func() {
		if p := recover(); p != nil {
			h.fail(c, fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
			c.Abort()
		}
	}()
	c.Next()
}
