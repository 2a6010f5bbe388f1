package desk

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/locale"
	"lostfound/internal/loss"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// letters are the messages to a report's traveller, as the desk sees them.
type letters struct {
	All      []letter // the newest first
	Failed   bool     // one did not reach the traveller
	Unwanted bool     // the traveller ended them
}

type letter struct {
	No                     int
	What, By, Outcome, Why string
	Code                   string // what the other side answered
	At                     locale.Moment
	Again                  bool // it can be sent again
}

func (w *Workplace) letters(c *gin.Context, r loss.Report, in *time.Location) letters {
	v := visit.Of(c)
	say := func(key string) string { return v.Language.Say(key, nil) }
	out := letters{Unwanted: !r.StoppedAt.IsZero()}
	may := v.Member.MaySomewhere(staff.Decide) == nil
	for _, m := range slices.Backward(r.Messages) {
		at := m.EndedAt
		if at.IsZero() {
			at = m.NextAt
		}
		one := letter{No: m.No, What: say("letters." + string(m.What)), By: say("letters.by_" + string(m.By)), Outcome: say("letters.outcome." + string(m.Outcome)),
			Code: m.Code, At: v.Language.At(at, v.Now, in)}
		if m.Failing(v.Now) {
			one.Again, one.Why = may, say("letters.why."+string(m.Reason))
			if m.Outcome == loss.Waiting {
				one.Outcome = say("letters.outcome.failing")
			}
		}
		out.Failed = out.Failed || m.Outcome == loss.Dead
		out.All = append(out.All, one)
	}
	return out
}

// unreachedRows shows whose message did not arrive, each leading to where it can be sent again.
func (w *Workplace) unreachedRows(c *gin.Context) ([]Row, error) {
	v := visit.Of(c)
	sites, err := w.sites(c, staff.SeeReports)
	if err != nil {
		return nil, err
	}
	var out []Row
	for _, s := range sites {
		all, err := w.office.Unreached(c.Request.Context(), v.Member, s.Code)
		if err != nil {
			return nil, err
		}
		for _, d := range all {
			r, err := w.office.Report(c.Request.Context(), v.Member, d.Report)
			if fault.Is(err, fault.Missing) {
				continue
			}
			if err != nil {
				return nil, err
			}
			row := w.lossRow(c, r)
			row.Key += ".letter" // its promise stands beside it
			row.To += "#letters"
			row.Chip = &Chip{"late", v.Language.Say("letters.chip", nil)}
			out = append(out, row)
		}
	}
	return out, nil
}

// SendAgain has a message tried at once, and leads back to the report.
func (w *Workplace) SendAgain(c *gin.Context) error {
	id, err := ref.ParseReport(c.Param("ref"))
	if err != nil {
		return fault.New(fault.Missing, "no_such_record")
	}
	no, err := strconv.Atoi(c.Param("no"))
	if err != nil {
		return fault.New(fault.Missing, "no_such_message")
	}
	v := visit.Of(c)
	_, err = w.office.SendAgain(c.Request.Context(), v.Member, id, no)
	if fault.Is(err, fault.Conflict) { // it went meanwhile
		return w.showReport(c, id, pair{}, page.Explain(v.Language, err), nil)
	}
	if err != nil {
		return err
	}
	c.Redirect(http.StatusSeeOther, "/desk/reports/"+string(id)+"#letters")
	return nil
}
