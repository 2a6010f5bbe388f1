package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"lostfound/internal/config"
	"lostfound/internal/demo"
)

// demonstrate serves a made-up day. Its folder survives a stop; --fresh makes the day anew.
func demonstrate(ctx context.Context, c *call) (err error) {
	fresh := c.flags.Bool("fresh", false, "forget the last demonstration and make a new day")
	if _, err := c.parse(0); err != nil {
		return err
	}
	cfg, err := config.Read(os.Environ())
	if err != nil {
		return err
	}
	cfg.Data = filepath.Join(cfg.Data, "demo")
	cfg.S3Endpoint, cfg.RedisURL = "", "" // never the configured keepers
	cfg.SMTPURL, cfg.WebhookURL = "", ""  // nor anybody's mailbox
	if *fresh {
		if err := os.RemoveAll(cfg.Data); err != nil {
			return err
		}
	}
	h, err := open(ctx, c, cfg, slog.New(slog.NewTextHandler(c.err, &slog.HandlerOptions{Level: slog.LevelWarn})))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	day, err := today(filepath.Join(cfg.Data, "today"))
	if err != nil {
		return err
	}
	if err := h.ensureIndex(ctx); err != nil {
		return err
	}
	guide, err := demo.Fill(ctx, h.office, day)
	if err != nil {
		return err
	}
	return h.work(ctx, func(url string) error {
		fmt.Fprintf(c.out, `lostfound is at %[1]s

  %[1]s/                a traveller who lost something
  %[1]s%[2]s
                        the page of one who has reported it
  %[1]s%[6]s
                        where letters to that one would end
  %[1]s/checkpoint      the airport's security officers: sign in as karim
  %[1]s/desk            the airport's lost-property desk: sign in as ingrid
  %[1]s/checkpoint?site=%[3]s
                        the rental lot: sign in as ayse
  %[1]s/manager         sites and staff: sign in as admin

The password of all of them is: %[4]s
Everything is made up and kept in %[5]s. Stop with Ctrl-C.
`, url, guide.Traveller, demo.Lot, demo.Password, cfg.Data, guide.Stop)
		return nil
	})
}

// today is the instant the demonstration's day ends at: now at the first start, the
// same later, so that filling it again adds nothing.
func today(file string) (time.Time, error) {
	raw, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		now := time.Now().Truncate(time.Second)
		return now, os.WriteFile(file, []byte(now.Format(time.RFC3339)), 0o600)
	}
	if err != nil {
		return time.Time{}, err
	}
	return time.Parse(time.RFC3339, string(raw))
}
