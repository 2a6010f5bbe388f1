// Package web is the office as people meet it in a browser: pages for travellers,
// checkpoints, rental lots, desks and managers, drawn here and working without scripts.
//
// Guarantees. Every address is in routes.go and every error is answered in fail.go.
// What a person typed is shown again with what is wrong beside it. Nothing on a page
// comes from another host. Logs name routes, never addresses, as those of travellers
// open their reports.
package web

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/locale"
	"lostfound/internal/office"
	"lostfound/internal/web/brand"
	"lostfound/internal/web/checkpoint"
	"lostfound/internal/web/desk"
	"lostfound/internal/web/lot"
	"lostfound/internal/web/manager"
	"lostfound/internal/web/page"
	"lostfound/internal/web/traveller"
	"lostfound/static"
)

// maxBody bounds a request, in bytes: eight photos and some words.
const maxBody = 100 << 20

// Options are the settings of the pages; the zero value is fit for tests.
type Options struct {
	Brand     brand.Brand  // whose office it is
	PublicURL string       // where people reach it, for links on cards; the request's own host where empty
	Proxies   []string     // addresses or networks whose X-Forwarded-For is believed
	Log       *slog.Logger //

	// Observe notes a request for the metrics: its route's pattern, and how long it took. It
	// may be nil.
	Observe func(method, route string, status int, took time.Duration)
}

// house is everything the handlers share.
type house struct {
	office  *office.Office
	book    *locale.Book
	options Options
	assets  *assets
	live    *live

	traveller  *traveller.Workplace
	checkpoint *checkpoint.Workplace
	desk       *desk.Workplace
	manager    *manager.Workplace
	lot        *lot.Workplace

	signIn    page.Page[signInPage]
	account   page.Page[accountPage]
	setUp     page.Page[setUpPage]
	failed    page.Page[failPage]
	enrolling page.Page[enrolPage]
}

// Handler serves the pages.
func Handler(o *office.Office, opt Options) (http.Handler, error) {
	h, err := open(o, opt)
	if err != nil {
		return nil, err
	}
	return h.handler()
}

func open(o *office.Office, opt Options) (*house, error) {
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	book, err := locale.Open()
	if err != nil {
		return nil, err
	}
	a, err := openAssets(opt.Brand)
	if err != nil {
		return nil, err
	}
	set := &page.Set{Files: static.Files, Asset: a.address, Book: book, Brand: opt.Brand.Page(a.address)}
	return &house{
		office: o, book: book, options: opt, assets: a, live: newLive(),
		traveller:  traveller.New(o, set),
		checkpoint: checkpoint.New(o, set),
		desk:       desk.New(o, set),
		manager:    manager.New(o, set),
		lot:        lot.New(o, set),
		signIn:     page.Must[signInPage](set, "shared/sign_in.html"),
		account:    page.Must[accountPage](set, "shared/account.html"),
		setUp:      page.Must[setUpPage](set, "shared/setup.html"),
		failed:     page.Must[failPage](set, "shared/fail.html"),
		enrolling:  page.Must[enrolPage](set, "shared/enrol.html"),
	}, nil
}

// handler puts the routes behind what every request passes through.
func (h *house) handler() (http.Handler, error) {
	gin.SetMode(gin.ReleaseMode)
	e := gin.New()
	e.HandleMethodNotAllowed = true
	e.RedirectTrailingSlash = true
	if err := e.SetTrustedProxies(h.options.Proxies); err != nil {
		return nil, err
	}
	e.Use(h.log, h.headers, h.recovered, h.limit, h.crossOrigin(), h.welcome)
	e.NoRoute(h.do(noSuchPage))
	e.NoMethod(func(c *gin.Context) {
		h.failWith(c, http.StatusMethodNotAllowed, fault.New(fault.Missing, "no_such_page"))
	})
	for _, r := range h.routes() {
		for _, method := range r.methods() {
			e.Handle(method, r.path, h.guard(r), h.do(r.handle))
		}
	}
	return e, nil
}

// do turns a handler that returns its error into one of gin's.
func (h *house) do(handle handler) gin.HandlerFunc {
	return func(c *gin.Context) {
		if err := handle(c); err != nil {
			h.fail(c, err)
		}
	}
}

// limit bounds the body. One that says it is longer is not read at all.
func (h *house) limit(c *gin.Context) {
	if c.Request.ContentLength > maxBody {
		c.Header("Connection", "close")
		h.fail(c, fault.Newf(fault.TooLarge, "", "body_too_large", fault.Args{"Max": maxBody >> 20}))
		c.Abort()
		return
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxBody)
}
