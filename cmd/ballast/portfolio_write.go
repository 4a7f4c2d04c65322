package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/models/outcome"
	"ballast/models/portfolio"
	"ballast/models/report"
)

// validate settles where the results go and refuses what can be refused before any work.
func (o *portfolioOptions) validate(ctx context.Context) error {
	if err := o.sim.validate(); err != nil {
		return err
	}
	if n := o.sim.scenarios; n != nil && (*n == 0 || *n > portfolio.MostScenarios) {
		return usagef("--scenarios: a portfolio takes a number from 1 to %d", portfolio.MostScenarios)
	}
	if err := o.reading.validate(); err != nil {
		return err
	}
	if err := (&keeping{store: o.store}).validate(ctx); err != nil {
		return err
	}
	return o.places(ctx, false)
}

// places settles where the results go; named says that no result is wanted but those that
// are named.
func (o *portfolioOptions) places(ctx context.Context, named bool) error {
	info, err := os.Stat(o.path)
	if err != nil {
		return err
	}
	source := o.path
	if info.IsDir() {
		source = "" // the list of its plans is made
	} else if o.output == "" && !named {
		o.output = resultName(o.path)
	}
	if o.output != "" {
		if err := guardPaths(source, o.output, o.json); err != nil {
			return err
		}
		if err := guardBook(ctx, source, o.output, o.password, o.force); err != nil {
			return err
		}
	}
	if err := (&handoutOptions{report: o.report}).validate(source, o.output, o.json, o.force); err != nil {
		return err
	}
	return guardJSON(o.json, o.force)
}

// write puts workbook, page and JSON where they belong.
func (d *listing) write(ctx context.Context, std streams, p *outcome.Portfolio) error {
	o := &d.o
	book := report.BuildPortfolio(p, d.lang)
	extra, err := prepareHandouts(handoutOptions{report: o.report}, book, nil)
	if err != nil {
		return err
	}
	var figures []byte
	if o.json != "" {
		if figures, err = encodeFigures(p); err != nil {
			return err
		}
	}
	if o.output != "" {
		data, err := d.sheets(p)
		if err != nil {
			return err
		}
		_, err = workbook.Write(ctx, workbook.WriteOptions{Source: o.path, Data: data, Target: o.output, Force: o.force, Password: o.password}, book)
		if err != nil {
			return unwritten(err, o.output)
		}
	}
	if err := extra.write(ctx, handoutOptions{report: o.report}); err != nil {
		return err
	}
	return deliverJSON(ctx, std, o.json, figures)
}

// sheets is the workbook that the results are added to: the portfolio's own, or, of a
// folder, a list of its plans that can be run again.
func (d *listing) sheets(p *outcome.Portfolio) ([]byte, error) {
	if info, err := os.Stat(d.o.path); err != nil || !info.IsDir() {
		return os.ReadFile(d.o.path)
	}
	w := words.For(d.lang)
	var b strings.Builder
	fmt.Fprintf(&b, "== %s\n%s | %s | %s\n", w.Say("portfolio.list.sheet"), w.Say("portfolio.list.id"), w.Say("portfolio.list.name"), w.Say("portfolio.list.file"))
	for i, x := range p.Plans {
		file := d.paths[i]
		if rel, err := filepath.Rel(filepath.Dir(d.o.output), file); err == nil {
			file = filepath.ToSlash(rel)
		}
		plain := strings.NewReplacer("|", "/", "\n", " ")
		fmt.Fprintf(&b, "%s | %s | %s\n", plain.Replace(x.ID), plain.Replace(x.Name), file)
	}
	return workbook.FromText([]byte(b.String()), d.lang)
}

// sayWritten tells what was written.
func (o *portfolioOptions) sayWritten(out io.Writer, w *words.Words) {
	if o.output != "" {
		fmt.Fprintln(out, w.Say("command.wrote", o.output))
	}
	if o.each != "" {
		fmt.Fprintln(out, w.Say("portfolio.each", o.each))
	}
	if o.report != "" {
		fmt.Fprintln(out, w.Say("handout.wrote.report", o.report))
	}
	if o.json != "" && o.json != "-" {
		fmt.Fprintln(out, w.Say("command.wrote.json", o.json))
	}
}
