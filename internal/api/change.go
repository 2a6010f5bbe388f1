package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/loss"
	"lostfound/internal/slip"
	"lostfound/internal/staff"
)

// unconditional is 428: whoever changes a record says which version was read.
const unconditional fault.Kind = "unconditional"

// changeItem corrects a find by a merge patch of its details, RFC 7396: what is left out
// stays, null empties.
func (a *api) changeItem(c *gin.Context, by staff.Member) error {
	id, err := itemRef(c, "ref")
	if err != nil {
		return err
	}
	seen, err := versions(c)
	if err != nil {
		return err
	}
	patch, err := readPatch(c)
	if err != nil {
		return err
	}
	it, err := a.office.ChangeFind(c.Request.Context(), by, id, seen, func(d *found.Details) error {
		if err := slip.Read(patch, d); err != nil {
			return err
		}
		return readInside(d)
	})
	if err != nil {
		return err
	}
	tag(c, it.Rev)
	c.JSON(http.StatusOK, itemFor(by, it))
	return nil
}

// reportPatch is a merge patch of a report, but that its things are known by their numbers.
type reportPatch struct {
	*loss.Statement
	Things []json.RawMessage `json:"things"`
}

// changeReport corrects a report by a merge patch. Of its things those named by their number are
// changed, and one without a number is added.
func (a *api) changeReport(c *gin.Context, by staff.Member) error {
	id, err := reportRef(c)
	if err != nil {
		return err
	}
	seen, err := versions(c)
	if err != nil {
		return err
	}
	patch, err := readPatch(c)
	if err != nil {
		return err
	}
	r, err := a.office.ChangeReport(c.Request.Context(), by, id, seen, func(r *loss.Report, s *loss.Statement) error {
		p := reportPatch{Statement: s}
		if err := slip.Read(patch, &p); err != nil {
			return err
		}
		for i, raw := range p.Things {
			if err := patchThing(r, s, raw); err != nil {
				return fault.Within(err, fmt.Sprintf("things[%d]", i))
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	tag(c, r.Rev)
	c.JSON(http.StatusOK, reportOf(r))
	return nil
}

func patchThing(r *loss.Report, s *loss.Statement, raw json.RawMessage) error {
	var t struct {
		No int `json:"no"`
		loss.Details
	}
	if err := slip.Read(raw, &t); err != nil {
		return err
	}
	if t.No == 0 {
		s.Things = append(s.Things, t.Details)
		return nil
	}
	at := slices.IndexFunc(r.Things, func(known loss.Thing) bool { return known.No == t.No })
	if at < 0 {
		return fault.Newf(fault.Invalid, "no", "no_such_thing", nil)
	}
	t.Details = s.Things[at]
	err := slip.Read(raw, &t)
	s.Things[at] = t.Details
	return err
}

// versions are those that the caller has seen, by If-Match: none stands for any. RFC 9110 13.1.1
// compares strongly, so a weak tag is none of ours.
func versions(c *gin.Context) ([]string, error) {
	given := strings.Join(c.Request.Header.Values("If-Match"), ",")
	if strings.TrimSpace(given) == "" {
		return nil, fault.New(unconditional, "if_match")
	}
	if strings.TrimSpace(given) == "*" {
		return nil, nil
	}
	var seen []string
	for one := range strings.SplitSeq(given, ",") {
		seen = append(seen, strings.Trim(strings.TrimSpace(one), `"`))
	}
	return seen, nil
}

// readPatch reads the body of a change, as application/merge-patch+json or plain JSON.
func readPatch(c *gin.Context) ([]byte, error) {
	return readBody(c, "application/merge-patch+json", "application/json")
}
