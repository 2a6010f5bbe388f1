package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"lostfound/internal/api"
	"lostfound/internal/config"
	"lostfound/internal/embedded"
	"lostfound/internal/office"
	"lostfound/internal/rounds"
	"lostfound/internal/web"
	"lostfound/internal/web/brand"
)

// stopWithin is how long open requests may take to finish when the program stops.
const stopWithin = 20 * time.Second

func serve(ctx context.Context, c *call) (err error) {
	if _, err := c.parse(0); err != nil {
		return err
	}
	cfg, err := config.Read(os.Environ())
	if err != nil {
		return err
	}
	h, err := open(ctx, c, cfg, slog.New(slog.NewTextHandler(c.err, nil)))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	return h.work(ctx, func(url string) error {
		fmt.Fprintf(c.out, "lostfound is at %s\n", url)
		needs, err := h.office.NeedsSetUp(ctx)
		if err == nil && needs {
			fmt.Fprintf(c.out, "Set it up at %s/setup with the code %s\n", url, h.office.SetUpCode())
		}
		return err
	})
}

// house is an office at work: what a served address needs.
type house struct {
	cfg     config.Config
	brand   brand.Brand
	keepers *keepers
	office  *office.Office
	log     *slog.Logger
}

// open opens the keepers and the office the settings name.
func open(ctx context.Context, c *call, cfg config.Config, log *slog.Logger) (*house, error) {
	whose, err := brand.Open(cfg.Brand, cfg.Accent, cfg.Logo)
	if err != nil {
		return nil, err
	}
	post, err := openPost(cfg)
	if err != nil {
		return nil, err
	}
	k, err := openKeepers(ctx, cfg, embedded.Holder{Command: c.flags.Name(), Address: cfg.Listen})
	if err != nil {
		return nil, err
	}
	o, err := office.Open(ctx, k.Keepers, office.Options{Secret: cfg.Secret, AdminToken: cfg.AdminToken, Post: post, Log: log})
	if err != nil {
		return nil, errors.Join(err, k.Close())
	}
	return &house{cfg, whose, k, o, log}, nil
}

// Close lets the keepers go.
func (h *house) Close() error { return h.keepers.Close() }

// work serves the office and walks its rounds until ctx ends. opened is called once
// the address answers.
func (h *house) work(ctx context.Context, opened func(url string) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	handler, err := h.handler()
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", h.cfg.Listen)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       5 * time.Minute, // a large body has limits of its own
		IdleTimeout:       2 * time.Minute,
		ErrorLog:          slog.NewLogLogger(slog.DiscardHandler, slog.LevelWarn), // it would write down callers' addresses
	}
	server.RegisterOnShutdown(h.keepers.Index.Hush) // streams would last for ever
	walked := make(chan struct{})
	go func() {
		defer close(walked)
		rounds.New(h.office, h.keepers.Index, h.log).Run(ctx)
	}()
	served := make(chan error, 1)
	go func() {
		if h.cfg.TLSCert != "" {
			served <- server.ServeTLS(listener, h.cfg.TLSCert, h.cfg.TLSKey)
		} else {
			served <- server.Serve(listener)
		}
	}()
	if err = opened(h.url(listener.Addr())); err == nil {
		select {
		case err = <-served:
		case <-ctx.Done():
		}
	}
	stop()
	closing, cancel := context.WithTimeout(context.Background(), stopWithin)
	defer cancel()
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	if late := server.Shutdown(closing); late != nil {
		err = errors.Join(err, late, server.Close())
	}
	<-walked
	return err
}

// handler gives programs their addresses and leaves the rest to the pages.
func (h *house) handler() (http.Handler, error) {
	metrics := api.NewMetrics(h.office)
	programs, err := api.Handler(h.office, api.Options{Proxies: h.cfg.TrustedProxies, Metrics: metrics, Log: h.log})
	if err != nil {
		return nil, err
	}
	pages, err := web.Handler(h.office, web.Options{Brand: h.brand, PublicURL: h.cfg.PublicURL, Proxies: h.cfg.TrustedProxies, Observe: metrics.Observe, Log: h.log})
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	for _, path := range []string{"/api/", "/healthz", "/readyz", "/metrics"} {
		mux.Handle(path, programs)
	}
	mux.Handle("/", pages)
	return newUploads(mux), nil
}

// url is where a browser on this machine finds the listener.
func (h *house) url(at net.Addr) string {
	if h.cfg.PublicURL != "" {
		return h.cfg.PublicURL
	}
	scheme := "http"
	if h.cfg.TLSCert != "" {
		scheme = "https"
	}
	host, port, err := net.SplitHostPort(at.String())
	if ip := net.ParseIP(host); err == nil && ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return scheme + "://" + net.JoinHostPort(host, port)
}
