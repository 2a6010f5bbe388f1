package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"lostfound/internal/bench"
	"lostfound/internal/config"
	"lostfound/internal/embedded"
)

// measure fills an index with a made-up stock and measures. The store is never the configured
// one; the Redis is, where there is one, and must be empty.
func measure(ctx context.Context, c *call) (err error) {
	var opt bench.Options
	c.flags.IntVar(&opt.Items, "items", 20_000, "finds in store")
	c.flags.IntVar(&opt.Sites, "sites", 20, "sites, of very different sizes; at most 1000")
	c.flags.IntVar(&opt.Reports, "reports", 2_000, "open reports")
	c.flags.Uint64Var(&opt.Seed, "seed", 1, "makes another stock")
	c.flags.IntVar(&opt.Ask, "ask", 200, "questions of each kind")
	c.flags.IntVar(&opt.Through, "through", 100, "finds that are taken in one by one")
	c.flags.IntVar(&opt.Clients, "clients", 8, "how many ask at once, beside one alone")
	c.flags.IntVar(&opt.Check, "check", 10, "answers that are held against a search find by find")
	folder := c.flags.String("write", "", "also write the finds and the questions into this folder, as JSON lines for other programs")
	asJSON := c.flags.Bool("json", false, "print the figures as JSON")
	if _, err := c.parse(0); err != nil {
		return err
	}
	if err := opt.Valid(); err != nil {
		return usageError{err}
	}
	cfg, err := config.Read(os.Environ())
	if err != nil {
		return err
	}
	cfg.S3Endpoint = ""
	if cfg.Data, err = os.MkdirTemp("", "lostfound-bench-"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(cfg.Data)) }()
	k, err := openKeepers(ctx, cfg, embedded.Holder{Command: "bench"})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, k.Close()) }()
	figures, err := bench.Run(ctx, k.Keepers, opt, func(step string) { fmt.Fprintln(c.err, step) })
	if err != nil {
		return err
	}
	if *folder != "" {
		if err := bench.Write(*folder, opt); err != nil {
			return err
		}
	}
	if *asJSON {
		out := json.NewEncoder(c.out)
		out.SetIndent("", "  ")
		return out.Encode(figures)
	}
	_, err = fmt.Fprint(c.out, figures)
	return err
}
