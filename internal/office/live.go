package office

import (
	"context"

	"lostfound/internal/index"
	"lostfound/internal/loss"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// The topics of live news: each site has one, all of them together, and the private page of each report.
func siteTopic(code string) string { return "site:" + code }
func ownTopic(r ref.Report) string { return "report:" + string(r) }

// lossTopics are those of a report besides the desks: its private page, and the lots that it asks.
func lossTopics(r loss.Report) []string {
	topics := []string{ownTopic(r.Ref)}
	for _, q := range r.Searches {
		topics = append(topics, lotTopic(q.Site))
	}
	return topics
}

// tell spreads the news that records changed to the desks of the sites and of those
// connected to them, and to further topics. It is said once the index knows, so that who hears it
// sees it. News may be lost; the records are not.
func (o *Office) tell(ctx context.Context, about, sites []string, topics ...string) {
	near, err := o.around(ctx, sites...)
	if err == nil {
		topics = append(topics, siteTopic(staff.AllSites))
		for _, s := range near {
			topics = append(topics, siteTopic(s))
		}
		err = o.index.Tell(ctx, about, topics)
	}
	o.spread(err)
}

// tellAll says that anything may have changed.
func (o *Office) tellAll(ctx context.Context) {
	o.spread(o.index.Tell(ctx, nil, []string{index.All}))
}

// spread notes whether news came through, in the log once for many.
func (o *Office) spread(err error) {
	if wasMute := o.mute.Swap(err != nil); err != nil && !wasMute {
		o.log.Warn("live pages are not told what changed", "error", err)
	}
}

// ListenAtDesk hears what changes at the sites whose reports the member may see.
func (o *Office) ListenAtDesk(ctx context.Context, by staff.Member, since index.Since) (*index.Listener, error) {
	if err := by.MaySomewhere(staff.SeeReports); err != nil {
		return nil, err
	}
	var topics []string
	if by.May(staff.SeeReports, "") == nil {
		topics = append(topics, siteTopic(staff.AllSites))
	}
	for _, g := range by.Grants { // not the sites that are known here: another process may just have made one
		if by.May(staff.SeeReports, g.Site) == nil {
			topics = append(topics, siteTopic(g.Site))
		}
	}
	return o.index.Listen(ctx, since, topics...)
}

// ListenToOwn hears what changes about one report, for whoever holds its private link.
func (o *Office) ListenToOwn(ctx context.Context, id ref.Report, token string, since index.Since) (*index.Listener, error) {
	if _, err := o.OwnReport(ctx, id, token); err != nil {
		return nil, err
	}
	return o.index.Listen(ctx, since, ownTopic(id))
}
