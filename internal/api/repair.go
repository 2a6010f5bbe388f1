package api

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/office"
	"lostfound/internal/staff"
)

// imported says what came of an import.
type imported struct {
	Taken   int               `json:"taken"`
	Known   int               `json:"known"`
	Refused []refusal         `json:"refused"`
	Refs    map[string]string `json:"refs"`
}

// refusal is a line that was not taken.
type refusal struct {
	Line   int       `json:"line"`
	Errors []mistake `json:"errors"`
}

// lineKinds are the media types under which JSON, one object a line, goes about.
var lineKinds = []string{"application/x-ndjson", "application/jsonl", "application/json"}

// importLines takes in many records. They are read as they arrive, so only their
// lines are bounded, not their number.
func (a *api) importLines(c *gin.Context, by staff.Member) error {
	kind, _, err := bodyKind(c)
	if err != nil {
		return err
	}
	if !slices.Contains(lineKinds, kind) {
		return fault.Newf(mediaType, "Content-Type", "media_type", nil)
	}
	done, err := a.office.Import(c.Request.Context(), by, office.ImportKind(c.Query("kind")), c.Request.Body)
	if err != nil {
		return err
	}
	out := imported{done.Taken, done.Known, make([]refusal, len(done.Refused)), done.Refs}
	language := a.language(c)
	for i, r := range done.Refused {
		out.Refused[i] = refusal{r.Line, mistakes(language, r.Problems)}
	}
	c.JSON(http.StatusOK, out)
	return nil
}

// reindex rebuilds the index and answers when that is done.
func (a *api) reindex(c *gin.Context, by staff.Member) error {
	done, err := a.office.Reindex(c.Request.Context(), by)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, gin.H{"items": done.Items, "reports": done.Reports, "seconds": done.Took.Seconds()})
	return nil
}
