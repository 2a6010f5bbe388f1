package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"lostfound/internal/config"
	"lostfound/internal/embedded"
	"lostfound/internal/office"
	"lostfound/internal/staff"
)

// The commands that tend the office open the keepers themselves. With embedded
// keepers that needs the program to be stopped; import, reindex and staff add also exist
// in the API of the running one.

// tend opens the configured office, does the work and closes it.
func tend(ctx context.Context, c *call, do func(h *house) error) (err error) {
	cfg, err := config.Read(os.Environ())
	if err != nil {
		return err
	}
	h, err := open(ctx, c, cfg, slog.New(slog.NewTextHandler(c.err, &slog.HandlerOptions{Level: slog.LevelWarn})))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	return do(h)
}

func importFile(ctx context.Context, c *call) error {
	args, err := c.parse(2)
	if err != nil {
		return err
	}
	from, err := input(args[1])
	if err != nil {
		return err
	}
	defer from.Close()
	return tend(ctx, c, func(h *house) error {
		if err := h.ensureIndex(ctx); err != nil {
			return err
		}
		done, err := h.office.Import(ctx, staff.Operator, office.ImportKind(args[0]), from)
		for _, r := range done.Refused {
			for _, p := range r.Problems {
				fmt.Fprintf(c.err, "line %d: %s\n", r.Line, strings.TrimPrefix(p.Field+": "+p.Code, ": "))
			}
		}
		fmt.Fprintf(c.out, "%d taken in, %d known already, %d refused\n", done.Taken, done.Known, len(done.Refused))
		return err
	})
}

// ensureIndex puts the index together where it is missing, as embedded ones are at start.
func (h *house) ensureIndex(ctx context.Context) error {
	missing, err := h.keepers.Index.Missing(ctx)
	if err == nil && missing {
		_, err = h.office.Rebuild(ctx)
	}
	return err
}

func reindex(ctx context.Context, c *call) error {
	if _, err := c.parse(0); err != nil {
		return err
	}
	return tend(ctx, c, func(h *house) error {
		done, err := h.office.Rebuild(ctx)
		if err != nil {
			return err
		}
		fmt.Fprintf(c.out, "%d items and %d reports indexed in %s\n", done.Items, done.Reports, done.Took.Round(time.Millisecond))
		return nil
	})
}

func backup(ctx context.Context, c *call) error {
	args, err := c.parse(1)
	if err != nil {
		return err
	}
	return tend(ctx, c, func(h *house) error {
		n, err := writeWhole(args[0], c.out, func(w io.Writer) (int, error) { return h.keepers.Store.Backup(ctx, w) })
		if err != nil {
			return fmt.Errorf("back up: %w", err)
		}
		fmt.Fprintf(c.err, "%d objects backed up\n", n)
		return nil
	})
}

// writeWhole writes a file under its name only once it is complete.
func writeWhole(name string, out io.Writer, write func(io.Writer) (int, error)) (n int, err error) {
	if name == "-" {
		return write(out)
	}
	part := name + ".part"
	f, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, err
	}
	n, err = write(f)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return n, errors.Join(err, os.Remove(part))
	}
	return n, os.Rename(part, name)
}

func restore(ctx context.Context, c *call) error {
	args, err := c.parse(1)
	if err != nil {
		return err
	}
	from, err := input(args[0])
	if err != nil {
		return err
	}
	defer from.Close()
	cfg, err := config.Read(os.Environ())
	if err != nil {
		return err
	}
	n, err := refill(ctx, c, cfg, from)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	fmt.Fprintf(c.err, "%d objects restored\n", n)
	return tend(ctx, c, func(h *house) error { // a real Redis may know another stock
		_, err := h.office.Rebuild(ctx)
		return err
	})
}

// refill restores the store alone: an office would first write its settings into
// the empty one.
func refill(ctx context.Context, c *call, cfg config.Config, from io.Reader) (n int, err error) {
	k, err := openKeepers(ctx, cfg, embedded.Holder{Command: c.flags.Name()})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, k.Close()) }()
	return k.Store.Restore(ctx, from)
}

func input(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(os.Stdin), nil
	}
	return os.Open(name)
}

func staffAdd(ctx context.Context, c *call) error {
	role := c.flags.String("role", string(staff.Admin), "finder, desk, manager or admin")
	site := c.flags.String("site", staff.AllSites, "code of the site the role holds at; * is every site")
	name := c.flags.String("name", "", "as colleagues read it; the sign-in name where empty")
	args, err := c.parse(1)
	if err != nil {
		return err
	}
	fmt.Fprint(c.err, "Password, 10 characters or more: ")
	password, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read password: %w", err)
	}
	if *name == "" {
		*name = args[0]
	}
	return tend(ctx, c, func(h *house) error {
		m, err := h.office.AddStaff(ctx, staff.Operator, office.NewMember{SignIn: args[0], Name: *name, Password: strings.TrimRight(password, "\r\n"),
			Grants: []staff.Grant{{Site: *site, Role: staff.Role(*role)}}})
		if err != nil {
			return err
		}
		fmt.Fprintf(c.out, "%s is %s\n", m.SignIn, m.Ref)
		return nil
	})
}

func version(_ context.Context, c *call) error {
	if _, err := c.parse(0); err != nil {
		return err
	}
	v := "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		v = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				v += " " + s.Value
			}
		}
	}
	fmt.Fprintln(c.out, "lostfound", v)
	return nil
}
