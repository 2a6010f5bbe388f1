package browser

import (
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"lostfound/internal/demo"
)

// Limits for a phone that has never been here. Sizes are as sent over the network,
// headers included.
const (
	travellersBytes = 60_000
	captureBytes    = 100_000
	shift           = 0.01 // cumulative layout shift, of which Chromium calls 0.1 good
	firstPaint      = 3 * time.Second
)

// slow3G is the connection that browsers' tools call so: 400 ms and 400 kbit/s.
var slow3G = network.Conditions{Latency: 400, DownloadThroughput: 50_000, UploadThroughput: 50_000}

// whatAPhoneLoads measures first visits: how much comes, how soon something can be
// read, and that nothing moves once it is there.
func (o *office) whatAPhoneLoads(t *testing.T) {
	for name, tc := range map[string]struct {
		place
		bytes float64
	}{
		"start":   {place{"", "/"}, travellersBytes},
		"report":  {place{"", "/report"}, travellersBytes},
		"status":  {place{"", ":private"}, travellersBytes},
		"capture": {place{"karim", "/checkpoint"}, captureBytes},
	} {
		t.Run(name, func(t *testing.T) {
			p := o.person(t, window{360, 780, "en", true, false})
			if tc.who != "" {
				p.signIn(tc.who, demo.Password)
			}
			path := o.address(p, tc.path)
			load := p.listen()
			must(p, call(p, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}))
			must(p, call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `
				window.shifts = [];
				new PerformanceObserver(list => window.shifts.push(...list.getEntries().filter(e => !e.hadRecentInput).map(e =>
					({value: e.value, who: e.sources.map(s => s.node?.outerHTML?.slice(0, 100)).join(" | ")})))).observe({type: "layout-shift", buffered: true});`}))
			_, err := chromedp.Call(p.ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{&slow3G}})
			must(p, err)
			p.open(path)
			p.until("the last byte of "+path, func() (bool, error) { return load.done(), nil })

			bytes := load.bytes()
			seen := answer[float64](p, `() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? -1`)
			moved := answer[[]struct {
				Value float64
				Who   string
			}](p, `() => window.shifts`)
			t.Logf("%s: %.1f KB, first text after %.2f s on slow 3G, layout shifts %v", path, bytes/1000, seen/1000, moved)
			if bytes > tc.bytes {
				t.Errorf("%s: got %.0f bytes, want at most %.0f: %v", path, bytes, tc.bytes, load.sizes())
			}
			if seen < 0 || seen > float64(firstPaint.Milliseconds()) {
				t.Errorf("%s: got the first text after %.0f ms on slow 3G, want at most %s", path, seen, firstPaint)
			}
			sum := 0.0
			for _, m := range moved {
				sum += m.Value
			}
			if sum > shift {
				t.Errorf("%s: got layout shifts of %.3f, want at most %.3f: %v", path, sum, shift, moved)
			}
		})
	}
}

// load is what a page asks for, and what of it has come. What stays open for news is
// no part of it.
type load struct {
	mu   sync.Mutex
	open map[network.RequestID]string
	came map[string]float64 // address to bytes
	last time.Time
}

// listen watches what the person's page loads from now on.
func (p *person) listen() *load {
	p.Helper()
	l := &load{open: map[network.RequestID]string{}, came: map[string]float64{}}
	must(p, chromedp.Listen(p.ctx, func(event any) {
		l.mu.Lock()
		defer l.mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			if e.Type != network.ResourceTypeEventSource {
				l.open[e.RequestID] = e.Request.URL
			}
		case *network.EventLoadingFinished:
			if url, ours := l.open[e.RequestID]; ours {
				l.came[url] += e.EncodedDataLength
				delete(l.open, e.RequestID)
			}
		case *network.EventLoadingFailed:
			delete(l.open, e.RequestID)
		default:
			return
		}
		l.last = time.Now()
	}))
	must(p, call(p, network.Enable, network.EnableParams{}))
	return l
}

// done reports whether all has come, and nothing was asked for in a while.
func (l *load) done() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.came) > 0 && len(l.open) == 0 && time.Since(l.last) > 700*time.Millisecond
}

func (l *load) bytes() float64 {
	sum := 0.0
	for _, n := range l.sizes() {
		sum += n
	}
	return sum
}

func (l *load) sizes() map[string]float64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.came
}
