package api

import (
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"lostfound/internal/office"
)

// Metrics is what an operator's Prometheus reads: what the office did, and how long
// it took to answer. It says how many, never who or what.
type Metrics struct {
	http.Handler // the text exposition format
	requests     *prometheus.HistogramVec
}

// NewMetrics counts from now, in a registry of its own.
func NewMetrics(o *office.Office) *Metrics {
	requests := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "lostfound_http_requests_seconds", Help: "Time to answer a request, by route pattern and status.",
		Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}}, []string{"method", "route", "status"})
	registry := prometheus.NewRegistry()
	registry.MustRegister(requests, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for _, done := range []struct {
		name, help string
		times      *atomic.Int64
	}{
		{"items_taken_in", "Finds registered.", &o.Tally.TakenIn},
		{"items_released", "Finds handed to their owners.", &o.Tally.Released},
		{"reports_filed", "Loss reports filed.", &o.Tally.Filed},
		{"reports_compared", "Comparisons of a report with the stock.", &o.Tally.Compared},
		{"matches_confirmed", "Matches a person confirmed.", &o.Tally.Confirmed},
		{"matches_dismissed", "Matches a person dismissed.", &o.Tally.Dismissed},
		{"records_erased", "Records whose personal data were removed.", &o.Tally.Erased},
		{"messages_sent", "Messages to travellers that the other side took.", &o.Tally.Sent},
		{"messages_not_taken", "Attempts at a message that the other side did not take.", &o.Tally.Unsent},
		{"index_rebuilt", "Rebuilds of the index.", &o.Tally.Rebuilt},
	} {
		registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "lostfound_" + done.name + "_total", Help: done.help + " By this process since it started."},
			func() float64 { return float64(done.times.Load()) }))
	}
	return &Metrics{promhttp.HandlerFor(registry, promhttp.HandlerOpts{}), requests}
}

// Observe notes a request. route is the pattern; it is empty for an address that
// does not exist, whose method may be anything and is not noted either.
func (m *Metrics) Observe(method, route string, status int, took time.Duration) {
	if route == "" {
		method, route = "", "none"
	}
	m.requests.WithLabelValues(method, route, strconv.Itoa(status)).Observe(took.Seconds())
}

// observe measures each request and writes a line in the log about it, by the route's
// pattern: addresses open records.
func (a *api) observe(c *gin.Context) {
	began := time.Now()
	c.Next()
	took := time.Since(began)
	a.metrics.Observe(c.Request.Method, c.FullPath(), c.Writer.Status(), took)
	if strings.HasPrefix(c.FullPath(), "/api/") {
		a.log.Info("request", "method", c.Request.Method, "route", c.FullPath(), "status", c.Writer.Status(), "took", took.Round(time.Microsecond))
	}
}
