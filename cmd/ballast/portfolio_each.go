package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"ballast/models/outcome"
	"ballast/models/portfolio"
)

// runEach runs every plan by itself, as run does with the portfolio's futures, seed and
// sampling, and puts the results into a folder. What they say of cash and early warnings
// is said of the portfolio too.
func (d *listing) runEach(ctx context.Context, std streams, p *outcome.Portfolio) error {
	if d.o.each == "" {
		return nil
	}
	if err := os.MkdirAll(d.o.each, 0o755); err != nil {
		return err
	}
	t := &d.survey.Settings
	d.o.sim.scenarios, d.o.sim.seed, d.o.sim.sampling = &t.Scenarios, t.Seed, t.Sampling
	bar := d.o.bar(std, "portfolio.plans")
	defer bar.clear()
	for i, path := range d.paths {
		o := runOptions{plan: path, output: d.eachName(i), lang: d.o.lang, password: d.o.password, reading: d.o.reading, sim: d.o.sim, force: d.o.force, quiet: true, above: t.Above, mitigation: "as-set"}
		o.after = func(j *job) {
			if p.Run.AsOne {
				return // it has said so
			}
			portfolio.OwnOf(j.outcome).Tell(p, i)
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
