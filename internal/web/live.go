package web

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/index"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
	"lostfound/internal/web/visit"
)

// Live news are server-sent events: references of what changed, for shared/live.js to look
// the page up again. Every page is right without them.

// deskLive tells what changes at the member's sites.
func (h *house) deskLive(c *gin.Context) error {
	m := visit.Of(c).Member
	return h.stream(c, stream{
		reader: "member " + string(m.Ref), most: streamsAMember,
		listen: func(ctx context.Context, since index.Since) (*index.Listener, error) {
			return h.office.ListenAtDesk(ctx, m, since)
		},
		may: func(ctx context.Context) error {
			now, err := h.office.Who(ctx, session(c.Request))
			if err == nil {
				err = now.MaySomewhere(staff.SeeReports)
			}
			return err
		},
	})
}

// lotLive tells what changes on the member's rental lots.
func (h *house) lotLive(c *gin.Context) error {
	m := visit.Of(c).Member
	return h.stream(c, stream{
		reader: "lot " + string(m.Ref), most: streamsALot,
		listen: func(ctx context.Context, since index.Since) (*index.Listener, error) {
			return h.office.ListenAtLot(ctx, m, since)
		},
		may: func(ctx context.Context) error {
			now, err := h.office.Who(ctx, session(c.Request))
			if err == nil {
				err = now.MaySomewhere(staff.TakeIn)
			}
			return err
		},
	})
}

// reportLive tells what changes about the report that the private link opens.
func (h *house) reportLive(c *gin.Context) error {
	id, token := ref.Report(c.Param("ref")), c.Param("token")
	return h.stream(c, stream{
		reader: "report " + string(id) + " " + ref.Digest(token), most: streamsAReport, eachTime: true,
		listen: func(ctx context.Context, since index.Since) (*index.Listener, error) {
			return h.office.ListenToOwn(ctx, id, token, since)
		},
		may: func(ctx context.Context) error {
			_, err := h.office.OwnReport(ctx, id, token)
			return err
		},
	})
}

func event(n index.News) string {
	if len(n.About) == 0 {
		return "id: " + n.ID + "\nevent: refresh\ndata: all\n\n"
	}
	return "id: " + n.ID + "\ndata: " + strings.Join(n.About, " ") + "\n\n"
}

// oldest is how long ago a page may have been drawn that asks what happened since.
const oldest = 24 * time.Hour

// since is what the reader has seen: the last event, or else the page itself, so many
// milliseconds ago.
func since(c *gin.Context) index.Since {
	last := c.GetHeader("Last-Event-ID")
	if last == "" {
		last = c.Query("last")
	}
	age, _ := strconv.Atoi(c.Query("age"))
	return index.Since{Last: last, Age: min(max(0, time.Duration(age)*time.Millisecond), oldest)}
}
