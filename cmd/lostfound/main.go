// Command lostfound is the lost-property office: one program that serves its
// pages and its API, and the few commands that look after it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // sites name their time zones; a small machine or image has none

	"lostfound/internal/config"
)

// command is one verb of the program.
type command struct {
	name  string
	args  string // after the name, for the usage line
	about string
	run   func(ctx context.Context, c *call) error
}

// call is one run of a command.
type call struct {
	flags *flag.FlagSet
	args  []string
	out   io.Writer // answers
	err   io.Writer // what is said on the way
}

var commands = []command{
	{"serve", "", "serve pages and API (the default)", serve},
	{"demo", "", "serve a made-up airport and rental lot, in the folder demo of the data folder", demonstrate},
	{"import", "items|reports FILE", "take in finds or reports, one JSON object a line; - is standard input", importFile},
	{"reindex", "", "put the index together from the documents", reindex},
	{"eval", "--items FILE --reports FILE [--truth FILE] [--folds N] [--no-prior] [--out RUN]", "measure the matcher on a set, on keepers of its own", evaluate},
	{"bench", "[--items N] [--sites N] [--reports N] [--json]", "measure speed on a made-up stock, in an empty Redis that is emptied again or in the embedded one", measure},
	{"backup", "FILE", "copy every document and photo into one file; - is standard output", backup},
	{"restore", "FILE", "fill an empty store from a backup; - is standard input", restore},
	{"staff add", "NAME", "give somebody an account; the password is asked for, or read from standard input", staffAdd},
	{"ready", "", "ask the program that runs on this machine whether it can serve", ready},
	{"version", "", "say which version this is", version},
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "lostfound:", err)
		stop()
		os.Exit(exitCode(err))
	}
}

// usageError is a mistake in how the program was called.
type usageError struct{ error }

func exitCode(err error) int {
	var usage usageError
	if errors.As(err, &usage) {
		return 2
	}
	return 1
}

// run finds the command and runs it.
func run(ctx context.Context, args []string, out, errs io.Writer) error {
	if len(args) > 0 && (args[0] == "-h" || args[0] == "--help" || args[0] == "help") {
		return usage(out)
	}
	cmd, rest := find(args)
	if cmd == nil {
		return usageError{fmt.Errorf("there is no command %q; lostfound -h lists them", args[0])}
	}
	c := &call{flags: flag.NewFlagSet(cmd.name, flag.ContinueOnError), args: rest, out: out, err: errs}
	c.flags.SetOutput(out)
	c.flags.Usage = func() {
		fmt.Fprintf(out, "lostfound %s %s\n\n%s\n", cmd.name, cmd.args, cmd.about)
		c.flags.PrintDefaults()
		if cmd.name == "serve" || cmd.name == "demo" {
			fmt.Fprintln(out)
			config.Manual(out)
		}
	}
	return cmd.run(ctx, c)
}

// find returns the command that the arguments begin with, and what follows it.
// Without arguments, or with flags alone, that is the first.
func find(args []string) (*command, []string) {
	if len(args) == 0 || args[0][:min(1, len(args[0]))] == "-" {
		return &commands[0], args
	}
	for i, c := range commands {
		if args[0] == c.name {
			return &commands[i], args[1:]
		}
		if len(args) > 1 && args[0]+" "+args[1] == c.name {
			return &commands[i], args[2:]
		}
	}
	return nil, nil
}

// parse reads flags, also between arguments, and checks how many arguments remain.
func (c *call) parse(want int) ([]string, error) {
	var args []string
	for rest := c.args; ; {
		if err := c.flags.Parse(rest); errors.Is(err, flag.ErrHelp) {
			return nil, err
		} else if err != nil {
			return nil, usageError{err}
		}
		if rest = c.flags.Args(); len(rest) == 0 {
			break
		}
		args, rest = append(args, rest[0]), rest[1:]
	}
	if len(args) != want {
		return nil, usageError{fmt.Errorf("%s takes %d arguments, got %d; lostfound %s -h explains", c.flags.Name(), want, len(args), c.flags.Name())}
	}
	return args, nil
}

func usage(out io.Writer) error {
	fmt.Fprint(out, "lostfound is a lost-property office for airports, stations and rental lots.\n\n")
	for _, c := range commands {
		fmt.Fprintf(out, "  lostfound %-10s %s\n", c.name, c.about)
	}
	fmt.Fprint(out, "\nlostfound COMMAND -h explains a command. Settings, by environment:\n\n")
	config.Manual(out)
	return nil
}
