// Package api is the office's counter for programs: its operations as JSON under
// /api/v1, and what those who run the platform ask it for: /healthz, /readyz,
// /metrics.
//
// Guarantees. Every address is in routes.go and described by /api/v1/openapi.json.
// An error is always application/problem+json, in the caller's language, and says
// which field is wrong. Lists are never null. Instants carry their offset. Nothing is
// read that was not asked for: unknown fields and parts are refused, and all sizes
// are bounded.
package api

import (
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"

	"lostfound/internal/locale"
	"lostfound/internal/office"
)

// Options are the settings of the API; the zero value is fit for tests.
type Options struct {
	Proxies []string     // addresses or networks whose X-Forwarded-For is believed
	Metrics *Metrics     // what /metrics shows; of the API alone where nil
	Log     *slog.Logger //
}

// api is what the handlers share.
type api struct {
	office   *office.Office
	book     *locale.Book
	metrics  *Metrics
	log      *slog.Logger
	ownPages *http.CrossOriginProtection // sessions' cookies come from our pages only
}

// Handler serves the API.
func Handler(o *office.Office, opt Options) (http.Handler, error) {
	e, err := engine(o, opt)
	if err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead { // net/http leaves out the body
			r = r.Clone(r.Context())
			r.Method = http.MethodGet
		}
		e.ServeHTTP(w, r)
	}), nil
}

func engine(o *office.Office, opt Options) (*gin.Engine, error) {
	book, err := locale.Open()
	if err != nil {
		return nil, err
	}
	a := &api{o, book, opt.Metrics, opt.Log, http.NewCrossOriginProtection()}
	if a.metrics == nil {
		a.metrics = NewMetrics(o)
	}
	if a.log == nil {
		a.log = slog.New(slog.DiscardHandler)
	}
	gin.SetMode(gin.ReleaseMode)
	e := gin.New()
	e.HandleMethodNotAllowed = true
	e.RedirectTrailingSlash = false
	if err := e.SetTrustedProxies(opt.Proxies); err != nil {
		return nil, err
	}
	e.Use(a.observe, a.fromOwnPages)
	e.NoRoute(a.open(noSuchAddress))
	e.NoMethod(a.open(noSuchMethod))
	a.routes(e)
	return e, nil
}
