package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"ballast/models/outcome"
)

// runEach runs every plan by itself, as run does, and puts the results into a folder. The
// early warnings of the runs are then those of the portfolio too.
func (d *listing) runEach(ctx context.Context, std streams, p *outcome.Portfolio) error {
	if d.o.each == "" {
		return nil
	}
	if err := os.MkdirAll(d.o.each, 0o755); err != nil {
		return err
	}
	bar := d.o.bar(std, "portfolio.plans")
	defer bar.clear()
	for i, path := range d.paths {
		o := runOptions{plan: path, output: d.eachName(i), lang: d.o.lang, password: d.o.password, reading: d.o.reading, sim: d.o.sim, force: d.o.force, quiet: true, mitigation: "as-set"}
		o.after = func(j *job) {
			for _, w := range j.outcome.Warnings {
				p.Warnings = append(p.Warnings, outcome.PortfolioWarning{Plan: p.Plans[i].ID, Warning: w})
			}
		}
		err := runPlan(ctx, o, streams{in: std.in, out: io.Discard, err: std.err, reached: std.reached})
		if coded := (exitError{}); err != nil && !(errors.As(err, &coded) && coded.err == nil) {
			return err
		}
		bar.step(i+1, len(d.paths))
	}
	return nil
}

// eachName is where the result of a plan goes: by its ID, which no two plans share.
func (d *listing) eachName(i int) string {
	return filepath.Join(d.o.each, fileName(d.survey.Entries[i].ID)+filepath.Ext(resultName(d.paths[i])))
}

// fileName is an ID as the name of a file.
func fileName(id string) string {
	out := []rune(id)
	for k, r := range out {
		switch r {
		case '/', '\\', ':', '*', '?', '"', '<', '>', '|':
			out[k] = '_'
		}
	}
	return string(out)
}
