package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"

	"lostfound/internal/eval"
	"lostfound/internal/match"
)

func evaluate(ctx context.Context, c *call) error {
	items := c.flags.String("items", "", "finds, one JSON object a line")
	reports := c.flags.String("reports", "", "loss reports, one JSON object a line")
	truth := c.flags.String("truth", "", "which items are the reports': prints top-1, top-3, top-10 and MRR")
	folds := c.flags.Int("folds", 0, "cross-validate: answer each of so many groups of reports with weights fitted on the others; needs --truth")
	noPrior := c.flags.Bool("no-prior", false, "place and time do not count, only the thing")
	out := c.flags.String("out", "", "where the answers go, a line a report; - is standard output")
	if _, err := c.parse(0); err != nil {
		return err
	}
	if *items == "" || *reports == "" {
		return usageError{errors.New("eval needs --items and --reports")}
	}
	if *folds > 0 && *truth == "" {
		return usageError{errors.New("--folds needs --truth")}
	}
	is, err := os.ReadFile(*items)
	if err != nil {
		return err
	}
	rs, err := os.ReadFile(*reports)
	if err != nil {
		return err
	}
	var ts []byte
	if *truth != "" {
		if ts, err = os.ReadFile(*truth); err != nil {
			return err
		}
	}
	model := match.Model{NoLeaning: *noPrior}
	var answers []eval.Answer
	if *folds > 0 {
		answers, err = eval.Folds(ctx, is, rs, ts, *folds, model)
	} else {
		answers, err = eval.Run(ctx, is, rs, model)
	}
	if err != nil {
		return err
	}
	if *out != "" {
		var lines bytes.Buffer
		if err := eval.Write(&lines, answers); err != nil {
			return err
		}
		if *out == "-" {
			_, err = c.out.Write(lines.Bytes())
		} else {
			err = os.WriteFile(*out, lines.Bytes(), 0o600)
		}
		if err != nil {
			return err
		}
	}
	if *truth == "" {
		return nil
	}
	marks, err := eval.Mark(answers, ts)
	if err != nil {
		return err
	}
	fmt.Fprintln(c.out, marks)
	return nil
}
