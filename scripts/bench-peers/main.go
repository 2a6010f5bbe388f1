// Command bench-peers asks other search programs what lostfound bench asked ours, of the same
// finds, and prints their figures beside ours. scripts/bench-peers.sh runs it.
//
// It is a module of its own, so that the program does not depend on what it is compared with.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench-peers:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	folder := flag.String("stock", "", "folder that lostfound bench --write filled")
	figuresOf := flag.String("ours", "", "what lostfound bench --json printed of it")
	socket := flag.String("postgres", "", "folder of PostgreSQL's socket")
	work := flag.String("work", "", "empty folder for what is built here")
	out := flag.String("json", "", "file for the figures as JSON")
	flag.Parse()

	us, err := readOurs(*figuresOf)
	if err != nil {
		return err
	}
	s := &stock{folder: *folder}
	qs, err := s.questions()
	if err != nil {
		return err
	}
	if len(qs) == 0 {
		return errors.New("there are no questions")
	}
	var peers []figures
	for _, sh := range []shape{terms, words} {
		p, err := openPostgres(ctx, *socket, sh)
		if err != nil {
			return err
		}
		for _, peer := range []struct {
			name string
			searcher
		}{
			{"PostgreSQL " + p.version(), p},
			{"bleve " + bleveVersion(), &inProcess{folder: filepath.Join(*work, string(sh)), shape: sh}},
		} {
			fmt.Fprintf(os.Stderr, "%s, %s\n", peer.name, sh)
			f, err := measure(ctx, peer.searcher, figures{Name: peer.name, Shape: sh}, s, qs, us.Items)
			if err = errors.Join(err, peer.close()); err != nil {
				return fmt.Errorf("%s, %s: %w", peer.name, sh, err)
			}
			peers = append(peers, f)
		}
	}
	fmt.Print(table(us, peers))
	return write(*out, us, peers)
}

// bleveVersion is that which go.mod pins.
func bleveVersion() string {
	info, _ := debug.ReadBuildInfo()
	for _, m := range info.Deps {
		if m.Path == "github.com/blevesearch/bleve/v2" {
			return m.Version[len("v"):]
		}
	}
	return ""
}

func write(name string, us ours, peers []figures) error {
	raw, err := json.MarshalIndent(struct {
		Ours  ours      `json:"ours"`
		Peers []figures `json:"peers"`
	}{us, peers}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(name, append(raw, '\n'), 0o644)
}
