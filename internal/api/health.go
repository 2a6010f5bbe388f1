package api

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

// patience is how long a keeper may take to say that it is there.
const patience = 5 * time.Second

// alive says that the process runs.
func (a *api) alive(c *gin.Context) error {
	c.JSON(http.StatusOK, gin.H{"status": "alive"})
	return nil
}

// ready says that both keepers answer, or which one doesn't.
func (a *api) ready(c *gin.Context) error {
	ctx, cancel := context.WithTimeout(c.Request.Context(), patience)
	defer cancel()
	if err := a.office.Ready(ctx); err != nil {
		return err
	}
	c.JSON(http.StatusOK, gin.H{"status": "ready"})
	return nil
}
