package api

import (
	"context"
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/staff"
)

// maxSheet bounds a sheet, in bytes: more than vehicle.MostRows rows of ordinary length.
const maxSheet = 4 << 20

// sheetKinds are the media types of sheets.
var sheetKinds = []string{"text/csv", "application/json"}

func (a *api) importVehicles(c *gin.Context, by staff.Member) error {
	return a.importSheet(c, by, a.office.ImportVehicles)
}

func (a *api) importReturns(c *gin.Context, by staff.Member) error {
	return a.importSheet(c, by, a.office.ImportReturns)
}

// importSheet hands a sheet of the site in the address to an import, and answers how many rows it had.
func (a *api) importSheet(c *gin.Context, by staff.Member, take func(context.Context, staff.Member, string, []byte) (int, error)) error {
	kind, _, err := bodyKind(c)
	if err != nil {
		return err
	}
	if !slices.Contains(sheetKinds, kind) {
		return fault.Newf(mediaType, "Content-Type", "media_type", nil)
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxSheet)
	sheet, err := readAll(c.Request.Body)
	if err != nil {
		return err
	}
	rows, err := take(c.Request.Context(), by, c.Param("code"), sheet)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, gin.H{"rows": rows})
	return nil
}
