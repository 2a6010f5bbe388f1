package manager

import (
	"fmt"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/locale"
	"lostfound/internal/office"
	"lostfound/internal/site"
	"lostfound/internal/staff"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// overviewPage is how a site stands: few numbers, each opening to the cases behind it.
type overviewPage struct {
	MayAdd     bool
	At         siteLine
	Sites      []siteLine
	Figures    []figure
	Shares     []share
	Promises   []share
	Days       int
	Rebuilding bool
}

type siteLine struct {
	Code, Name, Kind, TimeZone string
	Current                    bool
}

// figure is a number, what it counts, and where the cases behind it are.
type figure struct {
	N              int
	Label, Hint    string
	To, Icon, Tone string
}

// share is how much of something went back to its owners.
type share struct {
	Label, Of, Percent string
	Width              int // of 100
}

// Overview shows how a site stands: the one asked for, or the first the member runs.
func (w *Workplace) Overview(c *gin.Context) error {
	all, err := w.managed(c)
	if err != nil {
		return err
	}
	v := visit.Of(c)
	p := overviewPage{MayAdd: v.Member.May(staff.Platform, "") == nil, Days: int(office.Month.Hours() / 24)}
	for _, s := range all {
		line := lineOf(v.Language, s)
		line.Current = s.Code == c.Query("site") || c.Query("site") == "" && len(p.Sites) == 0
		if line.Current {
			p.At = line
		}
		p.Sites = append(p.Sites, line)
	}
	if asked := c.Query("site"); p.At.Code == "" && asked != "" {
		return fault.New(fault.Missing, "no_such_site")
	}
	if p.At.Code != "" {
		f, err := w.office.Figures(c.Request.Context(), v.Member, p.At.Code)
		if fault.Is(err, fault.Unavailable) {
			p.Rebuilding = true
		} else if err != nil {
			return err
		} else {
			p.Figures, p.Shares, p.Promises = figures(v.Language, p.At.Code, f), shares(v.Language, f), promises(v.Language, f)
		}
	}
	return w.overview.Write(c.Writer, http.StatusOK, v.Frame(c, page.Manager), p)
}

func lineOf(l *locale.Language, s site.Site) siteLine {
	return siteLine{Code: s.Code, Name: s.Name, Kind: l.Say("site_kind."+string(s.Kind), nil), TimeZone: s.TimeZone}
}

// figures are in the order in which a manager can still change something about them.
func figures(l *locale.Language, at string, f office.Figures) []figure {
	items := func(s found.Status) string {
		return "/desk/items?" + url.Values{"site": {at}, "status": {string(s)}}.Encode()
	}
	late := figure{N: f.Late, Label: l.Say("figures.late", nil), Hint: l.Say("figures.due", map[string]any{"Due": f.Due}), To: "/desk", Icon: "clock"}
	if f.Late > 0 {
		late.Tone = "warm"
	}
	return []figure{
		late,
		{N: f.ToLookAt, Label: l.Say("figures.look", nil), Hint: l.Say("figures.look_hint", nil), To: "/desk", Icon: "search"},
		{N: f.Sought, Label: l.Say("figures.sought", nil), Hint: l.Say("figures.sought_hint", nil), To: "/desk/reports?" + url.Values{"site": {at}}.Encode(), Icon: "list"},
		{N: f.InStore, Label: l.Say("figures.in_store", nil), Hint: l.Say("figures.in_store_hint", nil), To: items(found.InStore), Icon: "package"},
		{N: f.Awaited, Label: l.Say("figures.awaited", nil), Hint: l.Say("figures.awaited_hint", nil), To: items(found.Confirmed), Icon: "user"},
		{N: f.Released, Label: l.Say("figures.released", nil), Hint: l.Say("figures.released_hint", map[string]any{"Days": int(office.Month.Hours() / 24)}), To: items(found.Released), Icon: "heart-handshake"},
	}
}

func shares(l *locale.Language, f office.Figures) []share {
	return []share{shareOf(l, "figures.of_found", f.FoundBack, f.Found), shareOf(l, "figures.of_reported", f.ReportedBack, f.Reported)}
}

// promises are the shares of what was promised and has ended, none where nothing has.
func promises(l *locale.Language, f office.Figures) []share {
	all := f.Kept + f.Moved + f.Missed
	if all == 0 {
		return nil
	}
	return []share{shareOf(l, "figures.kept", f.Kept, all), shareOf(l, "figures.moved", f.Moved, all), shareOf(l, "figures.missed", f.Missed, all)}
}

func shareOf(l *locale.Language, label string, back, all int) share {
	s := share{Label: l.Say(label, nil), Of: l.Say("figures.none", nil)}
	if all > 0 {
		s.Width = 100 * back / all
		s.Of = l.Say("figures.share", map[string]any{"Back": back, "All": all})
		s.Percent = l.Say("figures.percent", map[string]any{"N": fmt.Sprintf("%.0f", 100*float64(back)/float64(all))})
	}
	return s
}
